"""The derived project: the base copied, the steps applied, the evidence sealed as received then."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import msgspec

from checker.assess.assess import assess
from checker.assess.assessment import Answered
from checker.evidence.manifest import MANIFEST
from checker.evidence.seal import seal, write
from checker.evidence.store import read_store
from checker.evidence.verify import verify
from checker.project.open import Opened, open_project
from checker.project.project import Project
from derive.patch import Step, Unusable, read_patch
from derive.tables import Record, Tables

ANSWER = "reviewer-answer"
_DIGESTS = ("question_digest", "control_digest", "evidence_digest")


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """How many records a derived project has, and what became of those of the base."""

    records: int
    changed: int
    removed: int
    added: int
    renewed: int


def derive(folder: Path, target: Path) -> Made:
    """Write the project that the patch of a folder describes; raises Unusable.

    The target must not be there yet. The base is never written to.
    """
    patch = read_patch(folder)
    base = next(
        (each / patch.base for each in folder.resolve().parents if (each / patch.base).is_dir()),
        None,
    )
    if base is None:
        raise Unusable(f"there is no example {patch.base!r} beside {folder}")
    if target.exists():
        raise Unusable(f"{target} is already there")
    shutil.copytree(base, target, ignore=shutil.ignore_patterns("generate", "__pycache__", "*.md"))
    _, project = _opened(target)
    tables = Tables(target / project.settings.evidence)
    for step in patch.steps:
        tables.apply(step)
        _apply_to_files(step, target)
    _, project = _opened(target)
    touched = tables.changed | tables.added
    for record in tables.records():
        if record["id"] in touched:
            _count_rows(project, record)
    _seal(target, tables, touched | tables.removed)
    renewed = _renewed(target, tables) if patch.renew_answers else set()
    if renewed:
        _seal(target, tables, renewed)
    return Made(
        records=sum(1 for _ in tables.records()),
        changed=len(tables.changed),
        removed=len(tables.removed),
        added=len(tables.added),
        renewed=len(renewed),
    )


def _opened(folder: Path) -> tuple[Opened, Project]:
    opened = open_project(folder)
    if opened.project is None:
        raise Unusable(f"{folder} is no project: {opened.diagnostics[0].message}")
    return opened, opened.project


def _closing(project: Project) -> datetime:
    """The date that the assessment was closed at."""
    closed = project.settings.closed
    if closed is None:
        raise Unusable("its assessment is not closed, so there is no date to seal it at")
    return closed.as_of.latest


def _apply_to_files(step: Step, target: Path) -> None:
    """Append to a file of the project, or edit one."""
    name = step.append or step.edit
    if name is None:
        return
    file = (target / name).resolve()
    if not file.is_relative_to(target.resolve()) or not file.is_file():
        raise Unusable(f"the project has no file {name!r}")
    text = file.read_text(encoding="utf-8")
    if step.append is not None:
        text += step.text
    else:
        if not step.old or text.count(step.old) != 1:
            raise Unusable(f"{name} holds {step.old!r} {text.count(step.old)} times, not once")
        text = text.replace(step.old, step.new)
    file.write_text(text, encoding="utf-8", newline="\n")


def _count_rows(project: Project, record: Record) -> None:
    """The number of rows that a record's source states is that of its table."""
    kind = project.catalog.types.get(record["type"])
    rows = kind.rules.rows if kind is not None else None
    if rows is not None and "rows" in record.get("source", {}) and "sample" not in record:
        found = record["payload"]
        for key in rows.split("."):
            found = found[key]
        record["source"]["rows"] = len(found)


def _seal(target: Path, tables: Tables, anew: set[str]) -> None:
    """Write and seal the records; those named as if there had been no other, on the closing date.

    `rsp evidence seal` would enter them as received today, which is after the date that the
    assessment was closed at: it would not know them yet. So its function is called with that date.
    """
    tables.write()
    _, project = _opened(target)
    manifest = target / project.settings.evidence / MANIFEST
    kept = [
        line
        for line in manifest.read_text(encoding="utf-8").splitlines(keepends=True)
        if msgspec.json.decode(line)["id"] not in anew
    ]
    write("".join(kept), manifest)
    opened, project = _opened(target)
    store = read_store(opened.tree, project.settings.evidence, opened.sources)
    sealed = seal(store, _closing(project))
    if sealed.text is None:
        raise Unusable(f"the evidence cannot be sealed: {sealed.diagnostics[0].message}")
    write(sealed.text, manifest)


def _renewed(target: Path, tables: Tables) -> set[str]:
    """Bind the answers that lapsed to what the reviewers would have read instead; their ids."""
    opened, project = _opened(target)
    store = read_store(opened.tree, project.settings.evidence, opened.sources)
    offered = verify(store, project.catalog.types).offered
    found = assess(project, offered, opened.diagnostics, _closing(project))
    lapsed = {one.id: one for one in found.judgements if one.state is Answered.OPEN}
    renewed = set()
    for record in tables.records():
        asked = lapsed.get(record["payload"].get("judgement", ""))
        if record["type"] == ANSWER and asked is not None:
            record["payload"].update({name: getattr(asked, name) for name in _DIGESTS})
            renewed.add(record["id"])
    return renewed
