"""One finding as a result of SARIF."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from checker.report.ci.finding import Acceptance, Beside, Finding
from checker.report.ci.path import path_of
from checker.report.ci.place import is_here
from checker.report.model import Location
from checker.report.sarif.text import plain, uri

ROOT = "%SRCROOT%"
"""The folder that paths are relative to: the top of the repository."""
_SHORT = 200
"""Characters of a name."""
_NAMES = 50
"""Names in one property."""
_KINDS = {
    "gap": "resource", "control": "module", "clause": "declaration", "judgement": "declaration",
}  # fmt: skip
_RANKS = {"critical": 90.0, "high": 70.0, "medium": 50.0, "low": 30.0}
"""Priority from 0 to 100 by the severity that the catalog gives a control."""


def result(one: Finding, index: int, prefix: str) -> dict[str, Any]:
    """The result; `index` is that of its rule, `prefix` the folder of the project, or empty."""
    found: dict[str, Any] = {
        "ruleId": plain(one.rule),
        "ruleIndex": index,
        "kind": "review" if one.level == "none" else "fail",
        "level": one.level,
        "message": {"text": plain(one.message)},
        "locations": [_primary(one, prefix)],
        "partialFingerprints": _fingerprints(one),
    }
    if one.beside:
        found["relatedLocations"] = [
            _related(each, number, prefix) for number, each in enumerate(one.beside, 1)
        ]
    if one.severity in _RANKS:
        found["rank"] = _RANKS[one.severity]
    if one.accepted:
        found["suppressions"] = [_suppression(each) for each in one.accepted]
    if one.facts:
        found["properties"] = {name: _fact(value) for name, value in one.facts.items() if value}
    return found


def _primary(one: Finding, prefix: str) -> dict[str, Any]:
    found: dict[str, Any] = {"physicalLocation": _physical(one.at, prefix)}
    if one.about:
        name = plain(one.about, _SHORT)
        found["logicalLocations"] = [
            {"name": name, "fullyQualifiedName": name, "kind": _KINDS.get(one.source, "member")}
        ]
    return found


def _related(one: Beside, number: int, prefix: str) -> dict[str, Any]:
    """A second place; one in the installed catalog or policy is named, as no file of the repository
    holds it."""
    found: dict[str, Any] = {"id": number, "message": {"text": plain(one.message)}}
    if is_here(one.location):
        found["physicalLocation"] = _physical(one.location, prefix)
    else:
        name = plain(f"{one.location.file}:{one.location.line}", _SHORT)
        found["logicalLocations"] = [{"fullyQualifiedName": name, "kind": "resource"}]
    return found


def _physical(at: Location, prefix: str) -> dict[str, Any]:
    region: dict[str, int] = {"startLine": at.line}
    if at.column >= 1:
        region["startColumn"] = at.column
        if at.end_line == at.line and at.end_column > at.column:
            region["endColumn"] = at.end_column
    where = {"uri": uri(path_of(at, prefix)), "uriBaseId": ROOT}
    return {"artifactLocation": where, "region": region}


def _fingerprints(one: Finding) -> dict[str, str]:
    """What is the same as long as it is the same finding: no line, order or wording of others.

    GitHub looks at `primaryLocationLineHash` alone, beside rule and file, so that this has to tell
    apart what stands at one line.
    """
    text = json.dumps(one.identity, ensure_ascii=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()[:32]
    return {"primaryLocationLineHash": f"{digest[:16]}:1", "rsp/v1": digest}


def _suppression(one: Acceptance) -> dict[str, str]:
    said = f"Accepted by the deviation {one.deviation} until {one.until}: {one.reason}"
    return {"kind": "external", "status": "accepted", "justification": plain(said)}


def _fact(value: str | tuple[str, ...]) -> str | list[str]:
    if isinstance(value, str):
        return plain(value, _SHORT)
    return [plain(each, _SHORT) for each in value[:_NAMES]]
