"""The page: one file without any outside reference, whose policy allows only its own style and
script, by their digests."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound
from markupsafe import Markup

from checker.report import requests, sides, view
from checker.report.html import bits
from checker.report.html.asked import asks
from checker.report.html.assets import assets
from checker.report.html.carried import register
from checker.report.html.drawing import drawings
from checker.report.html.found import findings, others
from checker.report.html.links import Known, Links
from checker.report.html.matrix import matrices
from checker.report.html.register import from_where, worth
from checker.report.html.runs import RunRecords
from checker.report.html.timeline import timeline
from checker.report.html.trace import common, trace
from checker.report.html.verdicts import verdicts
from checker.report.layout import number
from checker.report.model import Hole, Report
from checker.report.parts.method import LIMITS, command

_HERE = "checker.report.html"
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
    style, script = _asset("page.css"), _asset("page.js")
    asked = asks(requests.requests(report))
    links = Links(_known(report, [one.request.instance for one in asked.rows]))
    template = _environment().get_template("page.html")
    return template.render(
        report=report,
        view=view,
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
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
        parts=PARTS,
        limits=LIMITS,
        command=command(report),
        has=links.has,
        to=links.to,
        many=links.many,
        place=links.place,
    )


def _policy(style: str, script: str) -> str:
    """The content security policy: nothing may be loaded, sent, framed or submitted."""
    return (
        f"default-src 'none'; style-src {_source(style)}; script-src {_source(script)};"
        " base-uri 'none'; form-action 'none'"
    )


def _source(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


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
    }


@cache
def _asset(name: str) -> str:
    return files(_HERE).joinpath(name).read_text(encoding="utf-8")


class _Templates(BaseLoader):
    """The templates that are part of this package."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Any]:
        try:
            return _asset(f"{template}.j2"), template, lambda: True
        except FileNotFoundError as error:
            raise TemplateNotFound(template) from error


@cache
def _environment() -> Environment:
    """Everything that comes from a report is cleaned and escaped on its way into the page."""
    found = Environment(
        loader=_Templates(),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals.update(
        attr=bits.attr,
        chip=bits.chip,
        common=common,
        day=view.day,
        findings=findings,
        from_where=from_where,
        last_day=view.last_day,
        named=bits.named,
        number=number,
        others=others,
        related=view.related,
        sentences=bits.sentences,
        sides=sides.sides,
        span=sides.span,
        spot=bits.spot,
        supersession=sides.supersession,
        worth=worth,
    )
    return found


def _finalize(value: Any) -> Any:
    """Text without anything that acts on a reader's screen; nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return bits.shown(value)
    return value
