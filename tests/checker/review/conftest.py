"""The project of the command line's tests, with its edition beside it, in a git repository."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.project import edition
from checker.project import open as opening
from tests.checker.cli.conftest import CASES, Rsp, built, lab, rsp

__all__ = ["Git", "Rsp", "built", "git", "lab", "rsp"]

Git = Callable[..., str]

_WHO = ("-c", "user.name=somebody", "-c", "user.email=somebody@example.org")


@pytest.fixture
def git(lab: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Runs git in the folder of project and edition, which is a repository with one commit."""
    shutil.copytree(CASES / "edition", tmp_path / "edition")
    for module in (edition, opening):
        monkeypatch.setattr(module, "editions_path", lambda: tmp_path / "edition")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    clean = {**kept, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

    def run(*arguments: str, at: Path = tmp_path) -> str:
        command = ["git", "-C", str(at), *_WHO, *arguments]
        return subprocess.run(
            command, check=True, capture_output=True, text=True, env=clean
        ).stdout.strip()

    run("init", "-q")
    commit(run)
    return run


def commit(git: Git) -> str:
    """Commit everything; the first digits of the revision, as a page shows them."""
    git("add", "-A")
    git("commit", "-q", "--allow-empty", "-m", "a change")
    return git("rev-parse", "HEAD")[:12]
