"""The summary of a CI step in Markdown: verdict and gate, root gaps, what is due, and more.

GitHub takes up to 1 MiB for a step. https://docs.github.com/actions/reference/workflow-commands
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.report.cap import capped
from checker.report.ci.path import path_of
from checker.report.ci.place import HEAD, Places, is_here
from checker.report.ci.rest import idle
from checker.report.escape import code, escape
from checker.report.layout import number
from checker.report.model import Diagnostic, Exit, Gate, Report, Standard, Subject
from checker.report.parts.block import items, names, sentences, table
from checker.report.view import Gap, day, ending, equation, gaps, gate_of, tally, verdict_of

MOST_BYTES = 1_000_000
"""A little below 1 MiB."""
_ROWS = 20
_VERDICTS = 100
_PARTS = 12
"""The parts of a report, which the cap knows by their numbers; a summary fills four of them."""


def render(report: Report, prefix: str = "", more: str | None = None) -> str:
    """The summary; `prefix` is the project's folder in the repository, `more` the address of the
    whole report."""
    parts = {
        1: _front(report),
        3: _gaps(report, prefix),
        9: _due(report),
        12: [_more(report, more)],
    }
    filled = [[block for block in parts.get(at, ()) if block] for at in range(1, _PARTS + 1)]
    kept = capped(filled, MOST_BYTES, "The report holds all of it.").parts
    return "\n\n".join(block for part in kept for block in part) + "\n"


def render_files(
    diagnostics: Sequence[Diagnostic], gate: Gate, exit: Exit, prefix: str = ""
) -> str:
    """The summary of a project of which nothing could be assessed."""
    blocks = ["## Nothing was assessed", _gate(gate, exit), *_files(diagnostics, prefix)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _front(report: Report) -> list[str]:
    found = [
        f"## {escape(report.project.organization)} against {escape(report.policy.edition)}",
        _gate(report.gate, report.exit),
        _basis(report),
    ]
    rows = [
        _verdict(report, subject, each)
        for subject in report.subjects
        for each in subject.standards
        if each.required
    ]
    found.append(table(("Subject", "Standard", "Verdict", "Gate", "Shown"), rows[:_VERDICTS]))
    found.append(_rest(len(rows) - _VERDICTS, "verdict"))
    found.append(f"Instances: {equation(report)}.")
    return found


def _gate(gate: Gate, exit: Exit) -> str:
    head = f"**Gate: {gate.status}**, exit code {exit.code}: {escape(exit.because)}."
    because = items(escape(one) for one in gate.because[:_ROWS]) if gate.because else ""
    accepted = [f"Let pass by deviations: {sentences(gate.accepted)}"] if gate.accepted else []
    rest = _rest(len(gate.because) - _ROWS, "reason")
    return "\n\n".join(one for one in (head, because, rest, *accepted) if one)


def _basis(report: Report) -> str:
    as_of = report.as_of
    found = [f"As of {code(as_of.date)}, by {code(report.tool.name)} {escape(report.tool.version)}"]
    if as_of.projection:
        found.append("**Projection:** the date lies after the clock")
    if as_of.closed_because is not None:
        found.append(f"**Closed:** {escape(as_of.closed_because)}")
    if report.partial:
        found.append(f"**Partial:** narrowed by {names(report.partial)}")
    if report.edition is not None:
        found.append(f"**Edition** for {report.edition.audience} readers: parts are withheld")
    if report.catalog.custom or report.catalog.overlay is not None:
        found.append("**Catalog:** it is not the shipped one as it stands")
    return items(found)


def _verdict(report: Report, subject: Subject, one: Standard) -> tuple[str, ...]:
    counted = tally(subject, one)
    return (
        code(subject.id),
        code(one.id),
        f"**{escape(verdict_of(report, one))}**",
        gate_of(one),
        f"{counted.satisfied}/{counted.total}",
    )


def _gaps(report: Report, prefix: str) -> list[str]:
    found = gaps(report)
    heads = ("", "Control", "Severity", "Owner", "Unmet", "Why", "At")
    places = Places(report)
    rows = [_gap(at, one, places, prefix) for at, one in enumerate(found[:_ROWS], 1)]
    return [
        f"### Root gaps: {len(found)}, in the order to work on them" if found else "",
        table(heads, rows) if rows else "",
        _rest(len(found) - _ROWS, "root gap"),
        *_files([one for one in report.diagnostics if one.level == "error"], prefix),
    ]


def _gap(at: int, one: Gap, places: Places, prefix: str) -> tuple[str, ...]:
    first = one.instances[0] if one.instances else None
    place = places.of_gap(first, first.reasons) if first else HEAD
    return (
        str(at),
        f"{code(one.control)} {escape(one.title)}",
        escape(one.severity),
        escape(one.owner),
        number(len(one.instances), "instance"),
        names(one.codes, most=3),
        code(f"{path_of(place, prefix)}:{place.line}"),
    )


def _files(diagnostics: Sequence[Diagnostic], prefix: str) -> list[str]:
    if not diagnostics:
        return []
    lines = [
        f"{code(one.code)} {escape(one.message)}"
        + (
            f" ({code(f'{path_of(one.location, prefix)}:{one.location.line}')})"
            if is_here(one.location)
            else ""
        )
        for one in diagnostics[:_ROWS]
    ]
    rest = _rest(len(diagnostics) - _ROWS, "finding")
    return ["### Files", items(lines), rest]


def _due(report: Report) -> list[str]:
    fresh = [
        (one.fresh_until or "", one.id)
        for one in report.instances
        if one.status == "met" and (one.fresh_until or "") >= report.as_of.instant
    ]
    rows = [(code(day(until)), code(name), "newer evidence") for until, name in sorted(fresh)]
    ends = [
        (code(one.expires), code(one.id), "the deviation is renewed, or the gap closed")
        for one in ending(report)
    ]
    unneeded = idle(report)
    waiting = [
        one.id
        for one in report.judgements
        if one.state == "open" and one.id.partition("/")[0] not in unneeded
    ]
    heads = ("Until", "What", "Needs")
    return [
        "### What is due" if rows or ends or waiting else "",
        table(heads, [*ends[:_ROWS], *rows[: _ROWS // 2]]) if rows or ends else "",
        _rest(len(rows) - _ROWS // 2, "later date"),
        f"Waiting for a reviewer: {names(waiting, most=6)}." if waiting else "",
    ]


def _more(report: Report, more: str | None) -> str:
    """Where the rest is; the address was given on the command line."""
    link = f"[The whole report]({more})." if more else "`rsp report` writes the whole report."
    return f"{link} Digest of the assessment: {code(report.digest)}."


def _rest(count: int, what: str) -> str:
    return f"And {number(count, f'{what} more', f'{what}s more')}." if count > 0 else ""
