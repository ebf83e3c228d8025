"""The rules of a SARIF log: gap reasons, diagnostic codes and results, with their pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from checker.assess.assessment import Reason
from checker.diagnostics.registry import CODES
from checker.report.ci.finding import Finding
from checker.report.ci.rest import JUDGEMENT, RESULTS, UNDERMINED
from checker.report.documentation import documentation, first_paragraph
from checker.report.sarif.text import plain

_INTEGRITY = (
    "tampered", "withdrawn", "unsealed", "record-tampered", "record-withdrawn", "record-unsealed",
)  # fmt: skip
_REASONS = frozenset(Reason)
_LONGEST = 1_024
"""Characters that GitHub shows of a description."""


def rules(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """A descriptor for each rule that was found, in order of their ids."""
    return [_rule(name) for name in sorted({one.rule for one in findings})]


def _rule(name: str) -> dict[str, Any]:
    page, kind, tag, level = _page(name)
    text = page or f"# {name}\n"
    return {
        "id": plain(name),
        "name": _pascal(f"{kind}-{name}"),
        "shortDescription": {"text": plain(_title(name, text), _LONGEST)},
        "fullDescription": {"text": plain(first_paragraph(text) or name, _LONGEST)},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": level},
        "properties": {"tags": ["compliance", tag], "precision": "very-high"},
    }


def _page(name: str) -> tuple[str | None, str, str, str]:
    """The page of a rule, its kind, what it is about, and its level; a diagnostic may have the name
    of a reason, and then is one of it."""

    def page(folder: str) -> str | None:
        return documentation(folder, name)

    if name in RESULTS:
        return page("results"), "result", "assessment", _RESULT_LEVELS.get(name, "error")
    if name in _REASONS:
        tag = "integrity" if name in _INTEGRITY else "evidence"
        return page("reasons"), "gap", tag, "error"
    if name in CODES:
        tag = "integrity" if name in _INTEGRITY else "configuration"
        return page("diagnostics"), "file", tag, CODES[name].level.value
    return None, "gap", "assessment", "error"


_RESULT_LEVELS = {UNDERMINED: "warning", JUDGEMENT: "note"}
"""By result, where it is no error."""


def _title(name: str, page: str) -> str:
    if name in CODES and name not in _REASONS:
        return CODES[name].title
    return first_paragraph(page) or name


def _pascal(name: str) -> str:
    """`gap-coverage-hole` as `GapCoverageHole`; a name may not be the id in other letters."""
    letters = "".join(one if one.isascii() and one.isalnum() else "-" for one in name)
    return "".join(part.capitalize() for part in letters.split("-")) or "Rule"
