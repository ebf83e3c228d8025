"""`rsp new deviation`: one more in the file of deviations."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from checker.cli.asking import Check, Wanted, answer, date, identifier, one_of, valid, words
from checker.cli.creating import create, extend, keyed, rewrite
from checker.cli.new_project import Place, free, place, slug
from checker.cli.output import put
from checker.cli.usage import UsageError
from checker.project.discover import PROJECT_FILE

if TYPE_CHECKING:
    from checker.project.project import Project
    from rsp.deviation import DeviationKind

_KINDS = ("substitute", "not-applicable", "waiver", "interim-measure")
_FILE = "deviations.yaml"
_OF = ("clause", "control", "requirement", "asset", "standard", "model")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Its kind and what it is about; the rest can be filled in later."""
    parser.add_argument("--kind", metavar="KIND", help=", ".join(_KINDS))
    for name in _OF:
        parser.add_argument(f"--{name}", metavar="ID", help=f"the {name} it is about")
    parser.add_argument("--by", metavar="CONTROL", help="a control that stands in")
    parser.add_argument("--reason", metavar="TEXT", help="why it is acceptable")
    parser.add_argument("--requester", metavar="PARTY", help="who asks for it")
    parser.add_argument("--starts", metavar="DATE", help="first day")
    parser.add_argument("--expires", metavar="DATE", help="last day")
    parser.add_argument("--id", metavar="ID", help="its id; default: of kind and target")


def run(args: argparse.Namespace) -> int:
    """0 where it was written."""
    from checker.scaffold.deviation import ABOUT, MORE, deviation
    from rsp.deviation import DeviationKind

    where = place(args)
    project = where.project
    question = f"Kind ({', '.join(_KINDS)})"
    answer(args, [Wanted(option="--kind", question=question, check=one_of("kind", _KINDS))])
    kind = DeviationKind(args.kind)
    checks = _checks(project)
    foreign = set(_OF) - {*ABOUT[kind], *MORE[kind]}
    for name in sorted(foreign):
        if getattr(args, name):
            raise UsageError(f"a {kind.value} is about no {name}", f"leave --{name} out")
    answer(
        args,
        [
            Wanted(option=f"--{name}", question=f"The {name} it is about", check=checks[name])
            for name in ABOUT[kind]
        ],
    )
    valid(args, checks)
    args.id = args.id or slug(kind.value, *(getattr(args, name) for name in ABOUT[kind]))
    free(args.id, project.deviations, "deviation")
    given = {name: getattr(args, name) for name in (*checks, "kind")}
    rules = project.edition.data.deviations
    _write(where, args.id, deviation(given, _roles(project, args, kind), rules.interim_measure))
    put(f"\nFill in what is empty, rsp lint names it; then: rsp explain {args.id}\n")
    return 0


def _checks(project: Project) -> dict[str, Check]:
    """By option, what can be an answer."""
    controls = project.catalog.controls
    models = [asset.id for asset in project.assets.values() if asset.type == "model"]
    return {
        "clause": one_of("clause", list(project.edition.clauses)),
        "control": one_of("control", list(controls)),
        "requirement": identifier,
        "asset": words,
        "standard": one_of("standard", list(project.edition.standards)),
        "model": one_of("model", models),
        "by": one_of("control", list(controls)),
        "reason": words,
        "requester": one_of("party", list(project.parties)),
        "starts": date,
        "expires": date,
        "id": identifier,
    }


def _roles(project: Project, args: argparse.Namespace, kind: DeviationKind) -> tuple[str, ...]:
    """Who has to approve it; raises UsageError where the edition lets nobody."""
    from checker.scaffold.approvers import approvers

    clause = project.edition.clauses.get(args.clause or "")
    control = project.catalog.controls.get(args.control or "")
    modality = clause.modality if clause else None
    severity = control.severity if control else None
    roles = approvers(project.edition.data.deviations, kind, modality, severity)
    if not roles:
        target = f"{clause.id}, which is {clause.modality}" if clause else "this"
        raise UsageError(f"the edition lets nobody approve a {kind.value} for {target}")
    return roles


def _write(where: Place, id: str, lines: list[str]) -> None:
    """At the end of the file that `rsp.yaml` names, or into a new one that it names from now on."""
    from checker.scaffold.lines import joined

    path = where.project.settings.deviations
    if path is not None:
        extend(where.file(path), "deviations", id, lines)
        return
    settings = where.file(PROJECT_FILE)
    changed = keyed(settings, "deviations", _FILE, "Written by `rsp new deviation`.")
    create({where.file(_FILE): joined(["deviations:", *lines])})
    rewrite(settings, changed)
