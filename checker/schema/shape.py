"""A compiled schema: whether data fits it, asked often, and why not, asked seldom."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from checker.schema.formats import FORMATS, PAYLOAD_FORMATS, Format


class SchemaUnusable(ValueError):
    """A schema that cannot be compiled, or that refers to another document."""


class Shape:
    """A schema behind both of its readers.

    `jsonschema-rs` decides and is 118 times as fast; `jsonschema` only explains. Neither can fetch:
    a reference to another document is refused. Patterns are linear in time in both.
    """

    def __init__(
        self, schema: dict[str, Any], formats: dict[str, Format] = PAYLOAD_FORMATS
    ) -> None:
        self.schema = schema
        self.formats = formats

    @cached_property
    def _decider(self) -> Any:
        import jsonschema_rs

        try:
            return jsonschema_rs.Draft202012Validator(
                self.schema,
                formats={name: item.fits for name, item in self.formats.items()},
                validate_formats=True,
                ignore_unknown_formats=False,
                offline=True,
                pattern_options=jsonschema_rs.RegexOptions(),
            )
        except (ValueError, jsonschema_rs.ValidationError) as error:
            raise SchemaUnusable(str(error).splitlines()[0][:200]) from error

    def fits(self, data: Any) -> bool:
        """Whether data fits; raises SchemaUnusable."""
        return bool(self._decider.is_valid(data))

    @cached_property
    def explainer(self) -> Any:
        """A `jsonschema` validator that reads no other document."""
        from jsonschema import FormatChecker, validators
        from referencing import Registry

        checker = FormatChecker(formats=())
        for name, item in self.formats.items():
            checker.checks(name)(item.fits)
        kind = validators.extend(validators.Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]
        return kind(self.schema, registry=Registry(), format_checker=checker)


def authored_shape(schema: dict[str, Any]) -> Shape:
    """The shape of an authored file."""
    return Shape(schema, FORMATS)


def _pattern(_: Any, pattern: str, instance: Any, schema: dict[str, Any]) -> Any:
    """As `jsonschema-rs` reads it: Python's `$` lets a line feed pass, and it backtracks."""
    import jsonschema_rs
    from jsonschema import ValidationError

    if isinstance(instance, str) and not jsonschema_rs.is_valid(
        {"pattern": pattern}, instance, pattern_options=jsonschema_rs.RegexOptions()
    ):
        yield ValidationError(f"does not match {pattern!r}")
