"""What the core makes of a setting: each validation's outcome, and the requirement's reasons."""

from __future__ import annotations

import msgspec

from checker.assess.assessment import Instance, Shown
from checker.assess.context import Context, Need
from checker.assess.instances import judge_control, needs_of, strangers
from checker.assess.places import Place
from checker.expr.cel import Result
from checker.project.project import Project
from checker.testing.setting import TESTED, Setting
from rsp.requirement import Validation
from rsp.value import Value


class Seen(Value, frozen=True, kw_only=True):
    """One judgement of a setting."""

    results: tuple[Result, ...]
    """Of the record under test, one for each validation; empty where there is none."""
    codes: tuple[str, ...]
    """Reasons of the instance at the place, sorted."""
    everywhere: tuple[str, ...]
    """Reasons of every instance, sorted."""
    met: bool
    excluded: bool
    """Whether `where` leaves the place out."""
    messages: tuple[str, ...]
    """What the reasons of the instance say, with their codes."""


def see(project: Project, setting: Setting) -> Seen:
    """Judge a setting with the core."""
    context = setting.context(project)
    judged = judge_control(context, setting.control, strangers(context))
    mine = [one for one in judged.instances if one.asset == setting.place]
    return Seen(
        results=results(context, judged.needs[0], setting),
        codes=_codes(mine),
        everywhere=_codes(list(judged.instances)),
        met=bool(mine) and all(one.status is Shown.MET for one in mine),
        excluded=any(left.asset == setting.place for left in judged.excluded),
        messages=tuple(f"{why.code}: {why.message}" for one in mine for why in one.reasons),
    )


def results(
    context: Context,
    need: Need,
    setting: Setting,
    validations: tuple[Validation, ...] | None = None,
    owner: str | None = None,
) -> tuple[Result, ...]:
    """The outcomes of the requirement's validations, or of others in their stead."""
    held = context.shelf.by_id.get(TESTED)
    place = _place(context, setting)
    if held is None or held.payload is None or place is None:
        return ()
    requirement = need.requirement
    if validations is not None:
        requirement = msgspec.structs.replace(requirement, validations=validations)
    found = context.evaluator.validations(
        requirement, owner or need.control.id, need.parameters, held, place
    )
    return tuple(one.result for one in found)


def in_scope(context: Context, setting: Setting) -> Result:
    """What the requirement's `where` says of the place."""
    place = _place(context, setting)
    text = str(setting.requirement.where)
    parameters = need_of(context, setting).parameters
    return context.evaluator.where(text, place.scope if place is not None else {}, parameters)


def need_of(context: Context, setting: Setting) -> Need:
    """The requirement as the core needs it."""
    return needs_of(context, setting.control)[0]


def _place(context: Context, setting: Setting) -> Place | None:
    places = context.places.for_each(setting.requirement.for_each)
    return next((one for one in places if one.key == setting.place), None)


def _codes(instances: list[Instance]) -> tuple[str, ...]:
    return tuple(sorted({why.code.value for one in instances for why in one.reasons}))
