"""where-undecidable: a `where` that has no answer for assets of the inventory (R5)."""

from __future__ import annotations

from collections.abc import Iterator

from checker.assess.parameters import resolve
from checker.assess.places import asset_map, event_map
from checker.diagnostics.diagnostic import Diagnostic, Related
from checker.diagnostics.make import diagnose
from checker.expr.cel import Outcome, Rule
from checker.lint.names import short
from checker.lint.walk import Expression, compiled, expressions, reaches
from checker.project.project import Project
from rsp.time import END_OF_TIME

_UNDECIDED = (Outcome.ERROR, Outcome.TOO_LARGE)


def rule(project: Project) -> Iterator[Diagnostic]:
    """Assets about which a `where` asks what the inventory does not say.

    The requirement includes them with `scope-error`, so the diagnostic reaches no verdict by
    itself. In a project's own catalog one that fails everywhere is reported where it is written.
    """
    seen: set[tuple[object, str]] = set()
    for one in expressions(project):
        key = (one.requirement.for_each, one.text)
        if one.validation or key in seen:
            continue
        seen.add(key)
        decide = compiled(one)
        if not isinstance(decide, Rule):
            continue
        asked = list(_ask(project, one, decide))
        failed = [(name, message) for name, outcome, message in asked if outcome in _UNDECIDED]
        if failed and len(failed) == len(asked) and project.catalog.custom:
            yield _misread(project, one, *failed[0])
            continue
        for name, message in failed:
            yield diagnose(
                "where-undecidable",
                project.refs[name].at("attributes"),
                f"the inventory does not decide {short(one.text)!r} for {name}: {message}",
                help="state the attribute",
                related=(Related(at=one.at, message=f"{one.control.id} asks for it"),),
                reaches=(),
            )


def _misread(project: Project, one: Expression, name: str, message: str) -> Diagnostic:
    return diagnose(
        "where-undecidable",
        one.at,
        f"it cannot be decided for any asset of the inventory: {message}",
        help="read an attribute that the inventory states",
        related=(Related(at=project.refs[name], message="the first of them"),),
        reaches=reaches(one.control),
    )


def _ask(project: Project, one: Expression, decide: Rule) -> Iterator[tuple[str, Outcome, str]]:
    """What it says about each asset or event: its key, the outcome, and why there is none."""
    kinds = one.requirement.for_each
    declared = project.settings.parameters.get(one.control.id, {})
    fixed: dict[str, object] = {
        "params": resolve(one.control, declared).scope(),
        "as_of": END_OF_TIME,
    }
    if "inventory" in decide.names:
        fixed["inventory"] = _inventory(project)
    if isinstance(kinds, str) and kinds.startswith("event/"):
        for key, event in project.events.items():
            if event.type == kinds.removeprefix("event/"):
                result = decide({**fixed, "event": event_map(event)})
                yield key, result.outcome, result.message
        return
    first, second = (kinds, None) if isinstance(kinds, str) else ((*(kinds or ()), None, None))[:2]
    # One partner is enough to see whether a pair can be decided.
    partner = next((asset for asset in project.assets.values() if asset.type == second), None)
    if partner is not None:
        fixed["model"] = asset_map(partner)
    for key, asset in project.assets.items():
        if asset.type == first:
            result = decide({**fixed, "asset": asset_map(asset)})
            yield key, result.outcome, result.message


def _inventory(project: Project) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {"event": [event_map(one) for one in project.events.values()]}
    for asset in project.assets.values():
        found.setdefault(asset.type, []).append(asset_map(asset))
    return found
