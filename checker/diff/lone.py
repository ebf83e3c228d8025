"""A project that only one of the sides has: all of it is new, or all of it is gone."""

from __future__ import annotations

from checker.compare.change import Kind, Spot, changed
from checker.diff.model import Counts, Place, Policy, PolicyChange
from checker.diff.policy import change_id
from checker.diff.reasons import because
from checker.project.project import Project

_FIRST = 3


def lone(*, added: bool, project: Project | None, behind: tuple[str, ...]) -> Policy:
    """The one change there is; `behind` are folders of the base whose project the head lacks, so
    that the new one may be an old one that moved."""
    digest = "unreadable" if project is None else project.digest
    if not added:
        kind, words = Kind.WEAKER, "the project is removed: the head has no rsp.yaml"
    elif behind:
        names = ", ".join(one or "." for one in behind[:_FIRST])
        kind = Kind.UNDECIDABLE
        words = (
            "the base has no rsp.yaml here: everything is new, unless the project moved from"
            f" {names}, which the head does not have any more; --base-project compares them"
        )
    else:
        kind, words = Kind.STRONGER, "the base has no rsp.yaml: everything is new"
    what = "project-added" if added else "project-removed"
    was, becomes = (None, digest) if added else (digest, None)
    one = changed(kind, what, Spot(path="project"), was, becomes, words)
    change = PolicyChange(
        id=change_id(one),
        kind=kind.value,
        change=what,
        at=one.path,
        was=one.was,
        becomes=one.becomes,
        sentence=one.sentence,
        because=because(one),
        base=Place(file="rsp.yaml", line=1, column=1, there=not added),
        head=Place(file="rsp.yaml", line=1, column=1, there=added),
        cases=(),
        accepted=None,
    )
    return Policy(
        changes=(change,),
        counts=Counts(
            weaker=int(kind is Kind.WEAKER),
            undecidable=int(kind is Kind.UNDECIDABLE),
            stronger=int(kind is Kind.STRONGER),
            neutral=0,
            accepted=0,
        ),
    )
