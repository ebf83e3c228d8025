"""Both sides of a contradiction and of a reuse stand in every format."""

from __future__ import annotations

import msgspec
import pytest

from checker.report import markdown, text
from checker.report.model import Hole, Reason, Report, Side, Supersedes
from checker.report.sides import sides, supersession
from tests.checker.report import sample

RULE = "evidence.sessions.all(s, s.ok)"


def side(name: str, says: str) -> Side:
    """One record."""
    return Side(
        name=name,
        says=says,
        assets=("environment/a", "environment/b", "environment/c", "environment/d"),
        observed=Hole(start="2026-05-01T00:00:00Z", end="2026-06-01T00:00:00Z"),
        source="broker",
        produced_by="tooling",
    )


def reason() -> Reason:
    """A contradiction."""
    return Reason(
        code="contradicted",
        message="e1 and e2 disagree about the same time",
        evidence=("e1", "e2"),
        location=sample.location(),
        about=RULE,
        sides=(side("e1", "true"), side("e2", "false")),
    )


def opposed() -> Report:
    """The sample, with a contradiction in each unmet instance."""
    given = sample.report()
    return msgspec.structs.replace(
        given,
        instances=tuple(
            msgspec.structs.replace(one, reasons=(reason(),)) if one.status == "unmet" else one
            for one in given.instances
        ),
    )


def test_each_side_says_what_when_where_and_by_whom() -> None:
    """After the rule they disagree on."""
    assert sides(reason()) == (
        f"rule: {RULE}",
        "e1 (environment/a, environment/b, environment/c and 1 more; 2026-05-01 to 2026-05-31, "
        "from broker by tooling): true",
        "e2 (environment/a, environment/b, environment/c and 1 more; 2026-05-01 to 2026-05-31, "
        "from broker by tooling): false",
    )


@pytest.mark.parametrize("render", [markdown.render, text.render], ids=["markdown", "text"])
def test_reports_show_both_sides(render: object) -> None:
    """In the part on gaps."""
    shown = " ".join(render(opposed()).replace("\\", "").split())  # type: ignore[operator]

    assert "by tooling): true" in shown
    assert "by tooling): false" in shown


def test_the_register_shows_what_replaces_what() -> None:
    """Or does not, though it says so."""
    [one] = sample.report().records[:1]
    named = Supersedes(record="e0", because="It was cut off.", holds=False)
    both = msgspec.structs.replace(
        one, supersedes=named, superseded_by="e9", superseded_because="It was wrong."
    )

    assert list(supersession(both)) == [
        "names, and does not take the place of, e0: It was cut off.",
        "superseded by e9: It was wrong.",
    ]
