"""`rsp new control`: a control of the organisation's own, in its overlay or its catalog."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.asking import Check, Wanted, answer, identifier, one_of, valid, words
from checker.cli.creating import create, keyed, rewrite
from checker.cli.new_project import Place, free, place
from checker.cli.output import put
from checker.cli.usage import UsageError
from checker.project.discover import PROJECT_FILE

if TYPE_CHECKING:
    from checker.project.project import Project
    from rsp.clause import Clause

_SEVERITIES = ("critical", "high", "medium", "low")
_OVERLAY = "overlay"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Its id, its title and the clauses it implements; the rest can be filled in later."""
    parser.add_argument("--id", metavar="ID", help="its id, such as SEC-OWN-01")
    parser.add_argument("--title", metavar="TEXT", help="what is so, in a sentence")
    parser.add_argument(
        "--clause",
        action="append",
        default=[],
        metavar="ID",
        help="a clause it implements; may be repeated, within one standard",
    )
    parser.add_argument("--type", metavar="TYPE", help="the evidence type of its requirement")
    parser.add_argument("--owner", metavar="PARTY", help="who answers for it")
    parser.add_argument("--severity", metavar="LEVEL", help=", ".join(_SEVERITIES))
    parser.add_argument("--statement", metavar="TEXT", help="what is done, by whom, to what")
    parser.add_argument("--rationale", metavar="TEXT", help="why that satisfies the clauses")
    parser.add_argument(
        "--because",
        metavar="TEXT",
        help="why the organisation differs from the catalog, where its overlay is new",
    )


def run(args: argparse.Namespace) -> int:
    """0 where it was written."""
    from checker.scaffold.control import control

    where = place(args)
    project = where.project
    folder, new = _folder(project)
    clauses = project.edition.clauses
    wanted = [
        Wanted(option="--id", question="Id (such as SEC-OWN-01)", check=identifier),
        Wanted(option="--title", question="Title, a sentence", check=words),
        Wanted(
            option="--clause",
            question="Ids of the clauses it implements, parted by spaces",
            check=one_of("clause", list(clauses)),
            several=True,
        ),
    ]
    if new:
        question = "Why the organisation differs from the catalog"
        wanted.append(Wanted(option="--because", question=question, check=words))
    answer(args, wanted)
    valid(args, _checks(project))
    free(args.id, project.catalog.controls, "control")
    linked = _of_one_standard([clauses[name] for name in dict.fromkeys(args.clause)])
    names = ("id", "title", "type", "owner", "severity", "statement", "rationale")
    text = control({name: getattr(args, name) for name in names}, linked)
    _write(where, {where.file(f"{folder}/{args.id}.yaml"): text}, args.because if new else None)
    put(f"\nFill in what is empty, rsp lint names it; then: rsp review {args.id} --because …\n")
    return 0


def _checks(project: Project) -> dict[str, Check]:
    return {
        "type": one_of("evidence type", sorted(project.catalog.types)),
        "owner": one_of("party", list(project.parties)),
        "severity": one_of("severity", _SEVERITIES),
        "statement": words,
        "rationale": words,
    }


def _folder(project: Project) -> tuple[str, bool]:
    """Where controls of the organisation's own lie, and whether that overlay is still to be made;
    raises UsageError."""
    from checker.project.catalog import SHIPPED

    overlay = project.settings.overlay
    if overlay is None:
        shipped = project.settings.catalog == SHIPPED
        return (_OVERLAY, True) if shipped else (project.settings.catalog, False)
    if overlay.endswith(".yaml"):
        raise UsageError(
            f"the overlay {overlay} is a file alone, and a control lies beside it",
            "move it into a folder as overlay.yaml, and name the folder in rsp.yaml",
        )
    return overlay, False


def _of_one_standard(clauses: list[Clause]) -> list[Clause]:
    standards = sorted({one.standard for one in clauses})
    if len(standards) > 1:
        raise UsageError(
            f"the clauses belong to {' and '.join(standards)}", "write a control for each"
        )
    return clauses


def _write(where: Place, files: dict[Path, str], because: str | None) -> None:
    """The control, and the overlay that it needs."""
    from checker.scaffold.lines import comment, field, joined

    if because is None:
        create(files)
        return
    settings = where.file(PROJECT_FILE)
    changed = keyed(settings, "overlay", _OVERLAY, "Controls of our own, beside the catalog's.")
    what = "How our catalog differs from the one it starts from. New controls lie beside this file."
    head = joined([*comment(what), *field("because", because, "")])
    create({where.file(f"{_OVERLAY}/overlay.yaml"): head} | files)
    rewrite(settings, changed)
