"""Policy documents: Markdown as front matter, clauses, and prose that binds nobody."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.places import START, Place
from checker.read.clause_reader import ClauseReader
from checker.read.nodes import Findings, Stopped, decoded
from rsp.clause import Clause
from rsp.value import Value


class PolicyText(Value, frozen=True, kw_only=True):
    """A policy document as read."""

    front: Any
    """The front matter as plain data; None where there is none."""
    clauses: tuple[Clause, ...]
    """In document order; `standard` is what the front matter says, empty where it says nothing."""
    diagnostics: tuple[Diagnostic, ...]
    places: Place
    """`/front/…`, and `/clauses/<id>`."""


def read_markdown(text: bytes, document: str) -> PolicyText:
    """Front matter, clauses and every defect of a policy document; raises nothing."""
    findings = Findings(document)
    reader = ClauseReader(findings)
    with suppress(Stopped):
        reader.run(decoded(text, findings))
    return PolicyText(
        front=reader.front,
        clauses=tuple(reader.finished()),
        diagnostics=tuple(findings.found),
        places=Place(extent=START, inside=reader.inside),
    )


def markdown_places(text: bytes) -> Place:
    """Where front matter and clauses stand; raises nothing."""
    return read_markdown(text, "").places
