"""Why a change is of its kind: by its code, else by its kind."""

from __future__ import annotations

from checker.compare.change import Change, Kind

_BY_KIND = {
    Kind.WEAKER: "something may pass that did not pass before",
    Kind.UNDECIDABLE: "only a reader can tell; it counts as weaker until one has",
    Kind.STRONGER: "whatever passes now passed before",
    Kind.NEUTRAL: "it decides nothing that has to be shown",
}

_OF_CODES: dict[str, str] = {
    "activation-removed": "a standard that was put in force voluntarily no longer is",
    "answer-removed": "what a reviewer answered is no longer on record",
    "answer-replaced": "a reviewer's answer says something else",
    "approval-of-change-added": "somebody accepted a change; it is shown so that others see who",
    "approval-of-change-removed": "what was accepted is no longer on record",
    "approver-dropped": "fewer have to approve",
    "asset-removed": "nothing has to be shown for it any more",
    "asset-removed-named": "nothing has to be shown for it any more",
    "attribute-leaves-scope": "a requirement is no longer for it",
    "baseline-end-later": "the gate passes longer with the gaps that were known",
    "baseline-entry-added": "a gap no longer fails the gate",
    "baseline-most-more": "the baseline has to shrink by less",
    "baseline-of-another": "the gaps were known against something else",
    "baseline-reasons-wider": "the gap may be worse without failing the gate",
    "baseline-step-removed": "the baseline no longer has to shrink by then",
    "baseline-usable": "the gaps that it lists no longer fail the gate",
    "by-narrowed": "less has to be shown for the clause",
    "catalog-switched": "another catalog decides what is asked for",
    "clause-condition-added": "it is a duty only where the condition is given",
    "clause-removed": "a duty of the policy is gone",
    "clause-text-changed": "a text can say less in other words",
    "closed-added": "the assessment date is fixed: what comes later is not looked at",
    "closed-date-changed": "another date decides what is looked at",
    "closed-removed": "the assessment date moves with the clock",
    "condition-removed": "nobody states any more that the clauses under it apply",
    "control-removed": "nothing of it has to be shown any more",
    "dependency-removed": "it may be satisfied while the other is not",
    "deviation-added": "the decision lets something be lived with",
    "deviation-end-later": "the decision lasts longer",
    "edition-switched": "another policy decides what is asked for",
    "event-removed": "nothing has to be shown for it any more",
    "event-removed-named": "nothing has to be shown for it any more",
    "evidence-folder-changed": "other evidence is judged",
    "expression-changed": "no case beside the control tells the two apart in the weaker direction",
    "expression-widened": "a condition fell away",
    "field-changed": "no rule knows what this key decides; it counts as weaker until one does",
    "gate-allow-closed-on": "the gate of a closed assessment may pass",
    "gate-announcement-shorter": "the end of a deviation is announced later",
    "gate-baseline-added": "gaps that it lists no longer fail the gate",
    "gate-commitments-off": "reported commitments no longer fail the gate",
    "gate-own-review-off": "the publisher's review alone is enough",
    "gate-exempt-warnings-wider": "these warnings never fail the gate",
    "gate-lead-shorter": "what is about to end fails the gate later",
    "gate-modalities-narrower": "expectations no longer fail the gate",
    "gate-severities-narrower": "gaps of other severities no longer fail the gate",
    "gate-standards-narrower": "other standards no longer fail the gate",
    "gate-warnings-narrower": "these warnings no longer fail the gate",
    "in-service-later": "less of the period has to be covered",
    "independence-dropped": "somebody who is not independent may show it",
    "judgement-removed": "no reviewer has to answer any more",
    "link-removed": "the clause no longer needs this control",
    "loosening-added": "what the overlay asks less for counts from now on",
    "membership-removed": "who no longer belongs somewhere counts as independent of it",
    "modality-lower": "the clause binds less",
    "models-narrowed": "it no longer counts in the verdict of other models",
    "organization-changed": "another party is assessed, and other parties lie outside of it",
    "outcome-lower": "fewer standards may be required",
    "owner-changed": "independence is decided against the owner",
    "parameter-bound-wider": "values may be set that could not be",
    "parameter-declared": "a value nobody had declared lets the requirement be met",
    "party-removed": "nobody counts as belonging to it any more",
    "period-end-changed": "another stretch of time is assessed",
    "period-start-later": "less time has to be covered",
    "pin-moved": "the verdict rests on another policy, catalog or tool",
    "pins-removed": "an upgrade of the tool can move the verdict unnoticed",
    "project-added": "nothing was asked for here before",
    "project-removed": "nothing is asked for any more",
    "record-removed": "a record that failed would have kept failing",
    "record-replaced": "sealed evidence says something else",
    "reliability-lower": "weaker evidence is enough",
    "requirement-removed": "nothing of it has to be shown any more",
    "retirement-earlier": "less of the period has to be covered",
    "review-removed": "nobody of the organisation has reviewed the link any more",
    "scope-widened": "what had nothing to assess was a gap, and now has something to show",
    "grace-removed": "what had nothing to assess was a gap, and now has something to show",
    "grace-shorter": "what had nothing to assess was a gap, and now has something to show",
    "dependency-added": "the other control may come into force, and with it pass what rests on it",
    "in-service-earlier": "evidence of an earlier time begins to count",
    "expression-narrowed": "a contradiction ends where both sides fail, and a later record may"
    " settle them",
    "activation-added": "a gate that had nothing to go by, or what rests on a control of it, may"
    " pass",
    "gate-standards-wider": "a gate that had nothing to go by may pass",
    "gate-commitments-on": "a gate that had nothing to go by may pass",
    "within-shorter": "a contradiction ends where a record finds its partner no more",
    "scope-changed": "no case beside the control tells the two apart in the weaker direction",
    "scope-narrowed": "it is asked for fewer things",
    "severity-higher": "the gate leaves the severity out, or others may waive it",
    "severity-lower": "waivers of it take other approvers",
    "unexplained-pass": "what is named under posture passes by the head alone, and no change above"
    " that asks for less says why",
    "validation-removed": "what it refused passes",
    "visibility-narrowed": "fewer readers can see it, and nobody can look at what is not shown",
}
_OF_WORDS: dict[tuple[str, Kind], str] = {
    ("longer", Kind.WEAKER): "more time may pass",
    ("shorter", Kind.STRONGER): "less time may pass",
    ("added", Kind.STRONGER): "more has to be shown, and whatever passes now passed before",
}
_SHOWN = "a case shows what the new version lets through"


def because(change: Change, *, shown: bool = False) -> str:
    """The reason in one clause; `shown` is whether a case shows the weakening."""
    if shown and change.kind is Kind.WEAKER:
        return _SHOWN
    found = _OF_CODES.get(change.what) if change.kind.loosens or _own(change.what) else None
    word = change.what.rpartition("-")[2]
    return found or _OF_WORDS.get((word, change.kind)) or _BY_KIND[change.kind]


def _own(what: str) -> bool:
    """Whether a code has a reason of its own even where nothing is loosened."""
    return what in ("approval-of-change-added", "project-added")
