"""Reads the baseline that a project or a command names, and refuses one that does not fit.

What is wrong with a baseline reaches no verdict: it is not used, and its gaps fail the gate.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from checker.assess.accepted import NEVER_WAIVED
from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.diagnostics.sources import Sources
from checker.project.project import Project
from checker.project.reading import Reading
from checker.read.canonical import NotCanonical, digest
from checker.read.folder import FolderTree
from checker.read.limits import LEDGER
from rsp.baseline import LONGEST, Baseline, KnownGap, Used
from rsp.ref import Ref

PREFIX = "baseline:"
"""Before the name of a baseline that is not read from the project."""

AGAIN = "remove the file and save another with rsp check --save-baseline"


def asked_for(reading: Reading, project: Project) -> Project:
    """The project with the baseline that its settings name."""
    named = project.settings.gate.baseline
    if named is None:
        return project
    at = project.refs["settings"].at("gate", "baseline", "file")
    return with_baseline(reading, project, named.file, named.file, at)


def given(project: Project, sources: Sources, file: Path) -> tuple[Project, tuple[Diagnostic, ...]]:
    """The project with the baseline in a file that may lie anywhere, and what is wrong with it."""
    reading = Reading(FolderTree(file.parent, PREFIX), sources, [])
    found = with_baseline(reading, project, file.name, file.name)
    return found, tuple(reading.diagnostics)


def with_baseline(
    reading: Reading, project: Project, path: str, name: str, named: Ref | None = None
) -> Project:
    """The project with the baseline in a file; `name` is how reports call it."""
    own = Reading(reading.tree, reading.sources, [])
    at = own.ref(path)
    found = own.value(path, Baseline, named=named, limits=LEDGER)
    if found is not None:
        own.diagnostics.extend(_unfit(found, project, at))
    reading.diagnostics.extend(msgspec.structs.replace(one, reaches=()) for one in own.diagnostics)
    usable = None if own.diagnostics else found
    return msgspec.structs.replace(
        project,
        baseline=Used(file=name, baseline=usable),
        refs={**project.refs, "baseline": at},
    )


def baseline_digest(plain: dict[str, Any]) -> str:
    """The digest of a baseline, over all of it but that key; raises NotCanonical."""
    return digest({name: value for name, value in plain.items() if name != "digest"})


def plain_of(baseline: Baseline) -> dict[str, Any]:
    """A baseline as plain data, as its file has it."""
    plain: dict[str, Any] = msgspec.to_builtins(baseline, enc_hook=str)
    return plain


def _unfit(one: Baseline, project: Project, at: Ref) -> Iterator[Diagnostic]:
    if not _is_as_written(one):
        yield diagnose(
            "baseline-edited",
            at.at("digest"),
            "the digest in the baseline is not that of the rest of it",
            help=f"undo what was edited, or {AGAIN}",
        )
        return
    yield from _of_others(one, project, at)
    yield from _invalid(one, project, at)


def _is_as_written(one: Baseline) -> bool:
    try:
        return baseline_digest(plain_of(one)) == one.digest
    except NotCanonical:
        return False


def _of_others(one: Baseline, project: Project, at: Ref) -> Iterator[Diagnostic]:
    edition, catalog = project.edition, project.catalog
    rows = (
        ("organization", "organisation", one.organization, project.settings.organization),
        ("policy", f"policy edition {one.policy.edition}", one.policy.digest, edition.digest),
        (
            "catalog",
            f"catalog {one.catalog.name} {one.catalog.version}",
            one.catalog.digest,
            catalog.digest,
        ),
    )
    for key, what, was, now in rows:
        if was != now:
            yield diagnose(
                "baseline-of-other-rules",
                at.at(key),
                f"the baseline was saved for another {what}: {was[:12]}, and the project has"
                f" {now[:12]}",
                help=f"read what changed, then {AGAIN}",
            )


def _invalid(one: Baseline, project: Project, at: Ref) -> Iterator[Diagnostic]:
    if one.by not in project.parties:
        yield _bad(at.at("by"), f"{one.by!r} is not among the parties")
    if not any(sign.isalpha() for sign in one.because):
        yield _bad(at.at("because"), "it gives no reason in words")
    if one.until.latest <= one.as_of.earliest:
        yield _bad(at.at("until"), "it ends before its date")
    if one.until.latest > LONGEST.after(one.as_of.latest):
        yield _bad(at.at("until"), f"it ends more than {LONGEST} after its date {one.as_of}")
    if [gap.key for gap in one.gaps] != sorted({gap.key for gap in one.gaps}):
        yield _bad(at.at("gaps"), "its entries are not in order, or one is there twice")
    for index, gap in enumerate(one.gaps):
        never = sorted(_never(gap))
        if never:
            text = f"{gap.id} is {', '.join(never)}, which nobody can let pass"
            yield _bad(at.at("gaps", index, "reasons"), text)


def _never(gap: KnownGap) -> set[str]:
    return {why for why in gap.reasons if why in NEVER_WAIVED}


def _bad(at: Ref, text: str) -> Diagnostic:
    return diagnose("baseline-invalid", at, f"the baseline cannot be used: {text}", help=AGAIN)
