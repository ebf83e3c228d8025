"""The command line: a folder with a `patch.yaml`, and where to write the project."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from derive.patch import Unusable
from derive.project import derive

_USAGE = "usage: python examples/derive FOLDER-WITH-PATCH TARGET"


def main(arguments: Sequence[str]) -> int:
    """0 where the project was written, 2 where the patch or the target cannot be used."""
    if len(arguments) != 2:
        print(_USAGE, file=sys.stderr)
        return 2
    folder, target = map(Path, arguments)
    try:
        made = derive(folder, target)
    except Unusable as error:
        print(f"derive: {error}", file=sys.stderr)
        return 2
    print(f"{target}: {made.records} records, {made.changed} changed, {made.removed} removed,")
    print(f"{made.added} added, {made.renewed} answers renewed; now: rsp check {target}")
    return 0
