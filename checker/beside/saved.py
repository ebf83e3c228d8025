"""A comparison in which a side is a saved assessment: it holds verdicts, and no policy."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from checker.beside.compare import diff_of, errors_of
from checker.beside.opener import Opener
from checker.beside.sides import Named, NotComparable
from checker.diff import posture
from checker.diff.build import FailOn, findings
from checker.diff.model import CatalogHead, Diff, Finding, Head, Posture, SideName
from checker.diff.standing import Standing, of_assessment, of_saved
from checker.history.saved import Assessed
from checker.run import Selection, judge_at, now_of, ready_of
from rsp.time import Moment
from rsp.value import Value

BECAUSE = "a saved assessment holds verdicts, and not the policy they were made by"


class Stood(Value, frozen=True, kw_only=True):
    """One side, as far as verdicts go."""

    head: Head
    standing: Standing | None
    """None where nothing could be assessed."""
    told: tuple[Finding, ...] = ()


def stood_saved(asked: str, one: Assessed) -> Stood:
    """A saved assessment."""
    saved = one.saved
    return Stood(
        head=Head(
            asked=asked,
            kind="saved",
            commit=None,
            prefix="",
            organization=saved.project.organization,
            policy=saved.policy.edition,
            policy_digest=saved.policy.digest,
            catalog=CatalogHead(
                name=saved.catalog.name,
                version=saved.catalog.version,
                digest=saved.catalog.digest,
                source="custom" if saved.catalog.custom else "shipped",
                overlay=saved.catalog.overlay is not None,
            ),
            errors=0,
        ),
        standing=of_saved(saved),
    )


def stood_now(
    opener: Opener, name: Named, side: SideName, as_of: Moment | None, clock: datetime
) -> Stood:
    """A revision or folder, assessed by its own policy and evidence; raises NotComparable."""
    opened = opener.open(name, base=side == "base")
    if not opened.present:
        raise NotComparable(
            f"there is no rsp.yaml in {opened.prefix or '.'}", "name the project with --project"
        )
    errors = errors_of(opened.opened.diagnostics)
    told = findings(side, errors, opened.opened.sources.locate)
    project = opened.project
    standing = None
    if project is not None:
        ready = ready_of(opened.opened, project)
        moment = now_of(project, as_of, clock)[0]
        found = judge_at(ready, moment, clock, Selection())
        standing = of_assessment(found.assessment, str(moment), found.gate.status)
    return Stood(head=opened.head(len(errors)), standing=standing, told=told)


def compare_saved(base: Stood, head: Stood, fail_on: Iterable[FailOn]) -> Diff:
    """The posture of two sides of which at least one was saved; raises NotComparable."""
    names = {one.head.organization for one in (base, head)} - {None}
    if len(names) > 1:
        raise NotComparable(
            f"the sides are of different organisations: {' and '.join(sorted(map(str, names)))}"
        )
    part, because = None, None
    if base.standing is None or head.standing is None:
        because = "one side has no project that can be opened; its errors are listed"
    else:
        part = Posture(
            same_evidence=False,
            base_as_of=base.standing.as_of,
            head_as_of=head.standing.as_of,
            moved=posture.moved(base.standing, head.standing),
        )
    told = (*base.told, *head.told)
    return diff_of((base.head, head.head), tuple(fail_on), told, None, BECAUSE, part, because)
