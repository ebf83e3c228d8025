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

from checker.report import requests, view
from checker.report.escape import anchor
from checker.report.html.drawing import drawings
from checker.report.html.matrix import matrices
from checker.report.html.register import register
from checker.report.html.timeline import timeline
from checker.report.html.trace import trace
from checker.report.layout import clean, number
from checker.report.model import Report
from checker.report.parts.method import LIMITS, command

_HERE = "checker.report.html"


def render(report: Report) -> str:
    """The whole page."""
    style, script = _asset("page.css"), _asset("page.js")
    template = _environment().get_template("page.html")
    return template.render(
        report=report,
        view=view,
        gaps=view.gaps(report),
        requests=requests.requests(report),
        trace=trace(report),
        register=register(report),
        matrices=matrices(report),
        timeline=timeline(report),
        drawings=drawings(report),
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
        known=_Known(report),
        number=number,
        limits=LIMITS,
        command=command(report),
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


class _Known:
    """Which named things the page holds: a link to anything else is plain text."""

    def __init__(self, report: Report) -> None:
        self._names = {
            "clause": {one.id for one in report.clauses},
            "control": {one.id for one in report.controls},
            "instance": {one.id for one in report.instances},
            "record": {one.id for one in report.records},
            "deviation": {one.id for one in report.deviations},
            "judgement": {one.id for one in report.judgements},
            "gap": {one.control for one in report.root_gaps},
            "asset": {one.asset for one in report.instances},
        }

    def __call__(self, kind: str, name: str) -> bool:
        return name in self._names[kind]


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
    found.filters["anchor"] = lambda name, kind: anchor(kind, name)
    return found


def _finalize(value: Any) -> Any:
    """Text without anything that acts on a reader's screen; nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return clean(value)
    return value
