"""Stamps every link of a catalog that is not current, once, for maintainers who read them all.

`rsp review` stamps one control at a time; this is for a catalog that is stamped for the first time,
or after a change of the recipe. It refuses without a reason.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from checker.cli import clock
from checker.cli.output import save, tell
from checker.diagnostics.diagnostic import Level
from checker.project.open_catalog import open_catalog
from checker.review.catalog import new_text
from checker.review.sides import sides_of
from rsp.stamp import LinkState
from rsp.time import Moment


def stamp_catalog(catalog: Path, *, by: str, because: str, date: Moment) -> list[str]:
    """Stamp all links that are not current; the ids of the controls that were changed.

    Raises ValueError without a reason, or for a catalog with errors.
    """
    if len(because.split()) < _WORDS:
        raise ValueError("say in a few words what was read, and how")
    opened = open_catalog(catalog)
    errors = [one for one in opened.diagnostics if one.level is Level.ERROR]
    if opened.project is None or errors:
        raise ValueError(f"{catalog} has {len(errors)} errors; rsp lint shows them")
    changed = []
    for name in sorted(opened.project.catalog.controls):
        sides = sides_of(opened.project, name)
        todo = tuple(one for one in sides if one.publisher is not LinkState.CURRENT)
        if todo:
            reason = " ".join(because.split())
            file, text = new_text(opened.sources, todo, by=by, date=date, because=reason)
            save(file, text.encode())
            changed.append(name)
    return changed


_WORDS = 3
"""Words that a reason needs at least."""


def main() -> int:
    """Run over one catalog; 0 when it is stamped, 2 when it is refused."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("catalog", type=Path, nargs="?", default=Path("controls"))
    parser.add_argument("--because", default="", metavar="TEXT")
    parser.add_argument("--by", default="catalog-publisher", metavar="PARTY")
    args = parser.parse_args()
    today = Moment.parse(clock.now().date().isoformat())
    try:
        changed = stamp_catalog(args.catalog, by=args.by, because=args.because, date=today)
    except ValueError as error:
        tell(f"stamp_catalog: {error}")
        return 2
    tell(f"stamped the links of {len(changed)} controls")
    return 0


if __name__ == "__main__":
    sys.exit(main())
