"""Declared indicators: read from the newest sound record, and outside every verdict."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from checker.assess.assessment import Reading
from tests.adapter import run
from tests.builder import case, record

Map = dict[str, Any]

FIGURE = {
    "id": "refusals",
    "title": "Refusals",
    "type": "snapshot",
    "value": "ratio(evidence.refused, evidence.all)",
    "unit": "share",
    "better": "lower",
}


def rate(name: str, refused: Any, at: str = "2026-06-15T00:00:00Z", **more: Any) -> Map:
    """A record with a rate over a hundred."""
    return record(name, at, payload={"ok": True, "refused": refused, "all": 100}, **more)


def with_indicator(given: Map, **more: Any) -> Map:
    """The case with the indicator declared."""
    settings = {**given["settings"], "indicators": [{**FIGURE, **more}]}
    return {**given, "settings": settings}


def readings(*records: Map, types: Map | None = None, **more: Any) -> tuple[Reading, ...]:
    """Of the indicator over these records, of a type with subjects."""
    (found,) = run(with_indicator(case(*records, types=types or {}), **more)).indicators
    return found.readings


def test_the_newest_sound_record_gives_the_value() -> None:
    """By the end of what was observed, not by the order of the files."""
    found = readings(rate("e2", 20, "2026-06-20T00:00:00Z"), rate("e1", 10))

    assert [(one.asset, one.value, one.record) for one in found] == [("organization", 0.2, "e2")]
    assert found[0].because == "the newest sound record of its type"


def test_each_subject_has_its_own_value() -> None:
    """In order of their keys; an asset that is asked for and has no record has no value."""
    api = rate("e1", 10, assets=["surface/api"])
    app = rate("e2", 30, assets=["surface/app"])
    assets = ["surface/app", "surface/web"]

    assert [(one.asset, one.value) for one in readings(app, api)][:2] == [
        ("organization", None),
        ("surface/api", 0.1),
    ]
    assert [(one.asset, one.value) for one in readings(app, api, assets=assets)] == [
        ("surface/app", 0.3),
        ("surface/web", None),
    ]


def test_a_newer_record_that_is_not_sound_is_passed_over_and_named() -> None:
    """An altered record moves no figure, and its being left out is no secret."""
    newer = rate("e2", 90, "2026-06-20T00:00:00Z", problems=["tampered"])

    (found,) = readings(rate("e1", 10), newer)

    assert (found.value, found.record) == (0.1, "e1")
    assert found.because == "the newest sound record of its type; left out: e2 is tampered"


@pytest.mark.parametrize(
    "later",
    [
        {"collected_at": "2026-07-02T00:00:00Z"},
        {"received_at": "2026-07-02T00:00:00Z"},
    ],
)
def test_a_record_that_is_not_known_yet_gives_nothing(later: Map) -> None:
    """As for every verdict (R2)."""
    newer = rate("e2", 90, "2026-06-20T00:00:00Z", **later)

    assert [one.record for one in readings(rate("e1", 10), newer)] == ["e1"]


def test_a_superseded_record_gives_nothing() -> None:
    """Its successor does, though it was observed over the same time."""
    successor = rate(
        "e2",
        50,
        collected_at="2026-06-18T00:00:00Z",
        supersedes={"record": "e1", "because": "counted again"},
    )

    assert [(one.value, one.record) for one in readings(rate("e1", 10), successor)] == [(0.5, "e2")]


@pytest.mark.parametrize(
    ("value", "because"),
    [
        ("evidence.missing", "missing"),
        ("evidence.ok", "not a number"),
        ("ratio(evidence.refused, 0)", "zero whole"),
        ("evidence.refused +", "does not compile"),
        ("'text'", "does not compile: it gives string, not a number"),
        ("double('NaN') * double(evidence.refused)", "no finite number"),
        ("int(9007199254740992.0)", "2^53"),
        ("double(params.limit)", ""),
    ],
)
def test_what_gives_no_number_gives_no_value(value: str, because: str) -> None:
    """With the reason, and the record that was looked at."""
    (found,) = readings(rate("e1", 10), value=value)

    assert (found.value, found.record) == (None, "e1")
    assert because in found.because


def test_without_any_record_there_is_no_value() -> None:
    """For the organisation, where the type is about it."""
    (found,) = readings()

    assert found == Reading(
        asset="organization",
        value=None,
        record=None,
        because="no sound record of its type names it",
    )


def test_an_indicator_touches_nothing_else() -> None:
    """Every other part of the assessment is the same with and without it."""
    given = case(rate("e1", 10))
    plain, measured = run(given), run(with_indicator(given))

    assert measured.indicators
    assert msgspec.structs.replace(measured, indicators=()) == plain
