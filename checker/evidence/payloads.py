"""One evidence type at work: whether a payload fits it, and whether it agrees with its record."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from checker.diagnostics.diagnostic import Diagnostic
from checker.schema.explain import explain
from checker.schema.formats import moment
from checker.schema.shape import Shape
from rsp.evidence import ORGANIZATION, EvidenceRecord, EvidenceType, Observes, SubjectPath
from rsp.ref import Ref
from rsp.time import TimeError

Fault = tuple[tuple[str | int, ...], str]
"""Steps from the payload or record, and a message that quotes nothing of it."""


class Payloads:
    """Checks the payloads of one type; compiled once, asked for every record."""

    def __init__(self, kind: EvidenceType) -> None:
        self.kind = kind
        self.rules = kind.rules
        self._subjects = [(_steps(item.each), _template(item)) for item in kind.rules.subjects]

    @cached_property
    def _shape(self) -> Shape:
        return Shape(self.kind.schema)

    def fits(self, payload: Any) -> bool:
        """Whether the payload has the shape of its type."""
        return self._shape.fits(payload)

    def misfits(self, payload: Any, at: Ref) -> list[Diagnostic]:
        """Why it does not; empty if no reason can be named."""
        return explain(self._shape, payload, at, quotes=False)

    def subjects(self, payload: dict[str, Any]) -> frozenset[str]:
        """The subject keys it shows; the organisation if it shows no other."""
        shown: set[str] = set()
        for steps, template in self._subjects:
            rows = [payload] if steps is None else _reached(payload, steps)
            for row in rows if isinstance(rows, list) else ():
                key = _filled(template, row)
                if key is not None:
                    shown.add(key)
        return frozenset(shown or {ORGANIZATION})

    def disagreements(self, record: EvidenceRecord, payload: dict[str, Any]) -> Iterator[Fault]:
        """Where payload and record contradict each other, beside the subjects."""
        yield from self._times(record, payload)
        yield from self._rows(record, payload)

    def _times(self, record: EvidenceRecord, payload: dict[str, Any]) -> Iterator[Fault]:
        span, bounds = record.observed.span, self.rules.bounds
        if record.observed.instant is not (self.rules.observes is Observes.INSTANT):
            yield (), f"its type observes an {self.rules.observes}, the record something else"
            return
        for field, expected, is_end in (
            (bounds.at, span.start, False),
            (bounds.from_, span.start, False),
            (bounds.to, span.end, True),
        ):
            if field is None:
                continue
            written = _reached(payload, tuple(field.split(".")))
            try:
                read = moment(written) if isinstance(written, str) else None
            except TimeError:
                read = None
            if read is None or (read.latest if is_end else read.earliest) != expected:
                message = f"{field!r} of the payload differs from the record's observed"
                yield tuple(field.split(".")), message

    def _rows(self, record: EvidenceRecord, payload: dict[str, Any]) -> Iterator[Fault]:
        sample, stated = record.sample, record.source.rows
        if self.rules.rows is None:
            return
        steps = tuple(self.rules.rows.split("."))
        rows = _reached(payload, steps)
        count = len(rows) if isinstance(rows, list) else 0
        if sample is not None and count != sample.size:
            yield steps, f"the payload holds {count} rows, the sample {sample.size}"
        if sample is None and stated is not None and count != stated:
            yield steps, f"the payload holds {count} rows, the source returned {stated}"


def sample_faults(record: EvidenceRecord) -> Iterator[Fault]:
    """Where a sample contradicts itself or the source it was drawn from; steps from the record."""
    sample, stated = record.sample, record.source.rows
    if sample is None:
        return
    size, population = ("sample", "size"), ("sample", "population")
    if sample.population < sample.size:
        yield size, f"a sample of {sample.size} was drawn from {sample.population}"
    if stated is not None and stated != sample.population:
        yield (
            population,
            f"the source returned {stated} rows, the population is {sample.population}",
        )
    if sample.exceptions is not None and sample.exceptions > sample.size:
        steps = ("sample", "exceptions")
        yield steps, f"{sample.exceptions} of {sample.size} rows deviate"


_Template = tuple[tuple[str, tuple[str, ...]], ...]
"""Text, and the steps of the field after it; no steps at the end."""


def _template(subject: SubjectPath) -> _Template:
    parts: list[tuple[str, tuple[str, ...]]] = []
    rest = subject.key
    while rest:
        text, _, rest = rest.partition("{")
        field, _, rest = rest.partition("}")
        parts.append((text, tuple(field.split(".")) if field else ()))
    return tuple(parts)


def _filled(template: _Template, row: Any) -> str | None:
    """The key a row shows, None where it lacks a field of it."""
    key = ""
    for text, steps in template:
        key += text
        if steps:
            value = _reached(row, steps)
            if not isinstance(value, str | int) or isinstance(value, bool):
                return None
            key += str(value)
    return key


def _steps(path: str | None) -> tuple[str, ...] | None:
    return None if path is None else tuple(path.split("."))


def _reached(value: Any, steps: tuple[str, ...]) -> Any:
    """What stands at the end of the steps, None where they lead nowhere."""
    for step in steps:
        if not isinstance(value, dict):
            return None
        value = value.get(step)
    return value
