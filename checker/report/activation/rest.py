"""Parts 2 to 5 of the activation report as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checker.report.activation.model import Activation, Conflict, Family, Said, Watch
from checker.report.activation.shown import source
from checker.report.escape import code, escape
from checker.report.parts.block import folded, items, long_table, names, table
from checker.report.sides import side_words
from checker.report.view import day

_NEXT = 40
"""Ends that are listed."""
_WATCH = ("Family", "Control", "What is asked", "Evidence", "How often, how fresh", "For each",
          "Met", "Holes", "Fresh until")  # fmt: skip


def protection_part(
    found: Activation, heads: tuple[str, ...], rows: Callable[[tuple[Said, ...]], object]
) -> list[str]:
    """Families with counts, then every control with its status."""
    controls = [one for family in found.families for one in family.protections]
    shown = sum(one.shown for one in controls)
    return [
        "## 2 Protections, by control family",
        f"Controls: {len(controls)}, of which the evidence shows {shown}. *Shown*: the control is"
        " satisfied for every model, and the organisation, that it is asked of. A title says what"
        " is asked for, not what is so. Families of commitments are about what was reported; they"
        " are no criteria of the policy and stand last.",
        table(
            ("Family", "Standard", "Shown", "Controls"),
            (
                (code(one.name), code(one.standard), str(one.shown), str(len(one.protections)))
                for one in found.families
            ),
        ),
        *(_family(one) for one in found.families),
        "### Said of protections",
        "Claims, dated, with their sources. They are no part of any status above.",
        long_table("Statements", heads, rows(found.said_of_protections)),  # type: ignore[arg-type]
    ]


def _family(family: Family) -> str:
    return "\n\n".join(
        (
            f"### {escape(family.name)}: {family.shown} of {len(family.protections)} shown",
            table(
                ("Control", "What it asks for", "Severity", "Status", "Clauses", "Said of them"),
                (
                    (
                        code(one.control),
                        escape(one.title),
                        escape(one.severity),
                        _statuses(one.statuses),
                        names(one.clauses, most=4),
                        names(one.said, most=4),
                    )
                    for one in family.protections
                ),
            ),
        )
    )


def _statuses(found: dict[str, tuple[str, ...]]) -> str:
    """The status, with its subjects where there are several."""
    if len(found) == 1:
        return escape(_word(next(iter(found))))
    return "; ".join(
        f"{escape(_word(status))} for {names(subjects, most=4)}"
        for status, subjects in sorted(found.items())
    )


def _word(status: str) -> str:
    return {"satisfied": "shown", "not-applicable": "not applicable"}.get(
        status, f"not shown ({status})"
    )


def watch_part(found: Activation) -> list[str]:
    """How ongoing monitoring works: what is asked for over time, and what of it is there."""
    first = [one for one in found.watches if one.monitoring]
    rest = [one for one in found.watches if not one.monitoring]
    met, asked = (sum(getattr(one, name) for one in found.watches) for name in ("met", "of"))
    return [
        "## 3 Ongoing monitoring",
        "What controls in force ask for over time, how often and how fresh. The catalog asks for"
        " it; that it happens is shown only where *met* says so, of the models, surfaces and other"
        f" things that it is asked for: {met} of {asked} in all.",
        "### Monitoring controls",
        long_table("Requirements", _WATCH, _watches(first)),
        "### Other controls that are watched over time",
        long_table("Requirements", _WATCH, _watches(rest)),
    ]


def _watches(found: list[Watch]) -> Iterator[tuple[str, ...]]:
    for one in found:
        yield (
            code(one.family),
            code(one.control),
            escape(one.title),
            escape(one.evidence),
            escape(one.asked),
            escape(one.for_each or "the organisation"),
            f"{one.met} of {one.of}",
            str(one.holes),
            escape(day(one.fresh_until)) if one.fresh_until else "",
        )


def conflict_part(found: Activation) -> list[str]:
    """Contradictions between sources, each with what it is held against and what prevails."""
    statements = [one for one in found.conflicts if one.kind == "statements"]
    evidence = [one for one in found.conflicts if one.kind == "evidence"]
    return [
        "## 4 Contradictions between sources",
        "### Statements",
        "A statement that is contradicted, disputed or unsupported is repeated to say so, not as"
        " something that is so. None of them bears on a verdict.",
        "\n\n".join(_conflict(one) for one in statements) or "None.",
        "### Evidence",
        items(
            f"{escape(one.what)} ({names(one.against)}): {escape(one.prevails)}."
            + "".join(f" {escape(side_words(side))}." for side in one.sides)
            for one in evidence
        ),
    ]


def _conflict(one: Conflict) -> str:
    said = one.said
    if said is None:
        return ""
    late = "" if said.counts else "; not there at the assessment date"
    read = ", the day it was read" if said.dated_by == "reading" else ""
    how = "Goes beyond" if said.standing == "unsupported" else "Held against"
    lines = [f"{how} {escape(each)}" for each in one.against]
    lines.append(f"What prevails: {escape(one.prevails)}.")
    return (
        f"{code(said.id)}, **{escape(said.standing)}**: *{escape(said.text)}*"
        f" {escape(source(said))}, {escape(said.public_by)}{read}{late}.\n\n{items(lines)}"
    )


def open_part(found: Activation) -> list[str]:
    """Gaps, questions, ends, and what came too late."""
    parts = [
        ("determination", "Determinations without their effect", "Effects"),
        ("gap", "Gaps, in the order to work on them", "Gaps"),
        ("judgement", "Questions that evidence cannot settle, open", "Questions"),
        ("ends", f"What ends next (the first {_NEXT})", "Ends"),
        ("later", "Statements that were not there at the date", "Statements"),
    ]
    blocks = ["## 5 Open points"]
    for kind, title, summary in parts:
        mine = [one for one in found.open if one.kind == kind]
        rows = mine[:_NEXT] if kind == "ends" else mine
        lines = [
            f"{code(one.id)}{f', {escape(day(one.when))}' if one.when else ''}: {escape(one.words)}"
            for one in rows
        ]
        block = items(lines)
        blocks += [
            f"### {title}: {len(mine)}",
            folded(f"{summary} ({len(lines)})", block) if len(lines) > 25 else block,
        ]
    return blocks
