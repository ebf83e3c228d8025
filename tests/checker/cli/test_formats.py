"""Every format from the command line: what it needs, what it refuses, whole outputs."""

from __future__ import annotations

import csv
import io
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from checker.cli.extras import SHEETS
from checker.cli.main import main
from tests.checker.cli.conftest import Rsp, at, change
from tests.checker.cli.test_golden import _break, _compare

FILES = {"csv": b'"Id",', "xlsx": b"PK\x03\x04", "pdf": b"%PDF-1.7"}


@pytest.mark.parametrize("command", ["check", "report"])
@pytest.mark.parametrize("format", FILES)
def test_each_format_is_written(lab: Path, rsp: Rsp, command: str, format: str) -> None:
    """By both commands, with the exit code of the gate, the same from a saved assessment."""
    first = rsp(command, "lab", "--format", format, "--output", f"first.{format}")
    rsp("report", "lab", "--format", "json", "--output", "saved.json")
    rsp("report", "saved.json", "--format", format, "--output", f"again.{format}")

    data = Path(f"first.{format}").read_bytes()
    assert (first.code, first.out, first.err) == (0, "", "")
    assert data.startswith(FILES[format])
    assert Path(f"again.{format}").read_bytes() == data


@pytest.mark.parametrize(("format", "library"), [("xlsx", "xlsxwriter"), ("pdf", "typst")])
def test_without_the_extra_the_message_names_it(
    lab: Path, rsp: Rsp, monkeypatch: pytest.MonkeyPatch, format: str, library: str
) -> None:
    """Exit 2 before anything is assessed; nothing is written, other formats are made."""
    monkeypatch.setitem(sys.modules, library, None)

    run = rsp("report", "lab", "--format", format, "--output", "out")

    assert (run.code, run.out, Path("out").exists()) == (2, "", False)
    assert run.err == (
        f"rsp: --format {format} needs {library}, which is not installed\n"
        f"    it is part of the extra {format}: pip install 'rsp-checker[{format}]'\n"
    )
    assert rsp("report", "lab", "--format", "csv").code == 0


@pytest.mark.parametrize("format", ["xlsx", "pdf"])
def test_a_terminal_is_spared_what_is_no_text(
    lab: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], format: str
) -> None:
    """A pipe or a file may have it."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    assert main(["report", "lab", "--format", format]) == 2
    assert "is no text for a terminal" in capsys.readouterr().err


def test_the_size_of_markdown_can_be_set(
    lab: Path, rsp: Rsp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """0 for any; too small, no number, or of a format without one is a mistake."""
    monkeypatch.setattr("checker.cli.options.LEAST_SIZE", 15)
    whole = rsp("report", "lab", "--max-size", "0").out
    cut = rsp("report", "lab", "--max-size", "15").out

    assert rsp("report", "lab").out == whole
    assert len(cut.encode()) <= 15_000 < len(whole.encode())
    assert "**Cut for size:**" in cut
    for wrong in ("14", "-1", "many", "9" * 30, "٣٠"):
        assert rsp("report", "lab", "--max-size", wrong).code == 2
    run = rsp("report", "lab", "--format", "json", "--max-size", "50")
    assert (run.code, run.err) == (2, "rsp: --max-size is of markdown and pdf, and not of json\n")


@pytest.mark.parametrize("state", ["green", "red"])
def test_the_request_list(lab: Path, rsp: Rsp, monkeypatch: pytest.MonkeyPatch, state: str) -> None:
    """Heads alone where nothing is missing; whole sheets as they are read by another library."""
    monkeypatch.setattr("checker.__version__", "0.0.0")
    monkeypatch.setattr("checker.run.__version__", "0.0.0")
    if state == "red":
        _break(lab)
        at(monkeypatch, datetime(2026, 10, 5, tzinfo=UTC))

    found = rsp("report", "lab", "--format", "csv").out
    rsp("report", "lab", "--format", "xlsx", "--output", "book.xlsx")

    _compare(f"{state}.csv", found.replace("\r\n", "\n"))
    book = openpyxl.load_workbook(io.BytesIO(Path("book.xlsx").read_bytes()))
    lines = [
        line
        for page in book.worksheets
        for line in (
            f"## {page.title}",
            *(" | ".join(str(one or "") for one in row) for row in page.values),
        )
    ]
    text = re.sub(r"\b[0-9a-f]{32}(?:[0-9a-f]{32})?\b", "<digest>", "\n".join(lines) + "\n")
    _compare(f"{state}.sheets", text)


def test_each_sheet_of_the_workbook_can_be_had_as_csv(lab: Path, rsp: Rsp) -> None:
    """The heads and as many rows as the workbook has, in its order; other formats have none."""
    rsp("report", "lab", "--format", "xlsx", "--output", "book.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(Path("book.xlsx").read_bytes()))
    assert len(SHEETS) == len(book.worksheets)

    for name, page in zip(SHEETS, book.worksheets, strict=True):
        made = rsp("report", "lab", "--format", "csv", "--sheet", name)
        rows = list(csv.reader(io.StringIO(made.out)))
        assert rows[0] == [cell.value for cell in page[1]]
        assert len(rows) == page.max_row

    plain = rsp("report", "lab", "--format", "csv")
    assert rsp("report", "lab", "--format", "csv", "--sheet", "requests").out == plain.out
    wrong = rsp("report", "lab", "--format", "xlsx", "--sheet", "about")
    assert (wrong.code, wrong.out) == (2, "")
    assert "--sheet is of csv, and not of xlsx" in wrong.err


def test_a_saved_assessment_of_another_schema_is_refused(lab: Path, rsp: Rsp) -> None:
    """With what it is and what is expected."""
    rsp("report", "lab", "--format", "json", "--output", "saved.json")
    change(Path("saved.json"), '"rsp-report/v1"', '"rsp-report/v2"')

    run = rsp("report", "saved.json", "--format", "csv")

    assert (run.code, run.out) == (3, "")
    assert "its schema is 'rsp-report/v2', 'rsp-report/v1' is expected" in run.err
