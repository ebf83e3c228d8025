"""Which fields hold names of things, and of what kind: one table over the authored types."""

from __future__ import annotations

from enum import StrEnum

from checker.lsp.slots import Slot
from rsp import case, control, deviation, evidence, overlay, party, project, requirement
from rsp import standard as edition
from rsp.asset import Asset, Event
from rsp.threshold import (
    Approval,
    Determination,
    DeterminationSuperseded,
    Threshold,
)


class Kind(StrEnum):
    """What a field names, or that it holds an expression."""

    ASSET = "asset"
    """A subject key: `surface/api`, `surface/api+model/atlas-2`, `organization`."""
    ASSET_TYPE = "asset type"
    CLAUSE = "clause"
    CONDITION = "condition"
    CONTROL = "control"
    DETERMINATION = "determination"
    DEVIATION = "deviation"
    EDITION = "edition"
    EXPRESSION = "expression"
    LIMIT = "limit"
    """A parameter of the same control, as `params.name`."""
    MODEL = "model"
    OTHER = "requirement of a control"
    """`CONTROL/requirement`."""
    PARAMETER = "parameter"
    PARTY = "party"
    RECORD = "record"
    REQUIREMENT = "requirement"
    """One of the same control."""
    STANDARD = "standard"
    THRESHOLD = "threshold"
    TYPE = "evidence type"


_FIELDS: dict[type, dict[str, Kind]] = {
    control.Control: {"standard": Kind.STANDARD, "owner": Kind.PARTY},
    control.Implements: {"clause": Kind.CLAUSE, "by": Kind.REQUIREMENT},
    control.Review: {"by": Kind.PARTY},
    control.Dependency: {"control": Kind.CONTROL},
    control.Alternatives: {"of": Kind.REQUIREMENT},
    requirement.Requirement: {
        "type": Kind.TYPE,
        "for_each": Kind.ASSET_TYPE,
        "where": Kind.EXPRESSION,
        "independent_of": Kind.OTHER,
        **dict.fromkeys(
            ("max_age", "cadence", "tolerance", "max_lag", "correct_within", "grace"), Kind.LIMIT
        ),
    },
    requirement.Validation: {"rule": Kind.EXPRESSION},
    requirement.Join: {"type": Kind.TYPE, "within": Kind.LIMIT},
    project.Settings: {"organization": Kind.PARTY, "policy": Kind.EDITION},
    project.ConditionDeclared: {"condition": Kind.CONDITION},
    project.PermissionUsed: {"clause": Kind.CLAUSE},
    project.ClauseVisibility: {"clause": Kind.CLAUSE},
    project.Activated: {"standard": Kind.STANDARD, "model": Kind.MODEL},
    project.Indicator: {
        "type": Kind.TYPE, "value": Kind.EXPRESSION, "assets": Kind.ASSET,
    },
    project.OwnReview: {"control": Kind.CONTROL, "clause": Kind.CLAUSE, "by": Kind.PARTY},
    project.CatalogHead: {"policy": Kind.EDITION, "publisher": Kind.PARTY},
    Asset: {"models": Kind.MODEL, "operated_by": Kind.PARTY},
    Event: {"models": Kind.MODEL},
    party.Membership: {"party": Kind.PARTY},
    Determination: {"model": Kind.MODEL, "threshold": Kind.THRESHOLD},
    DeterminationSuperseded: {"determination": Kind.DETERMINATION},
    Approval: {"role": Kind.PARTY, "party": Kind.PARTY},
    evidence.EvidenceRecord: {"type": Kind.TYPE, "assets": Kind.ASSET},
    evidence.Producer: {"party": Kind.PARTY},
    evidence.Artifact: {"custodian": Kind.PARTY},
    evidence.RecordSuperseded: {"record": Kind.RECORD},
    deviation.Deviation: {
        "clause": Kind.CLAUSE,
        "control": Kind.CONTROL,
        "requirement": Kind.REQUIREMENT,
        "asset": Kind.ASSET,
        "standard": Kind.STANDARD,
        "model": Kind.MODEL,
        "requester": Kind.PARTY,
        "compensating": Kind.CONTROL,
        "measures": Kind.CONTROL,
        "renews": Kind.DEVIATION,
    },
    overlay.RequirementSet: {
        "type": Kind.TYPE,
        "for_each": Kind.ASSET_TYPE,
        "where": Kind.EXPRESSION,
        **dict.fromkeys(
            ("max_age", "cadence", "tolerance", "max_lag", "correct_within", "grace"), Kind.LIMIT
        ),
    },
    overlay.ControlSet: {"owner": Kind.PARTY},
    overlay.ControlRemove: {
        "implements": Kind.CLAUSE,
        "depends_on": Kind.CONTROL,
        "parameters": Kind.PARAMETER,
        "evidence": Kind.REQUIREMENT,
    },
    overlay.Overlay: {"remove": Kind.CONTROL},
    case.Cases: {"control": Kind.CONTROL},
    case.Equivalent: {"requirement": Kind.REQUIREMENT},
    Threshold: {"clause": Kind.CLAUSE, "also": Kind.CLAUSE},
    edition.ActivityRule: {
        "standards": Kind.STANDARD, "clauses": Kind.CLAUSE, "because": Kind.CLAUSE,
    },
    edition.InterimRule: {"permission": Kind.CLAUSE},
}  # fmt: skip
"""By type and attribute, what its value names, or each item of it."""

_KEYS: dict[tuple[type, str, int], Kind] = {
    (project.Settings, "parameters", 0): Kind.CONTROL,
    (project.Settings, "parameters", 1): Kind.PARAMETER,
    (overlay.Overlay, "controls", 0): Kind.CONTROL,
    (overlay.ControlChange, "parameters", 0): Kind.PARAMETER,
    (overlay.ControlChange, "requirements", 0): Kind.REQUIREMENT,
    (case.Cases, "params", 0): Kind.PARAMETER,
    (case.Cases, "requirements", 0): Kind.REQUIREMENT,
    (case.Given, "params", 0): Kind.PARAMETER,
    (case.Case, "params", 0): Kind.PARAMETER,
}
"""By type, attribute and depth, what the keys of a free mapping name."""


def value_kind(slot: Slot) -> Kind | None:
    """What a scalar in a slot names."""
    if slot.field is None or slot.depth:
        return None
    return _FIELDS.get(slot.field.owner, {}).get(slot.field.name)


def key_kind(slot: Slot) -> Kind | None:
    """What a key of the mapping in a slot names."""
    if slot.field is None:
        return None
    return _KEYS.get((slot.field.owner, slot.field.name, slot.depth))


def named_fields() -> dict[type, tuple[str, ...]]:
    """Every type and attribute of the table; a test holds it to the types."""
    found = {owner: tuple(names) for owner, names in _FIELDS.items()}
    for owner, name, _ in _KEYS:
        found[owner] = (*found.get(owner, ()), name)
    return found
