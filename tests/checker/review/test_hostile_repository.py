"""A repository is read and never obeyed: nothing it configures runs, nothing is fetched."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from checker.read.git import File, History, HistoryError, NoHistory
from tests.checker.cli.conftest import Rsp, change
from tests.checker.review.conftest import Git, commit

REVIEW = ("review", "SEC-B", "lab", "--clause", "SEC-1")
OLD = "- No one reaches model weights alone."


def trap(folder: Path) -> Path:
    """A program that leaves a trace, and the trace."""
    program, trace = folder / "trap.sh", folder / "trace"
    program.write_text(f"#!/bin/sh\ntouch '{trace}'\ncat\n", encoding="utf-8")
    program.chmod(0o755)
    return program


CONFIGURED = [
    "core.fsmonitor",
    "core.pager",
    "core.sshCommand",
    "core.gitProxy",
    "core.editor",
    "core.askPass",
    "diff.external",
    "diff.trap.textconv",
    "diff.trap.command",
    "filter.trap.smudge",
    "filter.trap.clean",
    "filter.trap.process",
    "gpg.program",
    "credential.helper",
    "uploadpack.packObjectsHook",
]


def test_nothing_that_a_repository_configures_runs(
    lab: Path, rsp: Rsp, git: Git, tmp_path: Path
) -> None:
    """Monitors, pagers, filters, conversions, external diffs, hooks, signatures."""
    program = trap(tmp_path)
    (tmp_path / ".gitattributes").write_text("* diff=trap filter=trap\n", encoding="utf-8")
    commit(git)
    for name in CONFIGURED:
        git("config", name, str(program))
    git("config", "log.showSignature", "true")
    git("config", "alias.rev-list", f"!{program}")
    git("config", "core.hooksPath", str(tmp_path / "hooks"))
    (tmp_path / "hooks").mkdir()
    for name in ("post-checkout", "post-index-change", "reference-transaction"):
        os.link(program, tmp_path / "hooks" / name)
    change(lab / "catalog" / "SEC-B.yaml", "statement: No one", "statement: Few")

    assert OLD in rsp(*REVIEW).out
    assert not (tmp_path / "trace").exists()


@pytest.mark.parametrize("remote", ["ext", "upload-pack", "helper"])
def test_nothing_is_fetched(lab: Path, rsp: Rsp, git: Git, tmp_path: Path, remote: str) -> None:
    """A repository that lacks an object names a command to fetch it with."""
    program = trap(tmp_path)
    urls = {"ext": f"ext::{program}", "upload-pack": f"file://{tmp_path}/none", "helper": "x"}
    change(lab / "catalog" / "SEC-B.yaml", "statement: No one", "statement: Few")
    commit(git)
    blob = git("rev-parse", "HEAD~1:lab/catalog/SEC-B.yaml")
    (tmp_path / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    for name, value in (
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", urls[remote]),
        ("remote.origin.uploadpack", str(program)),
        ("protocol.allow", "always"),
        *([("remote.origin.vcs", "trap")] if remote == "helper" else ()),
    ):
        git("config", name, value)

    run = rsp(*REVIEW)

    assert run.code == 0
    assert "what it was then is not known" in " ".join(run.out.split())
    assert not (tmp_path / "trace").exists()


@pytest.mark.parametrize(
    "name", ["--output=trace.yaml", "$(touch trace).yaml", "; touch trace;.yaml", "*.yaml"]
)
def test_a_name_is_a_name(lab: Path, rsp: Rsp, git: Git, tmp_path: Path, name: str) -> None:
    """Whatever it would mean to a shell or as an option."""
    os.rename(lab / "catalog" / "SEC-B.yaml", lab / "catalog" / name)
    commit(git)
    change(lab / "catalog" / name, "statement: No one", "statement: Few")

    assert OLD in rsp(*REVIEW).out
    assert not list(tmp_path.rglob("trace*"))


def test_a_name_of_the_past_is_a_name_too(lab: Path, rsp: Rsp, git: Git) -> None:
    """With line feeds and bytes that are no text; a link to a file is no file."""
    folder = os.fsencode(lab / "catalog")
    os.rename(folder + b"/SEC-B.yaml", folder + b"/a\n\x1b[31m\xff\t100644 blob.yaml")
    (lab / "catalog" / "link.yaml").symlink_to("/etc/passwd")
    commit(git)
    git("checkout", "-q", "HEAD~1", "--", "lab/catalog/SEC-B.yaml")
    git("rm", "-q", "--cached", "-r", "lab/catalog")
    for one in os.listdir(folder):
        if b"\n" in one or one == b"link.yaml":
            os.unlink(folder + b"/" + one)
    commit(git)
    change(lab / "catalog" / "SEC-B.yaml", "statement: No one", "statement: Few")

    run = rsp(*REVIEW)

    assert (run.code, run.err) == (0, "")
    assert OLD in run.out
    assert "\x1b" not in run.out


def test_the_environment_leads_nowhere_else(
    lab: Path, rsp: Rsp, git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A variable that names another repository, as in a hook, is not followed."""
    change(lab / "catalog" / "SEC-B.yaml", "statement: No one", "statement: Few")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", str(trap(tmp_path)))

    assert OLD in rsp(*REVIEW).out


def test_a_replaced_object_is_not_looked_at(lab: Path, rsp: Rsp, git: Git) -> None:
    """What is shown is what the revision holds."""
    old = git("rev-parse", "HEAD:lab/catalog/SEC-B.yaml")
    other = git("rev-parse", "HEAD:lab/catalog/SEC-A.yaml")
    git("replace", old, other)
    change(lab / "catalog" / "SEC-B.yaml", "statement: No one", "statement: Few")

    assert OLD in rsp(*REVIEW).out


def test_a_file_that_is_too_large_is_not_read(git: Git, tmp_path: Path) -> None:
    """Neither as a file, nor where its size is a lie."""
    history = History(tmp_path)
    [revision] = history.revisions
    file = history.files(revision)["lab/catalog/SEC-B.yaml"]

    with pytest.raises(HistoryError, match="is not read"):
        history.read(file, file.size - 1)
    lie = File(path=file.path, blob=file.blob, size=1)
    with pytest.raises(HistoryError, match="nothing that can be used"):
        history.read(lie, file.size - 1)
    assert len(history.read(file, file.size)) == file.size


def test_a_history_takes_no_longer_than_its_bound(git: Git, tmp_path: Path) -> None:
    """Every command takes from the same time."""
    history = History(tmp_path)
    history._git.until = 0.0

    with pytest.raises(HistoryError, match="not found within 10 seconds"):
        history.files(history.revisions[0])


def test_a_command_that_hangs_is_ended_with_all_that_it_started(
    git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it started would keep its output open."""
    history = History(tmp_path)
    program = tmp_path / "hangs"
    program.write_text("#!/bin/sh\nsleep 60 & sleep 60\n", encoding="utf-8")
    program.chmod(0o755)
    history._git.program, history._git.until = str(program), time.monotonic() + 0.3

    with pytest.raises(HistoryError, match="nothing that can be used"):
        history.files(history.revisions[0])
    assert time.monotonic() < history._git.until + 10


def test_a_git_that_is_found_by_a_relative_path_is_not_run(
    git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may lie in what is reviewed."""
    os.rename(trap(tmp_path), tmp_path / "git")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", ".")

    with pytest.raises(NoHistory, match="not installed"):
        History(tmp_path)
    assert not (tmp_path / "trace").exists()


def test_a_date_that_is_none_is_left_out(lab: Path, rsp: Rsp, git: Git, tmp_path: Path) -> None:
    """A commit may state any number of seconds."""
    tree = git("rev-parse", "HEAD^{tree}")
    raw = f"tree {tree}\nauthor a <a> 0 +0000\ncommitter a <a> 99999999999999999 +0000\n\nx\n"
    (tmp_path / "raw").write_text(raw, encoding="utf-8")
    made = git("hash-object", "-t", "commit", "-w", "--literally", "raw")
    git("update-ref", "HEAD", made)
    change(lab / "catalog" / "SEC-B.yaml", "statement: No one", "statement: Few")

    assert f"which fits revision {made[:12]}:" in " ".join(rsp(*REVIEW).out.split())
