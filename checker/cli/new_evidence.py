"""`rsp new evidence`: the skeleton of a record in the evidence store."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from checker.cli.asking import Check, Wanted, answer, date, identifier, one_of, valid, words
from checker.cli.creating import create
from checker.cli.new_project import place, slug
from checker.cli.output import put
from checker.cli.usage import UsageError, near

if TYPE_CHECKING:
    from checker.project.project import Project
    from rsp.evidence import EvidenceType

_CHECKS: dict[str, Check] = {
    "id": identifier, "at": date, "from": date, "to": date, "collected": date, "system": words,
    "query": words, "party": identifier,
    "reliability": one_of("reliability", ("claim", "representation", "record", "independent")),
}  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The type and what the record is about; the rest can be filled in later."""
    parser.add_argument("type", metavar="TYPE", help="an evidence type, such as access-roster")
    parser.add_argument(
        "--asset",
        action="append",
        default=[],
        metavar="KEY",
        help="what it is about: environment/prod-us, surface/api+model/atlas-1,"
        " event/deployment/d-1; may be repeated",
    )
    parser.add_argument("--at", metavar="INSTANT", help="when the facts were so")
    parser.add_argument("--from", metavar="INSTANT", help="or from when")
    parser.add_argument("--to", metavar="INSTANT", help="to when (of a date: its end)")
    parser.add_argument("--collected", metavar="INSTANT", help="when it was taken from its source")
    parser.add_argument("--system", metavar="TEXT", help="the system or place it came from")
    parser.add_argument("--query", metavar="TEXT", help="how it was taken out")
    parser.add_argument("--party", metavar="ID", help="who made the record")
    parser.add_argument("--reliability", metavar="LEVEL", help="what it is worth")
    parser.add_argument("--id", metavar="ID", help="its id; default: of type, asset and date")


def run(args: argparse.Namespace) -> int:
    """0 where it was written."""
    from checker.scaffold.record import record

    where = place(args)
    kinds = where.project.catalog.types
    if args.type not in kinds:
        help = near(args.type, kinds) or "rsp report --format csv names the type of each request"
        raise UsageError(f"there is no evidence type {args.type!r}", help)
    kind = kinds[args.type]
    assets = _assets(args, where.project, kind)
    valid(args, _CHECKS)
    given = {name: getattr(args, name) for name in _CHECKS}
    day = (args.at or args.to or args.__dict__["from"] or "")[:10]
    given["id"] = args.id or slug(args.type, *(assets[:1] if kind.rules.subjects else ()), day)
    folder = f"{where.project.settings.evidence}/{args.type}"
    create({where.file(f"{folder}/{given['id']}.yaml"): record(kind, assets, given)})
    put("\nFill in what is empty, rsp lint names it; then: rsp evidence seal\n")
    return 0


def _assets(args: argparse.Namespace, project: Project, kind: EvidenceType) -> list[str]:
    """The keys that were given or answered; those of the organisation need no asking."""
    from rsp.evidence import ORGANIZATION

    if not kind.rules.subjects:
        if args.asset not in ([], [ORGANIZATION]):
            raise UsageError(f"{kind.name} is about the organisation", "leave --asset out")
        return [ORGANIZATION]
    forms = " or ".join(subject.key for subject in kind.rules.subjects)
    question = f"What it is about, as {forms}"
    keys = [*project.assets, *project.events]
    check = _key_of(kind, keys)
    answer(args, [Wanted(option="--asset", question=question, check=check, several=True)])
    return list(dict.fromkeys(args.asset))


def _key_of(kind: EvidenceType, keys: list[str]) -> Check:
    """A key that the inventory has and that fits the type."""
    from checker.scaffold.record import ids

    def check(text: str) -> str | None:
        forms = [subject.key for subject in kind.rules.subjects]
        if not any(ids(form, text) for form in forms):
            return f"{kind.name} is about {' or '.join(forms)}"
        problems = [one_of("asset or event", keys)(part) for part in text.split("+")]
        return next((problem for problem in problems if problem), None)

    return check
