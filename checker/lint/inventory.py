"""reason-missing and asset-type-unused: what the inventory says, and of what kinds (R7)."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.lint.names import short
from checker.lint.walk import requirements
from checker.project.project import Project
from rsp.asset import Asset, Event
from rsp.requirement import Requirement

MODEL = "model"


def rule(project: Project) -> Iterator[Diagnostic]:
    """reason-missing: `models: none` without `models_because`."""
    things: list[Asset | Event] = [*project.assets.values(), *project.events.values()]
    for thing in things:
        if thing.models == "none" and thing.models_because is None:
            yield diagnose(
                "reason-missing",
                project.refs[thing.key].at("models"),
                f"{thing.key} is said to bear on no model, without a reason",
                help="add models_because",
            )


def unused_types(project: Project) -> Iterator[Diagnostic]:
    """asset-type-unused: a type of asset or event that nothing in the catalog asks about."""
    asked = {kind for _, one, _ in requirements(project) for kind in one.kinds} | {MODEL}
    texts = [text for _, one, _ in requirements(project) for text in _expressions(one)]
    seen: set[str] = set()
    things: list[Asset | Event] = [*project.assets.values(), *project.events.values()]
    for thing in things:
        event = isinstance(thing, Event)
        kind = f"event/{thing.type}" if event else thing.type
        if kind in seen | asked or any(_reads(text, thing.type, event) for text in texts):
            continue
        seen.add(kind)
        close = difflib.get_close_matches(kind, sorted(asked), n=1)
        yield diagnose(
            "asset-type-unused",
            project.refs[thing.key].at("type"),
            f"no requirement is for each {short(kind)}, so nothing about {short(thing.id)} "
            "is ever asked",
            help=f"did you mean {close[0]!r}?" if close else "ask for evidence of it, or leave it",
        )


def _expressions(requirement: Requirement) -> list[str]:
    where = [requirement.where] if requirement.where is not None else []
    return [*where, *(one.rule for one in requirement.validations)]


def _reads(text: str, kind: str, event: bool) -> bool:
    """Whether an expression reads all assets of a type, or events by their type."""
    if event:
        return "inventory.event" in text and f'"{kind}"' in text.replace("'", '"')
    return re.search(rf"\binventory\.{re.escape(kind)}\b", text) is not None
