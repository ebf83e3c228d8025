"""Why data does not fit a schema: each misfit as a diagnostic at its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import islice
from typing import Any

from checker.diagnostics.diagnostic import EVERYTHING, Diagnostic, Fix
from checker.diagnostics.make import diagnose
from checker.diagnostics.places import key_of
from checker.read.limits import MAX_REPORTED
from checker.schema.evidence_type import SAYS
from checker.schema.shape import Shape
from rsp.ref import Ref

_NAMES = {
    "object": "a mapping", "array": "a list", "string": "a string", "integer": "an integer",
    "number": "a number", "boolean": "true or false", "null": "null",
}  # fmt: skip
_NEAR_WORD = 0.4
"""How near a text must be to a word to suggest it: `monthly` to `calendar-month`, no duration."""
_KINDS: dict[type, str] = {
    dict: "a mapping", list: "a list", str: "a string", int: "an integer",
    float: "a number", bool: "true or false", type(None): "null",
}  # fmt: skip


def explain(
    shape: Shape,
    data: Any,
    at: Ref,
    *,
    reaches: Sequence[str] = (EVERYTHING,),
    quotes: bool = True,
) -> list[Diagnostic]:
    """Every misfit, in document order, at most MAX_REPORTED; empty if none can be named.

    Without `quotes` no value of the data is repeated: payloads may hold names of people.
    """
    found: dict[tuple[str, str, str], Diagnostic] = {}
    misfits = _Misfits(shape, at, tuple(reaches), quotes)
    for error in islice(shape.explainer.iter_errors(data), MAX_REPORTED):
        for diagnostic in misfits.of(error):
            found.setdefault(
                (diagnostic.at.pointer, diagnostic.code, diagnostic.message), diagnostic
            )
    return list(found.values())[:MAX_REPORTED]


class _Misfits:
    """Puts the errors of `jsonschema` into words."""

    def __init__(self, shape: Shape, at: Ref, reaches: tuple[str, ...], quotes: bool) -> None:
        self._shape = shape
        self._at = at
        self._reaches = reaches
        self._quotes = quotes

    def of(self, error: Any) -> Iterator[Diagnostic]:
        """The diagnostics of one error."""
        at = self._at.at(*error.absolute_path)
        says = error.schema.get(SAYS) if isinstance(error.schema, dict) else None
        if says is not None:
            yield self._one("schema-violation", at, str(says))
        elif error.validator == "additionalProperties" and isinstance(error.instance, dict):
            yield from self._unknown_keys(error, at)
        elif error.validator == "required":
            yield from self._missing_keys(error, at)
        elif error.validator in ("anyOf", "oneOf") and error.context:
            yield from self._alternatives(error, at)
        elif error.validator == "format":
            yield self._misformatted(error, at)
        elif error.validator == "enum":
            yield self._not_listed(error, at)
        else:
            number = error.validator == "type" and isinstance(error.instance, int | float | bool)
            help = "put it in quotes" if number and "string" in str(error.validator_value) else None
            yield self._one("schema-violation", at, self._plainly(error), help)

    def _unknown_keys(self, error: Any, at: Ref) -> Iterator[Diagnostic]:
        known = error.schema.get("properties", {})
        for key in error.instance:
            if key in known:
                continue
            free = [name for name in known if name not in error.instance]
            near = next(iter(get_close_matches(key, free, n=1)), None)
            where = key_of(at.at(key))
            fix = Fix(at=where, replacement=near, title=f"rename it to {near}") if near else None
            help = f"did you mean {near!r}?" if near else f"known keys: {', '.join(known)}"
            yield self._one(
                "unknown-key", where, f"the key {key[:40]!r} is not known here", help, fix
            )

    def _missing_keys(self, error: Any, at: Ref) -> Iterator[Diagnostic]:
        for key in error.validator_value:
            if key not in error.instance:
                yield self._one("missing-key", at, f"the key {key!r} is missing")

    def _alternatives(self, error: Any, at: Ref) -> Iterator[Diagnostic]:
        """The one branch whose kind of value was written, else what the kinds are."""
        branches: dict[Any, list[Any]] = {}
        for inner in error.context:
            branches.setdefault(inner.schema_path[0], []).append(inner)
        fitting = [
            errors
            for errors in branches.values()
            if not any(inner.validator == "type" and not inner.path for inner in errors)
        ]
        if len(fitting) == 1:
            for inner in fitting[0]:
                yield from self.of(inner)
            return
        kinds = [
            inner.validator_value for errors in branches.values() for inner in errors
            if inner.validator == "type" and not inner.path
        ]  # fmt: skip
        expected = " or ".join(dict.fromkeys(_kind_names(kinds))) or "another value"
        yield self._one(
            "schema-violation", at, f"expected {expected}, found {self._found(error.instance)}"
        )

    def _misformatted(self, error: Any, at: Ref) -> Diagnostic:
        problem = self._shape.formats[error.validator_value].problem(error.instance)
        code, message = problem or ("schema-violation", "the text is not of its format")
        if not self._quotes:
            message = f"the text is not of the format {error.validator_value}"
        form = self._shape.formats[error.validator_value]
        help = f"write it as {' or '.join(form.examples)}"
        near = next(iter(get_close_matches(str(error.instance), form.words, 1, _NEAR_WORD)), None)
        return self._one(code, at, message, f"did you mean {near!r}? else {help}" if near else help)

    def _not_listed(self, error: Any, at: Ref) -> Diagnostic:
        choices = [str(choice) for choice in error.validator_value]
        message = f"expected one of {', '.join(choices)}; found {self._found(error.instance)}"
        near = None
        if isinstance(error.instance, str):
            near = next(iter(get_close_matches(error.instance, choices, n=1)), None)
        fix = Fix(at=at, replacement=near, title=f"replace it by {near}") if near else None
        return self._one(
            "schema-violation", at, message, f"did you mean {near!r}?" if near else None, fix
        )

    def _plainly(self, error: Any) -> str:
        keyword, expected, found = error.validator, error.validator_value, error.instance
        if keyword == "type":
            kinds = expected if isinstance(expected, list) else [expected]
            return f"expected {' or '.join(_kind_names(kinds))}, found {self._found(found)}"
        if keyword in ("minLength", "minItems") and not found:
            return f"{_KINDS[type(found)]} with content is expected, found an empty one"
        if keyword == "pattern":
            says = error.schema.get("patternErrorMessage", f"the pattern {expected}")
            return f"{self._found(found)} does not fit here: {says}"
        return f"{self._found(found)} breaks the rule {keyword}: {str(expected)[:80]}"

    def _found(self, value: Any) -> str:
        kind = _KINDS.get(type(value), "a value")
        if not self._quotes or value is None or isinstance(value, dict | list):
            return kind
        return repr(value[:40]) if isinstance(value, str) else str(value).lower()

    def _one(
        self, code: str, at: Ref, message: str, help: str | None = None, fix: Fix | None = None
    ) -> Diagnostic:
        return diagnose(code, at, message, help=help, fix=fix, reaches=self._reaches)


def _kind_names(kinds: list[Any]) -> list[str]:
    return [_NAMES.get(str(kind), str(kind)) for kind in kinds]
