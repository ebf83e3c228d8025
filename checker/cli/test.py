"""`rsp test`: whether the validations of a catalog fail where they should, and only there."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.located import located
from checker.cli.output import coloured, put
from checker.cli.progress import progress
from checker.cli.usage import UsageError, near

if TYPE_CHECKING:
    from checker.testing.control import ControlTest
    from checker.testing.run import TestRun

_FAILED, _INVALID = 1, 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to test, and the form of the answer."""
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="the folder of a catalog, or a project, whose catalog is tested; default: the "
        "project of this folder",
    )
    parser.add_argument(
        "--control",
        action="append",
        default=[],
        metavar="ID",
        help="only this control; may be repeated",
    )
    parser.add_argument(
        "--mutate",
        action="store_true",
        help="change each validation in small ways, and report what no case would notice",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(args: argparse.Namespace) -> int:
    """3 where a file cannot be used, 1 where a case or a control fails, else 0."""
    from checker.project.catalog import HEAD
    from checker.testing.run import run_tests

    paths = args.paths or [Path()]
    for path in paths:
        if not (path / HEAD).is_file():
            located(path)
    with progress("testing"):
        runs = [run_tests(path, tuple(args.control), mutate=args.mutate) for path in paths]
    known = {name for one in runs for name in one.known}
    for name in args.control:
        if known and name not in known:
            raise UsageError(f"no catalog here has the control {name!r}", near(name, known))
    code = _code(runs)
    if args.format == "json":
        put(_json(runs, code))
        return code
    _show(runs)
    return code


def _code(runs: list[TestRun]) -> int:
    if any(one.invalid for one in runs):
        return _INVALID
    tested = [control for one in runs for control in one.controls]
    return 0 if tested and all(one.passed for one in tested) else _FAILED


def _show(runs: list[TestRun]) -> None:
    """Findings on standard error, a line for each control and the sum on standard output."""
    from checker.cli import findings
    from checker.report.layout import Style, Tone, number

    style = Style(colour=coloured(sys.stderr))
    out = Style(colour=coloured(sys.stdout))
    lines = []
    wide = max((len(each.control) for one in runs for each in one.controls), default=0)
    for one in runs:
        found = [*one.unread, *(each for control in one.controls for each in control.diagnostics)]
        findings.show(found, one.sources, style, all=True)
        for control in one.controls:
            word, tone = ("ok", Tone.GOOD) if control.passed else ("FAILED", Tone.BAD)
            told = out.paint(f"{word:6}", tone)
            lines.append(f"{control.control:{wide}}  {told}  {_counts(control)}")
    tested = [control for one in runs for control in one.controls]
    failed = sum(not one.passed for one in tested)
    cases = sum(one.cases + one.reasons for one in tested)
    total = f"{number(len(tested), 'control')}, {number(cases, 'case')}: "
    total += f"{failed} failed" if failed else "all passed"
    put("\n".join([*lines, total if tested else "nothing was tested", ""]))


def _counts(control: ControlTest) -> str:
    from checker.report.layout import number

    counts = [
        number(control.validations, "validation"),
        number(control.cases, "case"),
        number(control.reasons, "reason"),
    ]
    if control.mutants is not None:
        counts.append(
            f"{control.mutants.survived} of {number(control.mutants.made, 'mutant')} left"
        )
    return ", ".join(counts)


def _json(runs: list[TestRun], code: int) -> bytes:
    """The same as data; diagnostics as they stand in a report."""
    import msgspec

    from checker.report import model
    from checker.report.build import diagnostic
    from checker.report.place import Locator

    answer = {
        "exit": model.Exit(code=code, because=_BECAUSE[code]),
        "controls": [
            {
                "id": control.control,
                "passed": control.passed,
                "requirements": control.requirements,
                "validations": control.validations,
                "cases": control.cases,
                "reasons": control.reasons,
                "mutants": control.mutants,
            }
            for one in runs
            for control in one.controls
        ],
        "diagnostics": [
            diagnostic(each, at)
            for one in runs
            for at in [Locator(one.sources.locate)]
            for each in (
                *one.unread,
                *(found for control in one.controls for found in control.diagnostics),
            )
        ],
    }
    return msgspec.json.format(msgspec.json.encode(answer)) + b"\n"


_BECAUSE = {
    0: "every case came out as it says",
    _FAILED: "a case or a control failed",
    _INVALID: "errors in files",
}
