"""What several formats read off the report model: looked up, merged over subjects, counted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from checker.report.layout import number
from checker.report.model import (
    ControlInfo,
    Counts,
    Deviation,
    Edition,
    Instance,
    Location,
    Report,
    RequirementInfo,
    RootGap,
    Standard,
    Subject,
)
from rsp.value import Value

COMMITMENTS = "commitments"
NOTHING = "nothing"
"""What an instance is about when a requirement found nothing to be applied to."""
SHOWN = ("satisfied", "substituted")
TESTED = {
    "operation": "operation tested over the period",
    "state": "state at a date seen",
    "none": "nothing seen",
}
"""What was seen of a clause, in words."""
NOT_SHOWN = ("not-assessed", "gap", "uncovered", "undermined", "undetermined")


class Gap(Value, frozen=True, kw_only=True):
    """A control in gap, over all subjects it is in gap for."""

    control: str
    title: str
    severity: str
    owner: str
    subjects: tuple[str, ...]
    instances: tuple[Instance, ...]
    clauses: tuple[str, ...]
    undermines: tuple[str, ...]
    would_close: tuple[str, ...]
    location: Location | None
    """Of the first reason, else of the control."""
    parts: tuple[RootGap, ...]
    """The gap for each of the subjects."""

    @property
    def codes(self) -> tuple[str, ...]:
        """Reason codes, most frequent first."""
        seen: dict[str, int] = {}
        for instance in self.instances:
            for code in dict.fromkeys(reason.code for reason in instance.reasons):
                seen[code] = seen.get(code, 0) + 1
        return tuple(sorted(seen, key=lambda code: (-seen[code], code)))


class Tally(Value, frozen=True, kw_only=True):
    """Counting clauses of a standard for a subject."""

    satisfied: int
    """Substituted ones included."""
    total: int
    over_time: int
    """Those with evidence over the period."""
    state_only: int
    """Those of which only the state at a date was seen."""


def controls_by_id(report: Report) -> dict[str, ControlInfo]:
    """The catalog's controls."""
    return {one.id: one for one in report.controls}


def requirements_by_id(report: Report) -> dict[tuple[str, str], RequirementInfo]:
    """Requirements by control and id."""
    return {(one.id, each.id): each for one in report.controls for each in one.requirements}


def gaps(report: Report) -> tuple[Gap, ...]:
    """Root gaps in their order, one for each control."""
    merged: dict[str, list[RootGap]] = {}
    for one in report.root_gaps:
        merged.setdefault(one.control, []).append(one)
    controls, instances = controls_by_id(report), {one.id: one for one in report.instances}
    return tuple(_gap(parts, controls.get(name), instances) for name, parts in merged.items())


def _gap(parts: list[RootGap], control: ControlInfo | None, instances: dict[str, Instance]) -> Gap:
    names = dict.fromkeys(name for part in parts for name in part.instances)
    mine = tuple(instances[name] for name in names if name in instances)
    first = next((reason.location for one in mine for reason in one.reasons), None)
    return Gap(
        control=parts[0].control,
        title=control.title if control else "",
        severity=parts[0].severity,
        owner=parts[0].owner,
        subjects=tuple(part.subject for part in parts),
        instances=mine,
        clauses=_union(part.clauses for part in parts),
        undermines=_union(part.undermines for part in parts),
        would_close=_union(part.would_close for part in parts),
        location=first or (control.location if control else None),
        parts=tuple(parts),
    )


def tally(subject: Subject, standard: Standard) -> Tally:
    """Counts of a standard's clauses."""
    mine = [one for one in subject.clauses if one.standard == standard.id and one.counts]
    return Tally(
        satisfied=sum(standard.counts.get(name, 0) for name in SHOWN),
        total=sum(standard.counts.values()),
        over_time=standard.operation_tested,
        state_only=sum(1 for one in mine if one.tested == "state"),
    )


def gate_of(standard: Standard) -> str:
    """What the gate makes of a verdict; `-` where none is due, `accepted` by deviations alone,
    `baseline` by gaps that are known, `narrowed` by settings that leave gaps out."""
    if standard.gate == "passes" and standard.accepted_by:
        return "accepted"
    if standard.gate == "passes" and standard.let_pass_by:
        return "baseline" if "baseline" in standard.let_pass_by else "narrowed"
    return "-" if standard.gate == "not due" else standard.gate


def about(one: Deviation) -> str:
    """What a deviation is about: a clause, a standard, or `CONTROL/requirement@asset`."""
    if one.control is None:
        return one.clause or one.standard or "nothing"
    return (
        one.control
        + (f"/{one.requirement}" if one.requirement else "")
        + (f"@{one.asset}" if one.asset else "")
    )


def days_left(one: Deviation) -> str:
    """How long a deviation lasts from today."""
    if one.days_left is None:
        return f"ends with {one.expires}"
    left = number(one.days_left, "day") if one.days_left else "less than a day"
    return f"ends with {one.expires}, {left} left" if one.days_left >= 0 else "has ended"


def ending(report: Report) -> tuple[Deviation, ...]:
    """The valid deviations that end soon, the next first."""
    found = [one for one in report.deviations if one.ends_soon]
    return tuple(sorted(found, key=lambda one: (one.days_left or 0, one.id)))


def verdict_of(report: Report, standard: Standard) -> str:
    """The verdict, with the word that a replaced catalog puts beside it."""
    return f"{standard.verdict}, custom" if report.catalog.custom else standard.verdict


def freed_clauses(gap: Gap) -> tuple[str, ...]:
    """Clauses that closing a gap alone satisfies, over all subjects."""
    return _union(part.frees.clauses for part in gap.parts)


def freed_controls(gap: Gap) -> tuple[str, ...]:
    """Controls that closing a gap alone satisfies beside its own, over all subjects."""
    others = _union(part.frees.controls for part in gap.parts)
    return tuple(name for name in others if name != gap.control)


def freed_standards(gap: Gap) -> tuple[str, ...]:
    """Standards that closing a gap alone makes conformant: `asl-3/security for model/atlas`."""
    return tuple(
        f"{standard} for {part.subject}" for part in gap.parts for standard in part.frees.standards
    )


def uncovered(report: Report) -> tuple[str, ...]:
    """Duties that no control implements, over all subjects."""
    return _union(
        [one.id for one in subject.clauses if one.counts and one.status == "uncovered"]
        for subject in report.subjects
    )


def suspect_links(report: Report) -> tuple[str, ...]:
    """Links whose stamp is missing or no longer fits, as `control clause`."""
    return tuple(f"{one.control} {one.clause}" for one in report.links if one.state != "current")


def reviewed(counts: Counts) -> str:
    """Who reviewed the links that are current, and how many of them in bulk (R21)."""
    bulk = counts.links_publisher_bulk, counts.links_own_bulk
    return (
        f"{counts.links_publisher} by the publisher ({bulk[0]} in bulk),"
        f" {counts.links_own} by the organisation ({bulk[1]} in bulk)"
    )


def equation(report: Report) -> str:
    """The counts that add up (R23)."""
    counts = report.counts
    return (
        f"{counts.instances} = {counts.met} met + {counts.unmet} unmet"
        f" + {counts.alternative} alternative + {counts.not_applicable} not applicable"
    )


def withheld(edition: Edition) -> str:
    """What an edition leaves out, as a sentence."""
    kinds = ", ".join(f"{kind} {count}" for kind, count in edition.withheld.items())
    who = {"public": "Public edition", "reviewer": "Edition for reviewers"}[edition.audience]
    return (
        f"{who}. Withheld, by kind: {kinds or 'nothing'}. What reads withheld: stands for one thing"
        " that the full report holds and that this edition is bound to by a salted commitment;"
        " verdicts, statuses and totals are those of the full report."
    )


def related(crosswalk: Iterable[str]) -> dict[str, list[str]]:
    """Relation and its basis -> related controls of other frameworks."""
    found: dict[str, list[str]] = {}
    for one in crosswalk:
        name, _, how = one.rpartition(" (")
        found.setdefault(how.removesuffix(")"), []).append(name or one)
    return found


def place(location: Location) -> str:
    """`file:line`."""
    return f"{location.file}:{location.line}"


def day(instant: str) -> str:
    """The date of an instant where its time of day is midnight, else the instant."""
    return instant.removesuffix("T00:00:00Z")


def last_day(end: str) -> str:
    """The last day of a stretch that ends before this instant, where that is a midnight."""
    if not end.endswith("T00:00:00Z"):
        return end
    return (date.fromisoformat(day(end)) - timedelta(days=1)).isoformat()


def _union(parts: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for part in parts for name in part))
