"""What each kind of deviation asks for by itself, and whose approval (R20)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checker.assess.conditions import by_declaration
from checker.assess.context import Context
from checker.assess.defects import Concern, Defect
from checker.assess.force import ASL
from rsp.clause import Clause, Modality
from rsp.deviation import Deviation, DeviationKind
from rsp.standard import FLOOR, DeviationRule, DeviationRules, InterimRule, WaiverRule
from rsp.value import Value


def rule_of(
    rules: DeviationRules, kind: DeviationKind
) -> DeviationRule | WaiverRule | InterimRule | None:
    """The edition's rule for a kind."""
    by_kind: dict[DeviationKind, DeviationRule | WaiverRule | InterimRule | None] = {
        DeviationKind.SUBSTITUTE: rules.substitute,
        DeviationKind.NOT_APPLICABLE: rules.not_applicable,
        DeviationKind.WAIVER: rules.waiver,
        DeviationKind.INTERIM_MEASURE: rules.interim_measure,
    }
    return by_kind[kind]


def about(context: Context, one: Deviation) -> Iterator[str]:
    """The controls that a deviation is about: nothing that stands in may rest on them."""
    for name, control in context.project.catalog.controls.items():
        if name == one.control or any(link.clause == one.clause for link in control.implements):
            yield name


# --- Substitutes, and clauses set aside -----------------------------------------------------------


def _substitute(context: Context, one: Deviation) -> Iterator[Defect]:
    clause = context.project.edition.clauses.get(str(one.clause))
    if clause is None:
        yield _no_clause(one)
    elif clause.modality is not Modality.EXPECT:
        text = f"{clause.id} is a {clause.modality.value}; only an expectation has a substitute"
        yield Defect(text=text, key="kind")
    if clause is not None and not one.compensating:
        yield Defect(text="it names no compensating control", key="compensating")


def _not_applicable(context: Context, one: Deviation) -> Iterator[Defect]:
    clause = context.project.edition.clauses.get(str(one.clause))
    if clause is None:
        yield _no_clause(one)
    elif clause.when is None or not by_declaration(context.project, clause.when):
        text = f"{clause.id} has no condition that a declaration decides"
        yield Defect(text=text, key="clause")
    elif any(each.condition == clause.when for each in context.project.settings.conditions):
        text = f"the project declares that {clause.when} is given"
        yield Defect(text=text, key="clause")


def _no_clause(one: Deviation) -> Defect:
    return Defect(text=f"the edition has no clause {one.clause}", key="clause", named=True)


def _of_clause(context: Context, one: Deviation) -> Concern:
    clause = context.project.edition.clauses[str(one.clause)]
    rule = rule_of(context.project.edition.data.deviations, one.kind)
    controls = context.project.catalog.controls
    return Concern(
        roles=_roles(rule, clause),
        unapprovable=f"a {clause.modality.value}",
        owners={
            controls[name].owner: f"a control that implements {clause.id}"
            for name in about(context, one)
        },
    )


def _roles(rule: object, clause: Clause) -> tuple[str, ...]:
    """The roles that approve it for a clause of that modality, if the edition names any."""
    if not isinstance(rule, DeviationRule):
        return ()
    return {Modality.MUST: rule.must, Modality.EXPECT: rule.expect}.get(clause.modality, ())


# --- Waivers --------------------------------------------------------------------------------------


def _waiver(context: Context, one: Deviation) -> Iterator[Defect]:
    control = context.project.catalog.controls.get(str(one.control))
    if control is None:
        text = f"the catalog has no control {one.control}"
        yield Defect(text=text, key="control", named=True)
    elif one.requirement and all(each.id != one.requirement for each in control.evidence):
        text = f"{control.id} has no requirement {one.requirement}"
        yield Defect(text=text, key="requirement", named=True)


def _of_control(context: Context, one: Deviation) -> Concern:
    control = context.project.catalog.controls[str(one.control)]
    rule = context.project.edition.data.deviations.waiver
    severity = control.severity.value
    return Concern(
        roles=getattr(rule, severity, ()),
        unapprovable=f"a control of severity {severity}",
        owners={control.owner: control.id},
    )


# --- Interim measures -----------------------------------------------------------------------------


def _interim(context: Context, one: Deviation) -> Iterator[Defect]:
    rule = context.project.edition.data.deviations.interim_measure
    standard = str(one.standard)
    if standard not in context.project.edition.standards or rule is None:
        text = f"the edition has no standard {standard}"
        yield Defect(text=text, key="standard", named=True)
        return
    if not standard.startswith(ASL) or standard == FLOOR:
        text = f"{standard} is no standard that a threshold requires"
        yield Defect(text=text, key="standard")
    if all(used.clause != rule.permission for used in context.project.settings.permissions):
        text = f"the use of {rule.permission}, which allows it, is not recorded in the permissions"
        yield Defect(text=text, key="kind")
    given = {each.to for each in one.notices if each.date.latest <= context.now}
    for recipient in rule.notices:
        if recipient not in given:
            text = f"no notice to the {recipient.value} was given"
            yield Defect(text=text, key="notices")


def _of_measures(context: Context, one: Deviation) -> Concern:
    controls = context.project.catalog.controls
    rule = context.project.edition.data.deviations.interim_measure
    return Concern(
        roles=rule.approvals if rule is not None else (),
        unapprovable="an interim measure",
        owners={controls[name].owner: name for name in one.measures if name in controls},
    )


class Kind(Value, frozen=True, kw_only=True):
    """One kind's own conditions, and what its parties are held against."""

    own: Callable[[Context, Deviation], Iterator[Defect]]
    concern: Callable[[Context, Deviation], Concern]


KINDS = {
    DeviationKind.SUBSTITUTE: Kind(own=_substitute, concern=_of_clause),
    DeviationKind.NOT_APPLICABLE: Kind(own=_not_applicable, concern=_of_clause),
    DeviationKind.WAIVER: Kind(own=_waiver, concern=_of_control),
    DeviationKind.INTERIM_MEASURE: Kind(own=_interim, concern=_of_measures),
}
