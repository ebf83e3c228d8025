"""The status of every control for a subject, in dependency order (R13)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from checker.assess.applicable import Applicable
from checker.assess.assessment import Answered, ControlStatus, Instance, Judgement, Shown, Status
from checker.assess.force import Force
from checker.assess.reach import Reach
from checker.graph.order import reachable, topological
from checker.project.project import Project
from rsp.value import Value


class Standing(Value, frozen=True, kw_only=True):
    """What one subject's controls are judged on."""

    project: Project
    force: Force
    applicable: Applicable
    reach: Reach
    edges: dict[str, tuple[str, ...]]
    """Control -> controls it depends on that are in force for the subject."""
    scoped: dict[str, tuple[Instance, ...]]
    """Control -> its instances in the subject's scope."""
    judgements: dict[str, Judgement]


def control_statuses(
    standing: Standing,
    note: Callable[[ControlStatus], None] = lambda _: None,
    known: Mapping[str, ControlStatus] = {},
) -> dict[str, ControlStatus]:
    """Every control in force, by id; those on a cycle are not assessed. `note` is told of each
    after those it depends on; what is `known` is not judged again."""
    found = dict(known)
    alive = in_use(standing.project, standing.applicable, standing.edges)
    unknown = {name: below for name, below in standing.edges.items() if name not in known}
    for name in topological(unknown):
        found[name] = _status(standing, name, alive, found)
        note(found[name])
    for name in unknown:
        if name not in found:
            found[name] = ControlStatus(
                id=name, status=Status.NOT_ASSESSED, because=("it depends on itself",)
            )
            note(found[name])
    return dict(sorted(found.items()))


def in_use(
    project: Project, applicable: Applicable, edges: dict[str, tuple[str, ...]]
) -> frozenset[str]:
    """Controls with a clause that applies, or none at all, and everything those depend on."""
    starts = [
        name
        for name in edges
        if not project.catalog.controls[name].implements
        or any(
            link.clause not in applicable.set_aside
            for link in project.catalog.controls[name].implements
        )
    ]
    return reachable(edges, starts)


def unmet(instances: tuple[Instance, ...]) -> tuple[Instance, ...]:
    """Those that are not shown."""
    return tuple(one for one in instances if one.status is Shown.UNMET)


def _status(
    standing: Standing, name: str, alive: frozenset[str], found: dict[str, ControlStatus]
) -> ControlStatus:
    below = [
        found.get(target, ControlStatus(id=target, status=Status.NOT_ASSESSED))
        for target in standing.edges[name]
    ]
    broken = [one.id for one in below if one.status is Status.NOT_ASSESSED]
    if standing.reach.everything or name in standing.reach.controls:
        return ControlStatus(id=name, status=Status.NOT_ASSESSED, because=("an error reaches it",))
    if broken:
        return ControlStatus(
            id=name,
            status=Status.NOT_ASSESSED,
            because=tuple(f"{target} is not assessed" for target in broken),
        )
    undefined = _undefined(standing.project, name)
    if undefined:
        return ControlStatus(id=name, status=Status.NOT_ASSESSED, because=undefined)
    if name not in alive:
        return ControlStatus(
            id=name,
            status=Status.NOT_APPLICABLE,
            because=("no clause it implements applies",),
        )
    missing = unmet(standing.scoped[name])
    if missing:
        return ControlStatus(id=name, status=Status.GAP, because=tuple(one.id for one in missing))
    causes = causes_of(below)
    if causes:
        return ControlStatus(id=name, status=Status.UNDERMINED, causes=causes)
    waiting = [one.id for one in below if one.status is Status.UNDETERMINED]
    questions = open_questions(standing, name)
    if waiting or questions:
        return ControlStatus(
            id=name,
            status=Status.UNDETERMINED,
            because=(
                *(f"open judgement {question}" for question in questions),
                *(f"{target} is undetermined" for target in waiting),
            ),
        )
    return ControlStatus(id=name, status=Status.SATISFIED)


def _undefined(project: Project, name: str) -> tuple[str, ...]:
    """What a control lacks to be judged at all; lint names the same as errors."""
    control = project.catalog.controls[name]
    found = [
        f"there is no control {edge.control} for it to depend on"
        for edge in control.depends_on
        if edge.control not in project.catalog.controls
    ]
    if not control.evidence:
        found.append("it asks for no evidence")
    return tuple(found)


def causes_of(below: list[ControlStatus]) -> tuple[str, ...]:
    """The nearest controls in gap among these and below them."""
    found: set[str] = set()
    for one in below:
        if one.status is Status.GAP:
            found.add(one.id)
        elif one.status is Status.UNDERMINED:
            found.update(one.causes)
    return tuple(sorted(found))


def open_questions(standing: Standing, name: str, by: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Ids of the control's open judgements, of the requirements named if any are."""
    return tuple(
        f"{name}/{requirement.id}"
        for requirement in standing.project.catalog.controls[name].evidence
        if requirement.judgement is not None
        and (not by or requirement.id in by)
        and standing.judgements[f"{name}/{requirement.id}"].state is Answered.OPEN
    )
