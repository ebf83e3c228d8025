"""A new deviation: what its kind cannot be without, and what says what it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.scaffold.determination import approvals
from checker.scaffold.lines import comment, field, item
from rsp.deviation import DeviationKind
from rsp.standard import InterimRule

ABOUT = {
    DeviationKind.SUBSTITUTE: ("clause",),
    DeviationKind.NOT_APPLICABLE: ("clause",),
    DeviationKind.WAIVER: ("control",),
    DeviationKind.INTERIM_MEASURE: ("standard", "model"),
}
"""By kind, the keys that say what it is about and that it cannot be without."""

MORE = {
    DeviationKind.SUBSTITUTE: ("model",),
    DeviationKind.NOT_APPLICABLE: ("model",),
    DeviationKind.WAIVER: ("requirement", "asset", "model"),
    DeviationKind.INTERIM_MEASURE: (),
}
"""By kind, the keys that narrow it."""

_EFFECT = {
    DeviationKind.SUBSTITUTE: "Another measure stands in for an expectation.",
    DeviationKind.NOT_APPLICABLE: "The condition of a conditional clause is not given.",
    DeviationKind.WAIVER: "The gate lets unmet instances of one control pass; the verdict stays.",
    DeviationKind.INTERIM_MEASURE: (
        "Measures of the same assurance while a standard is not ready; the verdict stays."
    ),
}
_APPROVALS = (
    "The roles that have to approve. Each party holds its role at that date, owns no control that "
    "this is about, and is not the requester."
)


def deviation(
    given: Mapping[str, str | None], roles: Sequence[str], interim: InterimRule | None
) -> list[str]:
    """The item for the list of deviations; what is None in `given` stays empty."""
    kind = DeviationKind(given["kind"] or "")
    lines = [
        *field("id", given["id"], "an id of its own"),
        f"kind: {kind.value}",
        *(line for key in ABOUT[kind] for line in field(key, given[key], "an exact id")),
        *(line for key in MORE[kind] if given[key] for line in field(key, given[key], "")),
        *field("reason", given["reason"], "why this is so and why it is acceptable"),
        *field("requester", given["requester"], "the party that asks for it"),
        *approvals(roles, _APPROVALS),
        *field("starts", given["starts"], "first day, not before the last approval"),
        *field("expires", given["expires"], "last day"),
        *_measures(kind, given, interim),
    ]
    return item([*comment(_EFFECT[kind]), *lines])


def _measures(
    kind: DeviationKind, given: Mapping[str, str | None], interim: InterimRule | None
) -> list[str]:
    """What stands in meanwhile."""
    if kind is DeviationKind.NOT_APPLICABLE:
        return []
    key = "measures" if kind is DeviationKind.INTERIM_MEASURE else "compensating"
    what = "a control that stands in; it must be satisfied without any waiver"
    lines = [f"{key}:", *([f"  - {given['by']}"] if given["by"] else [f"  -  # {what}"])]
    if kind is not DeviationKind.INTERIM_MEASURE:
        return lines
    lines += field("same_assurance", None, "why the measures give the same assurance")
    lines += [*comment("To whom the plan was shown, and when."), "notices:"]
    for recipient in interim.notices if interim else ():
        lines += item([f"to: {recipient.value}", *field("date", None, "when")])
    return lines
