"""The page: one file without any outside reference, in twelve parts."""

from __future__ import annotations

from checker.report import gated, requests, sides, view
from checker.report.html.asked import asks
from checker.report.html.assets import assets
from checker.report.html.carried import register
from checker.report.html.drawing import drawings
from checker.report.html.found import findings, others
from checker.report.html.links import Known, Links
from checker.report.html.matrix import matrices
from checker.report.html.register import from_where, worth
from checker.report.html.runs import RunRecords
from checker.report.html.shell import page
from checker.report.html.timeline import timeline
from checker.report.html.trace import common, trace
from checker.report.html.verdicts import verdicts
from checker.report.model import Hole, Report
from checker.report.parts.method import LIMITS, command

PARTS = (
    "Verdict and gate",
    "Scope and basis",
    "Gaps",
    "Clause by clause",
    "Coverage",
    "What rests on what",
    "Deviations and shortfalls",
    "Evidence register",
    "What expires when",
    "Judgements",
    "Evidence to ask for",
    "Method and limits",
)


def render(report: Report) -> str:
    """The whole page."""
    asked = asks(requests.requests(report))
    links = Links(_known(report, [one.request.instance for one in asked.rows]))
    return page(
        "checker.report.html",
        "page.html",
        ("find.js", "draw.js"),
        report=report,
        tool=report.tool,
        gated=gated,
        big=links.short,
        verdicts=verdicts(report),
        gaps=view.gaps(report),
        whole=sides.span(Hole(start=report.period.start, end=report.period.end)),
        asks=asked,
        assets=assets(report),
        links=links,
        run_records=RunRecords(report, links),
        trace=trace(report),
        register=register(report, links.short),
        matrices=matrices(report),
        timeline=timeline(report),
        drawings=drawings(report),
        parts=PARTS,
        limits=LIMITS,
        command=command(report),
        common=common,
        findings=findings,
        from_where=from_where,
        others=others,
        related=view.related,
        worth=worth,
        has=links.has,
        to=links.to,
        many=links.many,
        place=links.place,
    )


def _known(report: Report, asked: list[str]) -> Known:
    """Which named things the page holds, by kind."""
    return {
        "clause": [one.id for one in report.clauses],
        "control": [one.id for one in report.controls],
        "requirement": [
            f"{one.id}/{each.id}" for one in report.controls for each in one.requirements
        ],
        "instance": [one.id for one in report.instances],
        "record": [one.id for one in report.records],
        "deviation": [one.id for one in report.deviations],
        "judgement": [one.id for one in report.judgements],
        "gap": [one.control for one in report.root_gaps],
        "asset": [one.asset for one in report.instances],
        "request": asked,
        "type": [one.type for one in report.records],
        "subject": [one.id for one in report.subjects],
        "determination": [
            f"{one.id}/{each.threshold}" for one in report.subjects for each in one.determinations
        ],
    }
