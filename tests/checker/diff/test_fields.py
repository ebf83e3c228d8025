"""Every field that people author has a rule that says what a change of it means, or a reason."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import pytest

import rsp
from checker.compare.change import Kind, Spot
from checker.compare.control import CONTROL
from checker.compare.fields import of_fields
from checker.compare.parameter import PARAMETER
from checker.compare.requirement import REQUIREMENT
from checker.compare.validations import JOIN, VALIDATION
from checker.diff import decisions, edition, gate, inventory, parties, records, settings
from rsp import (
    asset,
    baseline,
    case,
    change,
    control,
    deviation,
    evidence,
    overlay,
    party,
    project,
    requirement,
    standard,
    threshold,
    workspace,
)
from rsp.clause import Clause
from rsp.time import Duration
from rsp.value import Authored

TABLES: dict[type, dict[str, Any]] = {
    project.Settings: settings.SETTINGS,
    project.Period: settings.PERIOD,
    project.Closed: settings.CLOSED,
    project.Declared: settings.DECLARED,
    project.ConditionDeclared: settings.CONDITION,
    project.PermissionUsed: settings.PERMISSION,
    project.Activated: settings.ACTIVATED,
    project.Gate: gate.GATE,
    project.BaselineNamed: gate.NAMED,
    project.AtMost: gate.AT_MOST,
    project.Pins: gate.PINS,
    baseline.Baseline: gate.BASELINE,
    baseline.KnownGap: gate.KNOWN_GAP,
    project.Indicator: settings.INDICATOR,
    project.ClauseVisibility: settings.CLAUSE_VISIBILITY,
    project.OwnReview: records.REVIEW,
    overlay.Loosening: records.LOOSENING,
    asset.Asset: inventory.ASSET,
    asset.InService: inventory.IN_SERVICE,
    asset.Event: inventory.EVENT,
    party.Party: parties.PARTY,
    party.Membership: parties.MEMBERSHIP,
    threshold.Determination: decisions.DETERMINATION,
    threshold.Approval: decisions.APPROVAL,
    deviation.Deviation: decisions.DEVIATION,
    deviation.Notice: decisions.NOTICE,
    control.Control: CONTROL,
    control.Parameter: PARAMETER,
    requirement.Requirement: REQUIREMENT,
    requirement.Validation: VALIDATION,
    requirement.Join: JOIN,
    threshold.Threshold: edition.THRESHOLD,
    threshold.Requires: edition.REQUIRES,
    standard.Condition: edition.CONDITION,
    standard.DeterminationRule: edition.DETERMINATION_RULE,
    standard.ActivityRule: edition.ACTIVITY_RULE,
    standard.Activities: edition.ACTIVITIES,
    standard.DeviationRule: edition.DEVIATION_RULE,
    standard.WaiverRule: edition.WAIVER_RULE,
    standard.InterimRule: edition.INTERIM_RULE,
    standard.DeviationRules: edition.DEVIATION_RULES,
    standard.EditionData: edition.DATA,
}

OVERLAY = (
    overlay.Overlay, overlay.ControlChange, overlay.ControlSet, overlay.ControlAdd,
    overlay.ControlRemove, overlay.RequirementChange, overlay.RequirementSet,
    overlay.RequirementAdd, overlay.RequirementRemove,
)  # fmt: skip
CASES = (
    case.Cases, case.RequirementCases, case.Case, case.Given, case.JoinedCase, case.RecordCase,
    case.Equivalent,
)  # fmt: skip
EVIDENCE = (
    evidence.EvidenceRecord, evidence.Source, evidence.Sample, evidence.Producer,
    evidence.Artifact, evidence.RecordSuperseded,
)  # fmt: skip

LISTED: dict[type, str] = {
    **dict.fromkeys(OVERLAY, "what it makes of the catalog is compared, and each approval"),
    **dict.fromkeys(CASES, "no verdict reads a case"),
    **dict.fromkeys(EVIDENCE, "a record is compared by its digest"),
    control.Implements: "compared by what carries the clause; other fields are undecidable",
    control.Review: "a stamp that changed is shown",
    control.Dependency: "compared by the control; other fields are undecidable",
    control.Crosswalk: "a reference for readers",
    control.Alternatives: "compared by their members; other fields are undecidable",
    requirement.SampleRule: "any change is undecidable",
    threshold.DeterminationSuperseded: "any change is undecidable",
    evidence.TypeRules: "compared as a part of the schema, any change of what has no rule there",
    evidence.SubjectPath: "any change is undecidable",
    evidence.Bounds: "any change is undecidable",
    change.ChangeApproval: "compared as a whole",
    change.Changes: "compared by its entries",
    asset.Inventory: "compared by its assets and events",
    party.Parties: "compared by its parties",
    deviation.Deviations: "compared by its deviations",
    project.DeterminationFile: "compared by its determinations",
    project.Reviews: "compared by its reviews",
    baseline.PolicyOf: "any change is undecidable",
    baseline.CatalogOf: "any change is undecidable",
    workspace.Workspace: "each project that it names is compared by itself",
    project.CatalogHead: "name, version and what the catalog holds are compared",
}
"""Types whose fields are compared otherwise, or not: how, or why not."""


def authored() -> Iterator[type]:
    """Every type that people write in files of policy, catalog and project."""
    for path in sorted(Path(rsp.__file__).parent.glob("*.py")):
        if path.stem != "__init__":
            import_module(f"rsp.{path.stem}")
    pending = [Authored]
    while pending:
        for one in pending.pop().__subclasses__():
            pending.append(one)
            if one.__module__.startswith("rsp."):
                yield one


@pytest.mark.parametrize("kind", sorted(set(authored()), key=lambda one: one.__name__))
def test_every_authored_field_has_a_rule_or_a_reason(kind: type) -> None:
    """A type has a table with all its fields, or is listed with how it is compared."""
    fields = {one.name for one in msgspec.structs.fields(kind)}

    assert (kind in TABLES) is not (kind in LISTED)
    assert kind not in TABLES or set(TABLES[kind]) == fields


def test_every_field_of_a_clause_has_a_rule() -> None:
    """Clauses are read from Markdown."""
    fields = {one.name for one in msgspec.structs.fields(Clause)}

    assert set(edition.CLAUSE) == fields


@pytest.mark.parametrize("name", sorted(gate.GATE))
def test_a_key_of_the_gate_that_no_rule_knows_is_undecidable(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that a later version adds is never silently neutral."""
    monkeypatch.delitem(gate.GATE, name)
    values: dict[str, Any] = {
        "announce_expiry": Duration.parse("P1D"),
        "fail_before_expiry": Duration.parse("P1D"),
        **dict.fromkeys(("standards", "modalities", "severities"), ("one",)),
        **dict.fromkeys(("fail_on_warnings", "never_fail_on"), ("link-unreviewed",)),
        "baseline": project.BaselineNamed(file="baseline.yaml"),
    }
    old, new = project.Gate(), project.Gate(**{name: values.get(name, True)})

    found = list(of_fields(old, new, Spot(path="settings/gate"), gate.GATE))

    assert [(one.kind, one.what) for one in found] == [(Kind.UNDECIDABLE, "field-changed")]
