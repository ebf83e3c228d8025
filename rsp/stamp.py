"""Stamps: fingerprints of a clause and of a control, taken when a person reviewed the link (R21).

Recipe `v1:` is SHA-256, cut to 32 hexadecimal digits, over canonical JSON of the parsed structure
after NFC and folding of white space. Wrapping, line ends and emphasis do not change it; a number,
a comparison sign, a modality or an obligation word does.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

import msgspec

from rsp.clause import Clause
from rsp.control import Control
from rsp.requirement import Requirement
from rsp.value import Scalar

VERSION = "v1"
DIGITS = 32


class LinkState(StrEnum):
    """What a stamp says about a link today."""

    CURRENT = "current"
    UNREVIEWED = "unreviewed"
    CLAUSE_MOVED = "clause-moved"
    CONTROL_MOVED = "control-moved"
    BOTH_MOVED = "both-moved"
    UNKNOWN_RECIPE = "unknown-recipe"


def clause_fingerprint(clause: Clause, clauses: Mapping[str, Clause]) -> str:
    """Fingerprint of a clause: id, modality, check type, condition, text, links, children."""
    children = [[child, clauses[child].modality.value] for child in clause.children]
    return _fingerprint(
        {
            "id": clause.id,
            "modality": clause.modality.value,
            "check": clause.check.value,
            "when": clause.when,
            "text": clause.text,
            "links": list(clause.links),
            "children": children,
        }
    )


def control_fingerprint(control: Control, type_digests: Mapping[str, str]) -> str:
    """Fingerprint of what a control does and shows: title, statement, requirements, parameters,
    what it rests on, and the digests of its evidence types (by name); not who sees it."""
    used = evidence_types(control)
    return _fingerprint(
        {
            "title": control.title,
            "statement": control.statement,
            "evidence": [_shown(requirement) for requirement in control.evidence],
            "any_of": [_plain(group) for group in control.any_of],
            "parameters": {name: _plain(value) for name, value in control.parameters.items()},
            "types": {name: type_digests.get(name) for name in used},
            "depends_on": sorted(edge.control for edge in control.depends_on),
        }
    )


def evidence_types(control: Control) -> tuple[str, ...]:
    """Names of the evidence types that a control asks for or joins, sorted."""
    return tuple(sorted({name for requirement in control.evidence for name in _types(requirement)}))


def link_fingerprint(control: str, by: Iterable[str]) -> str:
    """Fingerprint of the control's side of a link: the control, and what carries the clause."""
    return _fingerprint({"control": control, "by": sorted(by)})


def stamp(clause: str, control: str) -> str:
    """The stamp over two fingerprints."""
    return f"{VERSION}:{clause}/{control}"


def halves(written: str) -> tuple[str, str]:
    """The fingerprints of clause and control that a stamp of this recipe names."""
    clause, _, control = written.partition(":")[2].partition("/")
    return clause, control


def link_state(written: str | None, clause: str, control: str) -> LinkState:
    """What a written stamp says, given the fingerprints of both sides today."""
    if written is None:
        return LinkState.UNREVIEWED
    if written.partition(":")[0] != VERSION:
        return LinkState.UNKNOWN_RECIPE
    clause_then, control_then = halves(written)
    match clause_then == clause, control_then == control:
        case True, True:
            return LinkState.CURRENT
        case False, True:
            return LinkState.CLAUSE_MOVED
        case True, False:
            return LinkState.CONTROL_MOVED
        case _:
            return LinkState.BOTH_MOVED


def _types(requirement: Requirement) -> list[str]:
    return [requirement.type, *(join.type for join in requirement.with_.values())]


def _plain(value: msgspec.Struct) -> Any:
    return msgspec.to_builtins(
        value, enc_hook=lambda part: str(part) if isinstance(part, Scalar) else part
    )


def _shown(requirement: Requirement) -> Any:
    """What a requirement asks for, without who sees it."""
    asked = _plain(requirement)
    asked.pop("visibility", None)
    return asked


def _fingerprint(structure: Mapping[str, Any]) -> str:
    text = json.dumps(folded(structure), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def folded(value: Any) -> Any:
    """Plain data with its texts in NFC and their white space folded: how a text is laid out."""
    if isinstance(value, str):
        return " ".join(unicodedata.normalize("NFC", value).split())
    if isinstance(value, dict):
        return {key: folded(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [folded(inner) for inner in value]
    return value
