"""The command as a process: closed pipes, terminals, lazy imports."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from checker.cli import output, progress

RSP = [sys.executable, "-m", "checker.cli.main"]
ROOT = Path(__file__).parents[3]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def _imported(*arguments: str) -> set[str]:
    """Top-level packages that a command imports."""
    program = (
        "import sys; from checker.cli.main import main; code = main(sys.argv[1:]);"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        cwd=ROOT,
    )
    return set(run.stderr.split())


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["check", "--help"], ["chek"]])
def test_nothing_heavy_before_it_is_needed(arguments: list[str]) -> None:
    """Help, version and mistakes load none of the dependencies."""
    heavy = {"msgspec", "networkx", "jsonschema", "jsonschema_rs", "cel_expr_python", "markdown_it"}

    assert _imported(*arguments) & (heavy | {"yaml", "rfc8785", "google"}) == set()


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    """`rsp schema control | head -1` ends without a traceback."""
    with subprocess.Popen(
        [*RSP, "schema", "rsp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
        cwd=tmp_path,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read()

    assert (process.returncode, errors) == (0, b"")


def test_a_process_exits_with_the_code(tmp_path: Path) -> None:
    """Of the run: here there is no project."""
    run = subprocess.run([*RSP, "check"], capture_output=True, env=ENVIRONMENT, cwd=tmp_path)

    assert run.returncode == 2
    assert run.stderr.startswith(b"rsp: there is no project: no rsp.yaml in '.' or above it\n")


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_colours_are_for_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    """And for those who did not say NO_COLOR."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert output.coloured(Terminal())
    assert not output.coloured(io.StringIO())

    monkeypatch.setenv("NO_COLOR", "1")
    assert not output.coloured(Terminal())

    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not output.coloured(Terminal())


@pytest.mark.parametrize(("seconds", "shown"), [(0.0, False), (0.2, True)])
def test_progress_is_for_long_runs_on_terminals(
    monkeypatch: pytest.MonkeyPatch, seconds: float, shown: bool
) -> None:
    """It appears after a while, and is taken back."""
    terminal, pipe = Terminal(), io.StringIO()
    monkeypatch.setattr(progress, "_AFTER", 0.05)

    for stream in (terminal, pipe):
        monkeypatch.setattr(sys, "stderr", stream)
        with progress.progress("assessing"):
            time.sleep(seconds)

    assert ("assessing" in terminal.getvalue()) is shown
    assert terminal.getvalue().endswith("\x1b[K") is shown
    assert pipe.getvalue() == ""


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    """A failed write leaves the old file and no leftovers."""
    target = tmp_path / "report.md"
    output.save(target, b"old")

    with pytest.raises(TypeError):
        output.save(target, None)  # type: ignore[arg-type]  # to make the write fail

    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.md"]
