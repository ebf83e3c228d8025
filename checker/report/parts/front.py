"""Part 1: what was assessed against what, by what; verdict and gate side by side."""

from __future__ import annotations

from checker.report.escape import code, escape
from checker.report.model import Report, Standard, Subject
from checker.report.parts.block import items, table
from checker.report.parts.gated import gated
from checker.report.parts.overlay import overlay
from checker.report.view import (
    COMMITMENTS,
    day,
    equation,
    gate_of,
    last_day,
    tally,
    verdict_of,
    withheld,
)

_OPINION = (
    "No opinion is expressed. The report states what the evidence that was presented shows, under"
    " fixed rules and at one date. It does not say that a model is safe, that it may be trained,"
    " stored or deployed, or that anybody complied or failed to comply with anything; those are"
    " judgements of people. Where no evidence was presented, nothing follows but that."
)
_HEADS = ("Subject", "Standard", "Verdict", "Gate", "Shown", "Over the period", "State only")


def front(report: Report) -> list[str]:
    """Heads, the qualifications of the date, and the table of verdicts."""
    return [
        f"# Assessment of {escape(report.project.organization)}"
        f" against {escape(report.policy.edition)}",
        *_qualified(report),
        _OPINION,
        "## 1 What was assessed",
        _facts(report),
        *overlay(report),
        "### Verdict and gate",
        "The verdict says what the evidence shows; the gate says what the organisation lets pass."
        " *Shown* counts clauses that are satisfied or substituted, of all that count; operation"
        " was tested over the period for some, and seen only as a state at a date for others.",
        table(_HEADS, _verdicts(report, apart=False)),
        f"**Gate: {report.gate.status}.** Exit code {report.exit.code}:"
        f" {escape(report.exit.because)}.",
        items(escape(reason) for reason in report.gate.because) if report.gate.because else "",
        _accepted(report),
        *gated(report),
        f"Instances: {equation(report)}.",
        "### Reported commitments",
        "What the organisation announced. They have counts of their own and are no part of a"
        " verdict above.",
        table(_HEADS, _verdicts(report, apart=True)),
    ]


def _accepted(report: Report) -> str:
    """The verdicts that the gate lets pass and does not move."""
    if not report.gate.accepted:
        return ""
    lines = items(escape(one) for one in report.gate.accepted)
    return f"Let pass as they are, by deviations (part 7); the verdicts stay:\n\n{lines}"


def _qualified(report: Report) -> list[str]:
    as_of, found = report.as_of, []
    if report.edition is not None:
        kind, _, rest = withheld(report.edition).partition(". ")
        found.append(f"**{kind}.** {escape(rest)}")
    if as_of.projection:
        found.append("**Projection.** The date lies after the clock: evidence may still arrive.")
    if as_of.closed_because is not None:
        age = "" if as_of.closed_age_days is None else f", {as_of.closed_age_days} days old"
        found.append(f"**Closed{age}:** {escape(as_of.closed_because)}")
    if report.partial:
        found.append(f"**Partial.** Narrowed by {', '.join(code(one) for one in report.partial)}.")
    if report.catalog.custom:
        found.append("**Custom catalog.** The shipped catalog was replaced.")
    if report.catalog.overlay is not None:
        changes = report.catalog.overlay.changes
        less = sum(1 for one in changes if one.kind in ("weaker", "undecidable"))
        found.append(
            f"**Overlay.** The organisation changed the catalog in {len(changes)} places; {less} of"
            " them ask for less, or may."
        )
    return found


def _facts(report: Report) -> str:
    custom = "custom" if report.catalog.custom else "shipped"
    if report.catalog.overlay is not None:
        custom += ", with an overlay"
    policy = report.policy
    rows = [
        ("Organisation", code(report.project.organization)),
        ("Title", escape(report.project.title or "")),
        ("Project", code(report.project.path)),
        ("As of", f"{code(report.as_of.date)} (from: {escape(report.as_of.source)})"),
        ("Period", f"{code(day(report.period.start))} to {code(last_day(report.period.end))}"),
        ("Policy", f"{code(policy.edition)}, {escape(policy.title)}"),
        ("In effect from", escape(policy.effective)),
        ("Text", escape(policy.source)),
        ("Catalog", f"{code(report.catalog.name)} {escape(report.catalog.version)}, {custom}"),
        ("By", f"{code(report.tool.name)} {escape(report.tool.version)}"),
        ("Digest of this assessment", code(report.digest)),
        ("Digest of the project", code(report.project.digest)),
        ("Digest of the policy", code(policy.digest)),
        ("Digest of the catalog", code(report.catalog.digest)),
    ]
    return table(("Fact", "Value"), rows)


def _verdicts(report: Report, *, apart: bool) -> list[tuple[str, ...]]:
    return [
        _verdict(report, subject, standard)
        for subject in report.subjects
        for standard in subject.standards
        if (standard.id == COMMITMENTS) is apart
    ]


def _verdict(report: Report, subject: Subject, standard: Standard) -> tuple[str, ...]:
    counted = tally(subject, standard)
    figures = (f"{counted.satisfied}/{counted.total}", counted.over_time, counted.state_only)
    return (
        code(subject.id),
        code(standard.id),
        f"**{escape(verdict_of(report, standard))}**",
        gate_of(standard),
        *(str(one) if standard.required else "" for one in figures),
    )
