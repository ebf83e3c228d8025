"""Texts and places as an edition shows them: whole, rebuilt, or as markers."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from checker.report import model
from checker.report.model import Report
from checker.report.public.forms import Forms
from checker.report.public.marker import MARKER
from checker.report.public.names import Names
from checker.report.public.surroundings import Around
from rsp.visibility import Visibility, narrowest

RULES = ("edition:", "catalog:")
"""Places in the policy and in the shipped catalog begin so."""
_SHORT = 4
"""Names with fewer characters are looked for as whole words."""
_CATALOG = ("control", "requirement")
_MORE = re.compile(r" and \d+ more\Z")
_NONE = re.compile(r"([^()]*) \(there is none to assess(?: that bears on (.+))?\)")


class Texts:
    """The texts of one report for one audience; `hidden` are the names that none may hold."""

    def __init__(self, report: Report, names: Names, hidden: frozenset[str]) -> None:
        self._names = names
        self._hidden = _search(hidden)
        self._known: dict[str, bool] = {}
        self._forms = Forms(report, names)
        self._own_catalog = report.catalog.custom or report.catalog.overlay is not None
        self._requirements = {one.id: one.requirements for one in report.controls}
        self._assets = {one.asset for one in report.instances}
        self._subjects = {one.id for one in report.subjects}
        self._kinds = {one.kind for one in report.visibility}
        internal = names.levels.anything_internal and not names.sees(Visibility.INTERNAL)
        self._covered = Visibility.INTERNAL if internal else Visibility.REVIEWER
        """Who sees a digest of anything that is withheld from somebody: not who could guess."""

    def words(self, found: str, here: Around, path: str, kind: str = "text") -> str:
        """What an author wrote, or a time."""
        guarded = here.authored or self._own_catalog
        if self._names.sees(here.words) and not (guarded and self._names_hidden(found)):
            return found
        return self._names.withhold(kind, found, path)

    def summary(self, found: str, here: Around, path: str) -> str:
        """What a record says in one line: a field of its payload."""
        if self._names.sees(here.summary) and not self._names_hidden(found):
            return found
        return self._names.withhold("text", found, path)

    def rules(self, found: str, here: Around, path: str) -> str:
        """What a requirement states."""
        shown = self._names.sees(here.rules)
        return found if shown else self._names.withhold("text", found, path)

    def path(self, found: str, here: Around, path: str) -> str:
        """The path of the project: for reviewers at most."""
        shown = self._names.sees(Visibility.REVIEWER)
        return found if shown else self._names.withhold("text", found, path)

    def digest(self, found: str, here: Around, path: str) -> str:
        """A digest over files or evidence."""
        return self._digest(found, narrowest(here.words, self._covered), path)

    def policy_digest(self, found: str, here: Around, path: str) -> str:
        """Of the policy, which is public unless a clause of it is not."""
        stated = "clause" in self._kinds
        return self._digest(found, self._covered if stated else Visibility.PUBLIC, path)

    def catalog_digest(self, found: str, here: Around, path: str) -> str:
        """Of the catalog, which is public if it is shipped and all of it is."""
        stated = self._own_catalog or not self._kinds.isdisjoint(_CATALOG)
        return self._digest(found, self._covered if stated else Visibility.PUBLIC, path)

    def _digest(self, found: str, level: Visibility, path: str) -> str:
        shown = self._names.sees(level)
        return found if shown else self._names.withhold("digest", found, path)

    def sentence(self, found: str, here: Around, path: str) -> str:
        """A sentence of the tool."""

        def hide(text: str) -> str:
            if self._names.sees(here.texts) and not self._names_hidden(text):
                return text
            return self._names.withhold("text", text, path)

        if MARKER.search(found):
            return self._names.withhold("text", found, path)
        made = self._forms.rebuilt(found, hide)
        return hide(found) if made is None else made

    def asked(self, found: str, here: Around, path: str) -> str:
        """What would close a gap: the requirement in words, and the assets."""
        for one in self._requirements.get(here.control, ()):
            start = f"{one.type_title} for "
            end = f": {one.period}, {one.min_reliability} or better"
            level = self._names.levels.requirement(here.control, one.id)
            if found.startswith(start) and found.endswith(end) and self._names.sees(level):
                return start + self._places(found[len(start) : -len(end)], path) + end
        shown = self._names.sees(narrowest(here.words, here.texts))
        if shown and not self._names_hidden(found):
            return found
        return self._names.withhold("text", found, path)

    def _places(self, found: str, path: str) -> str:
        """`environment/a, environment/b and 3 more`; what is not a list of assets is withheld."""
        ending = _MORE.search(found)
        shown, more = (found[: ending.start()], ending.group()) if ending else (found, "")
        every = shown.split(", ")
        made = [self._one_place(one) for one in every]
        known = [one for one in made if one is not None]
        if len(known) < len(every):
            return self._names.withhold("text", found, path)
        return ", ".join(known if known == every else sorted(known)) + more

    def _one_place(self, found: str) -> str | None:
        """An asset, or what there is none of; None for anything else."""
        if found in self._assets:
            return self._names.key(found)
        none = _NONE.fullmatch(found)
        if none is None:
            return None
        if none[2] is None:
            return found
        if none[2] not in self._subjects:
            return None
        return f"{none[1]} (there is none to assess that bears on {self._names.key(none[2])})"

    def place(self, found: model.Location, here: Around, path: str) -> model.Location:
        """Places in policy and catalog are those of what stands there; others are a project's."""
        level = narrowest(here.words, Visibility.REVIEWER)
        if found.file.startswith(RULES) and not self._own_catalog:
            level = here.rules
        if self._names.sees(level) and not self._names_hidden(found.file):
            return found
        marker = self._names.withhold("place", msgspec.structs.asdict(found), path)
        return model.Location(file=marker, line=0, column=0, end_line=0, end_column=0)

    def _names_hidden(self, text: str) -> bool:
        """Whether a text names something withheld, or looks like a marker."""
        found = self._known.get(text)
        if found is None:
            found = bool(MARKER.search(text) or (self._hidden and self._hidden.search(text)))
            self._known[text] = found
        return found


Shown = Callable[[str, Around, str], str]


def ways(names: Names, texts: Texts) -> dict[str, Shown]:
    """How an edition shows one text, by the words of the table of fields."""
    ids: dict[str, Callable[[str], str]] = {
        "asset": names.key,
        "model": names.model,
        "instance": names.instance,
        "requirement": names.asked,
        "record": names.record,
        "type": names.type,
        "side": lambda name: names.key(name) if "/" in name else names.record(name),
        "needed": names.needed,
    }
    plain = ("clause", "control", "party", "deviation", "determination", "indicator")
    return {
        **{how: _id(shown) for how, shown in ids.items()},
        **{kind: _id(_thing(names, kind)) for kind in plain},
        "own-requirement": lambda found, here, _: names.requirement(here.control, found),
        "text": texts.sentence,
        "asked": texts.asked,
        "words": texts.words,
        "time": lambda found, here, path: texts.words(found, here, path, "time"),
        "rules": texts.rules,
        "summary": texts.summary,
        "path": texts.path,
        "digest": texts.digest,
        "policy-digest": texts.policy_digest,
        "catalog-digest": texts.catalog_digest,
    }


def _id(shown: Callable[[str], str]) -> Shown:
    return lambda found, here, path: shown(found)


def _thing(names: Names, kind: str) -> Callable[[str], str]:
    return lambda name: names.thing(kind, name)


def _search(hidden: frozenset[str]) -> re.Pattern[str] | None:
    """One expression for all names; short ones as whole words."""
    every = sorted((name for name in hidden if name), key=lambda name: (-len(name), name))
    if not every:
        return None
    whole = "|".join(re.escape(name) for name in every)
    long = "|".join(re.escape(name) for name in every if len(name) >= _SHORT)
    parts = [rf"(?<![A-Za-z0-9])(?:{whole})(?![A-Za-z0-9])", *([long] if long else [])]
    return re.compile("|".join(parts), re.IGNORECASE)
