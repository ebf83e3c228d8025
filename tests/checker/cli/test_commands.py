"""The other commands: lint, explain, graph, evidence, schema, report of a saved assessment."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from checker.assess.assessment import Reason
from checker.cli.main import COMMANDS
from checker.report.ci.rest import RESULTS
from tests.checker.cli.conftest import Rsp, change

DOCS = Path(__file__).parents[3] / "checker" / "docs"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_help(rsp: Rsp, command: str) -> None:
    """With its exit codes, within 80 columns."""
    run = rsp(command, "--help")

    assert (run.code, run.err) == (0, "")
    assert "exit codes, the highest that applies:" in run.out
    assert COMMANDS[command].split(":")[0].split(",")[0][1:] in run.out


def test_help_and_version(rsp: Rsp) -> None:
    """Without a command there is the help, and an exit code that says that nothing was done."""
    assert rsp("--help").code == 0
    assert rsp().code == 2
    assert rsp("--version").out.startswith("rsp ")
    assert all(f"  {name} " in rsp("--help").out for name in COMMANDS)


def test_lint_is_quiet_where_all_is_well(lab: Path, rsp: Rsp) -> None:
    """No error, exit 0."""
    run = rsp("lint", "lab")

    assert run.code == 0
    assert " error " not in run.err


def test_lint_reports_every_broken_file(lab: Path, rsp: Rsp) -> None:
    """One does not hide the next."""
    for number in range(20):
        (lab / "catalog" / f"BAD-{number}.yaml").write_text("id: [", encoding="utf-8")

    run = rsp("lint", "lab")

    assert run.code == 3
    assert len({line.split(":")[0] for line in run.err.split("\n") if "BAD-" in line}) == 20
    assert run.out.startswith("20 errors")


def test_lint_as_json(lab: Path, rsp: Rsp) -> None:
    """The diagnostics as in a report, with the exit code."""
    change(lab / "catalog" / "SEC-B.yaml", "severity: critical", "severty: critical")

    run = rsp("lint", "lab", "--format", "json")
    answer = json.loads(run.out)

    assert (run.code, answer["exit"]["code"]) == (3, 3)
    lines = {one["code"]: one["location"]["line"] for one in answer["diagnostics"]}
    assert lines["unknown-key"] == 5


def test_hostile_messages_do_not_reach_the_terminal(lab: Path, rsp: Rsp) -> None:
    """A key with an escape in it is quoted, not played back."""
    change(lab / "rsp.yaml", "gate:", '"\\u001b[31mred\\u202e": 1\ngate:')

    run = rsp("check", "lab")

    assert run.code == 3
    assert all(character.isprintable() or character == "\n" for character in run.err)


def test_explain_an_unknown_id(lab: Path, rsp: Rsp) -> None:
    """Exit 2, with what looks like it."""
    run = rsp("explain", "SEC-BB", "lab")

    assert (run.code, run.out) == (2, "")
    assert "SEC-B" in run.err.split("did you mean")[1]


def test_explain_a_kind_and_an_id(lab: Path, rsp: Rsp) -> None:
    """One id may name two things; the kind before it chooses."""
    both, one = rsp("explain", "THR-X", "lab"), rsp("explain", "threshold/THR-X", "lab")

    assert both.out.count("Threshold THR-X") == one.out.count("Threshold THR-X") == 1
    assert ("Clause THR-X" in both.out, "Clause THR-X" in one.out) == (True, False)


def test_explain_without_a_project(
    rsp: Rsp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reasons and diagnostic codes have pages everywhere."""
    monkeypatch.chdir(tmp_path)

    assert rsp("explain", "stale").code == 0
    assert "Diagnostic duplicate-key (error" in rsp("explain", "duplicate-key").out
    assert rsp("explain", "SEC-1").code == 2
    assert "without a project" in rsp("explain", "zzzzzz").err


def test_explain_everything_that_has_an_id(lab: Path, rsp: Rsp) -> None:
    """Every id of the project has a page that fits 80 columns."""
    ids = {node["id"] for node in json.loads(rsp("graph", "lab").out)["nodes"]}
    report = json.loads(rsp("report", "lab", "--format", "json").out)
    ids |= {one["id"] for key in ("instances", "records", "judgements") for one in report[key]}

    for id in sorted(ids):
        run = rsp("explain", id, "lab")
        assert run.code == 0, id
        assert max(map(len, run.out.split("\n"))) <= 80, id


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_a_page_of_one_form(reason: Reason) -> None:
    """Its name, one sentence, what, why, how it arises, how to close it; 80 columns."""
    text = (DOCS / "reasons" / f"{reason}.md").read_text(encoding="utf-8")

    lines = text.split("\n")
    heads = [line for line in lines if line.startswith("#")]
    assert heads == [
        f"# {reason}",
        "## What it means",
        "## Why it matters",
        "## How it arises",
        "## How to close it",
    ]
    assert max(map(len, lines)) <= 80
    assert lines[2].endswith(".")


def test_there_is_no_page_without_a_reason() -> None:
    """Pages and codes are the same set."""
    pages = {path.stem for path in (DOCS / "reasons").iterdir()}

    assert pages == {one.value for one in Reason}


@pytest.mark.parametrize("result", RESULTS)
def test_every_result_of_ci_has_a_page_of_one_form(rsp: Rsp, result: str) -> None:
    """Its name, one sentence, what, why, how to close it; `rsp explain` shows it."""
    text = (DOCS / "results" / f"{result}.md").read_text(encoding="utf-8")

    lines = text.split("\n")
    heads = [line for line in lines if line.startswith("#")]
    assert heads == [
        f"# {result}", "## What it means", "## Why it matters", "## How to close it",
    ]  # fmt: skip
    assert max(map(len, lines)) <= 80
    assert lines[2] in rsp("explain", result).out
    assert {path.stem for path in (DOCS / "results").iterdir()} == set(RESULTS)


def test_graph_of_an_unknown_root(lab: Path, rsp: Rsp) -> None:
    """Exit 2, with what looks like it."""
    run = rsp("graph", "lab", "--root", "SEC-BB")

    assert run.code == 2
    assert "did you mean" in run.err


def test_graph_focus_leaves_out_the_rest(lab: Path, rsp: Rsp) -> None:
    """Only what the root rests on, and what rests on it; edges stay inside."""
    graph = json.loads(rsp("graph", "lab", "--root", "SEC-A").out)

    keys = {node["key"] for node in graph["nodes"]}
    assert {"clause/SEC-1", "control/SEC-B", "requirement/SEC-A/comparison"} <= keys
    assert "control/DEP-A" not in keys
    assert {end for edge in graph["edges"] for end in (edge["above"], edge["below"])} <= keys


@pytest.mark.parametrize("format", ["dot", "mermaid"])
def test_graph_texts_are_one_line_each(lab: Path, rsp: Rsp, format: str) -> None:
    """A title with quotes, brackets and line ends stays inside its label."""
    change(
        lab / "catalog" / "SEC-B.yaml",
        "title: A second person approves every access to weights",
        'title: "a \\"] --> n0[\\nx | `y` <b>"',
    )

    lines = rsp("graph", "lab", "--format", format).out.split("\n")

    assert len([line for line in lines if "SEC-B" in line and "(critical" in line]) == 1
    assert not any("<b>" in line for line in lines if format == "mermaid")


def test_evidence_list_and_verify(lab: Path, rsp: Rsp) -> None:
    """Each record on a line, and the digest of the store."""
    listing, verified = rsp("evidence", "list", "lab"), rsp("evidence", "verify", "lab")

    assert [line.split("\t")[0] for line in listing.out.split("\n")[:-1]] == [
        "comparison-2026-06",
        "filter-2026-06",
        "weights-2026",
    ]
    assert verified.out.startswith("3 records, 3 sound; store ")
    assert (listing.code, verified.code) == (0, 0)


def test_evidence_verify_finds_a_change(lab: Path, rsp: Rsp) -> None:
    """Exit 4, at the record."""
    change(lab / "evidence" / "comparison-2026-06.yaml", "all accounts", "some accounts")

    run = rsp("evidence", "verify", "lab")

    assert run.code == 4
    assert "lab/evidence/comparison-2026-06.yaml:" in run.err


def test_sealing_a_change_needs_a_reason(lab: Path, rsp: Rsp) -> None:
    """It is refused without one, and taken with one."""
    path = lab / "evidence" / "comparison-2026-06.yaml"
    change(path, "all accounts", "some accounts")
    before = (lab / "evidence" / "manifest.jsonl").read_bytes()

    refused = rsp("evidence", "seal", "lab")
    assert refused.code == 4
    assert (lab / "evidence" / "manifest.jsonl").read_bytes() == before

    without = rsp("evidence", "seal", "lab", "--replace", "comparison-2026-06")
    assert without.code == 2

    taken = rsp("evidence", "seal", "lab", "--replace", "comparison-2026-06=the query was wrong")
    assert (taken.code, taken.out) == (0, "3 records sealed: 0 new, 1 replaced\n")


def test_sealing_twice_changes_nothing(lab: Path, rsp: Rsp) -> None:
    """Unchanged records keep their line."""
    before = (lab / "evidence" / "manifest.jsonl").read_bytes()

    assert rsp("evidence", "seal", "lab").code == 0
    assert (lab / "evidence" / "manifest.jsonl").read_bytes() == before


def test_evidence_needs_an_action(lab: Path, rsp: Rsp) -> None:
    """And says which there are."""
    assert rsp("evidence").code == 2
    assert "did you mean seal" in rsp("evidence", "sael", "lab").err


def test_schemas_are_schemas(rsp: Rsp) -> None:
    """Every name that is listed prints a valid JSON Schema."""
    names = rsp("schema").out.split()

    assert {"report", "control", "rsp"} <= set(names)
    for name in names:
        schema = json.loads(rsp("schema", name).out)
        jsonschema.Draft202012Validator.check_schema(schema)


def test_schema_of_an_unknown_name(rsp: Rsp) -> None:
    """Exit 2, with what looks like it."""
    run = rsp("schema", "contrl")

    assert run.code == 2
    assert "did you mean control" in run.err


def test_a_report_fits_the_published_schema(lab: Path, rsp: Rsp) -> None:
    """The output of one command is valid by the output of another."""
    report = json.loads(rsp("report", "lab", "--format", "json").out)

    jsonschema.validate(report, json.loads(rsp("schema", "report").out))


def test_a_saved_assessment_gives_the_same_report(lab: Path, rsp: Rsp) -> None:
    """In every format, without the project, with the exit code of then."""
    rsp("report", "lab", "--format", "json", "--output", "saved.json")
    live = rsp("report", "lab")
    (lab / "rsp.yaml").unlink()

    saved = rsp("report", "saved.json")

    assert (live.code, live.out) == (saved.code, saved.out)


@pytest.mark.parametrize("data", [b"{}", b"", b"\xff\xfe", b"[" * 200_000])
def test_a_file_that_is_no_report(lab: Path, rsp: Rsp, tmp_path: Path, data: bytes) -> None:
    """Exit 3, nothing written."""
    (tmp_path / "x.json").write_bytes(data)

    run = rsp("report", "x.json")

    assert (run.code, run.out) == (3, "")
    assert "is not a saved assessment" in run.err


def test_a_saved_assessment_has_its_date(lab: Path, rsp: Rsp) -> None:
    """Another one cannot be asked of it, and no exit code that does not exist is passed on."""
    rsp("report", "lab", "--format", "json", "--output", "saved.json")
    assert rsp("report", "saved.json", "--as-of", "2026-01-01").code == 2

    change(Path("saved.json"), '"code": 0', '"code": 77')
    assert rsp("report", "saved.json").code == 3
