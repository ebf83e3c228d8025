"""What an expression may read beside the payload, made up so that an example can be judged.

A probe needs an asset, an event, an inventory and parameters as they would be where the example
was collected. They are taken from the example itself (the ids it shows, the facts it repeats),
from the texts of the catalog (the literals that attributes are compared with) and from the bounds
of the parameters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from checker.assess.parameters import Parameters, usable
from checker.lint.sample_facts import (
    attributes,
    named_in,
    reached,
    rows,
    subject_keys,
    variables,
)
from checker.lint.walk import Expression, expressions
from checker.project.project import Project
from rsp.control import Parameter, ParameterType
from rsp.evidence import EvidenceType
from rsp.time import Moment, TimeError, instant_text

_START = datetime(2026, 1, 1, tzinfo=UTC)
_SERVED = timedelta(days=900)
_GENERIC: dict[ParameterType, tuple[Any, ...]] = {
    ParameterType.DURATION: ("P30D", "P3000D", "PT1H"),
    ParameterType.INTEGER: (1, 1_000_000, 0),
    ParameterType.NUMBER: (0.5, 1_000_000.0, 0.0),
    ParameterType.STRING: ("sample",),
    ParameterType.BOOLEAN: (True, False),
}
_CHOICES = 3
_MAY_LACK: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("asset", ("models",)),
    ("asset", ("operated_by",)),
    ("asset", ("in_service", "to")),
    ("model", ("in_service", "to")),
    ("event", ("models",)),
    ("record", ("sample",)),
    ("record", ("source", "rows")),
)

Scope = dict[str, Any]


class Samples:
    """Makes scopes for the expressions of one project."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._attributes = attributes(expressions(project))
        self._events = {
            kind
            for one in expressions(project)
            for name, kind in variables(one).items()
            if name == "event"
        }
        for asset in project.assets.values():
            known = self._attributes.get(asset.type, {})
            known.update({name: asset.attributes[name] for name in known & asset.attributes.keys()})

    def scopes(self, one: Expression, kind: EvidenceType, example: Any) -> Iterator[Scope]:
        """Scopes without `evidence`: for each choice of parameters, with events and without."""
        start, end = _bounds(kind, example)
        keys = list(subject_keys(kind, example))
        things = _Things(self._attributes, one, keys, example, start)
        scope: Scope = {
            "as_of": end,
            "record": _record(kind, example, keys, start, end),
            **things.place(),
        }
        for name, join in one.requirement.with_.items():
            joined = self._project.catalog.types.get(join.type)
            scope[name] = (joined.schema.get("examples") or [{}])[0] if joined is not None else {}
        declared = self._project.settings.parameters.get(one.control.id, {})
        defined = one.control.parameters.items()
        for choice in range(_CHOICES if defined else 1):
            values = {
                name: _value(parameter, choice, declared[name].value if name in declared else None)
                for name, parameter in defined
            }
            scope["params"] = Parameters(values=values, undeclared=()).scope()
            for events in (self._events, set[str]()):
                yield {**scope, "inventory": things.inventory(self._events, events)}


class _Things:
    """Assets and events that fit one example, with everything that they may have."""

    def __init__(
        self,
        known: Mapping[str, Mapping[str, Any]],
        one: Expression,
        keys: list[str],
        example: Any,
        start: datetime,
    ) -> None:
        self._own = attributes([one])
        self._known = known
        self._variables = variables(one)
        self._keys = keys
        self._example = example
        self._start = start
        self._ids: dict[str, list[str]] = {}

    def place(self) -> Scope:
        """`asset`, `model` or `event`, of a key that the example shows if it shows one."""
        kinds = [f"event/{k}" if v == "event" else k for v, k in self._variables.items()]
        shown = next((key for key in self._keys if _is_of(key, kinds)), None)
        ids = [part.rpartition("/")[2] for part in shown.split("+")] if shown else []
        return {
            variable: self._thing(kind, ids[index] if ids else self._named(kind)[0])
            for index, (variable, kind) in enumerate(self._variables.items())
        }

    def inventory(self, events: set[str], happened: set[str]) -> Scope:
        """What the example names and one of each other type; of events, those that happened."""
        found = {
            kind: [self._thing(kind, id) for id in self._named(kind)]
            for kind in sorted({*self._known, *self._own, "model"} - events)
        }
        dated = [self._thing(kind, id) for kind in sorted(happened) for id in self._named(kind)]
        return {**found, "event": dated}

    def _named(self, kind: str) -> list[str]:
        if kind not in self._ids:
            parts = [part for key in self._keys for part in key.split("+")]
            shown = [p.rpartition("/")[2] for p in parts if p.rpartition("/")[0].endswith(kind)]
            found = dict.fromkeys((*shown, *named_in(self._example, kind)))
            self._ids[kind] = list(found) or ["sample"]
        return self._ids[kind]

    def _thing(self, kind: str, id: str) -> Scope:
        about = [row for row in rows(self._example) if id in (row.get(kind), row.get("asset"))]
        stated = {**self._known.get(kind, {}), **self._own.get(kind, {})}
        for row in about:
            stated.update({name: row[name] for name in stated.keys() & row.keys()})
        start = instant_text(self._start)
        return {
            **stated,
            "id": id,
            "type": kind,
            "at": next((row["at"] for row in about if isinstance(row.get("at"), str)), start),
            "in_service": {
                "from": instant_text(self._start - _SERVED),
                "to": "2999-01-01T00:00:00Z",
            },
            "operated_by": "sample",
            "models": self._named("model"),
        }


def _is_of(key: str, kinds: list[str]) -> bool:
    parts = key.split("+")
    return len(parts) == len(kinds) and all(
        part.startswith(f"{kind}/") for part, kind in zip(parts, kinds, strict=True)
    )


def _value(parameter: Parameter, choice: int, declared: Any) -> Any:
    """A value that the parameter could have: declared, default, a bound, or a plausible one."""
    stated = (declared, parameter.default, parameter.maximum, parameter.minimum)
    known = [value for value in stated if value is not None and usable(parameter, value)]
    choices = [*known, *_GENERIC[parameter.type]]
    return choices[min(choice, len(choices) - 1)]


def _bounds(kind: EvidenceType, example: Any) -> tuple[datetime, datetime]:
    """Start and end of what an example observed."""
    bounds = kind.rules.bounds
    first, last = bounds.at or bounds.from_ or "", bounds.at or bounds.to or ""
    found = []
    for field in (first, last):
        written = reached(example, field)
        try:
            found.append(Moment.parse(written) if isinstance(written, str) else None)
        except TimeError:
            found.append(None)
    start, end = found
    return start.earliest if start else _START, end.latest if end else _START


def _record(
    kind: EvidenceType, example: Any, keys: list[str], start: datetime, end: datetime
) -> Scope:
    counted = reached(example, kind.rules.rows) if kind.rules.rows else None
    count = max(1, len(counted)) if isinstance(counted, list) else 1
    return {
        "id": "sample",
        "type": kind.name,
        "assets": keys or ["organization"],
        "observed_from": instant_text(start),
        "observed_to": instant_text(end),
        "collected_at": instant_text(end),
        "reliability": "record",
        "produced_by": "sample",
        "source": {"system": "sample", "rows": count},
        "sample": {"population": count, "method": "random", "size": count},
    }


def context_cuts(scope: Scope) -> Iterator[tuple[str, Scope]]:
    """The scope once without each thing that an inventory or a record need not state."""
    for name, path in _MAY_LACK:
        if name in scope and path[0] in scope[name]:
            inner = dict(scope[name])
            if len(path) == 1:
                del inner[path[0]]
            else:
                inner[path[0]] = {key: v for key, v in inner[path[0]].items() if key != path[1]}
            yield ".".join((name, *path)), {**scope, name: inner}
