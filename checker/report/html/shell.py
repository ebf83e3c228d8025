"""What every page is set in: templates that escape, one style and one script, and a policy that
allows these alone, by their digests."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, TemplateNotFound
from markupsafe import Markup

from checker.report import sides, view
from checker.report.html import bits
from checker.report.layout import number

_HERE = "checker.report.html"


def page(package: str, name: str, scripts: tuple[str, ...], **values: Any) -> str:
    """A template of a package with its values, set in the shell."""
    style = _asset(_HERE, "page.css")
    script = "".join(_asset(_HERE, one) for one in scripts)
    return _template(package, name).render(
        style=Markup(style), script=Markup(script), policy=_policy(style, script), **values
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


@cache
def _asset(package: str, name: str) -> str:
    return files(package).joinpath(name).read_text(encoding="utf-8")


@cache
def _template(package: str, name: str) -> Template:
    return _environment(package).get_template(name)


class _Templates(BaseLoader):
    """The templates of a package, and those of the shell."""

    def __init__(self, package: str) -> None:
        self._packages = (package, _HERE)

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Any]:
        for package in self._packages:
            try:
                return _asset(package, f"{template}.j2"), template, lambda: True
            except FileNotFoundError:
                continue
        raise TemplateNotFound(template)


@cache
def _environment(package: str) -> Environment:
    """Everything that comes from a report is cleaned and escaped on its way into the page."""
    found = Environment(
        loader=_Templates(package),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals.update(
        attr=bits.attr,
        chip=bits.chip,
        day=view.day,
        last_day=view.last_day,
        named=bits.named,
        number=number,
        sentences=bits.sentences,
        side_words=sides.side_words,
        sides=sides.sides,
        span=sides.span,
        spot=bits.spot,
        supersession=sides.supersession,
        view=view,
    )
    found.filters["day"] = view.day
    return found


def _finalize(value: Any) -> Any:
    """Text without anything that acts on a reader's screen; nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return bits.shown(value)
    return value
