"""`rsp graph`: the assurance graph of a project, with today's status of every node."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.deliver import assessed, guard
from checker.cli.options import add_date, add_output, add_project
from checker.cli.output import put, save
from checker.cli.usage import UsageError, near

if TYPE_CHECKING:
    from checker.graph.assurance import Assurance
    from checker.run import Run

FORMATS = ("json", "dot", "mermaid")
_WORST_FIRST = (
    "not-assessed",
    "gap",
    "unmet",
    "uncovered",
    "undermined",
    "undetermined",
    "substituted",
    "satisfied",
    "met",
    "alternative",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The project, where the graph begins, its form."""
    add_project(parser)
    parser.add_argument(
        "--root",
        metavar="ID",
        help="only what this clause, control or requirement rests on, and what rests on it",
    )
    add_date(parser)
    add_output(parser, default="json", formats=FORMATS)


def run(args: argparse.Namespace) -> int:
    """0 where there is a graph, 3 where the project cannot be read."""
    found = assessed(args.project, args, quiet=True)
    if found.project is None or found.assessment is None:
        return found.exit.code
    from checker.graph import drawing
    from checker.graph.assurance import assurance, focused

    graph = assurance(found.project, statuses(found))
    if args.root is not None:
        graph = focused(graph, _root(graph, args.root))
    render = {"json": drawing.as_json, "dot": drawing.as_dot, "mermaid": drawing.as_mermaid}
    text = render[args.format](graph)
    target: Path | None = args.output
    if target is None:
        put(text)
    else:
        guard(target, found.opened)
        save(target, text.encode())
    return 0


def _root(graph: Assurance, id: str) -> str:
    """The key of a node; raises UsageError."""
    keys = {one.key: one.key for one in graph.nodes}
    names = {**{one.id: one.key for one in graph.nodes}, **keys}
    if id not in names:
        raise UsageError(f"no clause, control or requirement has the id {id!r}", near(id, names))
    return names[id]


def statuses(found: Run) -> dict[str, str]:
    """The worst status over all subjects, by the key of the node."""
    seen: dict[str, set[str]] = {}
    if found.assessment is not None:
        for subject in found.assessment.subjects:
            for clause in subject.clauses:
                seen.setdefault(f"clause/{clause.id}", set()).add(clause.status.value)
            for control in subject.controls:
                seen.setdefault(f"control/{control.id}", set()).add(control.status.value)
        for one in found.assessment.instances:
            key = f"requirement/{one.control}/{one.requirement}"
            seen.setdefault(key, set()).add(one.status.value)
    return {key: min(of, key=_rank) for key, of in seen.items()}


def _rank(status: str) -> tuple[int, str]:
    known = status in _WORST_FIRST
    return (_WORST_FIRST.index(status) if known else len(_WORST_FIRST), status)
