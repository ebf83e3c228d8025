"""JSON as plain data: a fast decoder that is held to what it overlooks, and a slow explanation."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from checker.diagnostics.places import START
from checker.read.json_places import scan
from checker.read.limits import MAX_DEPTH, MAX_INTEGER, RECORD, Limits
from checker.read.nodes import BOM, Findings, Nodes, Stopped, decoded, nodes

_KEY_END = re.compile(rb'"[ \t\r\n]*:')
_decode = msgspec.json.Decoder().decode


def read_json(text: bytes, document: str, limits: Limits = RECORD, *, first_line: int = 1) -> Nodes:
    """The data of one document and every defect of its text; raises nothing.

    `first_line` is the line the text starts at, for a row of a JSON Lines file.
    """
    text = text.removeprefix(BOM)
    try:
        data = _decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return _explained(text, document, limits, first_line, str(error))
    keys = _counted(data, limits.nodes)
    if keys is None:
        return _explained(text, document, limits, first_line, "a limit is exceeded")
    if keys != _written_keys(text):
        return _explained(text, document, limits, first_line, None, data)
    return Nodes(data=data, diagnostics=(), complete=True)


def _written_keys(text: bytes) -> int:
    """How many keys the text writes, or more: a string may look like the end of a key."""
    if b" :" in text or b"\t:" in text or b"\n:" in text or b"\r:" in text:
        return len(_KEY_END.findall(text))
    return text.count(b'":')


def _counted(root: Any, limit: int) -> int | None:
    """How many keys the data has; None where it is too deep, too large or has an inexact number.

    Fewer keys than the text writes means that one was written twice.
    """
    keys, count, level, depth = 0, 0, [[root]], 0
    while level:
        depth += 1
        inner: list[Any] = []
        for values in level:
            count += len(values)
            for value in values:
                kind = type(value)
                if kind is str:
                    continue
                if kind is dict:
                    keys += len(value)
                    inner.append(value.values())
                elif kind is list:
                    inner.append(value)
                elif kind is int and not -MAX_INTEGER <= value <= MAX_INTEGER:
                    return None
        level = inner
        if depth > MAX_DEPTH + 1 or count + keys > limit:
            return None
    return keys


def _explained(
    text: bytes, document: str, limits: Limits, first_line: int, why: str | None, data: Any = None
) -> Nodes:
    """What the slow reader finds; nothing, where the fast one was only suspicious."""
    findings = Findings(document, first_line)
    try:
        scan(decoded(text, findings, controls=True), findings, limits)
        if why is not None and not findings.found:
            findings.stop("syntax-invalid", START, f"JSON: {why[:200]}")
    except Stopped:
        return nodes(None, findings.found, complete=False)
    return nodes(data, findings.found, complete=why is None)
