"""Where the project is: the nearest `rsp.yaml`, upward."""

from __future__ import annotations

from pathlib import Path

PROJECT_FILE = "rsp.yaml"


def repository_root(start: Path) -> Path | None:
    """The folder of the repository that a folder lies in or will lie in; None outside of one."""
    for folder in (start, *start.parents):
        if (folder / ".git").exists():
            return folder
    return None


def project_root(start: Path) -> Path | None:
    """The folder of the nearest `rsp.yaml` in or above a folder or file; None if there is none."""
    here = start.resolve()
    if here.is_file():
        here = here.parent
    for folder in (here, *here.parents):
        if (folder / PROJECT_FILE).is_file():
            return folder
    return None
