"""A small report made by hand, every list filled, for tests of the formats."""

from __future__ import annotations

from typing import Any

import msgspec

from checker.report import model

DIGEST = "ab" * 32
_GATES: dict[str, Any] = {"not-required": "not due", "conformant": "passes"}


def location(file: str = "catalog/SEC-A.yaml", line: int = 3) -> model.Location:
    """A place."""
    return model.Location(file=file, line=line, column=1, end_line=line, end_column=2)


def report(**changes: Any) -> model.Report:
    """The sample; keyword arguments replace fields of the report."""
    return msgspec.structs.replace(_BASE, **changes)


def standard(id: str, verdict: model.VerdictWord, **changes: Any) -> model.Standard:
    """A standard of a subject."""
    base = model.Standard(
        id=id,
        title=id.title(),
        required=verdict != "not-required",
        because=("THR-X: cannot-rule-out",),
        verdict=verdict,
        counts={"gap": 1, "satisfied": 2} if verdict == "not-conformant" else {"satisfied": 3},
        gate="not gated" if id == "commitments" else _GATES.get(verdict, "fails"),
        operation_tested=1,
        open_judgements=(),
        shortfalls=(),
    )
    return msgspec.structs.replace(base, **changes)


def instance(id: str, status: model.InstanceStatus = "unmet", **changes: Any) -> model.Instance:
    """An instance; its parts are read off its id."""
    name, _, asset = id.partition("@")
    control, _, requirement = name.partition("/")
    reason = model.Reason(
        code="coverage-hole", message="a hole", evidence=("log-1",), location=location(line=21)
    )
    base = model.Instance(
        id=id,
        control=control,
        requirement=requirement,
        asset=asset,
        operation="continuous",
        status=status,
        reasons=(reason,) if status == "unmet" else (),
        holes=(model.Hole(start="2026-02-01T00:00:00Z", end="2026-03-01T00:00:00Z"),),
        evidence=() if status == "unmet" else ("log-1",),
        fresh_until=None if status == "unmet" else "2026-08-02T00:00:00Z",
        accepted_by=(),
        location=location(line=20),
    )
    return msgspec.structs.replace(base, **changes)


def deviation(id: str, kind: str = "substitute", **changes: Any) -> model.Deviation:
    """A valid deviation with half a year left; a waiver is about `SEC-A`."""
    base = model.Deviation(
        id=id,
        kind=kind,
        clause="SEC-9" if kind == "substitute" else None,
        control="SEC-A" if kind == "waiver" else None,
        requirement=None,
        asset=None,
        standard="asl-3/security" if kind == "interim-measure" else None,
        model=None,
        reason="a locked room",
        same_assurance=None,
        requester="security-engineering",
        approvals=(
            model.DeviationApproval(role="chief-executive", party="ceo", date="2025-12-20"),
        ),
        notices=(),
        starts="2026-01-01",
        expires="2026-12-31",
        days_left=184,
        ends_soon=False,
        carries=(),
        chain=(id,),
        since="2026-01-01T00:00:00Z",
        at_most="2027-01-01T00:00:00Z",
        used_days=181,
        maximum_days=365,
        compensating=("SEC-B",) if kind == "substitute" else (),
        measures=(),
        valid=True,
        because=(),
        accepts=(),
        limits=(),
        location=location("deviations.yaml", 2),
    )
    return msgspec.structs.replace(base, **changes)


def control(id: str, **changes: Any) -> model.ControlInfo:
    """A control with one requirement."""
    requirement = model.RequirementInfo(
        id="approvals",
        title="Every session was approved",
        type="weight-log",
        type_title="Log of sessions",
        method="examine",
        for_each="environment",
        operation="continuous",
        min_reliability="record",
        period="the whole period, holes up to P1D",
        judgement=None,
        location=location(line=20),
    )
    base = model.ControlInfo(
        id=id,
        title="A second person approves",
        standard="asl-3/security",
        family="security/weights",
        owner="security-engineering",
        severity="critical",
        statement="No one acts alone.",
        clauses=("SEC-1",),
        depends_on=(),
        requirements=(requirement,),
        crosswalk=("nist-800-53r5 ac-3.2 (intersects, inferred)",),
        location=location(),
    )
    return msgspec.structs.replace(base, **changes)


def clause(id: str, status: str, **changes: Any) -> model.ClauseLine:
    """A clause of the security standard."""
    base = model.ClauseLine(
        id=id,
        standard="asl-3/security",
        modality="must",
        check="A",
        status=status,
        because=("SEC-A/approvals@environment/prod",) if status == "gap" else (),
        controls=("SEC-A",),
        deviation=None,
        counts=True,
        tested="operation" if status == "gap" else "state",
        location=location("edition:mini-1/security.md", 12),
    )
    return msgspec.structs.replace(base, **changes)


def root_gap(control: str, **changes: Any) -> model.RootGap:
    """A root gap for the model atlas."""
    base = model.RootGap(
        subject="model/atlas",
        control=control,
        severity="critical",
        owner="security-engineering",
        instances=(f"{control}/approvals@environment/prod",),
        clauses=("SEC-1",),
        undermines=("SEC-B",),
        would_close=("Log of sessions for environment/prod: the whole period, record or better",),
        frees=model.Frees(controls=(control, "SEC-B"), clauses=("SEC-1",), standards=()),
        blocks=model.Blocks(controls=0, clauses=0, standards=1),
        proved=True,
    )
    return msgspec.structs.replace(base, **changes)


def _subject() -> model.Subject:
    activity = model.Activity(
        finding="forbidden", clauses=("OUT-5",), because=("asl-3/security is not-conformant",)
    )
    return model.Subject(
        kind="model",
        id="model/atlas",
        determinations=(
            model.Determination(
                threshold="THR-X",
                domain="X",
                outcome=None,
                effective="cannot-rule-out",
                because="no-determination",
                messages=("nothing was determined",),
                determination=None,
                standing=None,
                decided_at=None,
                basis=None,
                location=None,
            ),
        ),
        standards=(
            standard("asl-3/security", "not-conformant", shortfalls=("SEC-9",)),
            standard("asl-3/deployment", "not-required"),
        ),
        activities={"train": activity, "deploy": activity, "store": activity},
        clauses=(
            clause("SEC-1", "gap"),
            clause("SEC-2", "satisfied"),
            clause("SEC-3", "uncovered", controls=(), tested="none"),
        ),
        controls=(
            model.ControlLine(id="SEC-A", status="gap", causes=(), because=(), accepted_by=()),
            model.ControlLine(
                id="SEC-B", status="undermined", causes=("SEC-A",), because=(), accepted_by=()
            ),
        ),
    )


def _organization() -> model.Subject:
    return model.Subject(
        kind="organization",
        id="organization",
        determinations=(),
        standards=(
            standard("commitments", "not-conformant"),
            standard("procedure", "conformant", because=("always in force",)),
        ),
        activities={},
        clauses=(),
        controls=(),
    )


def clause_info(id: str, **changes: Any) -> model.ClauseInfo:
    """A clause as it reads."""
    base = model.ClauseInfo(
        id=id,
        standard="asl-3/security",
        modality="must",
        check="A",
        text=f"What {id} asks for is in place.",
        source="4.2",
        when=None,
        parent=None,
        controls=(),
        location=location("edition:mini-1/security.md", 12),
    )
    return msgspec.structs.replace(base, **changes)


_BASE = model.Report(
    schema=model.SCHEMA,
    digest=DIGEST,
    tool=model.Tool(name="rsp-checker", version="0.1.0"),
    exit=model.Exit(code=1, because="the gate failed"),
    gate=model.Gate(status="failed", because=("model/atlas: asl-3/security is not-conformant",)),
    as_of=model.AsOf(
        date="2026-06-30",
        instant="2026-07-01T00:00:00Z",
        source="argument",
        projection=False,
        closed_because=None,
        closed_age_days=None,
    ),
    period=model.Period(start="2026-01-01T00:00:00Z", end="2026-07-01T00:00:00Z"),
    partial=(),
    project=model.ProjectHead(
        organization="example-lab",
        title="Example Lab",
        path="lab",
        digest=DIGEST,
        rules_digest=DIGEST,
    ),
    policy=model.PolicyHead(
        edition="mini-1",
        title="Example policy",
        effective="2026-01-01",
        source="Example policy",
        digest=DIGEST,
    ),
    catalog=model.CatalogHead(name="mini", version="1.0", digest=DIGEST, custom=False),
    subjects=(_organization(), _subject()),
    root_gaps=(root_gap("SEC-A"),),
    plans=(
        model.Plan(
            subject="model/atlas",
            standard="asl-3/security",
            gaps=("SEC-A",),
            also_needed=(
                model.Needed(kind="clause", id="SEC-3", because="no control implements it"),
            ),
            reached=False,
            reached_with=False,
        ),
    ),
    clauses=(
        clause_info("SEC-1", controls=("SEC-A",)),
        clause_info("SEC-2", controls=("SEC-B",)),
        clause_info("SEC-3"),
    ),
    controls=(control("SEC-A"), control("SEC-B", depends_on=("SEC-A",), clauses=("SEC-2",))),
    instances=(
        instance("SEC-A/approvals@environment/prod"),
        instance("SEC-B/approvals@environment/prod", "met"),
    ),
    records=(
        model.Record(
            id="log-1",
            type="weight-log",
            assets=("environment/prod",),
            digest=DIGEST,
            known=True,
            superseded_by=None,
            observed=model.Hole(start="2026-01-01T00:00:00Z", end="2026-02-01T00:00:00Z"),
            summary=None,
            reliability=model.RecordReliability(
                declared="record", effective="representation", limited="it is not sealed"
            ),
            reasons=(),
            location=location("evidence/log-1.yaml", 1),
        ),
    ),
    links=(
        model.LinkLine(
            control="SEC-A",
            clause="SEC-1",
            state="clause-moved",
            reviewer="publisher",
            bulk=False,
            location=location(line=9),
        ),
    ),
    deviations=(deviation("dev-1"),),
    judgements=(
        model.Judgement(
            id="SEC-B/approvals",
            question="Can the approver refuse?",
            state="open",
            answers=(),
            because=(),
            question_digest=DIGEST,
            control_digest="cd" * 16,
            evidence_digest=DIGEST,
            location=location(line=30),
        ),
    ),
    indicators=(
        model.Indicator(
            id="over-refusal",
            title="Harmless prompts refused",
            type="refusal-rate",
            rule="ratio(evidence.refused, evidence.prompts)",
            unit="share of prompts",
            better="lower",
            values=(
                model.IndicatorValue(
                    asset="surface/api", value=0.02, record="log-1", because="the newest"
                ),
                model.IndicatorValue(
                    asset="surface/app", value=None, record=None, because="no sound record"
                ),
            ),
        ),
    ),
    exclusions=(
        model.Exclusion(
            control="SEC-A",
            requirement="approvals",
            left_out_by="where",
            because="asset.holds_weights || false",
            assets=("environment/web",),
        ),
    ),
    diagnostics=(
        model.Diagnostic(
            code="record-unsealed",
            level="warning",
            message="log-1 is not in the manifest",
            help="seal it",
            location=location("evidence/log-1.yaml", 1),
        ),
    ),
    counts=model.Counts(
        instances=2,
        met=1,
        unmet=1,
        alternative=0,
        not_applicable=0,
        records=1,
        records_known=1,
        records_used=1,
        links_publisher=3,
        links_own=0,
        links_open=1,
        links_publisher_bulk=0,
        links_own_bulk=0,
        judgements=1,
        judgements_open=1,
    ),
)
