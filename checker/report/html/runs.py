"""The records of one run, those that are all of their type as one link."""

from __future__ import annotations

from markupsafe import Markup

from checker.report.html.links import Links
from checker.report.model import Report, Run


class RunRecords:
    """Which records a run made."""

    def __init__(self, report: Report, links: Links) -> None:
        self._links = links
        self._type = {one.id: one.type for one in report.records}
        self._total: dict[str, int] = {}
        for one in report.records:
            self._total[one.type] = self._total.get(one.type, 0) + 1

    def __call__(self, run: Run) -> list[Markup]:
        """Links to the records, and to the types of which all records are of this run."""
        mine: dict[str, list[str]] = {}
        for name in run.records:
            mine.setdefault(self._type.get(name, ""), []).append(name)
        made: list[Markup] = []
        for type, names in mine.items():
            if len(names) > 1 and len(names) == self._total.get(type):
                made.append(self._links.to("type", type, f"all {len(names)} of {type}"))
            else:
                made += [self._links.to("record", name) for name in names]
        return made
