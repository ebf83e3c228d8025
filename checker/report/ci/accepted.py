"""Whether the gate accepts a gap for every subject that it bears on, and by what."""

from __future__ import annotations

from checker.report.ci.finding import Acceptance
from checker.report.model import Deviation, Instance, Report


class Accepting:
    """The waivers of a report, asked for each subject (R20)."""

    def __init__(self, report: Report) -> None:
        self._deviations = {one.id: one for one in report.deviations}
        self._satisfied = {
            subject.id: {one.id for one in subject.controls if one.status == "satisfied"}
            for subject in report.subjects
        }
        self._bears_on: dict[str, list[str]] = {}
        for gap in report.root_gaps:
            for name in gap.instances:
                self._bears_on.setdefault(name, []).append(gap.subject)

    def bears_on(self, one: Instance) -> tuple[str, ...]:
        """The subjects for which an unmet instance is a gap."""
        return tuple(dict.fromkeys(self._bears_on.get(one.id, ())))

    def by(self, one: Instance) -> tuple[Acceptance, ...]:
        """The waivers, empty as soon as one subject is left for which none of them holds."""
        subjects = self.bears_on(one)
        waivers = [self._deviations[name] for name in one.accepted_by if name in self._deviations]
        if not subjects or not all(
            any(self._holds(each, subject) for each in waivers) for subject in subjects
        ):
            return ()
        return tuple(
            Acceptance(deviation=each.id, reason=each.reason, until=each.expires)
            for each in waivers
        )

    def _holds(self, one: Deviation, subject: str) -> bool:
        """Whether a waiver is about a subject and what stands in for it is satisfied there."""
        about = one.model is None or f"model/{one.model}" == subject
        stands_in = self._satisfied.get(subject, set())
        return one.valid and about and stands_in.issuperset(one.compensating)
