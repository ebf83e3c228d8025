"""From an assessment to the report model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from checker.assess import assessment as found
from checker.assess.correlated import correlated
from checker.assess.grounds import Grounds
from checker.assess.links import OWN, PUBLISHER
from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.diagnostic import Location as Spot
from checker.diagnostics.places import key_of
from checker.gate import Word
from checker.gating.let import Let
from checker.project.project import Project
from checker.report import model
from checker.report.catalog import clause_infos, control_info
from checker.report.deviations import deviation
from checker.report.gaps import root_gaps
from checker.report.hosting import hosting
from checker.report.indicators import indicator_lines, rules_digest
from checker.report.levels import NOTHING
from checker.report.overlay import overlay_head
from checker.report.place import Locator
from checker.report.plans import plan_lines
from checker.report.visibility import visibility_lines
from rsp.ref import Ref
from rsp.stamp import LinkState
from rsp.time import Span, instant_text
from rsp.value import Value


class Heading(Value, frozen=True, kw_only=True):
    """What a report says about the run itself."""

    tool: model.Tool
    path: str
    as_of: model.AsOf
    gate: model.Gate
    words: dict[tuple[str, str], Word]
    """Subject and standard -> what the gate makes of the verdict."""
    let: dict[tuple[str, str], Let]
    """Subject and standard -> by what else than deviations it passes."""
    exit: model.Exit
    partial: tuple[str, ...]


def build(
    project: Project,
    assessment: found.Assessment,
    grounds: Grounds,
    diagnostics: Iterable[Diagnostic],
    locate: Callable[[Ref], Spot],
    run: Heading,
) -> model.Report:
    """The whole report, its digest still empty: the canonical form is not this package's."""
    at = Locator(locate)
    _find_together(project, at)
    instances = tuple(_instance(project, one, at) for one in assessment.instances)
    gaps = root_gaps(project, assessment, grounds)
    edition, catalog, settings = project.edition, project.catalog, project.settings
    return model.Report(
        schema=model.SCHEMA,
        digest="",
        tool=run.tool,
        exit=run.exit,
        gate=run.gate,
        as_of=run.as_of,
        period=model.Period(
            start=instant_text(assessment.period.start), end=instant_text(assessment.period.end)
        ),
        partial=run.partial,
        project=model.ProjectHead(
            organization=settings.organization,
            title=settings.title,
            path=run.path,
            digest=project.digest,
            rules_digest=rules_digest(settings),
        ),
        policy=model.PolicyHead(
            edition=edition.id,
            title=edition.title,
            effective=edition.effective,
            source=edition.source,
            digest=edition.digest,
        ),
        catalog=model.CatalogHead(
            name=catalog.name,
            version=catalog.version,
            digest=catalog.digest,
            custom=catalog.custom,
            overlay=overlay_head(project, assessment),
        ),
        subjects=tuple(_subject(project, one, at, run) for one in assessment.subjects),
        root_gaps=gaps,
        plans=plan_lines(assessment, grounds, gaps),
        clauses=clause_infos(project, at),
        controls=tuple(control_info(project, name, at) for name in sorted(catalog.controls)),
        instances=instances,
        records=tuple(_record(one, at) for one in assessment.records),
        links=tuple(_link(one, at) for one in assessment.links),
        deviations=tuple(
            deviation(project, one, assessment.now, at) for one in assessment.deviations
        ),
        judgements=tuple(_judgement(one, at) for one in assessment.judgements),
        indicators=indicator_lines(settings, assessment.indicators),
        exclusions=_exclusions(assessment.excluded),
        diagnostics=tuple(diagnostic(one, at) for one in diagnostics),
        counts=_counts(assessment),
        runs=tuple(
            model.Run(
                produced_by=one.producer,
                source=one.system,
                collected_at=instant_text(one.collected),
                requirements=one.requirements,
                controls=one.controls,
                records=one.records,
            )
            for one in correlated(assessment.instances, assessment.records)
        ),
        hosting=hosting(project, assessment),
        places=_places(project, assessment, at),
        visibility=visibility_lines(project),
    )


def _find_together(project: Project, at: Locator) -> None:
    """Look up each control's places at once: a document is read again for places it lost."""
    for name, control in project.catalog.controls.items():
        here = project.refs[f"control/{name}"]
        at(here)
        for index in range(len(control.implements)):
            at(here.at("implements", index))
        for index, requirement in enumerate(control.evidence):
            at(here.at("evidence", index))
            for number in range(len(requirement.validations)):
                at(here.at("evidence", index, "validations", number))


def diagnostic(one: Diagnostic, at: Locator) -> model.Diagnostic:
    """A diagnostic with its place."""
    return model.Diagnostic(
        code=one.code,
        level=one.level.value,
        message=one.message,
        help=one.help,
        location=at(one.at),
        related=tuple(
            model.Related(message=each.message, location=at(each.at)) for each in one.related
        ),
    )


def _places(
    project: Project, assessment: found.Assessment, at: Locator
) -> tuple[model.ProjectPlace, ...]:
    """Of assets and events that instances are about, and of three keys of the project's file."""
    keys = {
        part
        for one in assessment.instances
        for part in one.asset.removeprefix(f"{NOTHING}:").split("+")
    }
    settings = project.refs["settings"]
    refs = {
        "settings/evidence": key_of(settings.at("evidence")),
        "settings/inventory": Ref(document=project.settings.inventory),
        "settings/parameters": key_of(settings.at("parameters")),
        **{key: project.refs[key] for key in keys & {*project.assets, *project.events}},
    }
    return tuple(model.ProjectPlace(id=key, location=at(ref)) for key, ref in sorted(refs.items()))


def _subject(project: Project, one: found.Subject, at: Locator, run: Heading) -> model.Subject:
    clauses = {clause.id: clause for clause in one.clauses}
    thresholds = {threshold.id: threshold for threshold in project.edition.data.thresholds}
    return model.Subject(
        kind="organization" if one.id == found.ORGANIZATION else "model",
        id=one.id,
        determinations=tuple(
            _determination(project, each, thresholds[each.threshold].domain, at)
            for each in one.determinations
        ),
        standards=tuple(_standard(project, each, clauses, one.id, run) for each in one.standards),
        activities={
            name: model.Activity(
                finding=each.finding,  # type: ignore[arg-type]  # closed by activities.py
                clauses=each.clauses,
                because=each.because,
                interim=each.interim,
            )
            for name, each in one.activities.items()
        },
        clauses=tuple(
            model.ClauseLine(
                id=each.id,
                standard=project.edition.clauses[each.id].standard,
                modality=each.modality.value,
                check=project.edition.clauses[each.id].check.value,
                status=each.status.value,
                because=each.because,
                controls=each.controls,
                deviation=each.deviation,
                counts=each.counts,
                tested=each.tested.value,
                location=at(project.refs[f"clause/{each.id}"]),
            )
            for each in one.clauses
        ),
        controls=tuple(
            model.ControlLine(
                id=each.id,
                status=each.status.value,
                causes=each.causes,
                because=each.because,
                accepted_by=each.accepted_by,
            )
            for each in one.controls
        ),
    )


def _determination(
    project: Project, one: found.Determined, domain: str, at: Locator
) -> model.Determination:
    stands = project.determinations.get(one.source) if one.source else None
    return model.Determination(
        threshold=one.threshold,
        domain=domain,
        outcome=one.outcome.value if one.outcome else None,
        effective=one.effective.value,
        because=one.because,
        messages=one.messages,
        determination=one.source,
        standing=one.standing,
        decided_at=str(stands.decided_at) if stands else None,
        basis=" ".join(stands.basis.split()) if stands else None,
        location=at(project.refs[f"determination/{one.source}"]) if one.source else None,
    )


def _standard(
    project: Project,
    one: found.StandardVerdict,
    clauses: dict[str, found.ClauseStatus],
    subject: str,
    run: Heading,
) -> model.Standard:
    let = run.let.get((subject, one.id))
    standard = project.edition.standards.get(one.id)
    mine = [clauses[name] for name in standard.clauses if name in clauses] if standard else []
    return model.Standard(
        id=one.id,
        title=standard.title if standard else one.id,
        required=one.required,
        because=one.because,
        verdict=one.verdict.value,
        gate=run.words[subject, one.id],
        counts=one.counts,
        operation_tested=sum(
            1 for each in mine if each.counts and each.tested is found.Tested.OPERATION
        ),
        open_judgements=one.open_judgements,
        shortfalls=one.shortfalls,
        accepted=one.accepted.value if one.accepted else None,
        accepted_by=one.accepted_by,
        let_pass_by=let.by if let is not None else (),
        let_pass_with=let.waivers if let is not None else (),
    )


def _instance(project: Project, one: found.Instance, at: Locator) -> model.Instance:
    control = project.catalog.controls[one.control]
    index = next(i for i, each in enumerate(control.evidence) if each.id == one.requirement)
    return model.Instance(
        id=one.id,
        control=one.control,
        requirement=one.requirement,
        asset=one.asset,
        operation=one.operation.value,
        status=one.status.value,
        reasons=_reasons(one.reasons, at),
        holes=tuple(_hole(each) for each in one.holes),
        evidence=one.evidence,
        fresh_until=instant_text(one.fresh_until) if one.fresh_until else None,
        accepted_by=one.accepted_by,
        location=at(project.refs[f"control/{one.control}"].at("evidence", index)),
        responsibility=control.evidence[index].responsibility.value,
        rests_on=one.rests_on,
    )


def _reasons(reasons: tuple[found.Why, ...], at: Locator) -> tuple[model.Reason, ...]:
    return tuple(reason(why, at(why.at)) for why in reasons)


def reason(why: found.Why, location: model.Location) -> model.Reason:
    """A reason at its place, with those that stand against each other."""
    return model.Reason(
        code=why.code.value,
        message=why.message,
        evidence=why.evidence,
        location=location,
        about=why.about,
        sides=tuple(_side(one) for one in why.sides),
    )


def _side(one: found.Side) -> model.Side:
    return model.Side(
        name=one.name,
        says=one.says,
        assets=one.assets,
        observed=_hole(one.observed),
        source=one.system,
        produced_by=one.producer,
    )


def _hole(span: Span) -> model.Hole:
    return model.Hole(start=instant_text(span.start), end=instant_text(span.end))


def _record(one: found.Register, at: Locator) -> model.Record:
    return model.Record(
        id=one.id,
        type=one.type,
        assets=one.assets,
        digest=one.digest,
        known=one.known,
        superseded_by=one.superseded_by,
        observed=_hole(one.observed) if one.observed else None,
        summary=one.summary,
        reliability=model.RecordReliability(
            declared=one.declared.value if one.declared else None,
            effective=one.effective.value if one.effective else None,
            limited=one.limited,
        ),
        reasons=_reasons(one.reasons, at),
        location=at(one.at),
        source=one.system,
        produced_by=one.producer,
        supersedes=model.Supersedes(
            record=one.supersedes.record,
            because=" ".join(one.supersedes.because.split()),
            holds=one.supersedes.holds,
        )
        if one.supersedes
        else None,
        superseded_because=one.superseded_because,
        statement=_statement(one.statement),
    )


def _statement(one: found.Statement | None) -> model.Statement | None:
    if one is None:
        return None
    return model.Statement(
        text=one.text,
        standing=one.standing,
        public_by=one.public_by,
        dated_by=one.dated_by,
        title=one.title,
        places=one.places,
        through=one.through,
        against=one.against,
        about=one.about,
    )


def _link(one: found.Link, at: Locator) -> model.LinkLine:
    return model.LinkLine(
        control=one.control,
        clause=one.clause,
        state=one.state,
        reviewer=one.reviewer,
        bulk=one.bulk,
        location=at(one.at),
    )


def _judgement(one: found.Judgement, at: Locator) -> model.Judgement:
    return model.Judgement(
        id=one.id,
        question=one.question,
        state=one.state.value,
        answers=one.answers,
        because=one.because,
        question_digest=one.question_digest,
        control_digest=one.control_digest,
        evidence_digest=one.evidence_digest,
        location=at(one.at),
    )


def _exclusions(excluded: tuple[found.Excluded, ...]) -> tuple[model.Exclusion, ...]:
    assets: dict[tuple[str, str, bool, str], list[str]] = {}
    for one in excluded:
        why = (one.control, one.requirement, one.in_grace, one.because)
        assets.setdefault(why, []).append(one.asset)
    return tuple(
        model.Exclusion(
            control=control,
            requirement=requirement,
            left_out_by="grace" if in_grace else "where",
            because=because,
            assets=tuple(names),
        )
        for (control, requirement, in_grace, because), names in sorted(assets.items())
    )


def _counts(assessment: found.Assessment) -> model.Counts:
    shown = Counter(one.status for one in assessment.instances)
    current = [one for one in assessment.links if one.state == LinkState.CURRENT]
    return model.Counts(
        instances=len(assessment.instances),
        met=shown[found.Shown.MET],
        unmet=shown[found.Shown.UNMET],
        alternative=shown[found.Shown.ALTERNATIVE],
        not_applicable=shown[found.Shown.NOT_APPLICABLE],
        records=len(assessment.records),
        records_known=sum(1 for one in assessment.records if one.known),
        records_used=len({name for one in assessment.instances for name in one.evidence}),
        links_publisher=sum(1 for one in current if one.reviewer == PUBLISHER),
        links_own=sum(1 for one in current if one.reviewer == OWN),
        links_open=len(assessment.links) - len(current),
        links_publisher_bulk=sum(1 for one in current if one.bulk and one.reviewer == PUBLISHER),
        links_own_bulk=sum(1 for one in current if one.bulk and one.reviewer == OWN),
        judgements=len(assessment.judgements),
        judgements_open=sum(1 for one in assessment.judgements if one.state is found.Answered.OPEN),
    )
