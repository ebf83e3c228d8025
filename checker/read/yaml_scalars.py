"""What a plain scalar means in YAML 1.2's JSON schema: one place for every conversion."""

from __future__ import annotations

import re

from checker.read.limits import MAX_INTEGER

_WORDS: dict[str, bool | None] = {"null": None, "true": True, "false": False}
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?P<float>(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)\Z")
_LONGEST_INTEGER = len(str(MAX_INTEGER)) + 1

Scalar = str | int | float | bool | None


class NotExact(ValueError):
    """A number that is infinite as a float, or not exact as an integer in every reader."""


def resolved(text: str) -> Scalar:
    """The value of a plain scalar that is not empty; raises NotExact."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "-0123456789":
        return text
    found = _NUMBER.match(text)
    if found is None:
        return text
    if found["float"]:
        value = float(text)
        if value - value != 0.0:
            raise NotExact(text)
        return value
    if len(text) > _LONGEST_INTEGER or abs(int(text)) > MAX_INTEGER:
        raise NotExact(text)
    return int(text)
