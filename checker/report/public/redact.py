"""From the full report to an edition: what is not shown to its audience becomes markers."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec

from checker.report import model
from checker.report.model import Report
from checker.report.public.fields import FIELDS, IDENTITY, WHAT
from checker.report.public.marker import SEED, Item, SaltUnusable
from checker.report.public.names import Names
from checker.report.public.surroundings import Around, around
from checker.report.public.texts import Texts, ways
from rsp.value import Value
from rsp.visibility import Visibility


class Redacted(Value, frozen=True, kw_only=True):
    """An edition, and what opens its markers."""

    report: Report
    items: tuple[Item, ...]


def redact(report: Report, audience: Visibility) -> Redacted:
    """The edition for reviewers or for everybody; the full report has to have a seed.

    It is made twice: only after the first time is it known which names texts must not hold.
    """
    if audience is Visibility.INTERNAL or report.edition is not None:
        raise ValueError("an edition is made from a full report, for others")
    if report.salt_seed is None or not SEED.fullmatch(report.salt_seed):
        raise SaltUnusable("the full report has no seed for salts")
    first = _Redactor(report, audience, frozenset())
    first.whole()
    names = first.withheld_names | first.names.levels.named(audience)
    second = _Redactor(report, audience, names)
    made = second.whole()
    items = tuple(sorted(second.names.items.values(), key=lambda one: one.commitment))
    counts = Counter(one.kind for one in items)
    edition = model.Edition(
        audience=audience.value,  # type: ignore[arg-type]  # internal is refused above
        withheld=dict(sorted(counts.items())),
        commitments=tuple(
            model.Commitment(marker=one.marker, commitment=one.commitment) for one in items
        ),
    )
    return Redacted(report=msgspec.structs.replace(made, edition=edition), items=items)


class _Redactor:
    """One pass over a report."""

    def __init__(self, report: Report, audience: Visibility, hidden: frozenset[str]) -> None:
        self._report = report
        self.names = Names(report, audience, report.salt_seed or "")
        self._texts = Texts(report, self.names, hidden)
        self._ways = ways(self.names, self._texts)

    def whole(self) -> Report:
        """The report without the head of the edition."""
        made: Report = self._value(self._report, Around(), "")
        return made

    @property
    def withheld_names(self) -> frozenset[str]:
        """What is withheld and has a name that a text could hold."""
        return frozenset(
            name
            for one in self.names.items.values()
            if one.kind in _NAMED and isinstance(one.value, str)
            for name in (one.value, one.value.rpartition("/")[2])
        )

    def _value(self, value: Any, outer: Around, path: str) -> Any:
        """A value with fields, or several of them."""
        if isinstance(value, tuple):
            return self._list(value, outer, path)
        if isinstance(value, dict):
            return {name: self._value(one, outer, f"{path}/{name}") for name, one in value.items()}
        if not isinstance(value, msgspec.Struct):
            return value
        fields = FIELDS[type(value)]
        here = around(self.names.levels, value, outer)
        changed: dict[str, Any] = {}
        for name in value.__struct_fields__:
            how, found = fields[name], getattr(value, name)
            if how not in ("keep", "times") and found is not None:
                changed[name] = self._field(how, found, here, f"{path}/{name}")
        changed |= self._together(value, fields, here, path)
        return msgspec.structs.replace(value, **changed)

    def _list(self, values: tuple[Any, ...], outer: Around, path: str) -> tuple[Any, ...]:
        """In their order, but what is not shown as it is comes last, as it reads."""
        first: dict[Any, int] = {}
        rows = []
        for index, value in enumerate(values):
            made = self._value(value, outer, f"{path}/{index}")
            fields = IDENTITY.get(type(value))
            if fields is None:
                before, after = value, made
            else:
                before = tuple(getattr(value, name) for name in fields)
                after = tuple(getattr(made, name) for name in fields)
            rank = first.setdefault(msgspec.json.encode(before), index)
            moved = before != after
            rows.append((moved, -1 if moved else rank, msgspec.json.encode(made), made))
        return tuple(row[-1] for row in sorted(rows, key=lambda row: row[:-1]))

    def _field(self, how: str, found: Any, here: Around, path: str) -> Any:
        if how == "drop":
            return () if isinstance(found, tuple) else None
        if how == "seal":
            return ""
        if how == "walk":
            return self._value(found, here, path)
        if how == "place":
            return self._texts.place(found, here, path)
        shown = self._ways[how]
        if not isinstance(found, tuple):
            return shown(found, here, path)
        made = tuple(shown(one, here, f"{path}/{index}") for index, one in enumerate(found))
        return made if made == found else tuple(sorted(made))

    def _together(
        self, value: Any, fields: dict[str, str], here: Around, path: str
    ) -> dict[str, Any]:
        """Fields that are shown or withheld as one: times, and what is counted from them."""
        names = [name for name in value.__struct_fields__ if fields[name] == "times"]
        found = {name: getattr(value, name) for name in names}
        if not names or self.names.sees(here.words):
            return {}
        marker = self.names.withhold(WHAT.get(type(value), "time"), found, path)
        return {name: marker if isinstance(one, str) else None for name, one in found.items()}


_NAMED = (
    "clause", "control", "requirement", "asset", "event", "party", "record", "type", "deviation",
    "determination", "indicator",
)  # fmt: skip
"""The kinds of which a text could hold the name."""
