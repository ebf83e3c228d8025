"""`rsp forecast`: it says of each day what `rsp check --as-of` says; its options and mistakes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from checker.gate import PROJECTION
from tests.checker.cli.conftest import Rsp, at, change
from tests.checker.cli.test_golden import _compare as compare
from tests.checker.forecast.days import days

Map = dict[str, Any]
LAB = Path(__file__).parents[3] / "examples" / "example-lab"


def _goes_on(lab: Path) -> None:
    """The assessment is not closed, and its period goes on."""
    change(lab / "rsp.yaml", "closed: {as_of: 2026-06-30, because: the half-year is over}\n", "")
    change(lab / "rsp.yaml", "end: 2026-06-30", "end: 2026-08-25")


def _replayed(forecast: Map) -> dict[str, dict[tuple[str, str | None, str], str]]:
    """The status of each thing on each day, from where it starts and what changes."""
    now = {(one["kind"], one["subject"], one["id"]): one["start"] for one in forecast["things"]}
    changed = {one["date"]: one["changes"] for one in forecast["days"]}
    found = {}
    for day in days(forecast["horizon"]["first"], forecast["horizon"]["days"]):
        for one in changed.get(day, []):
            assert now[one["kind"], one["subject"], one["id"]] == one["before"]
            now[one["kind"], one["subject"], one["id"]] = one["after"]
        found[day] = {
            key: status for key, status in now.items() if key[0] != "model" and status != "absent"
        }
    return found


def _checked(report: Map) -> dict[tuple[str, str | None, str], str]:
    """The same, as a report states it; that it is a projection alone fails no gate here."""
    because = [why for why in report["gate"]["because"] if why != PROJECTION]
    found: dict[tuple[str, str | None, str], str] = {
        ("gate", None, "gate"): "failed" if because else "passed"
    }
    for subject in report["subjects"]:
        id = subject["id"]
        for one in subject["standards"]:
            found["standard", id, one["id"]] = one["verdict"]
        for one in subject["controls"]:
            found["control", id, one["id"]] = one["status"]
        for one in subject["clauses"]:
            found["clause", id, one["id"]] = one["status"]
        for name, one in subject["activities"].items():
            found["activity", id, name] = one["finding"]
    return found


def _agrees(rsp: Rsp, project: str | Path, first: str, last: str) -> Map:
    """A forecast, after every day of it was checked by itself."""
    run = rsp("forecast", project, "--from", first, "--until", last, "--format", "json")
    forecast: Map = json.loads(run.out)
    replayed = _replayed(forecast)
    for day, now in replayed.items():
        report = json.loads(rsp("check", project, "--as-of", day, "--format", "json").out)
        assert now == _checked(report), day
    assert (run.code, list(replayed)[-1]) == (0, last)
    return forecast


def test_it_agrees_with_a_check_on_every_day(lab: Path, rsp: Rsp) -> None:
    """Before its evidence was received, after it grew old, and after the clock."""
    _goes_on(lab)

    forecast = _agrees(rsp, "lab", "2026-06-28", "2026-08-31")

    gate = next(one for one in forecast["things"] if one["kind"] == "gate")
    assert (gate["red_now"], gate["red_from"]) == (True, "2026-07-31")
    assert [turn["first"] for turn in gate["red"]] == ["2026-06-28", "2026-07-31"]
    assert forecast["horizon"]["projected_from"] == "2026-07-11"
    assert [day["date"] for day in forecast["days"] if not day["projection"]] == ["2026-06-29"]


@pytest.mark.slow
def test_it_agrees_with_a_check_of_the_example_on_every_day(
    rsp: Rsp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some weeks around the end of its period, into what lies ahead of the clock."""
    at(monkeypatch, datetime(2026, 7, 5, 12, tzinfo=UTC))

    forecast = _agrees(rsp, LAB, "2026-06-19", "2026-07-12")

    kinds = {event["kind"] for day in forecast["days"] for event in day["events"]}
    assert {"instance", "judgement", "record", "period"} <= kinds


def test_a_check_agrees_where_it_is_narrowed(lab: Path, rsp: Rsp) -> None:
    """By a model and a standard: the gate of the narrowed run, and nothing of others."""
    _goes_on(lab)
    narrowed = ["--model", "atlas-2", "--standard", "asl-3/security", "--format", "json"]
    run = rsp("forecast", "lab", "--from", "2026-08-01", "--until", "P2D", *narrowed)
    forecast = json.loads(run.out)
    named = {(one["kind"], one["id"]) for one in forecast["things"]}

    replayed = _replayed(forecast)

    assert forecast["partial"] == ["--model atlas-2", "--standard asl-3/security"]
    assert {one["subject"] for one in forecast["things"]} == {None, "model/atlas-2"}
    assert {id for kind, id in named if kind == "control"} == {"SEC-A", "SEC-B"}
    assert {id for kind, id in named if kind == "standard"} == {"asl-3/security"}
    assert {kind for kind, _ in named} == {"gate", "standard", "model", "control", "clause"}
    for day, now in replayed.items():
        whole = _checked(json.loads(rsp("check", "lab", "--as-of", day, *narrowed).out))
        assert now == {key: whole[key] for key in now}
    controls = {e["control"] for day in forecast["days"] for e in day["events"] if e["control"]}
    assert controls == {"SEC-B"}


def test_the_json_fits_its_schema_and_repeats(
    lab: Path, rsp: Rsp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`rsp schema forecast` accepts it; the clock moves nothing but what lies ahead of it."""
    _goes_on(lab)
    schema = json.loads(rsp("schema", "forecast").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    command = ("forecast", "lab", "--from", "2026-07-01", "--format", "json", "--until", "P60D")
    one, other = rsp(*command), rsp(*command)
    at(monkeypatch, datetime(2026, 7, 30, tzinfo=UTC))
    later = rsp(*command)

    data = json.loads(one.out)
    jsonschema.validate(data, schema)
    assert one == other
    assert later.out != one.out
    assert json.loads(later.out)["things"] == data["things"]
    data["things"][0]["start"] = "fine"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema)
    assert schema["$defs"]["Thing"]["properties"]["red_from"]["description"]


@pytest.mark.parametrize("format", ["text", "json"])
def test_whole_outputs(lab: Path, rsp: Rsp, monkeypatch: pytest.MonkeyPatch, format: str) -> None:
    """From before its evidence was received until after its period, across the clock."""
    monkeypatch.setattr("checker.horizon.__version__", "0.0.0")
    _goes_on(lab)

    run = rsp("forecast", "lab", "--from", "2026-06-28", "--until", "P70D", "--format", format)

    compare(f"forecast.{format}", run.out)
    assert (run.code, run.err) == (0, "")
    assert max(map(len, run.out.split("\n"))) <= 80 or format == "json"


@pytest.mark.parametrize(
    ("options", "first", "last", "count"),
    [
        ([], "2026-06-30", "2026-09-28", 91),
        (["--until", "2026-07-04"], "2026-06-30", "2026-07-04", 5),
        (["--until", "P1M"], "2026-06-30", "2026-07-30", 31),
        (["--until", "PT5H"], "2026-06-30", "2026-06-30", 1),
        (["--as-of", "2026-07-01", "--until", "2026-07-01"], "2026-07-01", "2026-07-01", 1),
    ],
)
def test_the_days_of_a_closed_assessment(
    lab: Path, rsp: Rsp, options: list[str], first: str, last: str, count: int
) -> None:
    """They begin with its date, unless another is named."""
    horizon = json.loads(rsp("forecast", "lab", "--format", "json", *options).out)["horizon"]

    assert (horizon["first"], horizon["last"], horizon["days"]) == (first, last, count)
    assert horizon["source"] == ("argument" if "--as-of" in options else "closed")


def test_without_a_date_it_begins_today(lab: Path, rsp: Rsp) -> None:
    """The whole day of the clock, which is no projection."""
    _goes_on(lab)

    found = json.loads(rsp("forecast", "lab", "--until", "P1D", "--format", "json").out)

    assert found["horizon"] == {
        "first": "2026-07-10",
        "source": "clock",
        "last": "2026-07-11",
        "days": 2,
        "projected_from": "2026-07-11",
        "arriving": [],
    }


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--until", "2026-06-29"], "--until 2026-06-29 is before the first day, 2026-06-30"),
        (["--from", "2026-07-02", "--until", "2026-07-01"], "is before the first day, 2026-07-02"),
        (["--until", "P3Y4D"], "1101 days are too many"),
        (["--until", "P9999Y"], "--until goes beyond 9999-12-30, the last day"),
        (["--until", "P5X"], "'P5X' is not an ISO 8601 duration"),
        (["--until", "soon"], "'soon' is not a date"),
        (["--from", "2026-07-01T08:00:00Z"], "an instant, and a forecast goes by whole days"),
        (["--until", "2026-07-05T08:00:00Z"], "an instant, and a forecast goes by whole days"),
        (
            ["--from", "9999-12-30", "--until", "P1D"],
            "--until goes beyond 9999-12-30, the last day",
        ),
        (["--fail-within", "P91D"], "--fail-within 2026-09-29 is none of the days"),
        (["--fail-within", "2026-06-29"], "--fail-within 2026-06-29 is none of the days"),
        (["--model", "atlas-3"], "there is no model 'atlas-3' in the project"),
        (["--standard", "asl-3"], "there is no standard 'asl-3' in the project"),
        (["--output", "lab/rsp.yaml"], "is a file of the project"),
        (["--output", "lab/evidence/forecast.txt"], "lies in the evidence store"),
        (["--format", "markdown"], "invalid choice"),
        (["--unti", "P1D"], "the option '--unti' is not known here"),
    ],
)
def test_2_mistakes(lab: Path, rsp: Rsp, options: list[str], said: str) -> None:
    """Each is said before anything is assessed."""
    run = rsp("forecast", "lab", *options)

    assert (run.code, run.out) == (2, "")
    assert said in run.err
    assert "Traceback" not in run.err


def test_2_there_is_no_such_folder(rsp: Rsp) -> None:
    """As for a check."""
    assert rsp("forecast", "nowhere").code == 2


def test_3_a_project_that_cannot_be_read(lab: Path, rsp: Rsp) -> None:
    """No forecast, and the diagnostic with its place."""
    (lab / "rsp.yaml").write_text("organization: [", encoding="utf-8")

    run = rsp("forecast", "lab")

    assert (run.code, run.out) == (3, "")
    assert "lab/rsp.yaml:2:1: error syntax-invalid" in run.err
    assert "there is no forecast" in run.err


def test_3_an_error_in_a_file(lab: Path, rsp: Rsp) -> None:
    """What it reaches is red from the first day on; the exit code says that a file is invalid."""
    change(lab / "catalog" / "SEC-B.yaml", "severity: critical", "severty: critical")

    run = rsp("forecast", "lab", "--until", "P2D", "--format", "json", "--fail-within", "P1D")
    found = json.loads(run.out)

    assert (run.code, found["exit"]["code"]) == (3, 3)
    assert "lab/catalog/SEC-B.yaml:5:" in run.err
    (standard,) = [
        one
        for one in found["things"]
        if (one["subject"], one["id"]) == ("model/atlas-2", "asl-3/security")
    ]
    assert (standard["start"], standard["red_now"]) == ("not-assessed", True)


def test_4_a_record_that_was_altered(lab: Path, rsp: Rsp) -> None:
    """As for a check: integrity is never forecast away."""
    change(lab / "evidence" / "comparison-2026-06.yaml", "unknown: 0", "unknown: 1")

    assert rsp("forecast", "lab", "--until", "P1D").code == 4


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 0),
        (["--fail-within", "P20D"], 0),
        (["--fail-within", "P21D"], 1),
        (["--fail-within", "2026-07-31"], 1),
        (["--fail-within", "2026-07-30"], 0),
    ],
)
def test_1_the_gate_turns_red_within(lab: Path, rsp: Rsp, options: list[str], code: int) -> None:
    """By default a forecast gates nothing."""
    _goes_on(lab)

    run = rsp("forecast", "lab", *options)

    assert run.code == code
    assert run.out.endswith(f"(exit {code})\n")
    assert "Gate: green until 2026-07-30, then red" in run.out


def test_1_a_gate_that_is_red_already(lab: Path, rsp: Rsp) -> None:
    """It is red within any time."""
    change(lab / "rsp.yaml", "gate: {allow_closed: true}", "gate: {allow_closed: false}")

    run = rsp("forecast", "lab", "--until", "P2D", "--fail-within", "P1D")

    assert run.code == 1
    assert "Gate: red on the first day: the assessment is closed" in run.out


def test_the_text_goes_to_a_file(lab: Path, rsp: Rsp, tmp_path: Path) -> None:
    """The same as to standard output."""
    shown = rsp("forecast", "lab", "--until", "P9D")

    run = rsp("forecast", "lab", "--until", "P9D", "--output", tmp_path / "forecast.txt")

    assert (run.code, run.out) == (0, "")
    assert (tmp_path / "forecast.txt").read_text(encoding="utf-8") == shown.out


def test_it_writes_nothing_else(lab: Path, rsp: Rsp) -> None:
    """The project is as it was."""
    before = {path: path.read_bytes() for path in lab.rglob("*") if path.is_file()}
    rsp("forecast", "lab", "--until", "P9D")

    assert {path: path.read_bytes() for path in lab.rglob("*") if path.is_file()} == before
