"""Formats that CI reads: where the project lies in its repository, and what is left out."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.output import tell
from checker.cli.usage import UsageError

if TYPE_CHECKING:
    from checker.report.ci.finding import Told
    from checker.report.model import Report, Tool
    from checker.run import Run

FORMATS = ("sarif", "junit", "github", "summary")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$&*+,;=%-]+")
_LONGEST = 2_000


def add_ci(parser: argparse.ArgumentParser) -> None:
    """Where paths begin, and the address of the whole report."""
    add_prefix(parser)
    parser.add_argument(
        "--more",
        type=address,
        metavar="URL",
        help="of summary: where the whole report is, such as the address of the run",
    )


def add_prefix(parser: argparse.ArgumentParser) -> None:
    """Where paths begin."""
    parser.add_argument(
        "--prefix",
        type=folder,
        metavar="FOLDER",
        help=f"of {', '.join(FORMATS)}: the folder of the project as seen from the top of its"
        " repository, put before paths; default: what git's folder says, nothing for a saved"
        " assessment",
    )


def require(args: argparse.Namespace) -> None:
    """Refuse options that the format does not have; raises UsageError."""
    if args.prefix is not None and args.format not in FORMATS:
        raise UsageError(f"--prefix is of {', '.join(FORMATS)}, and not of {args.format}")
    if getattr(args, "more", None) is not None and args.format != "summary":
        raise UsageError(f"--more is of summary, and not of {args.format}")


def folder(text: str) -> str:
    """A folder inside the repository, without its ends."""
    parts = [part for part in text.replace("\\", "/").split("/") if part not in ("", ".")]
    if ".." in parts or text.startswith("/") or re.match(r"[A-Za-z]:", text):
        raise argparse.ArgumentTypeError(f"{text[:80]!r} is no folder inside the repository")
    return "/".join(parts)


def address(text: str) -> str:
    """An address that can stand in Markdown as it is."""
    if len(text) > _LONGEST or not _ADDRESS.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text[:80]!r} is no http or https address")
    return text


def prefix(args: argparse.Namespace, root: Path | None) -> str:
    """The folder that was named; else that of the project below the nearest folder with a `.git`,
    or below the working folder."""
    if args.prefix is not None:
        return str(args.prefix)
    if root is None:
        if not Path("rsp.yaml").is_file():
            tell(
                "rsp: paths begin at the project's folder; --prefix names it where it is not the"
                " top of the repository"
            )
        return ""
    here = root.resolve()
    above = (one for one in (here, *here.parents) if (one / ".git").exists())
    top = next(above, Path.cwd().resolve())
    found = here.relative_to(top).as_posix() if here.is_relative_to(top) else "."
    return "" if found == "." else found


def rendered(report: Report, format: str, prefix: str, more: str | None) -> bytes:
    """The report in one of FORMATS; what is left out for its size is said on standard error."""
    if format == "junit":
        from checker.report import junit

        return junit.render(report, prefix).encode()
    if format == "summary":
        from checker.report import summary

        return summary.render(report, prefix, more).encode()
    from checker.report.ci.told import told

    return listed(told(report), format, prefix)


def broken(run: Run, format: str, prefix: str) -> bytes:
    """What there is to say of a project of which nothing could be assessed."""
    from checker.report.build import diagnostic
    from checker.report.place import Locator

    at = Locator(run.sources.locate)
    diagnostics = [diagnostic(one, at) for one in run.diagnostics]
    if format == "junit":
        from checker.report import junit

        return junit.render_files(diagnostics, run.gate, run.exit, prefix).encode()
    if format == "summary":
        from checker.report import summary

        return summary.render_files(diagnostics, run.gate, run.exit, prefix).encode()
    from checker.report.ci.files import files
    from checker.report.ci.told import told_of

    return listed(told_of(files(diagnostics), tool(), run.exit, run.gate), format, prefix)


def tool() -> Tool:
    """This tool, as reports name it."""
    from checker import __version__
    from checker.report.model import Tool

    return Tool(name="rsp-checker", version=__version__)


def listed(told: Told, format: str, prefix: str) -> bytes:
    """Findings as SARIF or as annotations."""
    if format == "github":
        from checker.report import annotations

        return annotations.render(told, prefix).encode()
    from checker.report.sarif.render import left_out_text, render

    found = render(told, prefix)
    if found.left_out:
        tell(f"rsp: {left_out_text(found.left_out)}")
    return found.data
