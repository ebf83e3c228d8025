"""How things stand by one policy: the words of verdicts and statuses, of an assessment or a saved
one."""

from __future__ import annotations

from collections.abc import Mapping

from checker.assess.assessment import Assessment, Shown
from checker.history.saved import Saved
from rsp.value import Value

Key = tuple[str, str]
"""A subject, and the id of a standard, control or clause."""

BETTER = {
    "standard": ("not-assessed", "not-conformant", "undetermined", "conformant", "not-required"),
    "clause": (
        "not-assessed", "uncovered", "gap", "undermined", "undetermined", "substituted",
        "satisfied", "informative", "not-applicable", "not-in-force",
    ),
    "control": (
        "not-assessed", "gap", "undermined", "undetermined", "satisfied", "not-applicable",
        "not-in-force",
    ),
    "instance": ("unmet", "met", "alternative", "not-applicable"),
    "gate": ("failed", "passed"),
}  # fmt: skip
"""By kind, every word from worst to best; what is not asked for stands at the end."""

PASSES = {
    "standard": frozenset(("conformant", "not-required")),
    "clause": frozenset(
        ("substituted", "satisfied", "informative", "not-applicable", "not-in-force")
    ),
    "control": frozenset(("satisfied", "not-applicable", "not-in-force")),
    "instance": frozenset(one.value for one in Shown if one is not Shown.UNMET),
    "gate": frozenset(("passed",)),
}
"""By kind, the words that keep no gate from passing."""


class Standing(Value, frozen=True, kw_only=True):
    """Where everything stands."""

    as_of: str
    """The assessment date as it is written."""
    gate: str
    words: Mapping[str, Mapping[Key, str]]
    """By kind of thing, by subject and id, the word; instances have no subject."""


def of_assessment(assessment: Assessment, as_of: str, gate: str) -> Standing:
    """How things stand in an assessment."""
    return Standing(
        as_of=as_of,
        gate=gate,
        words={
            "standard": {
                (one.id, each.id): each.verdict.value
                for one in assessment.subjects
                for each in one.standards
            },
            "control": {
                (one.id, each.id): each.status.value
                for one in assessment.subjects
                for each in one.controls
            },
            "clause": {
                (one.id, each.id): each.status.value
                for one in assessment.subjects
                for each in one.clauses
            },
            "instance": {("", one.id): one.status.value for one in assessment.instances},
        },
    )


def of_saved(saved: Saved) -> Standing:
    """How things stand in an assessment that was saved."""
    return Standing(
        as_of=saved.as_of.date,
        gate=saved.gate.status,
        words={
            "standard": {
                (one.id, each.id): each.verdict.value
                for one in saved.subjects
                for each in one.standards
            },
            "control": {
                (one.id, each.id): each.status.value
                for one in saved.subjects
                for each in one.controls
            },
            "clause": {
                (one.id, each.id): each.status.value
                for one in saved.subjects
                for each in one.clauses
            },
            "instance": {("", one.id): one.status.value for one in saved.instances},
        },
    )
