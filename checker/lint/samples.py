"""What an expression may read beside the payload, made up so that an example can be judged.

A probe needs an asset, an event, an inventory and parameters as they would be where the example
was collected. They are taken from the example itself (the ids it shows, the facts it repeats),
from the texts of the catalog (the literals that attributes are compared with) and from the bounds
of the parameters.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from checker.assess.parameters import Parameters, usable
from checker.lint.sample_facts import attributes, reached, subject_keys, variables
from checker.lint.sample_things import Scope, Things
from checker.lint.walk import Expression, expressions
from checker.project.project import Project
from rsp.control import Parameter, ParameterType
from rsp.evidence import EvidenceType
from rsp.time import Moment, TimeError, instant_text

_START = datetime(2026, 1, 1, tzinfo=UTC)
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
    ("record", ("sample", "seed")),
    ("record", ("sample", "exceptions")),
    ("record", ("source", "rows")),
)


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
            known.update(
                {name: asset.attributes[name] for name in known.keys() & asset.attributes.keys()}
            )

    @property
    def facts(self) -> str:
        """All that scopes take from the project beside one expression's control and types."""
        return repr((self._attributes, sorted(self._events)))

    def scopes(self, one: Expression, kind: EvidenceType, example: Any) -> Iterator[Scope]:
        """Scopes without `evidence`: for each choice of parameters, with events and without."""
        start, end = _bounds(kind, example)
        keys = list(subject_keys(kind, example))
        things = Things(self._attributes, one, keys, example, start)
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
        "sample": {
            "population": count,
            "method": "random",
            "size": count,
            "seed": 1,
            "exceptions": 0,
        },
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
