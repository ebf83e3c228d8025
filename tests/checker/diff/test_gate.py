"""What a change of the baseline, of what it has to shrink to, and of the pins means."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from checker.compare.change import Kind, Spot
from checker.compare.fields import of_fields
from checker.diff import gate
from rsp.baseline import Baseline, CatalogOf, GapKind, KnownGap, PolicyOf
from rsp.project import AtMost, BaselineNamed, Gate, Pins
from rsp.time import Moment

GAP = KnownGap(kind=GapKind.INSTANCE, id="SEC-A/sessions@environment/prod", reasons=("stale",))
OTHER = KnownGap(kind=GapKind.LINK, id="SEC-A SEC-1", reasons=("link-unreviewed",))
KNOWN = Baseline(
    organization="example-lab",
    policy=PolicyOf(edition="rsp-2.2", digest="0" * 64),
    catalog=CatalogOf(name="catalog", version="1", digest="1" * 64),
    project="2" * 64,
    as_of=Moment.parse("2026-06-01"),
    until=Moment.parse("2026-12-01"),
    by="safeguards-engineering",
    because="Known.",
    digest="3" * 64,
    gaps=(GAP,),
)
PINS = Pins(
    policy="0" * 64,
    catalog="1" * 64,
    catalog_version="0.1",
    date=Moment.parse("2026-06-01"),
    because="Read.",
)


def weighed(old: Any, new: Any, rules: dict[str, Any]) -> list[tuple[Kind, str]]:
    """Kinds and codes of what changed."""
    return [(one.kind, one.what) for one in of_fields(old, new, Spot(path="x"), rules)]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"gaps": (GAP, OTHER)}, "baseline-entry-added"),
        ({"gaps": (replace(GAP, reasons=("stale", "coverage-hole")),)}, "baseline-reasons-wider"),
        ({"until": Moment.parse("2027-01-01")}, "baseline-end-later"),
    ],
)
def test_a_baseline_that_knows_more_is_weaker(change: dict[str, Any], code: str) -> None:
    """And the other way round stronger: nobody adds a gap to it quietly."""
    more = replace(KNOWN, **change)

    assert weighed(KNOWN, more, gate.BASELINE) == [(Kind.WEAKER, code)]
    assert [kind for kind, _ in weighed(more, KNOWN, gate.BASELINE)] == [Kind.STRONGER]


def test_a_baseline_of_other_rules_has_to_be_read() -> None:
    """Its gaps were known against something else."""
    other = replace(KNOWN, policy=PolicyOf(edition="rsp-3", digest="4" * 64))

    assert weighed(KNOWN, other, gate.BASELINE) == [(Kind.UNDECIDABLE, "baseline-of-another")]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (None, {}, (Kind.WEAKER, "gate-baseline-added")),
        ({"until": "2026-12-01"}, {"until": "2027-01-01"}, (Kind.WEAKER, "baseline-end-later")),
        ({"until": "2026-12-01"}, {}, (Kind.WEAKER, "baseline-end-later")),
        ({"most": 3}, {"most": 4}, (Kind.WEAKER, "baseline-most-more")),
        ({"most": 3}, {}, (Kind.WEAKER, "baseline-step-removed")),
    ],
)
def test_what_a_baseline_is_named_with(
    old: dict[str, Any] | None, new: dict[str, Any], expected: tuple[Kind, str]
) -> None:
    """That there is one, until when, and what it has to shrink to."""
    before, after = (Gate(baseline=_named(one)) for one in (old, new))

    assert weighed(before, after, gate.GATE) == [expected]
    assert [kind for kind, _ in weighed(after, before, gate.GATE)] == [Kind.STRONGER]


def _named(given: dict[str, Any] | None) -> BaselineNamed | None:
    if given is None:
        return None
    steps = (
        [AtMost(by=Moment.parse("2026-09-01"), entries=given["most"])] if "most" in given else []
    )
    until = Moment.parse(given["until"]) if "until" in given else None
    return BaselineNamed(file="baseline.yaml", until=until, shrink=tuple(steps))


def test_a_pin_that_moved_has_to_be_read() -> None:
    """What the verdict rests on is another; the words about it decide nothing."""
    moved = replace(PINS, catalog="9" * 64, because="Read again.")

    assert weighed(PINS, moved, gate.PINS) == [
        (Kind.UNDECIDABLE, "pin-moved"),
        (Kind.NEUTRAL, "reason-changed"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (None, ("critical",), Kind.WEAKER),
        (("high", "critical"), ("critical",), Kind.WEAKER),
        (("critical",), None, Kind.STRONGER),
        (("high",), ("critical",), Kind.UNDECIDABLE),
        (("critical", "high"), ("high", "critical"), None),
    ],
)
def test_a_selection_stated_or_not(
    old: tuple[str, ...] | None, new: tuple[str, ...] | None, expected: Kind | None
) -> None:
    """Nothing stated is everything; the order of what is stated does not matter."""
    found = weighed(Gate(severities=old), Gate(severities=new), gate.GATE)  # type: ignore[arg-type]

    assert [kind for kind, _ in found] == ([] if expected is None else [expected])
