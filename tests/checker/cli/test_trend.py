"""`rsp trend` from the command line: real reports, and files that are none."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.checker.cli.conftest import Rsp
from tests.checker.history.saves import plain, stated

A, B, C = "2026-04-30", "2026-05-31", "2026-06-30"

Put = Callable[..., Path]


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Put:
    """Write a saved assessment into the folder `saved`; the working folder is the one above."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "saved").mkdir()

    def write(date: str, **parts: Any) -> Path:
        path = Path("saved") / f"{date}.json"
        path.write_text(json.dumps(plain(date, **parts)), encoding="utf-8")
        return path

    return write


def test_reports_that_were_saved_are_compared(lab: Path, rsp: Rsp) -> None:
    """Files of both commands that assess, and a folder of them."""
    Path("saved").mkdir()
    for command, date in (("check", "2026-05-31"), ("report", "2026-06-30")):
        output = f"saved/{date}.json"
        rsp(command, "lab", "--as-of", date, "--format", "json", "--output", output)

    run = rsp("trend", "saved")

    assert (run.code, run.err) == (0, "")
    assert run.out.startswith("example-lab: 2 assessments, 2026-05-31 to 2026-06-30\n")
    assert max(map(len, run.out.split("\n"))) <= 80


def test_the_json_fits_the_schema_that_is_published(put: Put, rsp: Rsp) -> None:
    """With every list filled."""
    put(A, clauses={"X": "satisfied"}, instances={"a": "met"}, values={"api": 0.1})
    put(B, clauses={"X": "gap"}, instances={"a": "unmet"}, values={"api": 0.2})
    put(C, partial=["--model atlas"])
    Path("saved/broken.json").write_text("{", encoding="utf-8")

    run = rsp("trend", "saved", "--format", "json")
    schema = json.loads(rsp("schema", "trend").out)
    found = json.loads(run.out)

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(found, schema)
    empty = [name for name, value in found.items() if value == []]
    assert (run.code, empty, found["exit"]["code"]) == (3, ["verdicts"], 3)


def test_a_regression_fails_where_that_is_asked_for(put: Put, rsp: Rsp) -> None:
    """Exit 1, and exit 0 without the option; the result is the same."""
    put(A, clauses={"X": "satisfied"})
    put(B, clauses={"X": "gap"})

    plainly, strictly = rsp("trend", "saved"), rsp("trend", "saved", "--fail-on-regression")

    assert (plainly.code, strictly.code) == (0, 1)
    assert strictly.err == "rsp: 1 regression not made good by the last assessment\n"
    assert "2026-05-31 X for model/atlas: satisfied to gap" in plainly.out


def twice(data: dict[str, Any]) -> str:
    return json.dumps(data).replace('"partial": []', '"partial": ["--model x"], "partial": []')


def deep(data: dict[str, Any]) -> str:
    return json.dumps(data).replace('"partial": []', '"partial": [], "x": ' + "[" * 100_000)


BROKEN: dict[str, tuple[Callable[[dict[str, Any]], str | bytes], str]] = {
    "truncated": (lambda data: json.dumps(data)[:-40], "truncated"),
    "empty": (lambda _: "", "truncated"),
    "no object": (lambda _: "[]", "Expected `object`"),
    "no report": (lambda _: "{}", "missing required field `schema`"),
    "another version": (
        lambda data: json.dumps({**data, "schema": "rsp-report/v9"}),
        "rsp-report/v9",
    ),
    "another kind": (lambda data: json.dumps({**data, "schema": "rsp-trend/v1"}), "rsp-trend/v1"),
    "a wrong type": (lambda data: json.dumps({**data, "partial": "none"}), "Expected `array`"),
    "an unknown status": (
        lambda data: json.dumps({**data, "instances": [{"id": "a", "status": "fine"}]}),
        "Invalid enum value 'fine'",
    ),
    "a missing part": (
        lambda data: json.dumps({key: data[key] for key in data if key != "subjects"}),
        "missing required field `subjects`",
    ),
    "a key twice": (twice, "states the key 'partial' twice"),
    "an instance twice": (
        lambda data: json.dumps(stated({**data, "instances": [{"id": "a", "status": "met"}] * 2})),
        "states the instance 'a' 2 times",
    ),
    "a subject twice": (
        lambda data: json.dumps(stated({**data, "subjects": data["subjects"] * 2})),
        "states the subject 'model/atlas' 2 times",
    ),
    "another instant": (
        lambda data: json.dumps(stated({**data, "as_of": {**data["as_of"], "date": "2026-01-01"}})),
        "its date and its instant are not the same",
    ),
    "no date": (
        lambda data: json.dumps(stated({**data, "as_of": {**data["as_of"], "instant": "soon"}})),
        "its date is no date",
    ),
    "an exit that is none": (
        lambda data: json.dumps(stated({**data, "exit": {"code": 7, "because": "-"}})),
        "exit code that does not exist",
    ),
    "no number": (
        lambda data: json.dumps({**data, "exit": {"code": float("nan"), "because": "-"}}),
        "invalid",
    ),
    "edited": (
        lambda data: json.dumps({**data, "partial": ["--model x"]}),
        "its digest is not that of what it states; it was changed after it was written",
    ),
    "edited where nothing reads it": (
        lambda data: json.dumps({**data, "note": "all is well"}),
        "its digest is not that of what it states",
    ),
    "a digest of something else": (
        lambda data: json.dumps({**data, "digest": "0" * 64}),
        "its digest is not that of what it states",
    ),
    "without a digest": (
        lambda data: json.dumps({key: data[key] for key in data if key != "digest"}),
        "missing required field `digest`",
    ),
    "without a canonical form": (
        lambda data: json.dumps({**data, "note": 2**60}),
        "its digest is not that of what it states",
    ),
    "no text": (lambda _: b"\xff\xfe{}", "is not a saved assessment"),
    "too deep": (deep, "is not a saved assessment"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_no_assessment_is_named_and_the_others_compared(
    put: Put, rsp: Rsp, name: str
) -> None:
    """Exit 3 after the rest is shown; what is wrong stands on both streams."""
    breaking, message = BROKEN[name]
    put(A, clauses={"X": "satisfied"})
    put(B, clauses={"X": "gap"})
    broken = breaking(plain(C))
    data = broken if isinstance(broken, bytes) else broken.encode()
    Path("saved/broken.json").write_bytes(data)

    run = rsp("trend", "saved")

    assert run.code == 3
    assert "saved/broken.json is not a saved assessment: " in run.err
    assert message in run.err
    assert "Regressions: 1 stand" in run.out
    assert "Not readable\n  saved/broken.json:" in run.out


def test_a_file_that_is_too_large_is_not_read(
    put: Put, rsp: Rsp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its size, before a byte of it is."""
    put(A)
    put(B)
    large = put(C, period={"start": "x" * 10_000, "end": ""})
    monkeypatch.setattr("checker.cli.saved.LARGEST", 9_000)

    run = rsp("trend", "saved")

    assert run.code == 3
    assert run.err.startswith(f"rsp: {large} is too large for a saved assessment\n")


def test_what_is_not_there_or_holds_nothing_is_a_usage_error(put: Put, rsp: Rsp) -> None:
    """A misspelt folder is not an empty trend."""
    assert rsp("trend").code == 2
    assert rsp("trend", "nowhere").err.startswith("rsp: there is no file or folder 'nowhere'")
    assert rsp("trend", "saved").err.startswith("rsp: no file of the folder 'saved'")
    put(A)
    one = rsp("trend", "saved")
    assert (one.code, one.err) == (2, "rsp: a comparison needs 2 assessments, and has 1\n")


def test_a_folder_that_only_looks_like_a_file_is_refused(put: Put, rsp: Rsp) -> None:
    """It is named, and the others are compared."""
    put(A)
    put(B)
    Path("saved/c.json").mkdir()

    run = rsp("trend", "saved")

    assert (run.code, "saved/c.json is no regular file" in run.err) == (3, True)


def test_different_organisations_are_a_usage_error(put: Put, rsp: Rsp) -> None:
    """A trend is of one."""
    put(A)
    put(B, project={"organization": "other-lab", "digest": "ab" * 32})

    run = rsp("trend", "saved")

    assert (run.code, run.out) == (2, "")
    assert "example-lab in saved/2026-04-30.json, other-lab in saved/2026-05-31.json" in run.err


def test_a_file_that_is_named_twice_counts_once(put: Put, rsp: Rsp) -> None:
    """By itself and in its folder."""
    first = put(A)
    put(B)

    run = rsp("trend", first, "saved", "--format", "json")

    found = json.loads(run.out)
    assert (run.code, len(found["assessments"]), found["apart"]) == (0, 2, [])


def test_the_output_replaces_no_assessment(put: Put, rsp: Rsp) -> None:
    """It may be any other file, and a trend is no assessment."""
    put(A)
    last = put(B)
    before = last.read_bytes()

    assert rsp("trend", "saved", "--output", last).code == 2
    assert last.read_bytes() == before
    assert rsp("trend", "saved", "--format", "json", "--output", "trend.json").code == 0
    assert rsp("trend", "saved", "trend.json").code == 3
