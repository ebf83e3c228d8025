"""Findings beside gaps: the gate, clauses, controls that rest on others, judgements."""

from __future__ import annotations

from collections.abc import Iterator

from checker.report.ci.finding import LOWER, Finding, Level
from checker.report.ci.path import placed
from checker.report.ci.place import HEAD
from checker.report.layout import listed
from checker.report.model import ClauseLine, Gate, Report
from checker.report.view import NOT_SHOWN, controls_by_id

GATE, UNDERMINED, CLAUSE, JUDGEMENT = (
    "gate-failed", "control-undermined", "clause-not-shown", "judgement-open",
)  # fmt: skip
RESULTS = (GATE, UNDERMINED, CLAUSE, JUDGEMENT)
"""Rules that are neither gap reasons nor diagnostic codes; each has a page of that name."""

_EXPLAINED = ("gap", "undermined")
"""Controls in these states have findings of their own."""
IDLE = ("not-in-force", "not-applicable")
"""Controls in these states have nothing to show."""
_MUST = ("must", "commitment")
_FIRST = 5


def gate_finding(gate: Gate) -> Iterator[Finding]:
    """That the gate failed, whatever else is found."""
    if gate.status == "failed":
        yield Finding(
            rule=GATE,
            source="gate",
            level="error",
            about="",
            message=f"The gate failed: {'; '.join(gate.because)}.",
            at=HEAD,
            identity=("gate",),
        )


def undermined(report: Report) -> Iterator[Finding]:
    """Controls whose own evidence is in order, and that rest on one that is not satisfied."""
    controls = controls_by_id(report)
    causes: dict[str, dict[str, None]] = {}
    subjects: dict[str, list[str]] = {}
    for subject in report.subjects:
        for one in subject.controls:
            if one.status == "undermined":
                causes.setdefault(one.id, {}).update(dict.fromkeys(one.causes))
                subjects.setdefault(one.id, []).append(subject.id)
    for name, names in causes.items():
        info = controls.get(name)
        location = info.location if info else HEAD
        yield placed(
            Finding(
                rule=UNDERMINED,
                source="control",
                level=LOWER["error"],
                about=name,
                message=f"{name} is undermined: it rests on {listed(list(names), _FIRST)}, which is"
                " not satisfied.",
                at=location,
                severity=info.severity if info else None,
                facts={"control": name, "causes": tuple(names), "subjects": tuple(subjects[name])},
                identity=("control", name),
            ),
            f"the control {name}",
        )


def clauses(report: Report) -> Iterator[Finding]:
    """Counting clauses that are not shown: each once, over all subjects."""
    explained = {
        one.id for each in report.subjects for one in each.controls if one.status in _EXPLAINED
    }
    lines: dict[str, list[tuple[str, ClauseLine]]] = {}
    for subject in report.subjects:
        for one in subject.clauses:
            if one.counts and one.status in NOT_SHOWN:
                lines.setdefault(one.id, []).append((subject.id, one))
    children = _below(report)
    for name, found in lines.items():
        below = children.get(name, set()) & lines.keys()
        follows = all(below or explained & set(one.controls) for _, one in found)
        worst = min(found, key=lambda each: NOT_SHOWN.index(each[1].status))[1]
        because = list(dict.fromkeys(why for _, one in found for why in one.because))
        said = f": {listed(because, _FIRST)}" if because else ""
        yield placed(
            Finding(
                rule=CLAUSE,
                source="clause",
                level=_clause_level(worst, follows),
                about=name,
                message=f"{name} is {worst.status}{said}.",
                at=worst.location,
                facts={
                    "clause": name,
                    "standard": worst.standard,
                    "modality": worst.modality,
                    "subjects": tuple(subject for subject, _ in found),
                },
                identity=("clause", name),
            ),
            f"the clause {name}",
        )


def _below(report: Report) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in report.clauses:
        if one.parent is not None:
            found.setdefault(one.parent, set()).add(one.id)
    return found


def _clause_level(worst: ClauseLine, follows: bool) -> Level:
    """Of a must an error, of an expectation a warning; what only waits for people, or follows from
    a gap that is told as well, is one level lower."""
    level: Level = "error" if worst.modality in _MUST else "warning"
    return LOWER[level] if follows or worst.status in ("undermined", "undetermined") else level


def judgements(report: Report) -> Iterator[Finding]:
    """Questions that wait for a reviewer; not those of controls that nothing needs today."""
    unneeded = idle(report)
    for one in report.judgements:
        if one.state == "open" and one.id.partition("/")[0] not in unneeded:
            why = f" {'; '.join(one.because)}." if one.because else ""
            yield placed(
                Finding(
                    rule=JUDGEMENT,
                    source="judgement",
                    level="none",
                    about=one.id,
                    message=f"{one.id} waits for a reviewer: {one.question}{why}",
                    at=one.location,
                    facts={"judgement": one.id},
                    identity=("judgement", one.id),
                ),
                "the question",
            )


def idle(report: Report) -> set[str]:
    """Controls that have nothing to show for any subject."""
    states: dict[str, set[str]] = {}
    for subject in report.subjects:
        for one in subject.controls:
            states.setdefault(one.id, set()).add(one.status)
    return {name for name, found in states.items() if found <= set(IDLE)}
