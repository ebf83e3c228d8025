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

_OF_PLACE = frozenset(("asset", "model", "event"))


class Evaluator:
    """Compiles each distinct expression once and remembers what it gave for a record."""

    def __init__(self, shelf: Shelf, inventory: Mapping[str, Any], now: datetime) -> None:
        self._shelf = shelf
        self._fixed = {"inventory": inventory, "as_of": now}
        self._rules: dict[tuple[str, frozenset[str]], Rule | Result] = {}
        self._seen: dict[tuple[Any, ...], tuple[Result, ...]] = {}

    def where(self, text: str, scope: Mapping[str, Any], parameters: Parameters) -> Result:
        """Whether a `where` holds at a place."""
        rule = self._rule(text, frozenset())
        if isinstance(rule, Result):
            return rule
        return rule({**scope, **self._fixed, "params": parameters.scope()})

    def validations(
        self, requirement: Requirement, owner: str, parameters: Parameters, held: Held, place: Place
    ) -> tuple[Result, ...]:
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
    ) -> tuple[Result, ...]:
        scope: dict[str, Any] = {
            **self._fixed,
            **place.scope,
            "evidence": held.payload,
            "record": held.scope,
            "params": parameters.scope(),
        }
        absent: dict[str, str] = {}
        for name, join in requirement.with_.items():
            within = parameters.limit(join.within)
            keys = (place.key, *place.parts)
            rank = requirement.min_reliability.rank
            found = within and self._shelf.joined(join.type, keys, held, within, rank)
            if found:
                scope[name] = found.payload
            else:
                absent[name] = f"no sound {join.type} was observed within {join.within} of it"
        return tuple(_apply(rule, scope, absent) for rule in rules)

    def _rule(self, text: str, joined: frozenset[str]) -> Rule | Result:
        if (text, joined) not in self._rules:
            try:
                self._rules[text, joined] = compile_rule(text, joined)
            except ExpressionError as error:
                self._rules[text, joined] = Result(outcome=Outcome.ERROR, message=error.message)
        return self._rules[text, joined]


def _apply(rule: Rule | Result, scope: Mapping[str, Any], absent: Mapping[str, str]) -> Result:
    if isinstance(rule, Result):
        return rule
    for name in absent:
        if name in rule.names:
            return Result(outcome=Outcome.ERROR, message=absent[name])
    return rule({name: scope[name] for name in rule.names if name in scope})
