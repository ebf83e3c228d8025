"""The files of a new project: it lints without an error, and says what is to be written where."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from checker.scaffold.lines import scalar
from checker.scaffold.pins import lines
from rsp.standard import Edition

if TYPE_CHECKING:
    from jinja2 import Environment

    from rsp.project import Catalog, Pins

TEMPLATES = Path(__file__).parent / "templates"

_FILES = {
    "rsp.yaml": "rsp.yaml.j2",
    "inventory.yaml": "inventory.yaml.j2",
    "parties.yaml": "parties.yaml.j2",
    "deviations.yaml": "deviations.yaml.j2",
    "reviews.yaml": "reviews.yaml.j2",
    "determinations/README.md": "determinations.md.j2",
    "evidence/README.md": "evidence.md.j2",
    "evidence/.gitattributes": "gitattributes.j2",
}
"""Path in the project to the template of the file."""


class Start(msgspec.Struct, frozen=True, kw_only=True):
    """What a new project cannot do without."""

    organization: str
    models: tuple[str, ...]
    """At least one."""
    start: str
    """First day of the period."""
    policy: str
    title: str | None = None


def project_files(start: Start, catalog: Catalog, edition: Edition, pins: Pins) -> dict[str, str]:
    """Path to text."""
    known = {
        "organization": scalar(start.organization),
        "models": [scalar(model) for model in start.models],
        "start": start.start,
        "policy": scalar(start.policy),
        "title": scalar(start.title) if start.title else None,
        "pins": lines(pins),
        "roles": [role for role in roles(catalog, edition) if role != start.organization],
    }
    return {path: rendered(template, **known) for path, template in _FILES.items()}


def roles(catalog: Catalog, edition: Edition) -> list[str]:
    """Offices that approve in an edition, then the owners of a catalog's controls."""
    offices = edition.data.determination.approvals
    owners = sorted({control.owner for control in catalog.controls.values()})
    return list(dict.fromkeys((*offices, *owners)))


def rendered(template: str, **known: object) -> str:
    """A template of this package with its values."""
    return _environment().get_template(template).render(known)


@cache
def _environment() -> Environment:
    """Marks of its own: `{{` stands in workflows, and braces in YAML."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=False,  # YAML and Markdown; values are quoted by `lines.scalar`
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
