"""All instances of a project: every requirement at every place it names (R5, R6, R8)."""

from __future__ import annotations

import msgspec

from checker.assess.assessment import ORGANIZATION, Excluded, Instance, Reason, Shown, Why
from checker.assess.chosen import Chosen, choose, left_out
from checker.assess.context import Context, Need
from checker.assess.instance import judge, merged
from checker.assess.nil import denials, judge_nothing
from checker.assess.parameters import resolve
from checker.assess.places import EVENT, Place, nothing
from rsp.control import Control
from rsp.value import Value


class Judged(Value, frozen=True, kw_only=True):
    """The instances of one control, and what its `where` and its graces left out."""

    needs: tuple[Need, ...]
    instances: tuple[Instance, ...]
    excluded: tuple[Excluded, ...]
    resting: dict[str, tuple[Place, ...]] = {}
    """Requirement -> the places that are in their grace."""
    rejections: dict[str, tuple[Why, ...]] = {}
    """Requirement -> why reviewers rejected it (R22)."""


class Strangers(Value, frozen=True, kw_only=True):
    """What is named and the inventory lacks, by asset or event type (R6)."""

    by_kind: dict[str, dict[str, tuple[str, ...]]]
    """Type -> key -> ids of what names it."""


def strangers(context: Context) -> Strangers:
    """Everything named that the inventory lacks."""
    found: dict[str, dict[str, list[str]]] = {}
    for key, named_by in sorted(context.shelf.keys().items()):
        if context.places.knows(key):
            continue
        for part in key.split("+"):
            if not context.places.knows(part):
                kind = part.rpartition("/")[0] or part
                found.setdefault(kind, {}).setdefault(part, []).extend(named_by)
    for determination in context.project.determinations.values():
        key = f"model/{determination.model}"
        if not context.places.knows(key):
            found.setdefault("model", {}).setdefault(key, []).append(determination.id)
    return Strangers(
        by_kind={
            kind: {key: tuple(sorted(set(ids))) for key, ids in keys.items()}
            for kind, keys in found.items()
        }
    )


def needs_of(context: Context, control: Control) -> tuple[Need, ...]:
    """The requirements of a control with the values of its parameters."""
    declared = context.project.settings.parameters.get(control.id, {})
    parameters = resolve(control, declared)
    at = context.project.refs[f"control/{control.id}"]
    return tuple(
        Need(
            control=control,
            requirement=requirement,
            parameters=parameters,
            at=at.at("evidence", index),
        )
        for index, requirement in enumerate(control.evidence)
    )


def judge_control(context: Context, control: Control, strange: Strangers) -> Judged:
    """Every instance of a control's requirements, alternatives settled."""
    needs = needs_of(context, control)
    instances: list[Instance] = []
    excluded: list[Excluded] = []
    resting: dict[str, tuple[Place, ...]] = {}
    for need in needs:
        chosen = choose(context, need)
        instances += _judge_need(context, need, chosen, strange)
        excluded += left_out(context, need, chosen)
        resting[need.requirement.id] = chosen.resting
    return Judged(
        needs=needs,
        instances=settle(control, instances),
        excluded=tuple(excluded),
        resting=resting,
    )


def settle(control: Control, instances: list[Instance]) -> tuple[Instance, ...]:
    """Unmet instances whose group has a met one at the same key become alternatives (R13); if it is
    in several groups, each of them."""
    met = {(one.requirement, one.asset) for one in instances if one.status is Shown.MET}

    def excused(one: Instance) -> bool:
        groups = [group.of for group in control.any_of if one.requirement in group.of]
        return bool(groups) and all(
            any((member, one.asset) in met for member in group) for group in groups
        )

    return tuple(
        msgspec.structs.replace(one, status=Shown.ALTERNATIVE)
        if one.status is Shown.UNMET and excused(one)
        else one
        for one in instances
    )


def with_reasons(instance: Instance, more: list[Why]) -> Instance:
    """The instance with further reasons; any reason makes it unmet."""
    if not more:
        return instance
    return msgspec.structs.replace(
        instance, status=Shown.UNMET, reasons=merged([*instance.reasons, *more])
    )


def undeclared(need: Need) -> list[Why]:
    """What a parameter without value does to every instance of its control."""
    return [
        need.why(Reason.UNDECLARED_PARAMETER, f"the project declares no value for {name}")
        for name in need.parameters.undeclared
    ]


def _judge_need(context: Context, need: Need, chosen: Chosen, strange: Strangers) -> list[Instance]:
    found = []
    for place in chosen.places:
        more = undeclared(need)
        if place.key in chosen.unclear:
            more.append(
                need.why(
                    Reason.SCOPE_ERROR,
                    f"whether it is in scope cannot be evaluated: {chosen.unclear[place.key]}",
                )
            )
        if place.key.startswith(EVENT):
            more += denials(context, need, place)
        found.append(with_reasons(judge(context, need, place), more))
    if not found:
        place = nothing(context.places.period)
        none = judge_nothing(context, need, place, ORGANIZATION, chosen.resting)
        found.append(with_reasons(none, undeclared(need)))
    return found + _strange(context, need, strange)


def is_strange(instance: Instance) -> bool:
    """Whether it stands for what the inventory lacks (R6)."""
    return any(why.code is Reason.UNKNOWN_ASSET for why in instance.reasons)


def _strange(context: Context, need: Need, strange: Strangers) -> list[Instance]:
    keys: dict[str, set[str]] = {}
    for kind in need.requirement.kinds:
        for key, named_by in strange.by_kind.get(kind, {}).items():
            keys.setdefault(key, set()).update(named_by)
    return [
        Instance(
            id=need.instance_id(key),
            control=need.control.id,
            requirement=need.requirement.id,
            asset=key,
            models=None,
            operation=need.requirement.operation,
            window=context.places.period.span,
            status=Shown.UNMET,
            reasons=(
                need.why(
                    Reason.UNKNOWN_ASSET,
                    f"{key} is named and the inventory lacks it",
                    tuple(sorted(named_by)),
                ),
                *undeclared(need),
            ),
        )
        for key, named_by in sorted(keys.items())
    ]
