"""Settings that a requirement's `where` leaves out, and those it cannot decide (R5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from checker.assess.assessment import Reason
from checker.testing.probe import BY_VALIDATIONS, Probe
from checker.testing.setting import Setting


def otherwise(met: Setting) -> Iterator[Setting]:
    """The setting with each single fact of the inventory about its place turned around."""
    for key, attributes in _attributes(met):
        for name, value in attributes.items():
            yield _with(met, key, {**attributes, name: _other(value)})


def undecided(met: Setting) -> Iterator[Probe]:
    """The setting without each fact that `where` cannot do without; it is kept, and says so."""
    for key, attributes in _attributes(met):
        for name in attributes:
            rest = {other: value for other, value in attributes.items() if other != name}
            yield Probe(
                name=f"the inventory does not state {name}",
                setting=_with(met, key, rest),
                must=frozenset({Reason.SCOPE_ERROR}),
                may=BY_VALIDATIONS,
            )


def _attributes(met: Setting) -> Iterator[tuple[str, dict[str, Any]]]:
    for key in (met.place, *met.place.split("+")):
        found = met.assets.get(key) or met.events.get(key)
        if found is not None:
            yield key, found.attributes
            if key == met.place:
                return


def _with(met: Setting, key: str, attributes: dict[str, Any]) -> Setting:
    def changed(things: Any) -> Any:
        if key not in things:
            return things
        return {**things, key: msgspec.structs.replace(things[key], attributes=attributes)}

    return msgspec.structs.replace(met, assets=changed(met.assets), events=changed(met.events))


def _other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return f"not-{value}"
    if isinstance(value, list):
        return []
    return value + 1 if isinstance(value, int | float) else value
