"""Evaluate a requirement's validations over records, each expression once per record (R9)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from checker.assess.held import Held
from checker.assess.memo import CLOCK, Memo, Shown
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


class Plan(Value, frozen=True, kw_only=True):
    """The compiled validations of a requirement, and what they read."""

    requirement: Requirement
    rules: list[Rule | Result]
    per_place: bool
    """Whether one record can give different results at different places."""
    of_a_date: bool
    """Whether one of them reads the clock."""


class Evaluator:
    """Compiles each distinct expression once and remembers what it gave for a record."""

    def __init__(
        self,
        shelf: Shelf,
        inventory: Mapping[str, Any],
        now: datetime,
        memo: Memo | None = None,
    ) -> None:
        self._shelf = shelf
        self._fixed = {"inventory": inventory, CLOCK: now}
        self._memo = memo
        self._shown = Shown(memo) if memo is not None else None
        self._scopes: dict[int, tuple[Parameters, dict[str, Any]]] = {}
        self._rules: dict[tuple[str, frozenset[str]], Rule | Result] = {}
        self._plans: dict[int, Plan] = {}
        self._seen: dict[tuple[Any, ...], tuple[Evaluated, ...]] = {}

    def where(self, text: str, scope: Mapping[str, Any], parameters: Parameters) -> Result:
        """Whether a `where` holds at a place."""
        rule = self._rule(text, frozenset())
        if isinstance(rule, Result):
            return rule
        return self._where(rule, {**scope, **self._fixed, "params": self._parameters(parameters)})

    def _where(self, rule: Rule, scope: Mapping[str, Any]) -> Result:
        # All of the scope is in the key, and the text is searched for the clock as a whole, for
        # `where` is evaluated over more than the names that were found in it.
        if self._memo is None or self._shown is None or CLOCK in rule.text:
            return rule(scope)
        lasting = {name: value for name, value in scope.items() if name != CLOCK}
        key = ("where", rule.text, self._shown.scope(lasting))
        return self._memo.found(key, lambda: rule(scope))

    def validations(
        self, requirement: Requirement, owner: str, parameters: Parameters, held: Held, place: Place
    ) -> tuple[Evaluated, ...]:
        """What each validation gives for a record at a place, in their order."""
        if not requirement.validations:
            return ()
        plan = self._plan(requirement)
        key = (owner, requirement.id, held.id, place.key if plan.per_place else None)
        if key not in self._seen:
            self._seen[key] = self._remembered(plan, requirement, parameters, held, place)
        return self._seen[key]

    def _plan(self, requirement: Requirement) -> Plan:
        """The compiled validations of a requirement."""
        found = self._plans.get(id(requirement))
        if found is None:
            joined = frozenset(requirement.with_)
            rules = [self._rule(validation.rule, joined) for validation in requirement.validations]
            read = frozenset(
                name for rule in rules if isinstance(rule, Rule) for name in rule.names
            )
            found = Plan(
                requirement=requirement,
                rules=rules,
                per_place=bool(joined) or bool(read & _OF_PLACE),
                of_a_date=CLOCK in read,
            )
            self._plans[id(requirement)] = found
        return found

    def _remembered(
        self,
        plan: Plan,
        requirement: Requirement,
        parameters: Parameters,
        held: Held,
        place: Place,
    ) -> tuple[Evaluated, ...]:
        """Over the same records, at a place that shows the same, nothing else can differ but the
        clock: the key holds every argument of `_evaluate` and what it takes from this object."""
        memo, shown = self._memo, self._shown
        if memo is None or shown is None or plan.of_a_date:
            return self._evaluate(plan.rules, requirement, parameters, held, place)
        key = (
            "validations",
            memo.same(requirement),
            shown.number(parameters.values),
            memo.same(self._shelf),
            memo.same(held),
            (place.key, place.parts, shown.number(place.scope)),
            shown.number(self._fixed["inventory"]),
        )
        return memo.found(
            key, lambda: self._evaluate(plan.rules, requirement, parameters, held, place)
        )

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
            "params": self._parameters(parameters),
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
        return tuple(self._apply(rule, scope, absent, read) for rule in rules)

    def _parameters(self, parameters: Parameters) -> dict[str, Any]:
        """What expressions read as `params`, put together once."""
        if id(parameters) not in self._scopes:
            self._scopes[id(parameters)] = (parameters, parameters.scope())
        return self._scopes[id(parameters)][1]

    def _apply(
        self,
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
        own = {name: scope[name] for name in rule.names if name in scope}
        return Evaluated(result=self._result(rule, own, read), beside=beside)

    def _result(self, rule: Rule, scope: Mapping[str, Any], joined: Collection[str]) -> Result:
        """What a rule gives over exactly the names it reads; payloads are told apart by which
        object they are."""
        if self._memo is None or self._shown is None or CLOCK in scope:
            return rule(scope)
        key = (
            "rule",
            rule.text,
            frozenset(joined),
            self._shown.scope(scope, {"evidence", *joined}),
        )
        return self._memo.found(key, lambda: rule(scope))

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
