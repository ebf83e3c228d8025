"""Values are frozen, strict about keys, and equal by what they hold."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from rsp.asset import Asset
from rsp.evidence import Observed
from rsp.party import Party, PartyKind
from rsp.ref import Ref
from rsp.requirement import Limit, Reliability
from rsp.time import Duration, Moment, TimeError
from rsp.value import Scalar
from tests.adapter import decode


@pytest.mark.parametrize(
    ("kind", "text", "other"),
    [
        (Moment, "2026-11-21", "2026-11-22"),
        (Duration, "P1M", "P2M"),
        (Limit, "P1M", "params.longest"),
        (Observed, "2026-11-21T00:00:00Z", "2026-11-21T00:00:01Z"),
    ],
)
class TestScalars:
    """What is written as one string."""

    def test_equal_texts_are_equal_values(self, kind: Any, text: str, other: str) -> None:
        """With equal hashes."""
        one, two = kind.parse(text), kind.parse(text)

        assert (one == two, hash(one) == hash(two), one == kind.parse(other)) == (True, True, False)

    def test_a_scalar_is_frozen(self, kind: Any, text: str, other: str) -> None:
        """It can be shared."""
        value = kind.parse(text)
        with pytest.raises(AttributeError, match="frozen"):
            setattr(value, kind.__slots__[0], None)

    def test_a_scalar_is_written_as_it_is_read(self, kind: Any, text: str, other: str) -> None:
        """There and back."""
        assert [str(kind.parse(one)) for one in (text, other)] == [text, other]

    def test_a_scalar_shows_its_kind_and_text(self, kind: Any, text: str, other: str) -> None:
        """For people who debug."""
        assert repr(kind.parse(text)) == f"{kind.__name__}({text!r})"

    def test_a_scalar_is_no_string(self, kind: Any, text: str, other: str) -> None:
        """Nor equal to a scalar of another kind."""
        assert (kind.parse(text) == text, kind.parse(text) == Scalar()) == (False, False)


def test_months_and_days_are_not_equal() -> None:
    """P1M is no P30D, and one moment written in two ways is one."""
    assert (
        Duration.parse("P1M") == Duration.parse("P30D"),
        Moment.parse("2026-11-21T01:00:00+01:00") == Moment.parse("2026-11-21T00:00:00Z"),
        Moment.parse("2026-11-21") == Moment.parse("2026-11-21T00:00:00Z"),
    ) == (False, True, False)


# --- Observations ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "start", "end", "instant"),
    [
        ("2026-11-21T08:00:00Z", "2026-11-21T08:00:00Z", "2026-11-21T08:00:00Z", True),
        ("2026-11-21", "2026-11-21T00:00:00Z", "2026-11-21T00:00:00Z", True),
        (
            {"from": "2026-11-01", "to": "2026-11-30"},
            "2026-11-01T00:00:00Z",
            "2026-12-01T00:00:00Z",
            False,
        ),
        (
            {"from": "2026-11-01T00:00:00Z", "to": "2026-11-02T00:00:00Z"},
            "2026-11-01T00:00:00Z",
            "2026-11-02T00:00:00Z",
            False,
        ),
    ],
)
def test_an_observation_is_an_instant_or_a_span(
    written: object, start: str, end: str, instant: bool
) -> None:
    """The last day of a span counts whole; a date alone is its first instant."""
    found = Observed.parse(written)

    assert (found.span.start, found.span.end, found.instant) == (
        Moment.parse(start).earliest,
        Moment.parse(end).earliest,
        instant,
    )


@pytest.mark.parametrize(
    "written",
    [
        {"from": "2026-11-02", "to": "2026-11-01"},
        {"from": "2026-11-01T00:00:00Z", "to": "2026-11-01T00:00:00Z"},
        {"from": "2026-11-01"},
        {"from": "2026-11-01", "to": "2026-11-02", "at": "2026-11-01"},
        {},
        7,
        None,
        ["2026-11-01", "2026-11-02"],
    ],
)
def test_what_is_no_observation_is_refused(written: object) -> None:
    """It ends after it starts, and has both ends and nothing else."""
    with pytest.raises(TimeError):
        Observed.parse(written)


# --- Limits and ranks -----------------------------------------------------------------------------


def test_a_limit_is_a_duration_or_a_parameter() -> None:
    """Never both."""
    written, named = Limit.parse("P31D"), Limit.parse("params.longest")

    assert (written.duration, written.parameter, named.duration, named.parameter) == (
        Duration.parse("P31D"),
        None,
        None,
        "longest",
    )


@pytest.mark.parametrize("text", ["param.longest", "longest", "31"])
def test_what_is_no_limit_is_refused(text: str) -> None:
    """A name without `params.` is a duration that is not one."""
    with pytest.raises(TimeError):
        Limit.parse(text)


def test_reliability_is_ordered_from_claim_to_independent() -> None:
    """By rank."""
    assert [level.value for level in sorted(Reliability, key=lambda one: one.rank)] == [
        "claim",
        "representation",
        "record",
        "independent",
    ]


# --- Structures -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "plain"),
    [
        (Party, {"id": "x", "kind": "person", "nmae": "X"}),
        (Party, {"id": "x", "kind": "animal"}),
        (Party, {"id": "x"}),
        (Party, {"id": "x y", "kind": "person"}),
        (Party, {"id": "x\n", "kind": "person"}),
        (Party, {"id": "", "kind": "person"}),
        (Party, {"id": "x" * 65, "kind": "person"}),
        (Party, {"id": "../x", "kind": "person"}),
        (Asset, {"id": "a", "type": "Model", "in_service": {"from": "2026-01-01"}}),
        (Asset, {"id": "a", "type": "model", "in_service": {"from_": "2026-01-01"}}),
        (Asset, {"id": "a", "type": "model", "in_service": {}}),
        (
            Asset,
            {"id": "a", "type": "model", "in_service": {"from": "2026-01-01"}, "models": "all"},
        ),
    ],
)
def test_what_an_authored_value_does_not_know_is_refused(kind: Any, plain: dict[str, Any]) -> None:
    """A misspelt key, an unknown word, an id that is none."""
    with pytest.raises(msgspec.ValidationError):
        decode(kind, plain)


def test_an_authored_value_is_frozen() -> None:
    """Nothing changes it after it was read."""
    value = Party(id="x", kind=PartyKind.PERSON)
    with pytest.raises(AttributeError):
        value.id = "y"  # type: ignore[misc]


def test_a_ref_escapes_its_steps() -> None:
    """As JSON pointers do."""
    found = Ref(document="d.yaml").at("a/b", "c~d", 0)

    assert found.pointer == "/a~1b/c~0d/0"
