"""The roles that have to approve a deviation of a kind, by the edition (R20)."""

from __future__ import annotations

from rsp.clause import Modality
from rsp.control import Severity
from rsp.deviation import DeviationKind
from rsp.standard import DeviationRules


def approvers(
    rules: DeviationRules,
    kind: DeviationKind,
    modality: Modality | None,
    severity: Severity | None,
) -> tuple[str, ...]:
    """By the modality of the clause, or the severity of the control, that it is about; empty where
    the edition lets nobody approve it."""
    if kind is DeviationKind.INTERIM_MEASURE:
        return rules.interim_measure.approvals if rules.interim_measure else ()
    if kind is DeviationKind.WAIVER:
        found = getattr(rules.waiver, severity.value, ()) if rules.waiver and severity else ()
        return tuple(found)
    rule = rules.substitute if kind is DeviationKind.SUBSTITUTE else rules.not_applicable
    if modality is Modality.MUST:
        return rule.must
    return rule.expect if modality is Modality.EXPECT else ()
