"""missing-key, unknown-key and deviation-matches-nothing: what a deviation is about (R20)."""

from __future__ import annotations

from collections.abc import Iterator

from checker.assess.assessment import ORGANIZATION
from checker.diagnostics.diagnostic import EVERYTHING, Diagnostic
from checker.diagnostics.make import diagnose
from checker.diagnostics.places import key_of
from checker.project.project import Project
from rsp.control import Control
from rsp.deviation import Deviation, foreign_keys, missing_keys
from rsp.ref import Ref
from rsp.requirement import Requirement


def keys(project: Project) -> Iterator[Diagnostic]:
    """Keys that the kind of a deviation needs and that are not there, or that it does not know."""
    for name, one in project.deviations.items():
        at, kind = project.refs[f"deviation/{name}"], one.kind.value
        for key in missing_keys(one):
            yield diagnose(
                "missing-key",
                at,
                f"the key {key!r} is missing, which a deviation of the kind {kind} needs",
                help=f"give {name} the key, or another kind",
                reaches=_reach(one),
            )
        for key in foreign_keys(one):
            yield diagnose(
                "unknown-key",
                key_of(at.at(key)),
                f"the key {key!r} is not known to a deviation of the kind {kind}",
                help=f"remove it from {name}, or give the deviation another kind",
                reaches=_reach(one),
            )


def matching(project: Project) -> Iterator[Diagnostic]:
    """Deviations about a model, control, requirement, asset or standard that does not exist."""
    models = {asset.id for asset in project.assets.values() if asset.type == "model"}
    for name, one in project.deviations.items():
        at = project.refs[f"deviation/{name}"]
        if one.model is not None and one.model not in models:
            yield _nothing(
                one, at.at("model"), f"the inventory has no model {one.model!r}", "model"
            )
        if one.standard is not None and one.standard not in project.edition.standards:
            text = f"the edition has no standard {one.standard!r}"
            yield _nothing(one, at.at("standard"), text, "standard")
        if one.control is not None:
            yield from _waived(project, one, at)


def _waived(project: Project, one: Deviation, at: Ref) -> Iterator[Diagnostic]:
    control = project.catalog.controls.get(str(one.control))
    if control is None:
        text = f"the catalog has no control {one.control!r}"
        yield _nothing(one, at.at("control"), text, "control")
        return
    asked = [each for each in control.evidence if one.requirement in (None, each.id)]
    if not asked:
        text = f"{control.id} has no requirement {one.requirement!r}"
        yield _nothing(one, at.at("requirement"), text, "requirement")
    elif one.asset is not None:
        yield from _asset(project, one, control, asked, at.at("asset"))


def _asset(
    project: Project, one: Deviation, control: Control, asked: list[Requirement], at: Ref
) -> Iterator[Diagnostic]:
    parts = str(one.asset).split("+")
    for part in parts:
        if part != ORGANIZATION and part not in project.assets and part not in project.events:
            text = f"the inventory has no {part!r}"
            yield _nothing(one, at, text, "asset or event")
            return
    types = () if one.asset == ORGANIZATION else tuple(part.rpartition("/")[0] for part in parts)
    if all(each.kinds != types for each in asked):
        text = f"{control.id} asks for nothing there"
        if one.requirement is not None:
            text = f"{control.id}/{one.requirement} is not asked for {one.asset!r}"
        yield _nothing(one, at, text, "asset or event")


def _nothing(one: Deviation, at: Ref, text: str, what: str) -> Diagnostic:
    source = {"model": "inventory", "asset or event": "inventory", "standard": "edition"}
    whose = source.get(what, "catalog")
    return diagnose(
        "deviation-matches-nothing",
        at,
        f"{text}, so {one.id} is about nothing",
        help=f"name the {what} as the {whose} has it, or remove the deviation",
        reaches=() if one.clause is None else (f"clause/{one.clause}",),
    )


def _reach(one: Deviation) -> tuple[str, ...]:
    """What a deviation of unclear content may bear on: a waiver moves no verdict."""
    if one.clause is not None:
        return (f"clause/{one.clause}",)
    return (EVERYTHING,) if "clause" in missing_keys(one) else ()
