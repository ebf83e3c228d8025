"""A project with one known defect, so that a hostile file beside it can be seen to hide nothing."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

import msgspec
import pytest

from checker.diagnostics.diagnostic import Level
from checker.run import LintRun, Run, run_check, run_lint
from tests.checker.lint import cases

CLOCK = datetime(2026, 7, 1, tzinfo=UTC)
PATIENCE = 60
"""Seconds after which a run counts as one that hangs."""
LONGEST_MESSAGE = 700

KNOWN = ("unknown-key", "deviations.yaml", 5)
"""The defect that is there before anything hostile is."""


class Found(msgspec.Struct, frozen=True):
    """What came of a hostile project."""

    places: set[tuple[str, str, int]]
    """Code, file and line of everything that lint reports."""
    messages: tuple[str, ...]
    check: Run

    @property
    def codes(self) -> set[str]:
        """Codes besides that of the known defect."""
        return {code for code, file, line in self.places if (code, file, line) != KNOWN}


@contextmanager
def patience(seconds: int = PATIENCE) -> Iterator[None]:
    """Fails what takes longer."""

    def late(signum: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"not done after {seconds} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The base project of the lint cases, with its edition, sealed and stamped, and one defect."""
    path = cases.build(None, tmp_path / "case", monkeypatch)
    deviations = path / "deviations.yaml"
    text = deviations.read_text(encoding="utf-8")
    deviations.write_text(
        text.replace("    model: atlas\n", "    modle: atlas\n"), encoding="utf-8"
    )
    return path


@pytest.fixture
def put(project: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a file of the project; `edition/…` is one of the edition."""

    def write(name: str, content: str | bytes) -> Path:
        inside = name.removeprefix("edition/")
        path = (project.parent / "editions" / "mini" if inside != name else project) / inside
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def survive(project: Path) -> Callable[..., Found]:
    """Lints and checks the project; what holds for every hostile input is asserted here."""

    def run(*, code: int = 3, known: bool = True, seconds: int = PATIENCE) -> Found:
        with patience(seconds):
            linted = run_lint(project)
            checked = run_check(project, as_of=None, clock=CLOCK)
        places = {_place(linted, one) for one in linted.diagnostics}
        assert any(one.level is Level.ERROR for one in linted.diagnostics) or code == 1
        assert KNOWN in places or not known
        assert checked.exit.code == code, checked.exit
        assert checked.gate.status == "failed"
        assert checked.report is None or msgspec.json.encode(checked.report)
        return Found(places, tuple(one.message for one in linted.diagnostics), checked)

    return run


def _place(run: LintRun, one: Any) -> tuple[str, str, int]:
    at = run.sources.locate(one.at)
    assert at.file
    assert at.line >= 1
    assert at.column >= 1
    assert len(one.message) <= LONGEST_MESSAGE, one.message[:200]
    return one.code, at.file, at.line
