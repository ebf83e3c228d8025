"""Assets, events and an inventory made up so that they fit one example."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from checker.lint.sample_facts import attributes, named_in, rows, variables
from checker.lint.walk import Expression
from rsp.time import instant_text

_SERVED = timedelta(days=900)
"""How long a made-up asset has been in service."""

Scope = dict[str, Any]
"""What an expression reads, by name."""


class Things:
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
