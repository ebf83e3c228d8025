"""A saved assessment is read only as it was written: its digest is over all that it states."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rfc8785

from tests.checker.cli.conftest import Rsp
from tests.checker.history.saves import stated

SAVED = Path("saved.json")


def leaves(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of all values that hold no others."""
    inner = data.items() if isinstance(data, dict) else enumerate(data)
    return [
        found
        for key, value in inner
        for found in (
            leaves(value, (*path, key)) if isinstance(value, (dict, list)) else [(*path, key)]
        )
    ]


def changed(data: Any, path: tuple[Any, ...]) -> None:
    """Another value of the same type in that place; none where there was one."""
    *above, last = path
    for key in above:
        data = data[key]
    was = data[last]
    data[last] = {bool: lambda: not was, str: lambda: f"{was}.", type(None): lambda: "-"}.get(
        type(was), lambda: was + 1
    )()


@pytest.fixture
def saved(lab: Path, rsp: Rsp) -> dict[str, Any]:
    """A report that was written to SAVED, and what is in it."""
    rsp("report", lab.name, "--format", "json", "--output", SAVED)
    found: dict[str, Any] = json.loads(SAVED.read_text(encoding="utf-8"))
    return found


def test_the_digest_is_over_the_canonical_form_of_the_rest(saved: dict[str, Any]) -> None:
    """As anybody can reckon who knows RFC 8785."""
    rest = {key: value for key, value in saved.items() if key != "digest"}

    assert saved["digest"] == hashlib.sha256(rfc8785.dumps(rest)).hexdigest()


def test_the_digest_is_the_same_for_another_writing_of_the_same(
    saved: dict[str, Any], rsp: Rsp
) -> None:
    """Order and indentation are no content."""
    turned = {key: saved[key] for key in reversed(saved)}
    SAVED.write_text(json.dumps(turned, ensure_ascii=True), encoding="utf-8")

    assert rsp("report", SAVED).out == rsp("report", "lab").out


def test_no_value_can_be_changed(saved: dict[str, Any], rsp: Rsp) -> None:
    """One of each kind of place, wherever it stands: exit 3, nothing on standard output."""
    kinds = {
        tuple("*" if isinstance(key, int) else key for key in path): path for path in leaves(saved)
    }
    assert len(kinds) > 150
    for path in kinds.values():
        again = json.loads(json.dumps(saved))
        changed(again, path)
        SAVED.write_text(json.dumps(again), encoding="utf-8")

        run = rsp("report", SAVED)

        assert (run.code, run.out) == (3, ""), path
        assert "saved.json is not a saved assessment: " in run.err


def cut(data: dict[str, Any]) -> str:
    return json.dumps(data, indent=2)[:-60]


def without_records(data: dict[str, Any]) -> str:
    return json.dumps({**data, "records": []})


def restated(**parts: Any) -> Callable[[dict[str, Any]], str]:
    return lambda data: json.dumps(stated({**data, **parts}))


def with_a_failing_verdict(data: dict[str, Any]) -> str:
    data["subjects"][0]["standards"][0]["gate"] = "fails"
    return json.dumps(stated(data))


@pytest.mark.parametrize(
    ("breaking", "message"),
    [
        (cut, "truncated"),
        (without_records, "its digest is not that of what it states"),
        (restated(schema="rsp-report/v0"), "'rsp-report/v0', 'rsp-report/v1' is expected"),
        (restated(records=None), "Expected `array`"),
        (restated(period={"start": "2026-01-01", "end": "soon"}), "states a date that is none"),
        (restated(exit={"code": 77, "because": "-"}), "states an exit code that does not exist"),
        (restated(exit={"code": 1, "because": "-"}), "a gate that passed, and exit code 1"),
        (restated(gate={"status": "failed", "because": []}), "a gate that failed, and exit code 0"),
        (with_a_failing_verdict, "a gate that passed, and a verdict that fails it"),
    ],
)
@pytest.mark.parametrize("format", ["text", "json", "markdown", "csv", "xlsx", "pdf"])
def test_what_is_no_whole_assessment_makes_no_report(
    saved: dict[str, Any],
    rsp: Rsp,
    breaking: Callable[[dict[str, Any]], str],
    message: str,
    format: str,
) -> None:
    """In no format: exit 3, a message that says why, and no file."""
    SAVED.write_text(breaking(saved), encoding="utf-8")

    run = rsp("report", SAVED, "--format", format, "--output", "out")

    assert (run.code, run.out, Path("out").exists()) == (3, "", False)
    assert message in run.err
    assert len(run.err.splitlines()) == 1
