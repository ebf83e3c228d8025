"""Why data does not fit a schema: each misfit as a diagnostic at its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher, get_close_matches
from itertools import islice
from typing import Any

from checker.diagnostics.diagnostic import EVERYTHING, Change, Diagnostic, Fix
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
_NEAR_SURE = 0.7
"""How near a word must be to be written without asking: `hihg` to `high`."""
_NEXT_SURE = 0.1
"""How much less near the next one must be."""
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
            kinds = error.validator_value if error.validator == "type" else ""
            yield self._mistyped(at, self._plainly(error), str(kinds), error.instance)

    def _unknown_keys(self, error: Any, at: Ref) -> Iterator[Diagnostic]:
        known = error.schema.get("properties", {})
        for key in error.instance:
            if key in known:
                continue
            free = [name for name in known if name not in error.instance]
            close = get_close_matches(key, free, n=2)
            near = close[0] if close else None
            where = key_of(at.at(key))
            fix = _renamed(where, key, near, sure=_alone(key, close)) if near else None
            help = f"did you mean {near!r}?" if near else f"known keys: {', '.join(known)}"
            yield self._one(
                "unknown-key", where, f"the key {key[:40]!r} is not known here", help, fix
            )

    def _missing_keys(self, error: Any, at: Ref) -> Iterator[Diagnostic]:
        for key in error.validator_value:
            if key not in error.instance:
                fix = Fix(
                    at=at, replacement=f"{key}: ", title=f"add {key}", change=Change.ADD, sure=False
                )
                yield self._one("missing-key", at, f"the key {key!r} is missing", fix=fix)

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
        message = f"expected {expected}, found {self._found(error.instance)}"
        yield self._mistyped(at, message, str(kinds), error.instance)

    def _mistyped(self, at: Ref, message: str, kinds: str, found: Any) -> Diagnostic:
        """A value of another kind; a number or a truth where text belongs lacks its quotes."""
        if "string" not in kinds or not isinstance(found, int | float | bool):
            return self._one("schema-violation", at, message)
        help = "put it in quotes"
        fix = Fix(at=at, replacement="", title=help, change=Change.QUOTE)
        return self._one("schema-violation", at, message, help, fix)

    def _misformatted(self, error: Any, at: Ref) -> Diagnostic:
        problem = self._shape.formats[error.validator_value].problem(error.instance)
        code, message = problem or ("schema-violation", "the text is not of its format")
        if not self._quotes:
            message = f"the text is not of the format {error.validator_value}"
        form = self._shape.formats[error.validator_value]
        help = f"write it as {' or '.join(form.examples)}"
        near = next(iter(get_close_matches(str(error.instance), form.words, 1, _NEAR_WORD)), None)
        help = f"did you mean {near!r}? else {help}" if near else help
        fix = _renamed(at, str(error.instance), near, sure=False) if near else None
        return self._one(code, at, message, help, fix)

    def _not_listed(self, error: Any, at: Ref) -> Diagnostic:
        choices = [str(choice) for choice in error.validator_value]
        message = f"expected one of {', '.join(choices)}; found {self._found(error.instance)}"
        close = []
        if isinstance(error.instance, str):
            close = get_close_matches(error.instance, choices, n=2)
        if not close:
            return self._one("schema-violation", at, message)
        fix = _renamed(at, error.instance, close[0], sure=_alone(error.instance, close))
        return self._one("schema-violation", at, message, f"did you mean {close[0]!r}?", fix)

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


def _alone(name: str, close: Sequence[str]) -> bool:
    """Whether only the first of two words can have been meant: it is near, and the next is not."""
    first, second = (*(SequenceMatcher(None, one, name).ratio() for one in close), 0.0)[:2]
    return first >= _NEAR_SURE and first - second >= _NEXT_SURE


def _renamed(at: Ref, name: str, near: str, *, sure: bool) -> Fix:
    """A word that is known in place of one that is not."""
    title = f"write {near} instead of {name[:40]}"
    return Fix(at=at, replacement=near, title=title, replaces=name, sure=sure)


def _kind_names(kinds: list[Any]) -> list[str]:
    return [_NAMES.get(str(kind), str(kind)) for kind in kinds]
