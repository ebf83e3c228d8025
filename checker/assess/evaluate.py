"""Evaluate a requirement's validations over records, each expression once per record (R9)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from checker.assess.held import Held
from checker.assess.parameters import Parameters
from checker.assess.places import Place
from checker.assess.shelf import Shelf
from checker.expr.cel import ExpressionError, Outcome, Result, Rule, compile_rule
from rsp.requirement import Requirement
from rsp.value import Value

_OF_PLACE = frozenset(("asset", "model", "event"))


class Evaluated(Value, frozen=True, kw_only=True):
    """What one validation gave for a record."""

    result: Result
    beside: tuple[str, ...] = ()
    """Ids of the joined records it read, or could not use."""


class Evaluator:
    """Compiles each distinct expression once and remembers what it gave for a record."""

    def __init__(self, shelf: Shelf, inventory: Mapping[str, Any], now: datetime) -> None:
        self._shelf = shelf
        self._fixed = {"inventory": inventory, "as_of": now}
        self._rules: dict[tuple[str, frozenset[str]], Rule | Result] = {}
        self._seen: dict[tuple[Any, ...], tuple[Evaluated, ...]] = {}

    def where(self, text: str, scope: Mapping[str, Any], parameters: Parameters) -> Result:
        """Whether a `where` holds at a place."""
        rule = self._rule(text, frozenset())
        if isinstance(rule, Result):
            return rule
        return rule({**scope, **self._fixed, "params": parameters.scope()})

    def validations(
        self, requirement: Requirement, owner: str, parameters: Parameters, held: Held, place: Place
    ) -> tuple[Evaluated, ...]:
        """What each validation gives for a record at a place, in their order."""
        if not requirement.validations:
            return ()
        joined = frozenset(requirement.with_)
        rules = [self._rule(validation.rule, joined) for validation in requirement.validations]
        per_place = bool(joined) or any(
            isinstance(rule, Rule) and rule.names & _OF_PLACE for rule in rules
        )
        key = (owner, requirement.id, held.id, place.key if per_place else None)
        if key not in self._seen:
            self._seen[key] = self._evaluate(rules, requirement, parameters, held, place)
        return self._seen[key]

    def _evaluate(
        self,
        rules: list[Rule | Result],
        requirement: Requirement,
        parameters: Parameters,
        held: Held,
        place: Place,
    ) -> tuple[Evaluated, ...]:
        scope: dict[str, Any] = {
            **self._fixed,
            **place.scope,
            "evidence": held.payload,
            "record": held.scope,
            "params": parameters.scope(),
        }
        absent: dict[str, str] = {}
        read: dict[str, tuple[str, ...]] = {}
        for name, join in requirement.with_.items():
            within = parameters.limit(join.within)
            keys = (place.key, *place.parts)
            found = self._shelf.joined(join.type, keys, held, within) if within else None
            if found is None:
                absent[name] = f"no sound {join.type} was observed within {join.within} of it"
                read[name] = self._shelf.unused(join.type, keys, among_sound=True)
                continue
            read[name] = (found.id, *self._shelf.unused(join.type, keys))
            problem = _no_use(found, requirement)
            if problem is None:
                scope[name] = found.payload
            else:
                absent[name] = f"{found.id} {problem}"
        return tuple(_apply(rule, scope, absent, read) for rule in rules)

    def _rule(self, text: str, joined: frozenset[str]) -> Rule | Result:
        if (text, joined) not in self._rules:
            try:
                self._rules[text, joined] = compile_rule(text, joined)
            except ExpressionError as error:
                self._rules[text, joined] = Result(outcome=Outcome.ERROR, message=error.message)
        return self._rules[text, joined]


def _no_use(joined: Held, requirement: Requirement) -> str | None:
    """Why a joined record cannot be relied on; None if it can."""
    needed = requirement.min_reliability
    if joined.rank < needed.rank:
        return f"is a {joined.effective.value} where a {needed.value} is needed"
    if not joined.presented:
        return "is kept elsewhere and was not presented"
    if joined.record.sample is not None:
        return "holds a sample where everything is asked for"
    return None


def _apply(
    rule: Rule | Result,
    scope: Mapping[str, Any],
    absent: Mapping[str, str],
    read: Mapping[str, tuple[str, ...]],
) -> Evaluated:
    if isinstance(rule, Result):
        return Evaluated(result=rule)
    beside = tuple(id for name, ids in read.items() if name in rule.names for id in ids)
    for name in absent:
        if name in rule.names:
            error = Result(outcome=Outcome.ERROR, message=absent[name])
            return Evaluated(result=error, beside=beside)
    return Evaluated(
        result=rule({name: scope[name] for name in rule.names if name in scope}), beside=beside
    )
