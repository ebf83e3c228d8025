"""What a patch says: the example it starts from, and steps that are applied in their order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from checker.read.limits import AUTHORED
from checker.read.yaml_nodes import read_yaml

NAME = "patch.yaml"


class Unusable(ValueError):
    """A patch that cannot be applied, or a target that cannot be written to."""


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One step; exactly one of its verbs is there."""

    remove: dict[str, Any] | None = None
    """Verb: the records that have these values are as if they had never been."""
    change: dict[str, Any] | None = None
    """Verb: the records that have these values get others, see `set` and `unset`."""
    add: str | None = None
    """Verb: the table below the evidence folder that gets `record`."""
    append: str | None = None
    """Verb: the file of the project that gets `text` at its end."""
    edit: str | None = None
    """Verb: the file of the project in which `old`, which is there once, becomes `new`."""
    set: dict[str, Any] = {}
    """Path -> value, for `change`."""
    unset: list[str] = []
    """Paths that are not there afterwards, for `change`; rows of tables among them."""
    like: str | None = None
    """Id of a record that `record` starts from, for `add`."""
    record: dict[str, Any] = {}
    """What the added record says, or says otherwise than the one it is like."""
    text: str = ""
    """What is put at the end of the file, for `append`."""
    old: str = ""
    """What stands in the file once, for `edit`."""
    new: str = ""
    """What takes its place."""


_VERBS = ("remove", "change", "add", "append", "edit")


class Patch(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole patch."""

    base: str
    """The folder of the example it starts from, beside the folder of the patch or above it."""
    because: str
    """What is different, in one sentence."""
    steps: list[Step]
    """What is done to it, one after the other."""
    renew_answers: bool = False
    """Whether the reviewers answered again after reading what was changed."""


def read_patch(folder: Path) -> Patch:
    """The patch of a folder; raises Unusable."""
    file = folder / NAME
    if not file.is_file():
        raise Unusable(f"there is no {file}")
    nodes = read_yaml(file.read_bytes(), NAME, AUTHORED)
    if nodes.diagnostics:
        raise Unusable(f"{file}: {nodes.diagnostics[0].message}")
    try:
        patch = msgspec.convert(nodes.data, Patch)
    except msgspec.ValidationError as error:
        raise Unusable(f"{file}: {error}") from error
    for number, step in enumerate(patch.steps, 1):
        verbs = [verb for verb in _VERBS if getattr(step, verb) is not None]
        if len(verbs) != 1:
            raise Unusable(f"{file}: step {number} needs exactly one of {', '.join(_VERBS)}")
    return patch
