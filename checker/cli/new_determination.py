"""`rsp new determination`: a file in the folder of determinations."""

from __future__ import annotations

import argparse

from checker.cli.asking import Wanted, answer, date, identifier, one_of, valid, words
from checker.cli.creating import create
from checker.cli.new_project import free, place, slug
from checker.cli.output import put

_OUTCOMES = ("below", "cannot-rule-out", "passed")
_CHECKS = {
    "id": identifier, "assessed_at": date, "decided_at": date, "basis": words, "report": words,
}  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is decided; the rest can be filled in later."""
    parser.add_argument("--model", metavar="ID", help="a model of the inventory")
    parser.add_argument("--threshold", metavar="ID", help="a Capability Threshold (THR-CBRN-3)")
    parser.add_argument("--outcome", metavar="OUTCOME", help=", ".join(_OUTCOMES))
    parser.add_argument("--assessed-at", metavar="DATE", help="when the assessment ended")
    parser.add_argument("--decided-at", metavar="DATE", help="when it was decided")
    parser.add_argument("--basis", metavar="TEXT", help="what the outcome rests on")
    parser.add_argument("--report", metavar="NAME", help="path or record of the Capability Report")
    parser.add_argument("--id", metavar="ID", help="its id; default: of model and threshold")


def run(args: argparse.Namespace) -> int:
    """0 where it was written."""
    from checker.scaffold.determination import determination

    where = place(args)
    project = where.project
    edition = project.edition.data
    models = [asset.id for asset in project.assets.values() if asset.type == "model"]
    thresholds = [one.id for one in edition.thresholds]
    asked = (
        ("--model", f"Model ({', '.join(models[:9])})", one_of("model", models)),
        ("--threshold", f"Threshold ({', '.join(thresholds)})", one_of("threshold", thresholds)),
        ("--outcome", f"Outcome ({', '.join(_OUTCOMES)})", one_of("outcome", _OUTCOMES)),
    )
    answer(args, [Wanted(option=name, question=text, check=test) for name, text, test in asked])
    valid(args, _CHECKS)
    args.id = args.id or slug(args.model, args.threshold.removeprefix("THR-").lower())
    free(args.id, project.determinations, "determination")
    keys = ("id", "model", "threshold", "outcome", "assessed_at", "decided_at", "basis", "report")
    given = {key: getattr(args, key) for key in keys}
    text = determination(given, edition.determination.approvals)
    create({where.file(f"{project.settings.determinations}/{args.id}.yaml"): text})
    put(f"\nFill in what is empty, rsp lint names it; then: rsp explain {args.id}\n")
    return 0
