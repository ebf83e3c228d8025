"""What a catalog and an example say about the things around a payload; raw material of samples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from checker.lint.walk import Expression
from rsp.evidence import EvidenceType

_LITERAL = r"(?:\s*==\s*(\"[^\"\\]*\"|'[^'\\]*'))?"
_READ = re.compile(rf"(?<![.\w])(asset|model|event)\.(\w+){_LITERAL}")
_MACRO = re.compile(r"inventory\.(\w+)\s*\.\s*\w+\(\s*(\w+)\s*,")
_COLUMN = re.compile(r"inventory\.(\w+)\s*,\s*[\"'](\w+)[\"']")
_OWN = frozenset({"id", "type", "at", "models", "in_service", "operated_by"})
"""What every asset or event has; the rest are attributes."""

Attributes = dict[str, dict[str, Any]]
"""By asset or event type, attributes with a value each could have."""


def attributes(found: Iterable[Expression]) -> Attributes:
    """The attributes that expressions read: a literal that is compared, else a list or true."""
    known: Attributes = {}
    for one in found:
        types = variables(one)
        for variable, name, literal in _READ.findall(one.text):
            _note(known, types.get(variable), name, literal, one.text, variable)
        for kind, variable in _MACRO.findall(one.text):
            read = re.findall(rf"(?<![.\w]){variable}\.(\w+){_LITERAL}", one.text)
            for name, literal in read:
                _note(known, kind, name, literal, one.text, variable)
        for kind, name in _COLUMN.findall(one.text):
            _note(known, kind, name, "", "", "")
    return known


def variables(one: Expression) -> dict[str, str]:
    """The asset or event types that `asset`, `model` and `event` stand for in an expression."""
    kinds = one.requirement.for_each
    pair = (kinds,) if isinstance(kinds, str) else kinds or ()
    if pair and pair[0].startswith("event/"):
        return {"event": pair[0].removeprefix("event/")}
    return dict(zip(("asset", "model"), pair, strict=False))


def _note(
    known: Attributes, kind: str | None, name: str, literal: str, text: str, variable: str
) -> None:
    if not kind:
        return
    found = known.setdefault(kind, {})
    if name in _OWN or (name in found and not literal):
        return
    here = rf"{variable}\.{name}"
    of_list = rf"(?:covers\(|size\(|\bin)\s*{here}\b|covers\([^()]{{0,200}},\s*{here}\s*\)"
    found[name] = literal[1:-1] if literal else ["sample"] if re.search(of_list, text) else True


def subject_keys(kind: EvidenceType, example: Any) -> Iterator[str]:
    """The subject keys that an example shows."""
    for subject in kind.rules.subjects:
        shown = [example] if subject.each is None else reached(example, subject.each)
        for row in shown if isinstance(shown, list) else ():
            fields = re.split(r"\{([^{}]+)\}", subject.key)
            yield "".join(
                str(reached(row, part)) if index % 2 else part for index, part in enumerate(fields)
            )


def reached(value: Any, path: str) -> Any:
    """What stands at a dotted path, None where it leads nowhere."""
    for step in path.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value


def rows(value: Any) -> Iterator[dict[str, Any]]:
    """Every mapping inside a payload, itself included."""
    pending = [value]
    while pending:
        one = pending.pop()
        if isinstance(one, dict):
            yield one
            pending.extend(one.values())
        elif isinstance(one, list):
            pending.extend(one)


def named_in(example: Any, kind: str) -> Iterator[str]:
    """The ids that an example gives under the name of a type: `model`, `models`."""
    for row in rows(example):
        for value in (row.get(kind), row.get(f"{kind}s")):
            for id in value if isinstance(value, list) else [value]:
                if isinstance(id, str):
                    yield id
