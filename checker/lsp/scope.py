"""The names that an expression of a control may read, with what is known of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker.expr.functions import FUNCTIONS
from checker.lsp.things import Thing, listed, of, payload, plain
from checker.project.project import Project
from rsp.control import Control

_OWN = {
    "id": "id in the inventory",
    "type": "type in the inventory",
    "models": "models it serves or holds",
    "operated_by": "the party that operates it",
}
_RECORD = {
    "id": "id of the record",
    "type": "evidence type",
    "assets": "subject keys it is about",
    "observed_from": "RFC 3339 text: start of what was observed",
    "observed_to": "RFC 3339 text: end of what was observed",
    "collected_at": "RFC 3339 text: when it was collected",
    "reliability": "what it claims to be worth",
    "produced_by": "the party that made it",
}
_SOURCE = {"system": "where it came from", "query": "how it was taken out", "rows": "rows it had"}
_SAMPLE = {
    "population": "rows to draw from",
    "method": "how rows were drawn",
    "size": "rows drawn",
    "seed": "where the draw began",
    "exceptions": "rows drawn that deviate",
}
_METHODS = {
    "all": "true of every element: list.all(x, …)",
    "exists": "true of some element: list.exists(x, …)",
    "exists_one": "true of exactly one element",
    "filter": "the elements for which it is true: list.filter(x, …)",
    "map": "the values of an expression: list.map(x, …)",
}
_FUNCTIONS = {
    **{name: "a function of rsp" for name, *_ in FUNCTIONS},
    "has": "whether a field is there: has(evidence.x)",
    "size": "how many elements or characters",
    "duration": 'a length of time: duration("48h")',
    "timestamp": "an instant from RFC 3339 text",
}


def methods() -> dict[str, str]:
    """Macros on lists, with what they do."""
    return _METHODS


def functions() -> dict[str, str]:
    """Functions, with what they do."""
    return _FUNCTIONS


def scope(project: Project, control: Control | None, requirement: Mapping[str, Any]) -> Mapping[
    str, Thing
]:  # fmt: skip
    """Names for an expression of a requirement, which may be half written."""
    kinds = _kinds(requirement.get("for_each"))
    found = {
        "evidence": _payload(project, requirement.get("type")),
        "record": of(
            {
                **plain(_RECORD).fields(),
                "source": plain(_SOURCE, "how it was obtained"),
                "sample": plain(_SAMPLE, "what was drawn, of a sample"),
            },
            "the record under test",
        ),
        "params": _parameters(project, control),
        "inventory": _inventory(project),
        "as_of": Thing(note="timestamp: the date of the assessment"),
    }
    if kinds and kinds[0].startswith("event/"):
        found["event"] = _thing(project, kinds[0])
    else:
        for name, kind in zip(("asset", "model"), kinds, strict=False):
            found[name] = _thing(project, kind)
    joined = requirement.get("with")
    for name, join in joined.items() if isinstance(joined, dict) else ():
        if isinstance(join, dict) and isinstance(name, str):
            found[name] = _payload(project, join.get("type"))
    return found


def _kinds(written: Any) -> tuple[str, ...]:
    items = written if isinstance(written, list) else [written]
    return tuple(one for one in items if isinstance(one, str))


def _payload(project: Project, name: Any) -> Thing:
    kind = project.catalog.types.get(name) if isinstance(name, str) else None
    if kind is None:
        return Thing(note="a payload")
    found = payload(kind.schema, project.refs.get(f"type/{name}"))
    return Thing(note=f"payload: {kind.title}", at=found.at, fields=found.fields)


def _parameters(project: Project, control: Control | None) -> Thing:
    if control is None:
        return Thing(note="parameters of the control")
    at = project.refs.get(f"control/{control.id}")
    inner = {
        name: Thing(
            note=f"{one.type}: {one.description}", at=at.at("parameters", name) if at else None
        )
        for name, one in control.parameters.items()
    }
    return of(inner, "parameters of the control")


def _thing(project: Project, kind: str) -> Thing:
    """An asset or event: what all have, and the attributes that some have."""
    own: dict[str, Thing] = dict(plain(_OWN).fields())
    if kind.startswith("event/"):
        own = {name: own[name] for name in ("id", "type", "models")}
        own["at"] = Thing(note="RFC 3339 text: when it happened")
        shown = [
            (key, one.attributes)
            for key, one in project.events.items()
            if one.type == kind.removeprefix("event/")
        ]
    else:
        dates = {"from": "RFC 3339 text", "to": "RFC 3339 text, if it has ended"}
        own["in_service"] = plain(dates, "when it was in service")
        shown = [(k, one.attributes) for k, one in project.assets.items() if one.type == kind]
    for key, attributes in shown:
        at = project.refs.get(key)
        for name, value in attributes.items():
            note = f"attribute, such as {value!r} of {key}"
            own.setdefault(name, Thing(note=note[:200], at=at.at("attributes", name) if at else at))
    return of(own, f"the {kind} of the requirement")


def _inventory(project: Project) -> Thing:
    kinds = sorted({one.type for one in project.assets.values()})
    events = sorted({one.type for one in project.events.values()})
    inner = {kind: listed(_thing(project, kind), f"assets of type {kind}") for kind in kinds}
    every: dict[str, Thing] = {}
    for kind in events:
        every = {**_thing(project, f"event/{kind}").fields(), **every}
    return of({**inner, "event": listed(of(every), "events")}, "what was in service in the window")
