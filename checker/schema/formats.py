"""String formats: what a schema calls them, how they are checked, and what a misfit is called."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from rsp.evidence import Observed
from rsp.requirement import CALENDAR_UNITS, Cadence, Limit
from rsp.time import Duration, Moment, OffsetMissing, TimeError
from rsp.value import Value


class Format(Value, frozen=True, kw_only=True):
    """One format of the authored files."""

    name: str
    parse: Callable[[str], object]
    """Raises TimeError for a text that is not of the format."""
    misfit: str
    """Code of a text that is not of the format."""
    description: str
    examples: tuple[str, ...]
    words: tuple[str, ...] = ()
    """Fixed texts that are of the format, to be suggested for what is near one of them."""

    def problem(self, text: object) -> tuple[str, str] | None:
        """Code and message of a text that does not fit, None for one that does."""
        if not isinstance(text, str):
            return None
        try:
            self.parse(text)
        except OffsetMissing as error:
            return "date-without-offset", str(error)
        except TimeError as error:
            return self.misfit, str(error)
        return None

    def fits(self, text: object) -> bool:
        """Whether a value is of the format; only strings can fail."""
        return self.problem(text) is None


moment = lru_cache(maxsize=1 << 16)(Moment.parse)
"""Reads a date or instant; the same few occur in record after record."""

_MOMENT = Format(
    name="rsp-moment",
    parse=moment,
    misfit="date-malformed",
    description="A date, which means the whole day in UTC, or an instant with its offset.",
    examples=("2026-11-21", "2026-11-21T08:00:00Z"),
)
_DURATION = Format(
    name="rsp-duration",
    parse=Duration.parse,
    misfit="duration-malformed",
    description="An ISO 8601 duration without fractions.",
    examples=("P31D", "P3M", "PT8H"),
)
_LIMIT = Format(
    name="rsp-limit",
    parse=Limit.parse,
    misfit="duration-malformed",
    description="An ISO 8601 duration, or the value of a parameter.",
    examples=("P31D", "params.review_interval"),
)
_CADENCE = Format(
    name="rsp-cadence",
    parse=Cadence.parse,
    misfit="duration-malformed",
    description="An ISO 8601 duration, a unit of the calendar, or the value of a parameter.",
    examples=("P31D", *CALENDAR_UNITS, "params.review_interval"),
    words=CALENDAR_UNITS,
)


def _date(text: str) -> object:
    if "T" in text:
        raise TimeError("a date is expected, without a time of day")
    return moment(text)


def _date_time(text: str) -> object:
    if "T" not in text:
        raise TimeError("an instant is expected, with a time of day and an offset")
    return moment(text)


FORMATS = {item.name: item for item in (_MOMENT, _DURATION, _LIMIT, _CADENCE)}
"""The formats of authored files."""

PAYLOAD_FORMATS = {
    item.name: item
    for item in (
        Format(
            name="date",
            parse=_date,
            misfit="date-malformed",
            description="A date.",
            examples=("2026-11-21",),
        ),
        Format(
            name="date-time",
            parse=_date_time,
            misfit="date-malformed",
            description="An instant with its offset.",
            examples=("2026-11-21T08:00:00Z",),
        ),
    )
}
"""The formats an evidence type may use; they read dates as everything else here does."""


def _plain(item: Format) -> dict[str, Any]:
    return {
        "type": "string",
        "format": item.name,
        "description": item.description,
        "examples": list(item.examples),
    }


_SCALARS: dict[type, Format] = {
    Moment: _MOMENT,
    Duration: _DURATION,
    Limit: _LIMIT,
    Cadence: _CADENCE,
}


def scalar_schema(kind: type) -> dict[str, Any]:
    """The schema of a value that is written as a string; for `msgspec.json.schema`."""
    if kind is Observed:
        span = {"from": _plain(_MOMENT), "to": _plain(_MOMENT)}
        return {
            "anyOf": [
                _plain(_MOMENT),
                {
                    "type": "object",
                    "properties": span,
                    "required": ["from", "to"],
                    "additionalProperties": False,
                },
            ],
            "description": "One instant, or a span that ends after it starts.",
        }
    return _plain(_SCALARS[kind])


def parsed(kind: type, written: object) -> object:
    """The value a string or mapping stands for; raises TimeError. For `msgspec.convert`."""
    if kind is Observed:
        return Observed.parse(written)
    if not isinstance(written, str):
        raise TimeError(f"a string is expected, not {type(written).__name__}")
    return _SCALARS[kind].parse(written)
