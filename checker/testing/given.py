"""What a case states, over what every case of its requirement starts from; payloads by it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from checker.testing.paths import PathError, change, remove
from rsp.case import Given, JoinedCase, RecordCase
from rsp.evidence import EvidenceType


class GivenError(ValueError):
    """What a case states cannot be; `steps` lead to it from the case."""

    def __init__(self, message: str, *steps: str | int) -> None:
        super().__init__(message)
        self.message = message
        self.steps = steps


def over(base: Given, case: Given) -> Given:
    """A case over its base, but for their payloads: mappings by key, the rest as the case says."""
    return Given(
        asset={**base.asset, **case.asset},
        model={**base.model, **case.model},
        event={**base.event, **case.event},
        inventory={**base.inventory, **case.inventory},
        params={**base.params, **case.params},
        with_={**base.with_, **case.with_},
        record=_record_over(base.record, case.record),
        at=case.at or base.at,
        now=case.now or base.now,
    )


def payload_of(kind: EvidenceType, given: Given, start: dict[str, Any] | None) -> dict[str, Any]:
    """The payload of a case: what it names, else `start`, with its changes; raises GivenError."""
    if given.payload is None and given.example is None and start is not None:
        return changed(start, given.change, given.remove)
    found = given.payload if given.payload is not None else example(kind, given.example or 0)
    return changed(found, given.change, given.remove)


def joined_payload(kind: EvidenceType, base: JoinedCase | None, case: JoinedCase) -> dict[str, Any]:
    """The payload of a record that is read beside another; raises GivenError."""
    first = base if base is not None and base is not case else None
    found = case.payload
    if found is None:
        alone = first is None or case.example > 0
        found = example(kind, case.example) if alone else joined_payload(kind, None, first or case)
    return changed(found, case.change, case.remove)


def example(kind: EvidenceType, index: int) -> dict[str, Any]:
    """An example of a type; raises GivenError."""
    examples = kind.schema["examples"]
    if index >= len(examples):
        message = (
            f"{kind.name} has {len(examples)} examples, the last has index {len(examples) - 1}"
        )
        raise GivenError(message, "example")
    found: dict[str, Any] = examples[index]
    return found


def changed(
    payload: dict[str, Any], changes: Mapping[str, Any], removed: tuple[str, ...]
) -> dict[str, Any]:
    """A payload with its changes, then without what is removed; raises GivenError."""
    for path, value in changes.items():
        try:
            payload = change(payload, path, value)
        except PathError as error:
            raise GivenError(str(error), "change", path) from error
    for index, path in enumerate(removed):
        try:
            payload = remove(payload, path)
        except PathError as error:
            raise GivenError(str(error), "remove", index) from error
    return payload


def _record_over(base: RecordCase, case: RecordCase) -> RecordCase:
    default = RecordCase()
    stated = {
        name: value
        for name in RecordCase.__struct_fields__
        if (value := getattr(case, name)) != getattr(default, name)
    }
    return msgspec.structs.replace(base, **stated)
