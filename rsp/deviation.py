"""Deviations: approved, expiring decisions to live with something (R20)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec

from rsp.threshold import Approval
from rsp.time import Moment
from rsp.value import Authored, Identifier, Text
from rsp.visibility import Visibility

_ID = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
_KEY = rf"{_ID}(/{_ID}){{0,2}}"

Exact = Annotated[
    str,
    msgspec.Meta(
        pattern=rf"^{_ID}\Z",
        description="One exact id: a deviation names what it is about, so there are no wildcards "
        "(`*`, `SEC-*`). Letters, digits, dot, dash and underscore, 64 at most.",
        examples=["SEC-WGT-02"],
    ),
]
"""An id that stands for one thing alone."""

ExactKey = Annotated[
    str,
    msgspec.Meta(
        pattern=rf"^{_KEY}(\+{_KEY})?\Z",
        description="One exact subject key, such as environment/prod-us, surface/api+model/atlas-2 "
        "or organization: a deviation names what it is about, so there are no wildcards (`*`).",
        examples=["environment/prod-us", "surface/api+model/atlas-2", "organization"],
    ),
]
"""The subject key of one instance."""

ExactStandard = Annotated[
    str,
    msgspec.Meta(
        pattern=rf"^{_KEY}\Z",
        description="One exact standard, such as asl-3/security: there are no wildcards (`*`).",
        examples=["asl-3/security"],
    ),
]


class DeviationKind(StrEnum):
    """What is decided; only the first two bear on a verdict."""

    SUBSTITUTE = "substitute"
    """Another measure stands in for an expectation."""
    NOT_APPLICABLE = "not-applicable"
    """The condition of a conditional clause is not given."""
    WAIVER = "waiver"
    """The gate lets unmet instances of one control pass; the verdict stays."""
    INTERIM_MEASURE = "interim-measure"
    """Measures of the same assurance while a standard is not ready; the verdict stays."""


GATE_ALONE = (DeviationKind.WAIVER, DeviationKind.INTERIM_MEASURE)
"""The kinds that bear on no verdict."""


class Recipient(StrEnum):
    """Whom a plan for interim measures has to be shared with."""

    BOARD = "board"
    """The Board of Directors."""
    LONG_TERM_BENEFIT_TRUST = "long-term-benefit-trust"
    """The Long-Term Benefit Trust."""


class Notice(Authored, kw_only=True, frozen=True):
    """A plan was shared."""

    to: Recipient
    """Whom it was shared with."""
    date: Moment
    """When; a notice counts from then on."""


class Deviation(Authored, kw_only=True, frozen=True):
    """One approved decision, with an end; its kind says which keys it needs."""

    id: Exact
    """Its stable id."""
    kind: DeviationKind
    """What is decided, and so which keys it needs."""
    clause: Exact | None = None
    """Of a `substitute` and a `not-applicable`: the clause it is about."""
    control: Exact | None = None
    """Of a `waiver`: the control whose unmet instances the gate lets pass."""
    requirement: Exact | None = None
    """Of a `waiver`: one requirement of the control; absent: all of them."""
    asset: ExactKey | None = None
    """Of a `waiver`: the asset, pair, event or organisation; absent: all that are unmet."""
    standard: ExactStandard | None = None
    """Of an `interim-measure`: the standard that is not ready, such as `asl-3/security`."""
    model: Exact | None = None
    """The model it is about; absent: every subject. An `interim-measure` names one."""
    reason: Text
    """Why the organisation lives with it."""
    requester: Identifier
    """Who asked for it: neither an approver nor an owner of a control it is about."""
    approvals: tuple[Approval, ...]
    """Who approved it, in which role and when; the edition says which roles each kind needs."""
    starts: Moment
    """First day or instant; not before the last approval."""
    expires: Moment
    """Last day (whole) or instant; from then on it has no effect."""
    compensating: tuple[Exact, ...] = ()
    """Controls that stand in; each must be satisfied without any waiver. A `substitute` needs one,
    and none may rest on what it stands in for."""
    measures: tuple[Exact, ...] = ()
    """Of an `interim-measure`: the controls that are the measures; each must be satisfied without
    any waiver."""
    same_assurance: Text | None = None
    """Of an `interim-measure`: why the measures give the same assurance as the standard."""
    notices: tuple[Notice, ...] = ()
    """Of an `interim-measure`: to whom the plan was shown; the edition says who must be."""
    renews: Exact | None = None
    """The deviation this one continues; total duration counts over the chain."""
    visibility: Visibility = Visibility.REVIEWER
    """Who sees its id, its reason and its dates in a report."""


class Deviations(Authored, kw_only=True, frozen=True):
    """The deviations file."""

    deviations: tuple[Deviation, ...]
    """Every deviation, those that ended too."""


_ABOUT = {
    DeviationKind.SUBSTITUTE: ("clause", "model"),
    DeviationKind.NOT_APPLICABLE: ("clause", "model"),
    DeviationKind.WAIVER: ("control", "requirement", "asset", "model"),
    DeviationKind.INTERIM_MEASURE: ("standard", "model"),
}
"""The keys that say what a deviation is about; an absent one stands for all."""

_NEEDS = {
    DeviationKind.SUBSTITUTE: ("clause",),
    DeviationKind.NOT_APPLICABLE: ("clause",),
    DeviationKind.WAIVER: ("control",),
    DeviationKind.INTERIM_MEASURE: ("standard", "model", "same_assurance", "measures", "notices"),
}
"""By kind, the keys it cannot be without."""

_MORE = {
    DeviationKind.SUBSTITUTE: ("compensating",),
    DeviationKind.NOT_APPLICABLE: (),
    DeviationKind.WAIVER: ("compensating",),
    DeviationKind.INTERIM_MEASURE: (),
}
_OPTIONAL = ("clause", "control", "requirement", "asset", "standard", "model", "compensating",
            "measures", "same_assurance", "notices")  # fmt: skip
"""The keys that not every kind has."""


def missing_keys(deviation: Deviation) -> tuple[str, ...]:
    """The keys that its kind needs and it lacks, or leaves empty."""
    return tuple(name for name in _NEEDS[deviation.kind] if not getattr(deviation, name))


def foreign_keys(deviation: Deviation) -> tuple[str, ...]:
    """The keys it has that its kind does not know."""
    kind = deviation.kind
    known = {*_NEEDS[kind], *_MORE[kind], *_ABOUT[kind]}
    return tuple(name for name in _OPTIONAL if name not in known and getattr(deviation, name))


def overlap(one: Deviation, other: Deviation) -> bool:
    """Whether two of a kind can be about the same thing: neither names what the other does not."""
    return one.kind is other.kind and all(
        mine is None or theirs is None or mine == theirs
        for name in _ABOUT[one.kind]
        for mine, theirs in [(getattr(one, name), getattr(other, name))]
    )
