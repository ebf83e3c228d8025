"""From a report, or from diagnostics alone, to what the formats for CI tell."""

from __future__ import annotations

from collections.abc import Iterable

from checker.report.ci.files import files
from checker.report.ci.finding import LEVELS, SEVERITIES, Finding, Told
from checker.report.ci.gaps import Gaps
from checker.report.ci.rest import clauses, gate_finding, judgements, undermined
from checker.report.model import Exit, Gate, Report, Tool

_SOURCES = ("gate", "file", "gap", "clause", "control", "judgement")


def told(report: Report) -> Told:
    """All that was found, the most important first."""
    found = [
        *gate_finding(report.gate),
        *files(report.diagnostics),
        *Gaps(report).findings(),
        *clauses(report),
        *undermined(report),
        *judgements(report),
    ]
    return Told(
        tool=report.tool,
        exit=report.exit,
        gate=report.gate,
        findings=ranked(found),
        facts={
            "organization": report.project.organization,
            "policy": report.policy.edition,
            "asOf": report.as_of.date,
            "assessment": report.digest,
            "projectDigest": report.project.digest,
            "policyDigest": report.policy.digest,
            "catalogDigest": report.catalog.digest,
        },
    )


def told_of(findings: Iterable[Finding], tool: Tool, exit: Exit, gate: Gate | None = None) -> Told:
    """Findings where nothing was assessed; `gate` is None for lint."""
    found = (*(gate_finding(gate) if gate else ()), *findings)
    return Told(tool=tool, exit=exit, gate=gate, findings=ranked(found), facts={})


def ranked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What is not accepted first; then by level, source, severity and the order to work on."""
    return tuple(sorted(findings, key=_rank))


def _rank(one: Finding) -> tuple[object, ...]:
    grave = SEVERITIES.index(one.severity) if one.severity in SEVERITIES else len(SEVERITIES)
    return (
        bool(one.accepted),
        LEVELS.index(one.level),
        _SOURCES.index(one.source),
        one.order,
        grave,
        one.about,
        one.rule,
        one.identity,
    )
