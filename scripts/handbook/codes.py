"""The lists of diagnostics and of gap reasons; their pages lie in `checker/docs`."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

from checker.diagnostics.registry import CODES
from scripts.handbook.markdown import cell, page, table

_LEVELS = {
    "error": "Whatever it reaches is not assessed, and the exit code is 3 at least.",
    "warning": "Something to look at; it bears on no verdict.",
    "note": "Something to know; it bears on no verdict.",
}


def diagnostics_page() -> tuple[str, str]:
    """Path and text of the list of diagnostics, by how much they weigh."""
    parts = []
    rows = sorted(CODES.values(), key=lambda one: (list(_LEVELS).index(one.level.value), one.code))
    for level, found in groupby(rows, key=lambda one: one.level.value):
        parts += [
            f"## {level.capitalize()}s",
            _LEVELS[level],
            table(
                ["Code", "Defect", "Since"],
                [(f"[`{one.code}`]({one.code}.md)", cell(one.title), one.since) for one in found],
            ),
        ]
    return (
        "reference/diagnostics/index.md",
        page(
            "Diagnostics",
            "What is wrong with a file: of the policy, the catalog, the project or the evidence."
            " Every diagnostic has a code, a place in a file, and a page that says what, why and"
            " how to fix it; `rsp explain CODE` prints that page.",
            *parts,
        ),
    )


def reasons_page(folder: Path) -> tuple[str, str]:
    """Path and text of the list of gap reasons, from the pages in a folder."""
    rows = []
    for path in sorted(folder.glob("*.md")):
        first = re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))[1]
        rows.append((f"[`{path.stem}`]({path.stem}.md)", cell(first)))
    return (
        "reference/reasons/index.md",
        page(
            "Gap reasons",
            "Why a requirement is not shown for an asset, a model, an event or the organisation."
            " All reasons that apply are given. `rsp explain REASON` prints the page.",
            table(["Reason", "Says"], rows),
        ),
    )
