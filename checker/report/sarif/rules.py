"""The rules of a SARIF log: gap reasons, diagnostic codes and results, with their pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from checker.report.ci.finding import LEVELS, Finding, Level
from checker.report.documentation import documentation, first_paragraph
from checker.report.sarif.text import plain

_KINDS = (
    ("results", "result", "assessment"),
    ("reasons", "gap", "evidence"),
    ("diagnostics", "file", "configuration"),
)
"""Folders of pages in the order they are looked in, what a rule is called there, and its tag. A
diagnostic may have the name of a reason, and then is one of it."""
_INTEGRITY = (
    "tampered", "withdrawn", "unsealed", "record-tampered", "record-withdrawn", "record-unsealed",
)  # fmt: skip
_LONGEST = 1_024
"""Characters that GitHub shows of a description."""


def rules(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """A descriptor for each rule that was found, in order of their ids, with its highest level."""
    levels: dict[str, Level] = {}
    for one in findings:
        levels[one.rule] = min(levels.get(one.rule, "none"), one.level, key=LEVELS.index)
    return [_rule(name, level) for name, level in sorted(levels.items())]


def _rule(name: str, level: Level) -> dict[str, Any]:
    kind, tag, page = _page(name)
    said = first_paragraph(page)
    return {
        "id": plain(name),
        "name": _pascal(f"{kind}-{name}"),
        "shortDescription": {"text": plain(said, _LONGEST)},
        "fullDescription": {"text": plain(said, _LONGEST)},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": "note" if level == "none" else level},
        "properties": {"tags": ["compliance", tag], "precision": "very-high"},
    }


def _page(name: str) -> tuple[str, str, str]:
    """What a rule is called, its tag and its page; of one without a page, its name."""
    for folder, kind, tag in _KINDS:
        page = documentation(folder, name)
        if page is not None:
            return kind, "integrity" if name in _INTEGRITY else tag, page
    return "gap", "assessment", f"# {plain(name)}\n\n{plain(name)}\n"


def _pascal(name: str) -> str:
    """`gap-coverage-hole` as `GapCoverageHole`; a name may not be the id in other letters."""
    letters = "".join(one if one.isascii() and one.isalnum() else "-" for one in name)
    return "".join(part.capitalize() for part in letters.split("-"))
