"""`--baseline` and `--save-baseline`: known gaps that do not fail the gate."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.options import moment
from checker.cli.output import save, tell
from checker.cli.usage import CommandError, InvalidInput, UsageError

if TYPE_CHECKING:
    from checker.baseline import Made, NotSavable
    from checker.run import Run

_FOR_NEW = ("until", "by", "because")


def add_baseline(parser: argparse.ArgumentParser) -> None:
    """The baseline to go by."""
    parser.add_argument(
        "--baseline",
        type=Path,
        metavar="FILE",
        help="known gaps, in place of gate.baseline: only others fail the gate",
    )


def add_saving(parser: argparse.ArgumentParser) -> None:
    """The baseline to write, and who answers for a new one."""
    parser.add_argument(
        "--save-baseline",
        type=Path,
        metavar="FILE",
        help="write the gaps of today to a new file, or take out of one that is there what is"
        " closed; then check with it",
    )
    parser.add_argument(
        "--until", type=moment, metavar="DATE", help="last day of a new baseline, within a year"
    )
    parser.add_argument("--by", metavar="PARTY", help="who decides to live with the gaps")
    parser.add_argument("--because", metavar="TEXT", help="why, in a sentence")


def prepared(projects: Sequence[Path], args: argparse.Namespace) -> None:
    """Refuse what makes no sense together, and write the baseline that is asked for; raises
    UsageError and InvalidInput."""
    target = args.save_baseline
    asked = [f"--{name}" for name in _FOR_NEW if getattr(args, name) is not None]
    if asked and target is None:
        raise UsageError(f"{asked[0]} is for --save-baseline", "name the file to write")
    if len(projects) > 1 and (target is not None or args.baseline is not None):
        raise UsageError("a baseline is of one project", "name one project")
    if target is None:
        found(args.baseline)
        return
    if args.baseline is not None:
        raise UsageError("--baseline and --save-baseline exclude each other", "name one of them")
    if args.model or args.standard:
        raise UsageError(
            "a narrowed run is partial and cannot be saved as a baseline",
            "leave out --model and --standard",
        )
    _saved(projects[0], target, args, asked)
    args.baseline = target


def found(baseline: Path | None) -> None:
    """The baseline is there; raises UsageError."""
    if baseline is not None and not baseline.is_file():
        raise UsageError(f"there is no baseline {str(baseline)!r}", _HOW)


_HOW = "rsp check --save-baseline FILE --until DATE --by PARTY --because TEXT writes one"


def _saved(project: Path, target: Path, args: argparse.Namespace, asked: list[str]) -> None:
    from checker.baseline import NotSavable, made, shrunk, written
    from checker.cli.deliver import guard

    exists = target.exists()
    if exists and asked:
        raise UsageError(
            f"{target} exists: saving takes out of it what is closed, and adds nothing",
            f"leave out {', '.join(asked)}; or remove it, and save another for review",
        )
    missing = [f"--{name}" for name in _FOR_NEW if f"--{name}" not in asked]
    if not exists and missing:
        raise UsageError(f"a new baseline needs {', '.join(missing)}", _HOW)
    run = _run(project, args, target if exists else None)
    try:
        result = shrunk(run) if exists else made(run, args.until, args.by, _reason(args.because))
    except NotSavable as error:
        raise _refused(run, error) from error
    if not exists:
        guard(target, run.opened)
    if not exists or result.taken_out:
        save(target, written(result.baseline).encode())
    tell("\n".join(_told(result, target, new=not exists)))


def _run(project: Path, args: argparse.Namespace, baseline: Path | None) -> Run:
    from checker.cli import clock
    from checker.cli.progress import progress
    from checker.run import run_check

    if not project.exists():
        raise UsageError(f"there is no file or folder {str(project)!r}")
    if baseline is not None:
        found(baseline)
    with progress(f"assessing {project}"):
        return run_check(project, as_of=args.as_of, clock=clock.now(), baseline=baseline)


def _reason(text: str) -> str:
    because = " ".join(text.split())
    if not because.isprintable() or not any(one.isalpha() for one in because):
        raise UsageError("--because needs a reason in words", "say why the gaps are lived with")
    return because


def _refused(run: Run, why: NotSavable) -> CommandError:
    """Why there is no baseline; what is wrong with the files is shown first."""
    import sys

    from checker.cli import findings
    from checker.cli.output import coloured
    from checker.gate import INVALID
    from checker.report.layout import Style

    text = f"no baseline was saved: {why}"
    if run.exit.code >= INVALID:
        findings.show(run.diagnostics, run.sources, Style(colour=coloured(sys.stderr)))
        return InvalidInput(text, at_least=run.exit.code)
    return UsageError(text, why.help)


def _told(made: Made, target: Path, *, new: bool) -> list[str]:
    from checker.report.layout import number

    count = number(len(made.baseline.gaps), "gap")
    if new:
        lines = [f"rsp: {target} lists {count}, until {made.baseline.until}"]
        lines.append("    commit it, and name it in rsp.yaml: gate: {baseline: {file: …}}")
    elif made.taken_out:
        lines = [f"rsp: {made.taken_out} closed taken out of {target}, which lists {count}"]
    else:
        lines = [f"rsp: {target} is as it was: none of its {count} is closed"]
    for gap in made.never:
        lines.append(f"    not in it, as nobody can let it pass: {gap.id}")
    return lines
