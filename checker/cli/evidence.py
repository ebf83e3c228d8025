"""`rsp evidence`: seal, list and verify the evidence store of a project."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from checker.cli.located import located
from checker.cli.options import add_project
from checker.cli.output import coloured, put, tell
from checker.cli.progress import progress
from checker.cli.usage import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.diagnostics.diagnostic import Diagnostic
    from checker.diagnostics.sources import Sources
    from checker.evidence.store import Store
    from checker.project.open import Opened
    from checker.project.project import Project

_INVALID, _INTEGRITY = 3, 4
_BROKEN = ("tampered", "withdrawn")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, and with which project's store."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, what in (
        ("seal", "write the manifest: what was received, with its digest, and when"),
        ("list", "every record, its type, what it is about, when it was observed"),
        ("verify", "compare every record and artifact with the manifest"),
    ):
        action = actions.add_parser(name, help=what, description=f"{what.capitalize()}.")
        add_project(action)
        if name == "seal":
            action.add_argument(
                "--replace",
                action="append",
                default=[],
                metavar="ID=REASON",
                help="take in a sealed record that was changed or is gone, with the reason;"
                " may be repeated",
            )


def run(args: argparse.Namespace) -> int:
    """0 where all is well, 3 for what cannot be used, 4 for what differs from its seal."""
    from checker.evidence.store import read_store
    from checker.project.open import open_project

    located(args.project)
    opened = open_project(args.project)
    project = opened.project
    if project is None:
        _show(opened.diagnostics, opened.sources)
        return _INVALID
    with progress("reading the evidence store"):
        store = read_store(
            opened.tree,
            project.settings.evidence,
            opened.sources,
            project.refs["settings"].at("evidence"),
        )
    if args.action == "seal":
        return _seal(opened, store, _reasons(args.replace))
    return _verify(opened, project, store, listing=args.action == "list")


def _reasons(written: Sequence[str]) -> dict[str, str]:
    found = {}
    for text in written:
        name, _, reason = text.partition("=")
        if not name or not reason.strip():
            raise UsageError(
                f"{text!r} names no reason", "write --replace 'RECORD-ID=why it was changed'"
            )
        found[name] = reason.strip()
    return found


def _seal(opened: Opened, store: Store, reasons: dict[str, str]) -> int:
    from checker.cli import clock
    from checker.evidence.manifest import MANIFEST
    from checker.evidence.seal import seal, write

    with progress("sealing"):
        sealed = seal(store, clock.now(), replace=reasons)
    _show((*sealed.diagnostics, *_secrets(store)), opened.sources)
    if sealed.text is None:
        tell("rsp: nothing was sealed")
        codes = {one.code for one in sealed.diagnostics}
        return _INTEGRITY if "seal-refused" in codes else _INVALID
    file = opened.tree.file(f"{store.folder}/{MANIFEST}")
    if file is None:
        raise UsageError("this project lies in no folder that can be written to")
    if sealed.text.encode() != store.manifest.text:
        write(sealed.text, file)
    put(
        f"{len(store.records)} records sealed: {len(sealed.added)} new,"
        f" {len(sealed.replaced)} replaced\n"
    )
    return 0


def _secrets(store: Store) -> list[Diagnostic]:
    """What should not be sealed: what is in the history stays there."""
    from checker.evidence.secrets import in_artifacts
    from checker.lint.secrets import in_documents

    documents = in_documents(store.sources.texts(), store.folder)
    return [*(one for one in documents if one.code == "secret-in-evidence"), *in_artifacts(store)]


def _verify(opened: Opened, project: Project, store: Store, *, listing: bool) -> int:
    from checker.diagnostics.diagnostic import Level
    from checker.evidence.verify import verify
    from checker.report.layout import clean, number

    with progress("verifying"):
        found = verify(store, project.catalog.types)
    _show(found.diagnostics, opened.sources)
    if listing:
        for one in found.offered:
            observed = str(one.record.observed) if one.record else "-"
            problems = ",".join(dict.fromkeys(each.reason for each in one.problems)) or "sound"
            cells = (one.id, one.type, observed, " ".join(one.assets), problems)
            put("\t".join(clean(cell) for cell in cells) + "\n")
    reasons = [each.reason for one in found.offered for each in one.problems]
    broken = sum(1 for reason in reasons if reason in _BROKEN)
    if not listing:
        sound = sum(1 for one in found.offered if not one.problems)
        put(f"{number(len(found.offered), 'record')}, {sound} sound; store {found.digest}\n")
    if broken:
        return _INTEGRITY
    errors = any(one.level is Level.ERROR for one in found.diagnostics)
    return _INVALID if errors else 0


def _show(diagnostics: Sequence[Diagnostic], sources: Sources) -> None:
    from checker.cli import findings
    from checker.report.layout import Style

    findings.show(diagnostics, sources, Style(colour=coloured(sys.stderr)), all=True)
