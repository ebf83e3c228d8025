"""Findings for what evidence does not show: one for each instance and kind of reason."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from checker.report.ci.accepted import Accepting
from checker.report.ci.finding import LOWER, Beside, Finding, Level
from checker.report.ci.place import Places
from checker.report.levels import NOTHING
from checker.report.model import Instance, Location, Reason, Report
from checker.report.view import controls_by_id, requirements_by_id

_MESSAGES = 3
"""Reasons of one kind that a message quotes."""
_BESIDE = 20
"""Second places of a finding."""


class Gaps:
    """What the findings of instances are looked up in."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._controls = controls_by_id(report)
        self._requirements = requirements_by_id(report)
        self._places = Places(report)
        self.accepting = Accepting(report)
        self._order: dict[str, int] = {}
        self._clauses: dict[str, dict[str, None]] = {}
        for at, gap in enumerate(report.root_gaps):
            self._order.setdefault(gap.control, at)
            self._clauses.setdefault(gap.control, {}).update(dict.fromkeys(gap.clauses))
        self._gates = {
            (subject.id, each.id): each.gate
            for subject in report.subjects
            for each in subject.standards
        }
        self._unjudged = {
            each.id
            for subject in report.subjects
            for each in subject.controls
            if each.status == "not-assessed"
        }
        self._clause_place = {one.id: one.location for one in report.clauses}

    def findings(self) -> Iterator[Finding]:
        """Of every unmet instance, and of one without a reason as well."""
        for one in self._report.instances:
            if one.status != "unmet":
                continue
            kinds: dict[str, list[Reason]] = {}
            for reason in one.reasons:
                kinds.setdefault(reason.code, []).append(reason)
            for code, reasons in kinds.items():
                yield self._finding(one, code, tuple(reasons))
            if not kinds:
                yield self._finding(one, "missing", ())

    def _finding(self, one: Instance, code: str, reasons: tuple[Reason, ...]) -> Finding:
        control = self._controls.get(one.control)
        at = self._places.of_gap(one, reasons)
        return Finding(
            rule=code,
            source="gap",
            level=self._level(one),
            about=one.id,
            message=self._message(one, reasons),
            at=at,
            beside=tuple(islice(self._others(one, reasons, at), _BESIDE)),
            accepted=self.accepting.by(one),
            severity=control.severity if control else None,
            order=self._order.get(one.control, len(self._order)),
            facts=self._facts(one),
            identity=("gap", code, one.id),
        )

    def _level(self, one: Instance) -> Level:
        """An error where it is a gap of a standard that the gate is about, one level lower where
        the gate leaves that out or the control could not be judged, else a note."""
        subjects = self.accepting.bears_on(one)
        if not subjects:
            return "warning" if one.control in self._unjudged else "note"
        control = self._controls.get(one.control)
        gates = {self._gates.get((name, control.standard)) if control else None
                 for name in subjects}  # fmt: skip
        return LOWER["error"] if gates == {"not gated"} else "error"

    def _message(self, one: Instance, reasons: tuple[Reason, ...]) -> str:
        asked = self._requirements.get((one.control, one.requirement))
        said = list(dict.fromkeys(each.message for each in reasons)) or ["nothing shows it"]
        more = len(said) - _MESSAGES
        rest = f"; and {more} more of this kind" if more > 0 else ""
        about = "" if one.asset.startswith(NOTHING) else f" ({one.asset})"
        title = asked.title if asked else one.requirement
        return f"{title}{about}: {'; '.join(said[:_MESSAGES])}{rest}. {self._owned(one)}"

    def _owned(self, one: Instance) -> str:
        control = self._controls.get(one.control)
        by = f", {control.severity}, owned by {control.owner}" if control else ""
        return f"Instance {one.id}{by}."

    def _others(self, one: Instance, reasons: tuple[Reason, ...], at: Location) -> Iterator[Beside]:
        """The second places, each once."""
        seen = {at}
        for each in self._beside(one, reasons):
            if each.location not in seen:
                seen.add(each.location)
                yield each

    def _beside(self, one: Instance, reasons: tuple[Reason, ...]) -> Iterator[Beside]:
        for name, location in self._places.records(reasons):
            yield Beside(location=location, message=f"the record {name}")
        yield Beside(location=one.location, message=f"{one.control}/{one.requirement} asks for it")
        for location in dict.fromkeys(each.location for each in reasons):
            if location != one.location:
                yield Beside(location=location, message="what it does not pass")
        for name in self._clauses.get(one.control, ()):
            if name in self._clause_place:
                yield Beside(
                    location=self._clause_place[name], message=f"the clause {name} is in gap by it"
                )

    def _facts(self, one: Instance) -> dict[str, str | tuple[str, ...]]:
        control = self._controls.get(one.control)
        found: dict[str, str | tuple[str, ...]] = {
            "instance": one.id,
            "control": one.control,
            "requirement": one.requirement,
            "asset": one.asset,
            "subjects": self.accepting.bears_on(one),
        }
        if control is not None:
            found |= {
                "standard": control.standard,
                "clauses": control.clauses,
                "owner": control.owner,
                "severity": control.severity,
            }
        return found
