"""Declared indicators: figures read from the newest sound records; they bear on no verdict."""

from __future__ import annotations

from checker.assess.assessment import ORGANIZATION, Measured, Reading, Reason
from checker.assess.context import Context
from checker.assess.held import Held
from checker.expr.cel import ExpressionError, NoNumber, Number, compile_number
from rsp.project import Indicator

_CODES = 3


def indicators(context: Context) -> tuple[Measured, ...]:
    """Every declared indicator, in the order they are declared."""
    return tuple(_measure(context, one) for one in context.project.settings.indicators)


def _measure(context: Context, one: Indicator) -> Measured:
    try:
        rule: Number | str = compile_number(one.value)
    except ExpressionError as error:
        rule = f"its expression does not compile: {error.message}"
    held = context.shelf.of_type(one.type)
    gone = [key for kind, key in context.shelf.gone if kind == one.type]
    named = {key for each in held for key in each.assets} | set(gone)
    kind = context.project.catalog.types.get(one.type)
    if kind is not None and not kind.rules.subjects:
        named.add(ORGANIZATION)
    keys = sorted(named) if one.assets is None else one.assets
    return Measured(id=one.id, readings=tuple(_read(rule, held, key) for key in keys))


def _read(rule: Number | str, held: list[Held], key: str) -> Reading:
    """The value of the newest sound record that names a key."""
    mine = sorted(
        (one for one in held if key in one.assets),
        key=lambda one: (one.end, one.collected, one.id),
        reverse=True,
    )
    usable = [one for one in mine if one.sound and one.presented]
    if not usable:
        because = "no sound record of its type names it" + _passed_over(mine)
        return Reading(asset=key, value=None, record=None, because=because)
    newest = usable[0]
    over = _passed_over(mine[: mine.index(newest)])
    if isinstance(rule, str):
        return Reading(asset=key, value=None, record=newest.id, because=rule)
    try:
        value = rule({"evidence": newest.payload})
    except NoNumber as error:
        because = f"{error}{over}"
        return Reading(asset=key, value=None, record=newest.id, because=because)
    because = f"the newest sound record of its type{over}"
    return Reading(asset=key, value=value, record=newest.id, because=because)


def _passed_over(records: list[Held]) -> str:
    """Newer records that are not sound, and what is wrong with them."""
    if not records:
        return ""
    named = ", ".join(f"{one.id} is {_defect(one)}" for one in records[:_CODES])
    more = f" and {len(records) - _CODES} more" if len(records) > _CODES else ""
    return f"; left out: {named}{more}"


def _defect(one: Held) -> str:
    if one.sound:
        return Reason.NOT_PRESENTED.value
    return " and ".join(sorted(code.value for code in one.reasons))
