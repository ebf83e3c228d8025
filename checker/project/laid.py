"""Lays one change of an overlay over a control: the merged control, and where each part stands."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import msgspec

from checker.diagnostics.diagnostic import Related
from checker.project.reading import Reading
from rsp.overlay import ControlChange, RequirementChange
from rsp.ref import Ref
from rsp.value import Value

T = TypeVar("T", bound=msgspec.Struct)

VIRTUAL = "overlaid:"
"""Before the name of a document that stands for a merged control; routes lead out of it."""


class Here(Value, frozen=True, kw_only=True):
    """One control or requirement under the overlay, and its place on every side."""

    old: Any
    change: ControlChange | RequirementChange
    at: Ref
    """Its change, in the overlay."""
    base: Ref
    """Itself, in the catalog."""
    pointer: str
    """Itself, in the merged control."""
    path: str
    """Itself, by ids, below the control."""

    def lists(self, name: str) -> tuple[Any, Any, Any]:
        """A part of it: as it was, what is added, what is removed."""
        add, remove = getattr(self.change.add, name), getattr(self.change.remove, name)
        return getattr(self.old, name), add, remove


class Laying:
    """The merging of one control: its overlay, its routes, and the paths that were touched."""

    def __init__(self, reading: Reading, refs: dict[str, Ref], control: str) -> None:
        self.reach = (f"control/{control}",)
        self.path = f"control/{control}"
        self._reading = reading
        self._refs = refs
        self._base = refs[self.path]
        self._document = f"{VIRTUAL}{control}"
        self.route("", self._base)

    @property
    def base(self) -> Ref:
        """The control of the catalog."""
        return self._base

    @property
    def whole(self) -> Ref:
        """The merged control: all of it is reached along routes."""
        return Ref(document=self._document)

    def route(self, pointer: str, to: Ref) -> None:
        """Say where a part of the merged control stands."""
        self._reading.sources.route(self._document, pointer, to)

    def touch(self, path: str, at: Ref) -> None:
        """Say where the overlay changes what is at a path below the control."""
        self._refs[f"overlay/{self.path}{path}"] = at

    def fields(self, here: Here, old: T) -> T:
        """A struct with the values that are set."""
        given = here.change.set
        values = {
            field.name: getattr(given, field.name)
            for field in msgspec.structs.fields(given)
            if getattr(given, field.name) is not None
        }
        for name in values:
            self.route(f"{here.pointer}/{name}", here.at.at("set", name))
            self.touch(f"{here.path}/{name}", here.at.at("set", name))
        return msgspec.structs.replace(old, **values)

    def items(self, here: Here, name: str, kind: str, key: Callable[[Any], str]) -> Any:
        """A list without what is removed and with what is added, and the routes of its items."""
        old, add, remove = here.lists(name)
        word = name.rstrip("_")
        keys = [folded(key(one)) for one in old]
        gone = self._gone(here, word, kind, [folded(one) for one in remove], keys)
        kept = [(one, here.base.at(word, at)) for at, one in enumerate(old) if keys[at] not in gone]
        for at, one in enumerate(add):
            place = here.at.at("add", word, at)
            there = [folded(key(each)) for each, _ in kept]
            if self._fresh(kind, folded(key(one)), there, place):
                self.touch(f"{here.path}/{word}/{key(one)}", place)
                self.touch(f"{here.path}/{word}/{len(kept)}", place)
                kept.append((one, place))
        if add or remove:
            for at, (_, place) in enumerate(kept):
                self.route(f"{here.pointer}/{word}/{at}", place)
        return tuple(one for one, _ in kept)

    def entries(self, here: Here, name: str, kind: str) -> Any:
        """A map likewise; its keys are no indexes, so that nothing shifts."""
        old, add, remove = here.lists(name)
        word = name.rstrip("_")
        gone = self._gone(here, word, kind, remove, list(old))
        kept = {each: one for each, one in old.items() if each not in gone}
        for each, one in add.items():
            place = here.at.at("add", word, each)
            if self._fresh(kind, each, list(kept), place):
                kept[each] = one
                self.route(Ref(document="", pointer=here.pointer).at(word, each).pointer, place)
                self.touch(f"{here.path}/{word}/{each}", place)
        return kept

    def _fresh(self, kind: str, name: str, there: Iterable[str], at: Ref) -> bool:
        """Whether something added is not there yet; else it is reported."""
        if name not in set(there):
            return True
        self._reading.report(
            "duplicate-id",
            at,
            f"the overlay adds the {kind} {name[:80]!r}, which is there",
            help="remove it as well, or set what should differ",
            related=(Related(at=self._base, message="the catalog's control is here"),),
            reaches=self.reach,
        )
        return False

    def missing(self, kind: str, name: str, there: Iterable[str], at: Ref) -> None:
        """Report a name of the overlay that the control lacks."""
        report_missing(self._reading, kind, name, there, at, self.reach)

    def _gone(
        self, here: Here, word: str, kind: str, remove: Sequence[str], there: list[str]
    ) -> set[str]:
        """What is removed; by its key and by its index, for the paths of either kind."""
        for index, name in enumerate(remove):
            place = here.at.at("remove", word, index)
            self.touch(f"{here.path}/{word}/{name}", place)
            if name in there:
                self.touch(f"{here.path}/{word}/{there.index(name)}", place)
            else:
                self.missing(kind, name, there, place)
        return set(remove)


def folded(text: str) -> str:
    """A text with its white space folded: a rule is removed in the words of the catalog."""
    return " ".join(text.split())


def report_missing(
    reading: Reading,
    kind: str,
    name: str,
    there: Iterable[str],
    at: Ref,
    reaches: tuple[str, ...] | None = None,
) -> None:
    """dangling-reference, with what was perhaps meant; of unknown reach if none is given."""
    close = difflib.get_close_matches(name, sorted(there), n=1)
    short = " ".join(name.split())[:80]
    reading.report(
        "dangling-reference",
        at,
        f"there is no {kind} {short!r} in what the overlay changes",
        help=f"did you mean {close[0]!r}?" if close else f"name a {kind} of the catalog",
        **({} if reaches is None else {"reaches": reaches}),
    )
