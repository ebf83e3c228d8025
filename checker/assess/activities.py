"""Whether a clause forbids training, deploying or storing a model (R18)."""

from __future__ import annotations

import msgspec

from checker.assess.assessment import Activity, ClauseStatus, StandardVerdict, Status, Verdict
from checker.assess.reach import Reach
from rsp.standard import Activities, ActivityRule

FORBIDDEN = "forbidden"
UNDETERMINED = "undetermined"
NONE_FOUND = "no forbidding clause found"

_FINE = (Status.SATISFIED, Status.SUBSTITUTED, Status.NOT_APPLICABLE)
_BAD = (Status.GAP, Status.UNCOVERED, Status.UNDERMINED)


def activities(
    rules: Activities,
    standards: tuple[StandardVerdict, ...],
    organization: dict[str, ClauseStatus],
    reach: Reach,
    interim: dict[str, tuple[str, ...]],
) -> dict[str, Activity]:
    """The finding on each activity for one model; it never says that something may be done.

    Interim measures in effect (standard -> ids) are named beside it and change no finding.
    """
    found = {}
    for name, rule in (("train", rules.train), ("deploy", rules.deploy), ("store", rules.store)):
        activity = _unknown(rule) if reach.everything else _activity(rule, standards, organization)
        needed = [
            one.id
            for one in standards
            if one.required
            and one.verdict is not Verdict.CONFORMANT
            and one.id in _named(rule, standards)
        ]
        by = {each for standard in needed for each in interim.get(standard, ())}
        found[name] = msgspec.structs.replace(activity, interim=tuple(sorted(by)))
    return found


def _unknown(rule: ActivityRule) -> Activity:
    """The finding where an error reaches everything, what is required included (R24)."""
    return Activity(
        finding=UNDETERMINED, clauses=(rule.because,), because=("an error reaches everything",)
    )


def _activity(
    rule: ActivityRule,
    standards: tuple[StandardVerdict, ...],
    organization: dict[str, ClauseStatus],
) -> Activity:
    required = [one for one in standards if one.required and one.id in _named(rule, standards)]
    if not required:
        return Activity(finding=NONE_FOUND, clauses=(), because=("no standard is required",))
    clauses = [organization[name] for name in rule.clauses if name in organization]
    absent = [name for name in rule.clauses if name not in organization]
    bad = [
        f"{one.id} is {one.verdict.value}"
        for one in required
        if one.verdict is Verdict.NOT_CONFORMANT
    ]
    bad_clauses = [one for one in clauses if one.status in _BAD]
    if bad or bad_clauses:
        because = (*bad, *(f"{one.id} is {one.status.value}" for one in bad_clauses))
        named = (rule.because, *(one.id for one in bad_clauses))
        return Activity(finding=FORBIDDEN, clauses=tuple(dict.fromkeys(named)), because=because)
    open_ones = [
        *(
            f"{one.id} is {one.verdict.value}"
            for one in required
            if one.verdict is not Verdict.CONFORMANT
        ),
        *(f"{one.id} is {one.status.value}" for one in clauses if one.status not in _FINE),
        *(f"{name} is not in the edition" for name in absent),
    ]
    finding = UNDETERMINED if open_ones else NONE_FOUND
    return Activity(
        finding=finding, clauses=(rule.because,) if open_ones else (), because=tuple(open_ones)
    )


def _named(rule: ActivityRule, standards: tuple[StandardVerdict, ...]) -> set[str]:
    """The standards a rule names, and those of a higher level of the same kind (asl-4/security)."""
    kinds = {name.rpartition("/")[2] for name in rule.standards}
    return {one.id for one in standards if one.id.rpartition("/")[2] in kinds and "/" in one.id}
