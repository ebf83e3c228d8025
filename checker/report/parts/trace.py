"""Part 4: clause-by-clause traceability: clause, controls, requirements, evidence."""

from __future__ import annotations

from collections.abc import Iterator

from checker.report.escape import code, escape
from checker.report.model import ControlInfo, Instance, Report, RequirementInfo, Subject
from checker.report.parts.block import (
    folded,
    items,
    link,
    links,
    long_table,
    mark,
    sentences,
    spot,
    table,
)
from checker.report.view import TESTED, related, reviewed

_CLAUSE = ("Clause", "Modality", "Check", "Status", "Controls", "Because", "Seen", "At")
_ASKED = ("Requirement", "Evidence", "Each", "How", "Period")
_SHOWN = ("Instance", "Status", "Reasons", "Evidence", "Fresh until")


def trace(report: Report) -> list[str]:
    """Clauses of every subject, then the controls with what they ask for and what was shown."""
    seen: set[str] = set()
    parts = ["## 4 Clause by clause"]
    for subject in report.subjects:
        for standard in subject.standards:
            rows = list(_clauses(subject, standard.id, seen))
            if rows:
                parts += [
                    f"### {escape(standard.title)}, {escape(subject.id)}",
                    folded(f"Clauses ({len(rows)})", table(_CLAUSE, rows)),
                ]
    by_control: dict[str, list[Instance]] = {}
    for one in report.instances:
        by_control.setdefault(one.control, []).append(one)
    parts.append("### Controls and what shows them")
    parts += [_control(report, one, by_control.get(one.id, [])) for one in report.controls]
    return [
        *parts,
        "### Links that are not reviewed, or whose sides moved",
        f"Current: {reviewed(report.counts)}. A stamp in bulk was written for many links at once:"
        " nobody says that each was read by itself.",
        long_table(
            "Links",
            ("Control", "Clause", "State", "Stamp by", "At"),
            (
                (
                    link("control", one.control),
                    link("clause", one.clause),
                    escape(one.state),
                    escape(one.reviewer),
                    spot(one.location),
                )
                for one in report.links
                if one.state != "current"
            ),
        ),
    ]


def _clauses(subject: Subject, standard: str, seen: set[str]) -> Iterator[tuple[str, ...]]:
    for one in subject.clauses:
        if one.standard != standard:
            continue
        here = "" if one.id in seen else mark("clause", one.id)
        seen.add(one.id)
        because = (*one.because, *((f"deviation {one.deviation}",) if one.deviation else ()))
        yield (
            here + code(one.id),
            escape(one.modality),
            escape(one.check),
            f"**{escape(one.status)}**" if one.counts else escape(one.status),
            links("control", one.controls),
            sentences(because, most=4),
            escape(TESTED[one.tested]),
            spot(one.location),
        )


def _control(report: Report, control: ControlInfo, instances: list[Instance]) -> str:
    statuses = [
        f"{code(subject.id)}: {escape(one.status)}"
        + (f", accepted by {links('deviation', one.accepted_by)}" if one.accepted_by else "")
        for subject in report.subjects
        for one in subject.controls
        if one.id == control.id
    ]
    return "\n\n".join(
        [
            mark("control", control.id),
            f"#### {escape(control.id)} {escape(control.title)}",
            f"{escape(control.severity).capitalize()}, {escape(control.owner)}."
            f" Clauses: {links('clause', control.clauses) or 'none'}."
            f" Rests on: {links('control', control.depends_on) or 'nothing'}."
            f" {spot(control.location)}",
            escape(control.statement),
            items(statuses) if statuses else "In force for no subject.",
            folded(
                f"Requirements ({len(control.requirements)}) and instances ({len(instances)})",
                table(_ASKED, (_asked(one) for one in control.requirements)),
                table(_SHOWN, (_shown(one) for one in instances)),
                f"Related: {_related(control.crosswalk) or 'nothing named'}.",
            ),
        ]
    )


def _related(crosswalk: tuple[str, ...]) -> str:
    """Related controls of other frameworks, those of one relation and basis together."""
    groups = related(crosswalk)
    return ". ".join(f"{escape(how)}: {sentences(found, 60)}" for how, found in groups.items())


def _asked(one: RequirementInfo) -> tuple[str, ...]:
    return (
        f"{code(one.id)} {escape(one.title)}",
        escape(one.type_title),
        escape(one.for_each or "organisation"),
        escape(f"{one.method}; {one.min_reliability} or better"),
        escape(one.period),
    )


def _shown(one: Instance) -> tuple[str, ...]:
    return (
        code(one.id),
        f"**{one.status}**" if one.status == "unmet" else one.status,
        ", ".join(code(name) for name in dict.fromkeys(each.code for each in one.reasons)),
        links("record", one.evidence, most=6),
        code(one.fresh_until) if one.fresh_until else "",
    )
