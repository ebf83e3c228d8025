"""From a path to a delivered report: run, say what was found in files, render, write."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli import ci, extras
from checker.cli.located import located
from checker.cli.options import MAX_SIZES
from checker.cli.output import coloured, put, save, tell
from checker.cli.progress import progress
from checker.cli.usage import UsageError, near

if TYPE_CHECKING:
    from checker.project.open import Opened
    from checker.project.project import Project
    from checker.report.model import Report
    from checker.run import Run

FORMATS = ("text", "json", "markdown", "html", *extras.FORMATS, *ci.FORMATS)
ACTIVATION_FORMATS = ("markdown", "json", "html", "pdf")


def assessed(path: Path, args: argparse.Namespace, *, quiet: bool = False) -> Run:
    """The one path of every command that assesses; its diagnostics go to standard error.

    `quiet` only counts them, for commands that are about one thing. Raises UsageError for a path or
    a selector that names nothing.
    """
    from checker.cli import clock, findings
    from checker.report.layout import Style
    from checker.run import run_check

    located(path)
    with progress(f"assessing {path}"):
        run = run_check(
            path,
            as_of=args.as_of,
            clock=clock.now(),
            models=tuple(getattr(args, "model", ())),
            standards=tuple(getattr(args, "standard", ())),
            baseline=getattr(args, "baseline", None),
        )
    if not quiet:
        findings.show(run.diagnostics, run.sources, Style(colour=coloured(sys.stderr)))
    elif run.diagnostics:
        tell(f"rsp: {findings.summed(run.diagnostics)} in files; rsp lint shows them")
    if run.project is not None:
        models, standards = getattr(args, "model", ()), getattr(args, "standard", ())
        selected(run.project, models, standards, at_least=run.exit.code)
    return run


def selected(
    project: Project, models: Sequence[str], standards: Sequence[str], *, at_least: int = 0
) -> None:
    """A selector that names nothing is an error, not an empty and green run; raises UsageError
    with an exit code of `at_least` that of the run that came before."""
    known_models = [key.removeprefix("model/") for key in project.assets if key[:6] == "model/"]
    for what, names, known in (
        ("model", models, known_models),
        ("standard", standards, list(project.edition.standards)),
    ):
        for name in names:
            if name not in known:
                help = near(name, known) or f"known: {', '.join(known[:12]) or 'none'}"
                raise UsageError(
                    f"there is no {what} {name!r} in the project", help, at_least=at_least
                )


def rendered(
    report: Report,
    format: str,
    *,
    colour: bool,
    project: Path | None = None,
    max_size: int | None = None,
    sheet: str | None = None,
    prefix: str = "",
    more: str | None = None,
) -> bytes:
    """The report in a format; `project` is the path that the commands of a summary name, `max_size`
    what Markdown may have in thousand bytes, 0 for any, `sheet` what CSV is of; `prefix` and `more`
    are those of CI."""
    size = MAX_SIZES.get(format, 0) if max_size is None else max_size
    limit = size * 1000 or None
    if format == "json":
        from checker.report import json

        return json.render(report)
    if format == "markdown":
        from checker.report import markdown

        return markdown.render(report, limit).encode()
    if format == "html":
        from checker.report.html import render as html

        return html.render(report).encode()
    if format in extras.FORMATS:
        return extras.rendered(report, format, limit, sheet)
    if format in ci.FORMATS:
        return ci.rendered(report, format, prefix, more)
    from checker.report import text
    from checker.report.layout import Style

    path = report.project.path if project is None else project.as_posix()
    return text.render(report, Style(colour=colour), project=path).encode()


def activated(report: Report, format: str) -> bytes:
    """The activation report in one of its formats."""
    from checker.report.activation.build import activation

    found = activation(report)
    if format == "json":
        from checker.report.activation import json

        return json.render(found)
    if format == "html":
        from checker.report.activation import html

        return html.render(found).encode()
    from checker.report.activation import markdown

    text = markdown.render(found)
    if format == "pdf":
        from checker.report.pdf import render as pdf

        return pdf.pages(report, text, "Activation report")
    return text.encode()


def deliver(run: Run, args: argparse.Namespace, project: Path) -> int:
    """Write the report of a run; the exit code is that of the run."""
    root = run.opened.tree.file("")
    if run.report is None:
        if args.format in ci.FORMATS:
            send(ci.broken(run, args.format, ci.prefix(args, root)), args.output)
        reasons = "; ".join((*run.gate.because, run.exit.because))
        tell(f"rsp: Gate: FAILED (exit {run.exit.code}): {reasons}; there is no report")
        return run.exit.code
    guard(args.output, run.opened)
    write(run.report, args, project, root)
    return run.exit.code


def write(
    report: Report,
    args: argparse.Namespace,
    project: Path | None = None,
    root: Path | None = None,
) -> None:
    """To the file that was named, else to standard output; `root` is the project's folder."""
    colour = args.output is None and coloured(sys.stdout)
    if getattr(args, "kind", "assessment") == "activation":
        data = activated(report, args.format)
    else:
        data = rendered(
            report,
            args.format,
            colour=colour,
            project=project,
            max_size=args.max_size,
            sheet=getattr(args, "sheet", None),
            prefix=ci.prefix(args, root) if args.format in ci.FORMATS else "",
            more=args.more,
        )
    send(data, args.output)


def send(data: bytes, target: Path | None) -> None:
    """To a file, else to standard output."""
    if target is None:
        put(data)
    else:
        save(target, data)


def guard(target: Path | None, opened: Opened) -> None:
    """Refuse to write over what was assessed; raises UsageError."""
    root = opened.tree.file("")
    if target is None or root is None or opened.project is None:
        return
    final, root = target.resolve(), root.resolve()
    store = (root / opened.project.settings.evidence).resolve()
    if final == store or store in final.parents:
        raise UsageError(
            f"{target} lies in the evidence store", "a report is no evidence; write it elsewhere"
        )
    if root in final.parents and final.relative_to(root).as_posix() in opened.sources:
        raise UsageError(f"{target} is a file of the project", "write the report elsewhere")
