"""Clauses: the normative statements of a policy edition."""

from __future__ import annotations

from enum import StrEnum

from rsp.value import Value


class Modality(StrEnum):
    """How binding a clause is. It decides what absence of evidence means."""

    MUST = "must"
    EXPECT = "expect"
    AIM = "aim"
    MAY = "may"
    EXAMPLE = "example"
    NOTE = "note"
    """A definition, a scope statement or a remark: no duty of its own, never fails."""
    COMMITMENT = "commitment"
    """Announced publicly, not a criterion of the policy (R19)."""


class Check(StrEnum):
    """What can decide a clause: evidence (A), evidence in part (P), a reviewer's judgement (J)."""

    A = "A"
    P = "P"
    J = "J"
    AP = "A/P"
    AJ = "A/J"

    @property
    def needs_judgement(self) -> bool:
        """Whether evidence alone cannot settle the clause."""
        return self is not Check.A


class Clause(Value, kw_only=True, frozen=True):
    """One normative statement with a printed id."""

    id: str
    standard: str
    """`asl-3/security`, `asl-3/deployment`, `procedure`, `asl-2`, `thresholds` or `commitments`."""
    modality: Modality
    check: Check
    text: str
    """The statement, as plain text, white space folded."""
    source: str | None
    """Where the policy says it: `4.2(2)(a)`."""
    when: str | None = None
    """Condition of a conditional clause, one of the edition's conditions."""
    parent: str | None = None
    children: tuple[str, ...] = ()
    """Ids of the clauses nested directly below it, in order."""
    links: tuple[str, ...] = ()
    """Targets of links in the text, in order."""
