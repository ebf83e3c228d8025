"""Several projects in one repository: `rsp-workspace.yaml`."""

from __future__ import annotations

from typing import Annotated

import msgspec

from rsp.value import Authored

FolderPattern = Annotated[
    str,
    msgspec.Meta(
        min_length=1,
        description="POSIX path of a project's folder below that of the workspace; `*` stands for "
        "any name, `**` for any folders.",
        examples=["services/*/compliance"],
    ),
]


class Workspace(Authored, kw_only=True, frozen=True):
    """`rsp-workspace.yaml`: the projects that one `rsp check` or `rsp lint` is about.

    A project in the folder of the workspace itself belongs to it, listed or not.
    """

    projects: Annotated[tuple[FolderPattern, ...], msgspec.Meta(min_length=1)]
    """Their folders; each entry has to find at least one, and one that is found twice counts
    once."""
