"""What lies around a payload in a case: assets, events and parameters, made up where not stated.

An asset gets the attributes that the requirement's expressions read: the literal they are compared
with, a fact that the example repeats, else true. What a case states comes over that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

import msgspec

from checker.lint.sample_facts import attributes, named_in, rows, variables
from checker.lint.walk import Expression
from checker.schema.formats import parsed
from checker.testing.given import GivenError
from rsp.asset import Asset, Event
from rsp.control import Control
from rsp.ref import Ref
from rsp.requirement import Requirement
from rsp.time import Duration, instant_text

T = TypeVar("T", Asset, Event)

EVENT = "event/"
AGES = Duration.parse("P30Y")
"""How long made-up assets have been in service, and the period of a state has run."""

_INVENTORY = re.compile(r"(?<![.\w])inventory\.(\w+)")
_STATED = ("in_service", "models", "operated_by")


def expressions_of(control: Control, requirement: Requirement) -> tuple[Expression, ...]:
    """The requirement's CEL texts, without their places."""
    where = () if requirement.where is None else (requirement.where,)
    texts = (*where, *(one.rule for one in requirement.validations))
    return tuple(
        Expression(
            control=control,
            requirement=requirement,
            text=text,
            joined=frozenset(requirement.with_),
            at=Ref(document=""),
            validation=index >= len(where),
        )
        for index, text in enumerate(texts)
    )


class Surroundings:
    """Makes the inventory of one requirement's cases."""

    def __init__(
        self, control: Control, requirement: Requirement, example: Any, organization: str
    ) -> None:
        texts = expressions_of(control, requirement)
        self.kinds = list(variables(texts[0]).items()) if texts else []
        if not texts:
            self.kinds = list(variables(_bare(control, requirement)).items())
        self._known = attributes(texts)
        self._listed = {kind for one in texts for kind in _INVENTORY.findall(one.text)} - {"event"}
        self._example = example
        self._organization = organization

    def assets(
        self,
        keys: list[str],
        place: str,
        start: datetime,
        stated: Mapping[str, Mapping[str, Any]],
        listed: Mapping[str, tuple[dict[str, Any], ...]],
    ) -> dict[str, Asset]:
        """By key: what the payload shows, what the example names, and what a case states.

        `stated` is by `asset` and `model`, `listed` by asset type; raises GivenError."""
        parts = [part for key in keys for part in key.split("+") if "/" in part]
        named = [part for part in parts if not part.startswith(EVENT)]
        named += [
            f"{kind}/{id}"
            for kind in sorted({*self._listed, "model"} - set(listed))
            for id in dict.fromkeys(named_in(self._example, kind))
        ]
        found = {}
        models = self._models(named)
        for key in dict.fromkeys(named):
            kind, _, id = key.partition("/")
            found[key] = _asset(kind, id, self._facts(kind, id, start, models), ())
        for kind, items in listed.items():
            for index, item in enumerate(items if not kind.startswith(EVENT) else ()):
                id = _id_of(item, "inventory", kind, index)
                facts = {**self._facts(kind, id, start, models), **item}
                found[f"{kind}/{id}"] = _asset(kind, id, facts, ("inventory", kind, index))
        for part, (variable, kind) in zip(place.split("+"), self.kinds, strict=False):
            if variable != "event" and stated.get(variable):
                id = part.partition("/")[2]
                facts = {**self._facts(kind, id, start, models), **stated[variable]}
                found[part] = _asset(kind, id, facts, (variable,))
        return found

    def events(
        self,
        keys: list[str],
        place: str,
        start: datetime,
        stated: Mapping[str, Any],
        listed: Mapping[str, tuple[dict[str, Any], ...]],
    ) -> dict[str, Event]:
        """By key: those the payload is about, and those a case states; raises GivenError."""
        models = self._models([key for key in keys if not key.startswith(EVENT)])
        found = {}
        for key in keys:
            if key.startswith(EVENT):
                kind, id = key.split("/", 2)[1:]
                facts = self._dated(kind, id, start, models)
                more = stated if key == place else {}
                found[key] = _event(kind, id, {**facts, **more}, ("event",))
        for name, items in listed.items():
            for index, item in enumerate(items if name.startswith(EVENT) else ()):
                kind, id = name.removeprefix(EVENT), _id_of(item, "inventory", name, index)
                facts = self._dated(kind, id, start, models)
                found[f"{name}/{id}"] = _event(
                    kind, id, {**facts, **item}, ("inventory", name, index)
                )
        return found

    def _models(self, named: list[str]) -> list[str]:
        shown = [key.removeprefix("model/") for key in named if key.startswith("model/")]
        return list(dict.fromkeys((*shown, *named_in(self._example, "model")))) or ["sample"]

    def _facts(self, kind: str, id: str, start: datetime, models: list[str]) -> dict[str, Any]:
        """What is made up of an asset."""
        return {
            **self._stated(kind, id),
            "models": models,
            "operated_by": self._organization,
            "in_service": {"from": instant_text(AGES.before(start))},
        }

    def _dated(self, kind: str, id: str, start: datetime, models: list[str]) -> dict[str, Any]:
        """What is made up of an event."""
        at = [row["at"] for row in self._about(kind, id) if isinstance(row.get("at"), str)]
        return {**self._stated(kind, id), "models": models, "at": (*at, instant_text(start))[0]}

    def _stated(self, kind: str, id: str) -> dict[str, Any]:
        stated = dict(self._known.get(kind, {}))
        for row in self._about(kind, id):
            stated.update({name: row[name] for name in stated.keys() & row.keys()})
        return stated

    def _about(self, kind: str, id: str) -> list[dict[str, Any]]:
        """The parts of the example that name it."""
        return [row for row in rows(self._example) if id in (row.get(kind), row.get("asset"))]


def _bare(control: Control, requirement: Requirement) -> Expression:
    return Expression(
        control=control,
        requirement=requirement,
        text="true",
        joined=frozenset(),
        at=Ref(document=""),
        validation=True,
    )


def _id_of(item: Mapping[str, Any], *steps: str | int) -> str:
    id = item.get("id")
    if not isinstance(id, str):
        raise GivenError("what is listed has an id", *steps)
    return id


def _asset(kind: str, id: str, facts: Mapping[str, Any], steps: tuple[str | int, ...]) -> Asset:
    return _converted(Asset, kind, id, _without(facts, steps), _STATED, steps)


def _event(kind: str, id: str, facts: Mapping[str, Any], steps: tuple[str | int, ...]) -> Event:
    return _converted(Event, kind, id, _without(facts, steps), ("at", "models"), steps)


def _without(facts: Mapping[str, Any], steps: tuple[str | int, ...]) -> dict[str, Any]:
    """The facts but for those that the inventory does not state."""
    left = facts.get("without", [])
    if not isinstance(left, list):
        raise GivenError("`without` is a list of names", *steps)
    return {name: value for name, value in facts.items() if name != "without" and name not in left}


def _converted(
    type: type[T],
    kind: str,
    id: str,
    facts: dict[str, Any],
    own: tuple[str, ...],
    steps: tuple[str | int, ...],
) -> T:
    """An asset or event: some facts are fields, the others attributes."""
    fields = {name: facts[name] for name in own if name in facts}
    rest = {name: value for name, value in facts.items() if name not in {*own, "id", "type"}}
    written = {"id": id, "type": kind, **fields, "attributes": rest}
    try:
        return msgspec.convert(written, type, dec_hook=parsed)
    except msgspec.ValidationError as error:
        raise GivenError(f"the inventory cannot hold it: {error}", *steps) from error
