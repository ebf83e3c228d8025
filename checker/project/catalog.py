"""Catalogs: controls and evidence types, the shipped ones or a project's own."""

from __future__ import annotations

from pathlib import Path

import checker
from checker.project.evidence_types import BUILTIN, SUFFIX, load_type
from checker.project.reading import Reading
from checker.read.folder import FolderTree
from checker.read.tree import Tree
from rsp.case import SUFFIX as CASES
from rsp.control import Control
from rsp.evidence import EvidenceType
from rsp.project import Catalog, CatalogHead
from rsp.ref import Ref

SHIPPED = "shipped"
HEAD = "catalog.yaml"
TYPES = "evidence-types"


def shipped_catalog_path() -> Path | None:
    """The catalog installed with the tool: in the package, else beside it in a checkout."""
    package = Path(checker.__file__).parent
    for folder in (package / "catalog", package.parent / "controls"):
        if (folder / HEAD).is_file():
            return folder
    return None


def shipped_tree() -> Tree | None:
    """The shipped catalog as a tree of its own."""
    path = shipped_catalog_path()
    return None if path is None else FolderTree(path, prefix="catalog:")


def load_catalog(
    reading: Reading, folder: str, refs: dict[str, Ref], *, custom: bool, named: Ref
) -> Catalog | None:
    """The catalog in a folder of a tree, None where it has no usable head."""
    head = reading.value(_within(folder, HEAD), CatalogHead, named=named)
    types = _types(reading, folder, refs, named)
    controls = controls_in(reading, folder, refs, named)
    if head is None:
        return None
    return Catalog(
        name=head.name,
        version=head.version,
        digest=reading.digest(),
        custom=custom,
        controls=controls,
        types=types,
    )


def controls_in(
    reading: Reading, folder: str, refs: dict[str, Ref], named: Ref, head: str = HEAD
) -> dict[str, Control]:
    """By id: every YAML file of the folder but the head and the cases, one control each."""
    controls: dict[str, Control] = {}
    head = _within(folder, head)
    for path in reading.files(folder, ".yaml", named):
        if path == head or path.endswith(CASES):
            continue
        control = reading.value(path, Control)
        if control is None:
            continue
        reaches = _named_by(control)
        first = controls.get(control.id)
        if first is not None:
            reaches = (*reaches, *_named_by(first))
        where = reading.ref(path)
        name = f"the control {control.id}"
        if reading.claim(refs, f"control/{control.id}", where, name, reaches):
            controls[control.id] = control
    return controls


def _named_by(control: Control) -> tuple[str, ...]:
    """The verdicts a control bears on by itself."""
    return (
        f"control/{control.id}",
        *(f"clause/{link.clause}" for link in control.implements),
    )


def _types(
    reading: Reading, folder: str, refs: dict[str, Ref], named: Ref
) -> dict[str, EvidenceType]:
    """By name: the built-in types and those of the catalog."""
    builtin = Reading(FolderTree(BUILTIN, prefix="builtin:"), reading.sources, reading.diagnostics)
    return {
        **types_at(builtin, "", refs, named),
        **types_at(reading, _within(folder, TYPES), refs, named),
    }


def types_at(
    source: Reading, shelf: str, refs: dict[str, Ref], named: Ref
) -> dict[str, EvidenceType]:
    """By name: the evidence types in a folder and below."""
    types: dict[str, EvidenceType] = {}
    for path in source.files(shelf, SUFFIX, named):
        kind = load_type(source, path)
        name = path.rpartition("/")[2].removesuffix(SUFFIX)
        if kind and source.claim(refs, f"type/{name}", source.ref(path), f"the type {name}"):
            types[name] = kind
    return types


def _within(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
