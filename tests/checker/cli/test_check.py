"""`rsp check`: every exit code, the selectors, the date, where the result goes."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from checker.report.layout import WIDTH, columns
from tests.checker.cli.conftest import TODAY, Rsp, change


def test_0_the_gate_passes(lab: Path, rsp: Rsp) -> None:
    """Everything required is conformant; the summary says so and names the edition and the date."""
    run = rsp("check", "lab")

    assert (run.code, run.err) == (0, "")
    assert run.out.startswith("example-lab, mini-1, as of 2026-06-30, closed 9 days ago\n")
    assert run.out.endswith("\nGate: PASSED (exit 0): the gate passed\n")


def test_1_the_gate_fails(lab: Path, rsp: Rsp) -> None:
    """A surface without evidence is a gap with its place and its reason."""
    change(lab / "inventory.yaml", "{id: api, ", "{id: app, type: surface, in_service: "
           "{from: 2026-01-01}}\n  - {id: api, ")  # fmt: skip

    run = rsp("check", "lab")

    assert run.code == 1
    assert "DEP-A (high, safeguards) Filters are on wherever a model is offered" in run.out
    assert "missing" in run.out
    assert "at catalog/DEP-A.yaml:12" in run.out
    assert "\nGate: FAILED (exit 1): " in run.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chek"], "did you mean check"),
        (["check", "nowhere"], "no file or folder 'nowhere'"),
        (["check", "lab", "--as-off", "2026-01-01"], "did you mean --as-of?"),
        (["check", "lab", "--as-of", "yesterday"], "not a date"),
        (["check", "lab", "--as-of", "2026-07-01T08:00:00"], "no offset"),
        (["check", "lab", "--format", "jsn"], "did you mean json?"),
        (["check", "lab", "--model", "atlas-3"], "did you mean atlas-2"),
        (["check", "lab", "--standard", "asl-3/securty"], "did you mean asl-3/security"),
        (["check", "lab", "nowhere"], "no file or folder 'nowhere'"),
        (["check", "lab", "--output", "."], "is a folder"),
        (["check", "lab", "--output", "none/report.txt"], "cannot be written"),
        (["--nothing"], "no option '--nothing'"),
        ([], ""),
    ],
)
def test_2_usage(lab: Path, rsp: Rsp, arguments: list[str], message: str) -> None:
    """What cannot be understood, or names nothing, is said on standard error, with a suggestion."""
    run = rsp(*arguments)

    assert run.code == 2
    assert message in run.err


def test_3_an_invalid_file(lab: Path, rsp: Rsp) -> None:
    """Its line and column, its code, and a verdict that is not given."""
    change(lab / "catalog" / "SEC-B.yaml", "severity: critical", "severty: critical")

    run = rsp("check", "lab")

    assert run.code == 3
    assert "lab/catalog/SEC-B.yaml:5:1: error unknown-key: " in run.err
    assert "    help: did you mean 'severity'?" in run.err
    assert "not-assessed" in run.out
    assert "(exit 3)" in run.out


def test_2_no_project(lab: Path, rsp: Rsp, tmp_path: Path) -> None:
    """Where there is no project there is no report; it is said where one was looked for."""
    (tmp_path / "empty").mkdir()

    run = rsp("check", "empty")

    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("rsp: there is no project: no rsp.yaml in 'empty' or above it\n")
    assert "    looked in 'empty', '.', " in run.err
    assert "rsp init" in run.err


def test_4_integrity(lab: Path, rsp: Rsp) -> None:
    """A record that was changed after it was sealed outranks all else."""
    change(lab / "evidence" / "comparison-2026-06.yaml", "all accounts", "some accounts")
    change(lab / "inventory.yaml", "{id: web, ", "{id: web, nme: x, ")

    run = rsp("check", "lab")

    assert run.code == 4
    assert "error record-tampered" in run.err


def test_4_a_record_is_gone(lab: Path, rsp: Rsp) -> None:
    """A sealed record that is no longer there is withdrawn."""
    (lab / "evidence" / "filter-2026-06.yaml").unlink()

    run = rsp("check", "lab")

    assert run.code == 4
    assert "error record-withdrawn" in run.err


def test_5_internal_error(lab: Path, rsp: Rsp, monkeypatch: pytest.MonkeyPatch) -> None:
    """A defect of the tool is named by its place, without the text of any file."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret text")

    monkeypatch.setattr("checker.run.run_check", broken)

    run = rsp("check", "lab")
    assert (run.code, run.out) == (5, "")
    assert "RuntimeError at test_check.py:" in run.err
    assert "secret text" not in run.err

    monkeypatch.setenv("RSP_TRACEBACK", "1")
    assert "secret text" in rsp("check", "lab").err


def test_several_projects_give_the_highest_code(lab: Path, rsp: Rsp, tmp_path: Path) -> None:
    """One summary after the other."""
    shutil.copytree(lab, tmp_path / "other")
    (lab / "inventory.yaml").write_text("x: [", encoding="utf-8")

    run = rsp("check", "lab", "other", "lab")

    assert run.code == 3
    assert run.out.count("Gate: PASSED") == 1


def test_a_narrowed_run_is_partial(lab: Path, rsp: Rsp) -> None:
    """It says so on its first line and names what narrowed it."""
    run = rsp("check", "lab", "--model", "atlas-2", "--standard", "asl-3/security")

    assert run.out.split("\n")[0].endswith(", PARTIAL")
    assert "Partial: --model atlas-2\nPartial: --standard asl-3/security\n" in run.out


def test_a_selection_of_nothing_fails(lab: Path, rsp: Rsp) -> None:
    """A model for which nothing is required is no reason to pass."""
    run = rsp("check", "lab", "--model", "atlas-mini")

    assert run.code == 1
    assert "nothing was selected" in run.out


def test_a_date_to_come_is_a_projection(lab: Path, rsp: Rsp) -> None:
    """It is marked, and never passes."""
    run = rsp("check", "lab", "--as-of", f"{TODAY.year + 1}-01-01")

    assert run.code == 1
    assert "PROJECTION" in run.out.split("\n")[0]


@pytest.mark.parametrize("format", ["text", "json", "markdown", "html"])
def test_the_same_bytes_every_time(lab: Path, rsp: Rsp, format: str) -> None:
    """On standard output and in a file, twice."""
    first = rsp("check", "lab", "--format", format)
    second = rsp("check", "lab", "--format", format, "--output", "out.file")

    assert (second.code, second.out) == (0, "")
    assert Path("out.file").read_text(encoding="utf-8") == first.out


def test_json_carries_the_exit(lab: Path, rsp: Rsp) -> None:
    """Code and reason are in the data."""
    run = rsp("check", "lab", "--format", "json")

    assert json.loads(run.out)["exit"] == {"code": 0, "because": "the gate passed"}


@pytest.mark.parametrize("target", ["lab/evidence/report.md", "lab/evidence/deep/../x.json"])
def test_nothing_is_written_into_the_evidence(lab: Path, rsp: Rsp, target: str) -> None:
    """A report there would become a file of the store."""
    run = rsp("check", "lab", "--output", target)

    assert run.code == 2
    assert "lies in the evidence store" in run.err
    assert not Path(target).exists()


def test_no_file_of_the_project_is_overwritten(lab: Path, rsp: Rsp) -> None:
    """Not by a slip on the command line."""
    before = (lab / "rsp.yaml").read_bytes()

    run = rsp("check", "lab", "--output", "lab/rsp.yaml")

    assert run.code == 2
    assert (lab / "rsp.yaml").read_bytes() == before


def test_an_output_through_a_link_into_the_evidence(lab: Path, rsp: Rsp) -> None:
    """A symbolic link is no way in."""
    os.symlink(lab / "evidence", "elsewhere")

    run = rsp("check", "lab", "--output", "elsewhere/x.json")

    assert run.code == 2


def test_checking_writes_nothing(lab: Path, rsp: Rsp) -> None:
    """The tree is the same before and after."""

    def tree() -> dict[str, tuple[int, bytes]]:
        return {
            str(path): (path.stat().st_mtime_ns, path.read_bytes())
            for path in lab.rglob("*")
            if path.is_file()
        }

    before = tree()
    rsp("check", "lab")
    rsp("lint", "lab")
    rsp("explain", "SEC-B", "lab")
    rsp("graph", "lab")
    rsp("review", "SEC-B", "lab")
    rsp("evidence", "verify", "lab")

    assert tree() == before


@pytest.mark.parametrize("width", [40, 200])
def test_the_summary_has_80_columns(
    lab: Path, rsp: Rsp, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """Whatever the terminal is."""
    monkeypatch.setenv("COLUMNS", str(width))
    change(lab / "rsp.yaml", "first half of 2026", "first half of 2026, " * 20)

    lines = rsp("check", "lab").out.split("\n")

    assert max(columns(line) for line in lines) <= WIDTH


def test_no_colour_in_a_pipe(lab: Path, rsp: Rsp) -> None:
    """Standard output is no terminal here."""
    assert "\x1b" not in rsp("check", "lab").out


def test_frequent_warnings_are_counted(lab: Path, rsp: Rsp) -> None:
    """A thousand unsealed records do not bury the rest."""
    text = (lab / "evidence" / "comparison-2026-06.yaml").read_text(encoding="utf-8")
    for number in range(60):
        path = lab / "evidence" / f"more-{number}.yaml"
        path.write_text(text.replace("comparison-2026-06", f"more-{number}"), encoding="utf-8")

    run = rsp("check", "lab")

    assert run.err.count("warning record-unsealed") == 50
    assert "and 10 more warnings record-unsealed; rsp lint shows them all" in run.err
    assert rsp("lint", "lab").err.count("warning record-unsealed") == 60
