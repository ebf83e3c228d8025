"""Which place in the repository of the project stands for a finding.

Requirements, clauses and validations stand in the catalog and the policy, which are installed with
the tool and are no files of the repository. Then the first of these stands for it: the record that
gives the reason, the line of the inventory that states the asset, the key of `rsp.yaml` under which
what is missing would be found, the head of that file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.report.levels import NOTHING
from checker.report.model import Instance, Location, Reason, Report

PROJECT_FILE = "rsp.yaml"
HEAD = Location(file=PROJECT_FILE, line=1, column=1, end_line=1, end_column=1)
"""Where a finding stands for which there is no better place."""
_UNDECLARED = "undeclared-parameter"
_KEYS = {
    _UNDECLARED: "settings/parameters",
    "nothing-to-assess": "settings/inventory",
    "scope-error": "settings/inventory",
    "unknown-asset": "settings/inventory",
}
"""By reason code, what to look at where no record and no asset is at hand."""
_STORE = "settings/evidence"
"""The same for any other reason."""
_ELSEWHERE = ("catalog:", "edition:", "builtin:")


def is_here(location: Location) -> bool:
    """Whether a place lies in a file below the project's folder and has a line."""
    file = location.file
    return (
        location.line >= 1
        and not file.startswith((*_ELSEWHERE, "/"))
        and "\\" not in file
        and not {"", ".", ".."} & set(file.split("/"))
    )


class Places:
    """Where the records and assets of a report stand."""

    def __init__(self, report: Report) -> None:
        self._records = {one.id: one.location for one in report.records}
        self._stated = {one.id: one.location for one in report.places}

    def of_gap(self, one: Instance, reasons: tuple[Reason, ...]) -> Location:
        """The place of an instance's reasons of one kind."""
        for location in self._candidates(one, reasons):
            if is_here(location):
                return location
        return HEAD

    def records(self, reasons: tuple[Reason, ...]) -> Iterator[tuple[str, Location]]:
        """The records that reasons name, those that stand against each other first."""
        sides = [side.name for reason in reasons for side in reason.sides]
        named = [name for reason in reasons for name in reason.evidence]
        for name in dict.fromkeys((*sides, *named)):
            if name in self._records:
                yield name, self._records[name]
            elif name in self._stated:
                yield name, self._stated[name]

    def _candidates(self, one: Instance, reasons: tuple[Reason, ...]) -> Iterator[Location]:
        codes = [reason.code for reason in reasons]
        if codes[:1] == [_UNDECLARED]:
            yield from self._of([_KEYS[_UNDECLARED]])
        yield from (reason.location for reason in reasons)
        yield one.location
        yield from (location for _, location in self.records(reasons))
        yield from self._of(one.asset.removeprefix(f"{NOTHING}:").split("+"))
        yield from self._of([*(_KEYS[code] for code in codes if code in _KEYS), _STORE])

    def _of(self, names: Iterable[str]) -> Iterator[Location]:
        return (self._stated[name] for name in names if name in self._stated)
