"""What was assessed, at which date, with which verdicts; and what the columns mean."""

from __future__ import annotations

from collections.abc import Iterator

from checker.report.gated import baseline_lists, baseline_words, gap_words, scope_words
from checker.report.model import Report
from checker.report.parts.method import LIMITS, command
from checker.report.sheets.sheet import Column, Sheet
from checker.report.view import day, equation, gate_of, last_day, tally, verdict_of

OPINION = (
    "No opinion is expressed. The sheets state what the evidence that was presented shows, under"
    " fixed rules and at one date."
)
_MEANINGS = (
    ("Requests", "One row for each instance that is not shown; its id stays the same over time."),
    (
        "Requests: ask",
        "The owner of the control; for what is inherited from whoever operates the asset that"
        " operator, and both for what is shared.",
    ),
    (
        "Requests: due",
        "The date since when it is not shown: the assessment date, or the earlier day on which what"
        " was there stopped being fresh. Where a waiver accepts it for every subject, the last day"
        " of the first one to end.",
    ),
    (
        "Traceability",
        "Each clause with the requirements of every control that implements it; a link may rest on"
        " some of them only.",
    ),
    ("Cells", "An apostrophe before = + - @ keeps a program from taking text for a formula."),
)


def about(report: Report) -> Sheet:
    """Two columns: what, and its value."""
    return Sheet(
        name="About",
        columns=(Column(head="What", width=34), Column(head="Value", width=110)),
        rows=(
            *_facts(report),
            *_verdicts(report),
            *_MEANINGS,
            *(("Limit", one) for one in LIMITS),
        ),
    )


def _facts(report: Report) -> Iterator[tuple[str, str]]:
    policy, catalog, as_of = report.policy, report.catalog, report.as_of
    kind = "custom" if catalog.custom else "shipped"
    overlay = ", with an overlay" if catalog.overlay else ""
    yield "Opinion", OPINION
    if as_of.projection:
        yield "Projection", "The date lies after the clock: evidence may still arrive."
    if as_of.closed_because is not None:
        yield "Closed", as_of.closed_because
    if report.partial:
        yield "Partial", f"Narrowed by {', '.join(report.partial)}"
    yield "Organisation", report.project.organization
    yield "Title", report.project.title or ""
    yield "As of", as_of.date
    yield "Period", f"{day(report.period.start)} to {last_day(report.period.end)}"
    yield "Policy", f"{policy.edition}, {policy.title}"
    yield "Catalog", f"{catalog.name} {catalog.version}, {kind}{overlay}"
    yield "Gate", f"{report.gate.status}; exit code {report.exit.code}: {report.exit.because}"
    yield from (("Gate: because", one) for one in report.gate.because)
    yield from (("Gate: accepted, the verdict stays", one) for one in report.gate.accepted)
    yield from gated(report)
    yield "Instances", equation(report)
    yield "Digest of this assessment", report.digest
    yield "Digest of the project", report.project.digest
    yield "Digest of the policy", policy.digest
    yield "Digest of the catalog", catalog.digest
    yield "By", f"{report.tool.name} {report.tool.version}, schema {report.schema}"
    yield "To recompute", command(report)


def gated(report: Report) -> Iterator[tuple[str, str]]:
    """What the gate leaves out, and the gaps that it knows."""
    if scope := scope_words(report):
        yield "Gate: scope", scope
    if report.gate.baseline is not None:
        yield "Gate: baseline", baseline_words(report.gate.baseline)
        for title, gaps in baseline_lists(report.gate.baseline):
            yield from (
                (f"Gate: {title.partition(',')[0].lower()}", gap_words(one)) for one in gaps
            )


def _verdicts(report: Report) -> Iterator[tuple[str, str]]:
    for subject in report.subjects:
        for standard in subject.standards:
            counted = tally(subject, standard)
            shown = f", {counted.satisfied} of {counted.total} clauses shown"
            gate = f", gate: {gate_of(standard)}" if standard.required else ""
            yield (
                f"Verdict: {subject.id}, {standard.id}",
                verdict_of(report, standard) + (shown if standard.required else "") + gate,
            )
