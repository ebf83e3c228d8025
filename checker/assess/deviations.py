"""Whether a deviation is valid at a date, apart from how its compensating controls stand (R20)."""

from __future__ import annotations

from checker.assess.assessment import DeviationState
from checker.assess.conditions import by_declaration
from checker.assess.context import Context
from checker.assess.force import dependencies
from checker.graph.order import reachable
from rsp.clause import Clause, Modality
from rsp.deviation import Deviation, DeviationKind
from rsp.standard import DeviationRule


def states(context: Context) -> dict[str, DeviationState]:
    """Every deviation, valid or why not."""
    return {
        name: DeviationState(id=name, valid=not defects, because=defects)
        for name, deviation in sorted(context.project.deviations.items())
        for defects in [tuple(_defects(context, deviation))]
    }


def _defects(context: Context, deviation: Deviation) -> list[str]:
    clause = context.project.edition.clauses.get(deviation.clause)
    if clause is None:
        return [f"the edition has no clause {deviation.clause}"]
    rules = context.project.edition.data.deviations
    substitute = deviation.kind is DeviationKind.SUBSTITUTE
    rule = rules.substitute if substitute else rules.not_applicable
    return [
        *_kind(context, deviation, clause),
        *_people(context, deviation, clause, rule),
        *_time(context, deviation, rule),
        *(_compensation(context, deviation) if substitute else ()),
    ]


def _kind(context: Context, deviation: Deviation, clause: Clause) -> list[str]:
    if deviation.kind is DeviationKind.SUBSTITUTE:
        if clause.modality is not Modality.EXPECT:
            return [
                f"{clause.id} is a {clause.modality.value}; only an expectation has a substitute"
            ]
        return []
    if clause.when is None or not by_declaration(context.project, clause.when):
        return [f"{clause.id} has no condition that a declaration decides"]
    if any(one.condition == clause.when for one in context.project.settings.conditions):
        return [f"the project declares that {clause.when} is given"]
    return []


def _people(
    context: Context, deviation: Deviation, clause: Clause, rule: DeviationRule
) -> list[str]:
    known = context.parties.knows
    roles = _roles(rule, clause)
    approvers = {approval.party for approval in deviation.approvals}
    named = sorted({deviation.requester, *approvers})
    found = [f"{party} is not among the parties" for party in named if not known(party)]
    found += [
        f"no {role} known to hold that role approved it"
        for role in context.parties.missing_roles(deviation.approvals, roles, context.now)
    ]
    if not roles:
        found.append(f"the edition names nobody who may approve it for a {clause.modality.value}")
    if deviation.requester in approvers:
        found.append(f"{deviation.requester} requested it and cannot approve it")
    owners = {
        control.owner
        for control in context.project.catalog.controls.values()
        if any(link.clause == clause.id for link in control.implements)
    }
    for approval in sorted(deviation.approvals, key=lambda one: one.party):
        if owners & context.parties.belongs(approval.party, approval.date.earliest):
            found.append(f"{approval.party} owns a control that implements {clause.id}")
    return found


def _roles(rule: DeviationRule, clause: Clause) -> tuple[str, ...]:
    """The roles that approve it for a clause of that modality, if the edition names any."""
    match clause.modality:
        case Modality.MUST:
            return rule.must
        case Modality.EXPECT:
            return rule.expect
        case _:
            return ()


def _time(context: Context, deviation: Deviation, rule: DeviationRule) -> list[str]:
    found = []
    for approval in deviation.approvals:
        if deviation.starts.latest < approval.date.latest:
            found.append(f"it starts on {deviation.starts}, before {approval.party} approved")
    if deviation.expires.latest <= deviation.starts.earliest:
        found.append("it expires before it starts")
    if context.now < deviation.starts.earliest:
        found.append(f"it starts on {deviation.starts}")
    if context.now > deviation.expires.latest:
        found.append(f"it expired on {deviation.expires}")
    chain, seen = [deviation], {deviation.id}
    while (renews := chain[-1].renews) is not None:
        earlier = context.project.deviations.get(renews)
        if earlier is None or earlier.id in seen:
            found.append(f"it renews {renews}, which cannot be followed")
            break
        chain.append(earlier)
        seen.add(earlier.id)
    first = min((one.starts for one in chain), key=lambda starts: starts.earliest)
    last = max((one.expires for one in chain), key=lambda expires: expires.latest)
    if rule.maximum.after(first.earliest) < last.latest:
        found.append(f"from {first} to {last} is longer than {rule.maximum}")
    return found


def _compensation(context: Context, deviation: Deviation) -> list[str]:
    controls = context.project.catalog.controls
    if not deviation.compensating:
        return ["it names no compensating control"]
    found = [
        f"its compensating control {name} is not in the catalog"
        for name in deviation.compensating
        if name not in controls
    ]
    implementing = {
        name
        for name, control in controls.items()
        if any(link.clause == deviation.clause for link in control.implements)
    }
    edges = dependencies(context.project)
    for name in deviation.compensating:
        if name in controls and implementing & reachable(edges, [name]):
            found.append(f"its compensating control {name} rests on what it stands in for")
    return found
