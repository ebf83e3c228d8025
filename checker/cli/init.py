"""`rsp init`: a project to start from, which lints without an error and explains itself."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.asking import Wanted, answer, date, identifier, valid, words
from checker.cli.output import put
from checker.cli.usage import UsageError

if TYPE_CHECKING:
    from checker.project.project import Project

_FORGES = ("github", "gitlab")
_WANTED = (
    Wanted(
        option="--organization",
        question="Id of the organisation that is assessed (such as example-lab)",
        check=identifier,
    ),
    Wanted(
        option="--model",
        question="Ids of its models, parted by spaces (such as atlas-1)",
        check=identifier,
        several=True,
    ),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where, for whom, about which models."""
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="the folder of the project, made where there is none; default: this one",
    )
    parser.add_argument("--organization", metavar="ID", help="the organisation that is assessed")
    parser.add_argument(
        "--model", action="append", default=[], metavar="ID", help="a model; may be repeated"
    )
    parser.add_argument("--title", metavar="TEXT", help="a title for reports")
    parser.add_argument(
        "--start", metavar="DATE", help="first day of the period under assessment; default: today"
    )
    parser.add_argument(
        "--policy", metavar="EDITION", help="the policy edition; default: that of the catalog"
    )
    parser.add_argument(
        "--ci", choices=_FORGES, help="write a workflow that runs the gate there, too"
    )


def run(args: argparse.Namespace) -> int:
    """0 where the project was written; raises UsageError, and then nothing was."""
    from checker.cli import clock
    from checker.cli.creating import create
    from checker.project.discover import PROJECT_FILE

    folder: Path = args.folder
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{str(folder)!r} is no folder")
    if (folder / PROJECT_FILE).exists():
        raise UsageError(f"there is a project in {str(folder)!r} already", "rsp lint looks at it")
    answer(args, _WANTED)
    valid(args, {"start": date, "title": words})
    args.start = args.start or clock.now().date().isoformat()
    files = _files(args, _shipped())
    create(files)
    put(_next(args))
    return 0


def _shipped() -> Project:
    """The shipped catalog with its edition."""
    from checker.project.catalog import shipped_catalog_path
    from checker.project.open_catalog import open_catalog

    path = shipped_catalog_path()
    project = open_catalog(path).project if path is not None else None
    if project is None:
        raise UsageError("this installation has no usable catalog", "install rsp-checker again")
    return project


def _files(args: argparse.Namespace, shipped: Project) -> dict[Path, str]:
    """Every file with its text; raises UsageError for an edition that is not installed."""
    from checker.cli import clock
    from checker.cli.pin import pins_of
    from checker.scaffold.start import Start, project_files

    edition = shipped.edition
    if args.policy not in (None, edition.id):
        raise UsageError(
            f"the catalog implements no edition {args.policy!r}", f"it implements {edition.id}"
        )
    start = Start(
        organization=args.organization,
        models=tuple(dict.fromkeys(args.model)),
        start=args.start,
        policy=edition.id,
        title=args.title,
    )
    pins = pins_of(shipped, clock.now().date().isoformat(), "The project begins with these.")
    made = project_files(start, shipped.catalog, edition, pins)
    files = {args.folder / path: text for path, text in made.items()}
    return files | _workflow(args)


def _workflow(args: argparse.Namespace) -> dict[Path, str]:
    """The workflow at the root of the repository that the project lies in."""
    if args.ci is None:
        return {}
    from checker.project.discover import repository_root
    from checker.scaffold.ci import GITLAB_INCLUDE, GITLAB_ROOT, workflow

    here = args.folder.resolve()
    root = repository_root(here) or here
    path, text = workflow(args.ci, here.relative_to(root).as_posix())
    files = {root / path: text}
    if args.ci == "gitlab":
        if (root / GITLAB_ROOT).exists():
            put(f"add to {GITLAB_ROOT}: {' '.join(GITLAB_INCLUDE.split())}\n")
        else:
            files[root / GITLAB_ROOT] = GITLAB_INCLUDE
    return files


def _next(args: argparse.Namespace) -> str:
    """What to do now."""
    folder = args.folder.as_posix()
    enter = "" if folder == "." else f"  cd {shlex.quote(folder)}\n"
    model = args.model[0]
    return (
        f"\nNext:\n{enter}"
        "  rsp lint   # what is wrong in files: nothing yet\n"
        "  rsp check  # what is shown: nothing yet, so the gate fails\n"
        f"  rsp new determination --model {model} --threshold THR-CBRN-3 --outcome below\n"
        "  rsp new evidence TYPE --asset KEY  # rsp report --format csv lists what to ask for\n"
    )
