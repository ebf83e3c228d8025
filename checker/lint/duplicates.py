"""duplicate-id, duplicate-requirement: what stands twice in one control."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from checker.diagnostics.diagnostic import Diagnostic, Related
from checker.diagnostics.make import diagnose
from checker.lint.walk import controls, reaches
from checker.project.project import Project
from rsp.control import Control
from rsp.ref import Ref
from rsp.requirement import Requirement


def rule(project: Project) -> Iterator[Diagnostic]:
    """Ids that are used twice, and requirements that differ in nothing but their name."""
    for control, at in controls(project):
        yield from _ids(control, at)
        yield from _requirements(control, at)


def _ids(control: Control, at: Ref) -> Iterator[Diagnostic]:
    lists: dict[str, list[tuple[str, Ref]]] = {
        "requirement": [
            (one.id, at.at("evidence", index, "id")) for index, one in enumerate(control.evidence)
        ],
        "link to": [
            (one.clause, at.at("implements", index, "clause"))
            for index, one in enumerate(control.implements)
        ],
        "dependency on": [
            (one.control, at.at("depends_on", index, "control"))
            for index, one in enumerate(control.depends_on)
        ],
        "group": [
            (one.id, at.at("any_of", index, "id")) for index, one in enumerate(control.any_of)
        ],
        "alternative": [
            (name, at.at("any_of", index, "of", spot))
            for index, group in enumerate(control.any_of)
            for spot, name in enumerate(group.of)
        ],
    }
    for what, found in lists.items():
        yield from _twice(control, what, found)


def _twice(control: Control, what: str, found: Iterable[tuple[str, Ref]]) -> Iterator[Diagnostic]:
    first: dict[str, Ref] = {}
    for name, at in found:
        if first.setdefault(name, at) is not at:
            yield diagnose(
                "duplicate-id",
                at,
                f"{control.id} has the {what} {name!r} twice",
                help="remove one, or give it another id",
                related=(Related(at=first[name], message="it stands here first"),),
                reaches=reaches(control),
            )


def _requirements(control: Control, at: Ref) -> Iterator[Diagnostic]:
    first: dict[bytes, tuple[Requirement, Ref]] = {}
    for index, requirement in enumerate(control.evidence):
        here = at.at("evidence", index)
        bare = msgspec.structs.replace(requirement, id="-", title="-")
        key = msgspec.json.encode(bare, enc_hook=str)
        earlier, where = first.setdefault(key, (requirement, here))
        if earlier.id != requirement.id:
            yield diagnose(
                "duplicate-requirement",
                here,
                f"{requirement.id!r} asks for the same as {earlier.id!r}",
                help="remove one of them, or say what is different about it",
                related=(Related(at=where, message="the same is asked for here"),),
                reaches=reaches(control),
            )
