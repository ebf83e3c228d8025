"""Two versions of the base project of the lint cases, as folders, and their comparison."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from checker.beside.compare import compare
from checker.beside.opener import Opener
from checker.beside.sides import Asked
from checker.diff.build import FailOn
from checker.diff.model import Diff
from tests.checker.lint import cases

CLOCK = datetime(2026, 6, 30, 12, tzinfo=UTC)
Says = Mapping[str, Any]


def two(
    given: Says, change: Says, to: Path, patch: pytest.MonkeyPatch, back: Says | None = None
) -> tuple[Path, Path]:
    """The project as it was and as it became: what is given holds on both sides.

    The editions lie beside the first; `edition` among the instructions is one more, a copy of
    `mini` with edits.
    """
    base = cases.build(None, to / "base", patch)
    _lay(given, to / "base")
    shutil.copytree(to / "base", to / "head")
    _lay(change, to / "head")
    _lay(back or {}, to / "base")
    for side in ("head", "base"):
        for extra in (to / side / "editions").iterdir():
            if not (to / "base" / "editions" / extra.name).exists():
                shutil.copytree(extra, to / "base" / "editions" / extra.name)
    return base, to / "head" / "project"


def compared(base: Path, head: Path, fail_on: tuple[FailOn, ...] = ()) -> Diff:
    """The comparison of two folders."""
    with Opener(Asked(base=str(base), head=str(head))) as opener:
        return compare(opener, opener.pair(), as_of=None, clock=CLOCK, fail_on=fail_on)


def shown(diff: Diff) -> list[str]:
    """Each change in a line: kind, code, what, both places; then its reason."""
    changes = diff.policy.changes if diff.policy is not None else ()
    found = []
    for one in changes:
        places = [
            f"{place.file}:{place.line}{'' if place.there else '-'}"
            for place in (one.base, one.head)
        ]
        found.append(f"{one.kind} {one.change} {one.at} {' '.join(places)}: {one.because}")
    return found


def _lay(says: Says, to: Path) -> None:
    for path, text in says.get("append", {}).items():
        target = to / path
        before = target.read_text(encoding="utf-8") if target.exists() else ""
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(before + text, encoding="utf-8")
    if "edition" in says:
        shutil.copytree(to / "editions" / "mini", to / "editions" / "mini-2")
        for path in (to / "editions" / "mini-2").glob("*.md"):
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("edition: mini", "edition: mini-2"), encoding="utf-8")
        rest = {f"editions/mini-2/{path}": edits for path, edits in says["edition"].items()}
        rest["project/rsp.yaml"] = [["policy: mini", "policy: mini-2"]]
        cases.lay({"edit": rest}, to)
    for old, new in says.get("copy", {}).items():
        shutil.copytree(to / old, to / new)
    cases.lay(says, to)
