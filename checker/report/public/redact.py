"""From the full report to an edition: what is not shown to its audience becomes markers."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import msgspec

from checker.report import model
from checker.report.model import Report
from checker.report.public.fields import FIELDS, IDENTITY, WHAT
from checker.report.public.forms import Forms
from checker.report.public.marker import MARKER, Item
from checker.report.public.names import Names
from checker.report.public.surroundings import Around, around
from rsp.value import Value
from rsp.visibility import Visibility, narrowest

RULES = ("edition:", "catalog:")
"""Places in the policy and in the shipped catalog begin so."""
_SHORT = 4
"""Names with fewer characters are looked for as whole words."""


class Redacted(Value, frozen=True, kw_only=True):
    """An edition, and what opens its markers."""

    report: Report
    items: tuple[Item, ...]


def redact(report: Report, audience: Visibility) -> Redacted:
    """The edition for reviewers or for everybody; the full report has to have a seed.

    It is made twice: only after the first time is it known which names texts must not hold.
    """
    if report.salt_seed is None or audience is Visibility.INTERNAL:
        raise ValueError("an edition is made from a full report with a seed, for others")
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
        self._forms = Forms(report, self.names)
        self._hidden = _search(hidden)
        own = report.catalog.custom or report.catalog.overlay is not None
        self._own_catalog = own
        self._requirements = {one.id: one.requirements for one in report.controls}
        self._assets = {one.asset for one in report.instances}
        self._clauses = {one.id for one in report.clauses}
        self._known: dict[str, bool] = {}

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
        ways = FIELDS[type(value)]
        here = around(self.names.levels, value, outer)
        changed: dict[str, Any] = {}
        for name in value.__struct_fields__:
            how, found = ways[name], getattr(value, name)
            if how not in ("keep", "times") and found is not None:
                changed[name] = self._field(how, found, here, f"{path}/{name}")
        changed |= self._together(value, ways, here, path)
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
        if how == "walk":
            return self._value(found, here, path)
        if how == "place":
            return self._place(found, here, path)
        if not isinstance(found, tuple):
            return self._text(how, found, here, path)
        made = tuple(
            self._text(how, one, here, f"{path}/{index}") for index, one in enumerate(found)
        )
        return made if made == found or how == "text" else tuple(sorted(made))

    def _text(self, how: str, found: str, here: Around, path: str) -> str:
        """One text or id by its way."""
        names = self.names
        match how:
            case "text":
                return self._sentence(found, here, path)
            case "asked":
                return self._asked(found, here, path)
            case "words" | "rules" | "time" | "summary" | "digest" | "catalog-digest" | "policy-digest":
                return self._words(how, found, here, path)
            case "asset":
                return names.key(found)
            case "model":
                return names.model(found)
            case "instance":
                return names.instance(found)
            case "requirement":
                return names.asked(found)
            case "own-requirement":
                return names.requirement(here.control, found)
            case "record":
                return names.record(found)
            case "type":
                return names.type(found)
            case "side":
                return names.key(found) if "/" in found else names.record(found)
            case "needed":
                return self._needed(found)
            case _:
                return names.thing(how, found)

    def _needed(self, found: str) -> str:
        """A judgement, a link, a control or a clause."""
        if "/" in found:
            return self.names.asked(found)
        first, space, second = found.partition(" ")
        if space:
            return f"{self.names.thing('control', first)} {self.names.thing('clause', second)}"
        return self.names.thing("clause" if found in self._clauses else "control", found)

    def _words(self, how: str, found: str, here: Around, path: str) -> str:
        level = here.rules if how == "rules" else here.words
        if how in ("digest", "catalog-digest", "policy-digest"):
            level = self._digest_level(how, here)
        guarded = how != "rules" and (here.authored or self._own_catalog)
        if self.names.sees(level) and not (guarded and self._names_hidden(found)):
            return found
        kind = "digest" if how.endswith("digest") else "time" if how == "time" else "text"
        return self.names.withhold(kind, found, path)

    def _digest_level(self, how: str, here: Around) -> Visibility:
        """A digest could be guessed from where anything that it covers is withheld."""
        levels = self.names.levels
        internal = levels.anything_internal and not self.names.sees(Visibility.INTERNAL)
        if how == "digest":
            return Visibility.INTERNAL if internal else narrowest(here.words, Visibility.REVIEWER)
        stated = any(
            one.kind == "clause" if how == "policy-digest" else one.kind in _CATALOG
            for one in self._report.visibility
        )
        own = how == "catalog-digest" and self._own_catalog
        if internal and (stated or own):
            return Visibility.INTERNAL
        return Visibility.REVIEWER if stated or own else Visibility.PUBLIC

    def _sentence(self, found: str, here: Around, path: str) -> str:
        """A sentence of the tool."""

        def hide(text: str) -> str:
            if self.names.sees(here.texts) and not self._names_hidden(text):
                return text
            return self.names.withhold("text", text, path)

        if MARKER.search(found):
            return self.names.withhold("text", found, path)
        made = self._forms.rebuilt(found, hide)
        return hide(found) if made is None else made

    def _asked(self, found: str, here: Around, path: str) -> str:
        """What would close a gap: the requirement in words, and the assets."""
        if not self.names.sees(here.words):
            return self.names.withhold("text", found, path)
        for one in self._requirements.get(here.control, ()):
            start, end = f"{one.type_title} for ", f": {one.period}, {one.min_reliability} or better"
            level = self.names.levels.requirement(here.control, one.id)
            if found.startswith(start) and found.endswith(end) and self.names.sees(level):
                return start + self._places(found[len(start) : -len(end)], path) + end
        return self.names.withhold("text", found, path)

    def _places(self, found: str, path: str) -> str:
        """`environment/a, environment/b and 3 more`; what is not a list of assets is withheld."""
        shown, more = found, ""
        ending = _MORE.search(found)
        if ending is not None:
            shown, more = found[: ending.start()], ending.group()
        every = shown.split(", ")
        if all(one in self._assets for one in every):
            made = [self.names.key(one) for one in every]
            return ", ".join(made if made == every else sorted(made)) + more
        none = _NONE.fullmatch(found)
        if none is not None and none[2] is None:
            return found
        if none is not None and any(one.id == none[2] for one in self._report.subjects):
            return f"{none[1]} (there is none to assess that bears on {self.names.key(none[2])})"
        return self.names.withhold("text", found, path)

    def _place(self, found: model.Location, here: Around, path: str) -> model.Location:
        """Places in policy and catalog are those of what stands there; others are a project's."""
        level = narrowest(here.words, Visibility.REVIEWER)
        if found.file.startswith(RULES) and not self._own_catalog:
            level = here.rules
        if self.names.sees(level) and not self._names_hidden(found.file):
            return found
        marker = self.names.withhold("place", msgspec.structs.asdict(found), path)
        return model.Location(file=marker, line=0, column=0, end_line=0, end_column=0)

    def _together(
        self, value: Any, ways: dict[str, str], here: Around, path: str
    ) -> dict[str, Any]:
        """Fields that are shown or withheld as one: times, and what is counted from them."""
        names = [name for name in value.__struct_fields__ if ways[name] == "times"]
        found = {name: getattr(value, name) for name in names}
        if not names or self.names.sees(here.words):
            return {}
        marker = self.names.withhold(WHAT.get(type(value), "time"), found, path)
        return {name: marker if isinstance(one, str) else None for name, one in found.items()}

    def _names_hidden(self, text: str) -> bool:
        """Whether a text names something withheld, or looks like a marker."""
        found = self._known.get(text)
        if found is None:
            found = bool(MARKER.search(text) or (self._hidden and self._hidden.search(text)))
            self._known[text] = found
        return found


_NAMED = frozenset(
    "clause control requirement asset event party record type deviation determination indicator"
    .split()
)
_CATALOG = ("control", "requirement")
_MORE = re.compile(r" and \d+ more\Z")
_NONE = re.compile(r"([^()]*) \(there is none to assess(?: that bears on (.+))?\)")


def _search(hidden: frozenset[str]) -> re.Pattern[str] | None:
    """One expression for all names; short ones as whole words."""
    if not hidden:
        return None
    every = sorted(hidden, key=lambda name: (-len(name), name))
    whole = "|".join(re.escape(name) for name in every if name)
    long = "|".join(re.escape(name) for name in every if len(name) >= _SHORT)
    parts = [rf"(?<![A-Za-z0-9])(?:{whole})(?![A-Za-z0-9])", *([long] if long else [])]
    return re.compile("|".join(parts), re.IGNORECASE)
