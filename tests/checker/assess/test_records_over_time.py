"""R3, R4: records that overlap, meet, repeat, nest or come in any order; offsets and leap days."""

from __future__ import annotations

import copy
import re
from datetime import UTC, datetime, timedelta, timezone
from random import Random

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from tests.adapter import results, run
from tests.builder import NOW, Map, asset, case, control, holes, of_control, over_time, reasons
from tests.builder import record as made
from tests.strategies import random_case

ENV = "C1/r1@environment/a"
EPOCH = datetime(2026, 4, 1, tzinfo=UTC)


def at(second: int) -> str:
    """A second of the sweep as text."""
    return (EPOCH + timedelta(seconds=second)).strftime("%Y-%m-%dT%H:%M:%SZ")


def record(name: str, start: int, end: int) -> Map:
    """A good record of a span, or of an instant."""
    span = at(start) if start == end else f"{at(start)}/{at(end)}"
    return made(name, span, type="log", assets=["environment/a"])


# --- Against a sweep over seconds -----------------------------------------------------------------

END = 40


def swept(
    spans: list[tuple[int, int]], inner: int, last: int, start: int, end: int
) -> list[list[str]]:
    """Holes, found by asking of each second whether anything was observed in it or at it."""
    found, since = [], start
    for second in range(start, end):
        begun = any(a <= second < b or a == b == second for a, b in spans)
        if begun and since < second and second - since > inner:
            found.append([at(since), at(second)])
        if begun:
            since = second
        if any(a <= second < b for a, b in spans):
            since = second + 1
    return found + [[at(since), at(end)]] * (since < end and end - since > last)


SPANS = st.lists(
    st.tuples(st.integers(-5, END + 5), st.integers(0, 15)).map(lambda s: (s[0], s[0] + s[1])),
    min_size=1,
    max_size=9,
)


@settings(max_examples=250, derandomize=True, database=None, deadline=None)
@drawn(SPANS, st.sampled_from([0, 1, 5]), st.sampled_from([None, 0, 1, 8]), st.randoms())
def test_r4_holes_of_continuous_evidence_are_those_of_a_sweep(
    spans: list[tuple[int, int]], tolerance: int, max_age: int | None, random: Random
) -> None:
    """Whatever the records overlap, repeat or enclose, and in whatever order they are offered."""
    limits = {"tolerance": f"PT{tolerance}S"}
    if max_age is not None:
        limits["max_age"] = f"PT{max_age}S"
    kind = over_time("continuous", for_each="environment", **limits)
    spans = known(spans)

    expected = swept(spans, tolerance, tolerance if max_age is None else max_age, 0, END)

    assert holes(shuffled(spans, random, kind), ENV) == expected


@settings(max_examples=250, derandomize=True, database=None, deadline=None)
@drawn(SPANS, st.sampled_from([1, 4, 9]), st.integers(0, 30), st.randoms())
def test_r4_holes_between_instants_after_a_grace_are_those_of_a_sweep(
    spans: list[tuple[int, int]], cadence: int, grace: int, random: Random
) -> None:
    """What lies in the grace covers nothing after it, but for what reaches over its end."""
    kind = over_time("instants", type="log", for_each="environment", cadence=f"PT{cadence}S")
    kind["grace"] = f"PT{grace}S"
    spans = known(spans)

    expected = swept(spans, cadence, cadence, 2 + grace, END)

    assert holes(shuffled(spans, random, kind, entry=2), ENV) == expected


def known(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those that ended by now, and an instant at the window's end: presence, and no coverage."""
    return [*(span for span in spans if span[1] <= END), (END, END)]


def shuffled(spans: list[tuple[int, int]], random: Random, kind: Map, entry: int = 0) -> Map:
    """A case with these spans in any order."""
    records = [record(f"e{number}", *span) for number, span in enumerate(spans)]
    random.shuffle(records)
    things = [asset("environment", "a", at(entry))]
    return case(*records, controls=[control("C1", kind)], assets=things, now=at(END))


# --- Entry, retirement, order ---------------------------------------------------------------------


def logs(*spans: str, start: str = "2020-01-01", end: str | None = None, **limits: str) -> Map:
    """Logs of an environment in service for some of the time."""
    records = [
        made(f"e{number}", span, assets=["environment/a"]) for number, span in enumerate(spans)
    ]
    kind = over_time("continuous", for_each="environment", **limits)
    things = [asset("environment", "a", start, end)]
    return case(*records, controls=[control("C1", kind)], assets=things)


ENTRY, EXIT = "2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z"
BEFORE, AFTER = "2026-04-15T00:00:00Z", "2026-06-15T00:00:00Z"


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([f"{BEFORE}/{AFTER}"], []),
        ([f"{BEFORE}/2026-05-20T00:00:00Z"], [["2026-05-20T00:00:00Z", EXIT]]),
        ([f"2026-05-10T00:00:00Z/{AFTER}"], [[ENTRY, "2026-05-10T00:00:00Z"]]),
        (
            [f"{BEFORE}/2026-05-10T00:00:00Z", f"2026-05-20T00:00:00Z/{AFTER}"],
            [["2026-05-10T00:00:00Z", "2026-05-20T00:00:00Z"]],
        ),
    ],
)
def test_r4_a_span_across_entry_or_exit_covers_what_lies_between(
    spans: list[str], expected: list[list[str]]
) -> None:
    """Only the time in service counts, and a span is cut to it."""
    assert holes(logs(*spans, start=ENTRY, end=EXIT), ENV) == expected


@pytest.mark.parametrize(
    "span",
    [f"{BEFORE}/{ENTRY}", f"{EXIT}/{AFTER}"],
)
def test_r4_a_span_that_only_meets_the_time_in_service_shows_nothing_of_it(span: str) -> None:
    """It ends where the other begins."""
    assert reasons(logs(span, start=ENTRY, end=EXIT), ENV) == ["stale"]


def test_r3_what_retired_is_judged_as_of_its_retirement() -> None:
    """Its evidence gets no older, and its exceptions do not go away."""
    limits = {"max_age": "P1D", "tolerance": "P1D"}
    given = logs("2026-04-01T00:00:00Z/2026-05-31T00:00:00Z", end=EXIT, **limits)
    too_old = logs("2026-04-01T00:00:00Z/2026-05-30T23:59:59Z", end=EXIT, **limits)

    assert (reasons(given, ENV), reasons(too_old, ENV)) == ([], ["coverage-hole", "stale"])


@pytest.mark.parametrize("seed", range(6))
def test_r23_the_order_of_records_changes_no_hole(seed: int) -> None:
    """Nested, repeated, adjacent and overlapping ones, offered in any order."""
    spans = [
        "2026-04-01T00:00:00Z/2026-05-01T00:00:00Z",
        "2026-04-10T00:00:00Z/2026-04-12T00:00:00Z",
        "2026-05-01T00:00:00Z/2026-05-10T00:00:00Z",
        "2026-05-05T00:00:00Z/2026-05-12T00:00:00Z",
        "2026-05-14T00:00:00Z/2026-07-01T00:00:00Z",
        "2026-05-14T00:00:00Z/2026-06-01T00:00:00Z",
    ]
    Random(seed).shuffle(spans)

    assert holes(logs(*spans), ENV) == [["2026-05-12T00:00:00Z", "2026-05-14T00:00:00Z"]]


def test_r10_the_same_export_offered_twice_is_reused_only_for_another_time() -> None:
    """Two records of one payload and one time are one observation told twice."""
    span = "2026-04-01T00:00:00Z/2026-07-01T00:00:00Z"
    same = logs(span, span)
    moved = logs(span, "2026-04-01T00:00:00Z/2026-06-01T00:00:00Z")
    for given in (same, moved):
        given["records"][1]["payload_digest"] = given["records"][0]["payload_digest"]

    assert (reasons(same, ENV), reasons(moved, ENV)) == ([], ["reused"])


# --- Offsets, leap days, microseconds -------------------------------------------------------------


@pytest.mark.parametrize("offset", ["+14:00", "-12:00", "+00:00", "+05:45", "-03:30"])
def test_r4_an_offset_is_another_way_to_write_the_same_instant(offset: str) -> None:
    """No hole opens or closes, although the local date is another."""
    instants = ("2026-04-01T00:00:00Z", "2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z")
    records = [made(f"e{n}", elsewhere(one, offset)) for n, one in enumerate(instants)]
    kinds = [over_time("instants", cadence=unit) for unit in ("P1M", "calendar-month")]

    found = [holes(case(*records, **of_control(kind))) for kind in kinds]

    assert found == [[], []]


@pytest.mark.parametrize(("offset", "month"), [("+14:00", "2026-05"), ("-12:00", "2026-06")])
def test_r4_the_calendar_is_that_of_utc(offset: str, month: str) -> None:
    """Midnight of 1 June on Kiritimati is in May; on Baker Island it is in June."""
    local = f"2026-06-01T00:00:00{offset}"
    records = [made("e1", "2026-04-10T00:00:00Z"), made("e2", local)]
    given = case(*records, **of_control(over_time("instants", cadence="calendar-month")))

    silent = {"2026-05", "2026-06"} - {month}

    assert {start[:7] for start, _ in holes(given)} == silent


INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
OFFSETS = ["+14:00", "-12:00", "+01:00", "+02:00", "-00:30"]


def elsewhere(text: str, offset: str) -> str:
    """The same instant with another offset."""
    sign = -1 if offset[0] == "-" else 1
    away = timezone(sign * timedelta(hours=int(offset[1:3]), minutes=int(offset[4:])))
    return datetime.fromisoformat(text).astimezone(away).isoformat()


def rewritten(part: object, random: Random) -> object:
    """A case with every instant written with an offset drawn anew."""
    if isinstance(part, dict):
        return {key: rewritten(value, random) for key, value in part.items()}
    if isinstance(part, list):
        return [rewritten(value, random) for value in part]
    if isinstance(part, str) and INSTANT.fullmatch(part):
        return elsewhere(part, random.choice(OFFSETS))
    return part


def test_r23_offsets_change_nothing_in_any_case() -> None:
    """Summer time on one side and winter time on the other are two ways to write instants."""
    changed = 0
    for seed in range(150):
        given = random_case(seed)
        there = rewritten(copy.deepcopy(given), Random(seed))
        changed += given != there

        assert results(run(there)) == results(run(given)), f"seed {seed}"

    assert changed == 150


@pytest.mark.parametrize(
    ("observed", "cadence", "due"),
    [
        ("2024-02-29T00:00:00Z", "P1Y", "2025-02-28T00:00:00Z"),
        ("2024-02-29T00:00:00Z", "P4Y", "2028-02-29T00:00:00Z"),
        ("2023-02-28T00:00:00Z", "P1Y", "2024-02-28T00:00:00Z"),
        ("2024-01-31T00:00:00Z", "P1M", "2024-02-29T00:00:00Z"),
        ("2025-01-31T00:00:00Z", "P1M", "2025-02-28T00:00:00Z"),
        ("2024-01-30T00:00:00Z", "P1M", "2024-02-29T00:00:00Z"),
        ("2024-02-29T00:00:00Z", "P1M", "2024-03-29T00:00:00Z"),
        ("2024-08-31T00:00:00Z", "P6M", "2025-02-28T00:00:00Z"),
        ("2024-02-28T00:00:00Z", "P1D", "2024-02-29T00:00:00Z"),
        ("2023-12-31T23:59:59.999999Z", "PT1S", "2024-01-01T00:00:00.999999Z"),
    ],
)
def test_r4_what_is_due_by_the_calendar_is_due_to_the_microsecond(
    observed: str, cadence: str, due: str
) -> None:
    """In time, and a microsecond too late."""
    late = (datetime.fromisoformat(due) + timedelta(microseconds=1)).isoformat()
    kind = over_time("instants", cadence=cadence)

    found = [
        reasons(case(made(at=observed), **of_control(kind), now=now, period={"start": observed}))
        for now in (due, late)
    ]

    assert found == [[], ["coverage-hole"]]


def test_r4_a_hole_of_one_microsecond_is_one() -> None:
    """Continuous evidence without a tolerance."""
    given = logs("2026-04-01T00:00:00Z/2026-05-01T00:00:00Z", f"2026-05-01T00:00:00.000001Z/{NOW}")

    assert holes(given, ENV) == [["2026-05-01T00:00:00Z", "2026-05-01T00:00:00.000001Z"]]


def test_r3_any_fresh_record_is_enough() -> None:
    """A month from 30 January, 10:00, ends after a month from 31 January, 09:00: both are clamped
    to 28 February, and the older observation is fresh for longer."""
    older, newer = made("e1", "2026-01-30T10:00:00Z"), made("e2", "2026-01-31T09:00:00Z")
    period = {"start": "2026-01-01"}

    fresh = case(older, newer, now="2026-02-28T09:30:00Z", period=period)
    stale = case(newer, now="2026-02-28T09:30:00Z", period=period)

    assert (reasons(fresh), reasons(stale)) == ([], ["stale"])
    assert [one.fresh_until for one in run(fresh).instances] == [
        datetime(2026, 2, 28, 10, tzinfo=UTC)
    ]
