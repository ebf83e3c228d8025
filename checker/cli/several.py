"""Several projects in one run: each is checked whatever becomes of the others."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from checker.cli.deliver import assessed, guard, rendered
from checker.cli.output import coloured, put, save, tell
from checker.cli.usage import CommandError, UsageError

if TYPE_CHECKING:
    from checker.cli.located import Located
    from checker.project.workspace import OpenedWorkspace
    from checker.report import model
    from checker.report.checks import Check, Checks
    from checker.run import Run

FORMATS = ("text", "json")


class Outcome(NamedTuple):
    """What became of one project."""

    path: Path
    run: Run | None
    """None where the command does not apply to it."""
    code: int
    because: str


def check_several(found: Located, args: argparse.Namespace) -> int:
    """Check each project and write all of them; the highest exit code that applies."""
    if args.format not in FORMATS:
        raise UsageError(
            f"several projects are written as {' or '.join(FORMATS)}, and not as {args.format}",
            "name one project",
        )
    for workspace in found.workspaces:
        _show(workspace)
    if args.format == "text" and args.output is None:
        return _as_text(found, args)
    outcomes = list(_outcomes(found, args))
    for one in outcomes:
        if one.run is not None:
            guard(args.output, one.run.opened)
    checks = _checks(found, outcomes)
    if args.format == "json":
        from checker.report.checks import render

        data = render(checks)
    else:
        data = b"\n".join(_section(one, colour=False) for one in outcomes)
        data += f"\n{_summed(checks)}\n".encode()
    if args.output is None:
        put(data)
    else:
        save(args.output, data)
    return checks.exit.code


def _as_text(found: Located, args: argparse.Namespace) -> int:
    """Each section as soon as it is known, and at the end how many passed."""
    outcomes = []
    for one in _outcomes(found, args):
        outcomes.append(one)
        put(_section(one, colour=coloured(sys.stdout)) + b"\n")
    checks = _checks(found, outcomes)
    put(f"{_summed(checks)}\n")
    return checks.exit.code


def _outcomes(found: Located, args: argparse.Namespace) -> Iterator[Outcome]:
    for path in found.paths:
        try:
            run = assessed(path, args)
        except CommandError as error:
            tell(f"rsp: {path.as_posix()}: {error.message}")
            if error.help:
                tell(f"    {error.help}")
            yield Outcome(path=path, run=None, code=error.code, because=error.message)
            continue
        yield Outcome(path=path, run=run, code=run.exit.code, because=run.exit.because)


def _section(one: Outcome, *, colour: bool) -> bytes:
    """The path of a project above its summary."""
    from checker.report.layout import Style, Tone, clean

    style = Style(colour=colour)
    head = style.paint(f"== {clean(one.path.as_posix())} ==", Tone.STRONG)
    if one.run is None or one.run.report is None:
        because = "; ".join((*one.run.gate.because, one.because)) if one.run else one.because
        gate = style.paint("Gate: FAILED", Tone.BAD)
        return f"{head}\n{gate} (exit {one.code}): {clean(because)}; no report\n".encode()
    return f"{head}\n".encode() + rendered(one.run.report, "text", colour=colour, project=one.path)


def _summed(checks: Checks) -> str:
    """`3 projects: 2 passed, 1 failed (exit 1: highest of all, in lab)`."""
    from checker.report.layout import clean, number

    passed = sum(1 for one in checks.projects if one.exit.code == 0)
    failed = len(checks.projects) - passed
    said = clean(checks.exit.because)
    count = number(len(checks.projects), "project")
    return f"{count}: {passed} passed, {failed} failed (exit {checks.exit.code}: {said})"


def _checks(found: Located, outcomes: list[Outcome]) -> Checks:
    from checker import __version__
    from checker.diagnostics.diagnostic import Level
    from checker.gate import FAILED, INVALID
    from checker.report.checks import SCHEMA, Checks, exit_of
    from checker.report.model import Exit, Tool

    exits = [(one.path.as_posix(), Exit(code=one.code, because=one.because)) for one in outcomes]
    broken = any(
        one.level is Level.ERROR for space in found.workspaces for one in space.diagnostics
    )
    if broken:
        exits.append(("the workspace", Exit(code=INVALID, because="errors in its file")))
    if not exits:
        exits.append(("the workspace", Exit(code=FAILED, because="it names no project")))
    return Checks(
        schema=SCHEMA,
        tool=Tool(name="rsp-checker", version=__version__),
        exit=exit_of(exits),
        projects=tuple(_check(one) for one in outcomes),
        diagnostics=tuple(one for space in found.workspaces for one in _placed(space)),
    )


def _check(one: Outcome) -> Check:
    from checker.report.checks import Check
    from checker.report.model import Exit

    run = one.run
    return Check(
        path=one.path.as_posix(),
        exit=Exit(code=one.code, because=one.because),
        gate=run.gate if run else None,
        report=run.report if run else None,
        diagnostics=_placed(run) if run and run.report is None else (),
    )


def _placed(found: Run | OpenedWorkspace) -> tuple[model.Diagnostic, ...]:
    """Diagnostics as they stand in a report."""
    from checker.report.build import diagnostic
    from checker.report.place import Locator

    at = Locator(found.sources.locate)
    return tuple(diagnostic(one, at) for one in found.diagnostics)


def _show(workspace: OpenedWorkspace) -> None:
    from checker.cli import findings
    from checker.report.layout import Style

    style = Style(colour=coloured(sys.stderr))
    findings.show(workspace.diagnostics, workspace.sources, style, all=True)
