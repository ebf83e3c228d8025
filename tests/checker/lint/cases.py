"""Cases as folders: the base project, changed by the files and the instructions of a case.

A case `tests/cases/lint/<code>/<fails…|passes…>/` holds files that replace those of the base, and
`expected.json`:

    diagnostics   what lint reports, in order of place: code, file, line, column
    edit          path -> [[old, new], …]: replacements in a file of the base, each found once
    remove        paths that are not there
    write         path -> text
    bytes         path -> hexadecimal text: files that are no text
    repeat        path -> [text, times]: files that are long
    link          path -> target: symbolic links
    pipe          paths that are named pipes
    seal          false: the evidence is not sealed
    stamp         false: links are as they are, else every link is stamped as reviewed
    target        what is linted; the project where it is absent
    run           test: the cases of its controls are run instead; mutate: their mutants too
    shipped       false: the installation has no shipped catalog; a path: that is where it lies
    pin           true: the project is pinned to what it rests on
    after         more of these instructions, for when all is sealed and stamped
"""

from __future__ import annotations

import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from checker.cli.pin import pins_of
from checker.diagnostics.diagnostic import Diagnostic
from checker.evidence.seal import seal, write
from checker.evidence.store import read_store
from checker.project import catalog, edition
from checker.project import open as opening
from checker.project.open import open_project
from checker.run import LintRun, run_lint
from checker.scaffold.pins import pinned
from checker.testing.run import run_tests
from rsp.stamp import clause_fingerprint, control_fingerprint, link_fingerprint, stamp

CASES = Path(__file__).parents[2] / "cases"
LINT = CASES / "lint"
SEALED = datetime(2026, 6, 2, tzinfo=UTC)


def folders(kind: str) -> list[Path]:
    """The cases that fail, or pass."""
    return sorted(path.parent for path in LINT.glob(f"*/{kind}*/expected.json"))


def name(folder: Path) -> str:
    """`duration-zero/fails`."""
    return str(folder.relative_to(LINT))


def expectation(folder: Path) -> dict[str, Any]:
    """What a case says about itself."""
    found: dict[str, Any] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return found


def build(folder: Path | None, to: Path, patch: pytest.MonkeyPatch) -> Path:
    """The base with a case over it, its edition installed; the path to lint."""
    says = expectation(folder) if folder is not None else {}
    shutil.copytree(CASES / "base", to)
    if folder is not None:
        shutil.copytree(folder, to, dirs_exist_ok=True)
        (to / "expected.json").unlink()
    _change(says, to)
    for module in (edition, opening):
        patch.setattr(module, "editions_path", lambda: to / "editions")
    if "shipped" in says:
        shipped = to / says["shipped"] if says["shipped"] else None
        patch.setattr(catalog, "shipped_catalog_path", lambda: shipped)
    project = to / "project"
    if says.get("seal", True):
        seal_store(project)
    if says.get("stamp", True):
        _stamp(project)
    if says.get("pin"):
        _pin(project)
    _change(says.get("after", {}), to)
    return to / says.get("target", "project")


def lint(path: Path, folder: Path | None = None) -> LintRun:
    """What lint finds there, or the command that the case in a folder names."""
    command = expectation(folder).get("run") if folder is not None else None
    if command is None:
        return run_lint(path)
    tested = run_tests(path, mutate=command == "mutate")
    found = [*tested.unread, *(one for each in tested.controls for one in each.diagnostics)]
    return LintRun(diagnostics=tuple(found), sources=tested.sources)


def shown(run: LintRun, one: Diagnostic) -> dict[str, Any]:
    """A diagnostic as a case expects it."""
    at = run.sources.locate(one.at)
    return {"code": one.code, "file": at.file, "line": at.line, "column": at.column}


def _change(says: dict[str, Any], to: Path) -> None:
    for path in says.get("remove", ()):
        target = to / path
        shutil.rmtree(target) if target.is_dir() else target.unlink()
    for path, edits in says.get("edit", {}).items():
        text = (to / path).read_text(encoding="utf-8")
        for old, new in edits:
            assert text.count(old) == 1, f"{path} holds {old!r} {text.count(old)} times"
            text = text.replace(old, new)
        _write(to / path, text.encode())
    for path, text in says.get("write", {}).items():
        _write(to / path, text.encode())
    for path, written in says.get("bytes", {}).items():
        _write(to / path, bytes.fromhex(written))
    for path, (text, times) in says.get("repeat", {}).items():
        _write(to / path, (text * times).encode())
    for path, target in says.get("link", {}).items():
        (to / path).parent.mkdir(parents=True, exist_ok=True)
        (to / path).symlink_to(target)
    for path in says.get("pipe", ()):
        os.mkfifo(to / path)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _pin(project: Path) -> None:
    """Pin the project to what it rests on now."""
    found = open_project(project).project
    assert found is not None
    pins = pins_of(found, "2026-06-01", "looked at both")
    settings = project / "rsp.yaml"
    settings.write_bytes(pinned(settings.read_bytes(), pins))


def seal_store(project: Path) -> None:
    """Seal the store where it can be sealed."""
    opened = open_project(project)
    if opened.project is None or (project / "evidence" / "manifest.jsonl").exists():
        return
    store = read_store(opened.tree, opened.project.settings.evidence, opened.sources)
    sealed = seal(store, SEALED)
    if sealed.text is not None:
        write(sealed.text, project / opened.project.settings.evidence / "manifest.jsonl")


def _stamp(project: Path) -> None:
    """Stamp every link as the organisation's own review, as it stands now."""
    if (project / "reviews.yaml").exists():
        return
    (project / "reviews.yaml").write_text("reviews: []\n", encoding="utf-8")
    found = open_project(project).project
    if found is None:
        return
    clauses = found.edition.clauses
    digests = {kind: one.digest for kind, one in found.catalog.types.items()}
    reviews = {
        (control.id, link.clause): {
            "control": control.id,
            "clause": link.clause,
            "stamp": stamp(
                clause_fingerprint(clauses[link.clause], clauses),
                link_fingerprint(control_fingerprint(control, digests), link.by),
            ),
            "by": "the-chief-executive",
            "date": "2026-06-01",
            "because": "read both sides",
        }
        for control in found.catalog.controls.values()
        for link in control.implements
        if link.clause in clauses
    }
    text = json.dumps({"reviews": [*reviews.values()]})
    (project / "reviews.yaml").write_text(text, encoding="utf-8")
