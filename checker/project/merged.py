"""A control of the catalog with a change of the overlay laid over it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from checker.diagnostics.places import key_of
from checker.project.laid import Here, Laying
from rsp.control import Control
from rsp.overlay import ControlChange, RequirementChange
from rsp.ref import Ref
from rsp.requirement import Requirement

_LISTS: dict[str, tuple[str, Callable[[Any], str]]] = {
    "implements": ("link to the clause", lambda one: str(one.clause)),
    "depends_on": ("dependency on", lambda one: str(one.control)),
    "evidence": ("requirement", lambda one: str(one.id)),
    "any_of": ("group", lambda one: str(one.id)),
}
"""By field of a control: what an item is called, and what it is known by."""


def merged(control: Control, change: ControlChange, at: Ref, laying: Laying) -> Control:
    """First what is removed, then what is set and added; defects go to the diagnostics."""
    laying.touch("", at)
    here = Here(old=control, change=change, at=at, base=laying.base, pointer="", path="")
    lists = {name: laying.items(here, name, kind, key) for name, (kind, key) in _LISTS.items()}
    lists["evidence"] = _requirements(control, change, lists["evidence"], here, laying)
    return replace(
        laying.fields(here, control),
        **lists,
        parameters=laying.entries(here, "parameters", "parameter"),
        crosswalk=(*control.crosswalk, *change.add.crosswalk),
    )


def _requirements(
    control: Control,
    change: ControlChange,
    evidence: tuple[Requirement, ...],
    outer: Here,
    laying: Laying,
) -> tuple[Requirement, ...]:
    """Those of the catalog that the overlay changes, each at its place in the merged list."""
    places = {one.id: index for index, one in enumerate(control.evidence)}
    found = list(evidence)
    for name, each in change.requirements.items():
        at = outer.at.at("requirements", name)
        index = next((spot for spot, one in enumerate(evidence) if one.id == name), None)
        if index is None or name not in places:
            laying.missing("requirement", name, places, key_of(at))
            continue
        here = Here(
            old=evidence[index],
            change=each,
            at=at,
            base=outer.base.at("evidence", places[name]),
            pointer=f"/evidence/{index}",
            path=f"/evidence/{name}",
        )
        found[index] = _requirement(evidence[index], each, here, laying)
    return tuple(found)


def _requirement(
    old: Requirement, change: RequirementChange, here: Here, laying: Laying
) -> Requirement:
    laying.touch(here.path, here.at)
    for spot, key in enumerate(change.remove.keys):
        place = here.at.at("remove", "keys", spot)
        laying.touch(f"{here.path}/{key}", place)
        if getattr(old, key) is None:
            laying.missing("key", key, (), place)
    bare = replace(old, **{key.value: None for key in change.remove.keys})
    return replace(
        laying.fields(here, bare),
        independent_of=laying.items(here, "independent_of", "independence from", str),
        with_=laying.entries(here, "with_", "joined record"),
        validations=laying.items(here, "validations", "validation", lambda one: str(one.rule)),
    )
