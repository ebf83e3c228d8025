"""From two names to a comparison: opened, the head's evidence judged by either policy, weighed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from checker import __version__
from checker.beside.evidence import left_out, lost, naming, reviewed_since, unfilled
from checker.beside.opener import Opener
from checker.beside.sides import NotComparable, Pair, Side
from checker.beside.trials import trials
from checker.diagnostics.diagnostic import Diagnostic, Level
from checker.diff import posture
from checker.diff.accept import acceptances
from checker.diff.both import Both
from checker.diff.build import FailOn, Places, exit_of, findings, policy_part, unexplained
from checker.diff.lone import lone
from checker.diff.model import SCHEMA, Diff, Finding, Head, Moved, Policy, Posture
from checker.diff.policy import policy_changes
from checker.diff.standing import of_assessment
from checker.evidence.offered import Offered
from checker.evidence.store import read_store
from checker.evidence.verified import Verified
from checker.evidence.verify import verify
from checker.lint import rules
from checker.project.project import Project
from checker.read.bulk import many
from checker.report.model import Tool
from checker.run import Judged, Ready, Selection, judge_at, now_of
from checker.testing.apart import Shelf
from rsp.time import Moment

_REVIEWS = ("suspect-link", "unreviewed-link")

TOOL = Tool(name="rsp-checker", version=__version__)


def compare(
    opener: Opener,
    pair: Pair,
    *,
    as_of: Moment | None,
    clock: datetime,
    fail_on: tuple[FailOn, ...],
) -> Diff:
    """Compare two revisions or folders at a date; raises NotComparable."""
    with many():
        base, head = opener.open(pair.base, base=True), opener.open(pair.head, base=False)
        if not base.present and not head.present:
            raise NotComparable(
                f"there is no rsp.yaml on either side, in {base.within or '.'}",
                "name the project with --project",
            )
        if not base.present or not head.present:
            behind = opener.left_behind(base, head) if not base.present else ()
            return _lone(base, head, behind, fail_on)
        return _compared(base, head, as_of, clock, fail_on)


def _compared(
    base: Side, head: Side, as_of: Moment | None, clock: datetime, fail_on: tuple[FailOn, ...]
) -> Diff:
    errors = (errors_of(base.opened.diagnostics), errors_of(head.opened.diagnostics))
    told = (
        *findings("base", errors[0], base.opened.sources.locate),
        *findings("head", errors[1], head.opened.sources.locate),
    )
    heads = (base.head(len(errors[0])), head.head(len(errors[1])))
    if base.project is None or head.project is None:
        broken = "base" if base.project is None else "head"
        because = f"the {broken} has no project that can be opened; its errors are listed"
        return diff_of(heads, fail_on, told, None, because, None, because)
    ready = _ready(base, head, base.project, head.project)
    moment = now_of(head.project, as_of, clock)[0]
    judged = (
        judge_at(ready[0], moment, clock, Selection()),
        judge_at(ready[1], moment, clock, Selection()),
    )
    moved = _moved(moment, *judged)
    both = _both(base, head, base.project, head.project, ready[1].offered, judged)
    found = policy_changes(both)
    explained = bool(_broken(ready[0].diagnostics)) or reviewed_since(
        judged[0].assessment, judged[1].assessment
    )
    found = unexplained(both, found, moved, explained=explained)
    accepted = acceptances(both, found, clock)
    places = Places(base=base.opened.sources.locate, head=head.opened.sources.locate)
    told += findings("head", accepted.diagnostics, places.head)
    date = str(moment)
    part = Posture(same_evidence=True, base_as_of=date, head_as_of=date, moved=moved)
    return diff_of(heads, fail_on, told, policy_part(found, accepted, places), None, part, None)


def diff_of(
    heads: tuple[Head, Head],
    fail_on: tuple[FailOn, ...],
    told: tuple[Finding, ...],
    policy: Policy | None,
    policy_because: str | None,
    part: Posture | None,
    posture_because: str | None,
) -> Diff:
    """The comparison with its exit code."""
    moved = part.moved if part is not None else ()
    return Diff(
        schema=SCHEMA,
        tool=TOOL,
        exit=exit_of(fail_on, policy, moved, told),
        fail_on=fail_on,
        base=heads[0],
        head=heads[1],
        policy=policy,
        policy_because=policy_because,
        posture=part,
        posture_because=posture_because,
        diagnostics=told,
    )


def _lone(base: Side, head: Side, behind: tuple[str, ...], fail_on: tuple[FailOn, ...]) -> Diff:
    """A project that only one side has: all of it is new, or gone."""
    side = head if base.present is False else base
    errors = errors_of(side.opened.diagnostics)
    name = "head" if side is head else "base"
    told = findings("head" if side is head else "base", errors, side.opened.sources.locate)
    heads = (
        base.head(len(errors) if name == "base" else 0),
        head.head(len(errors) if name == "head" else 0),
    )
    because = f"only the {name} has a project"
    policy = lone(added=side is head, project=side.project, behind=behind)
    return diff_of(heads, fail_on, told, policy, None, None, because)


def _ready(base: Side, head: Side, old: Project, new: Project) -> tuple[Ready, Ready]:
    """Both projects with the evidence of the head, verified by the types of either."""
    named = new.refs["settings"].at("evidence")
    store = read_store(head.opened.tree, new.settings.evidence, head.opened.sources, named)
    after = verify(store, new.catalog.types)
    digests = [
        {name: one.digest for name, one in each.catalog.types.items()} for each in (old, new)
    ]
    before = after if digests[0] == digests[1] else verify(store, old.catalog.types)
    return _of(base, old, before), _of(head, new, after)


def _of(side: Side, project: Project, verified: Verified) -> Ready:
    diagnostics = (
        *side.opened.diagnostics,
        *verified.diagnostics,
        *rules.apply(rules.ALWAYS, project, side.opened.diagnostics),
    )
    return Ready(
        opened=side.opened, project=project, offered=verified.offered, diagnostics=diagnostics
    )


def _moved(moment: Moment, base: Judged, head: Judged) -> tuple[Moved, ...]:
    return posture.moved(
        of_assessment(base.assessment, str(moment), base.gate.status),
        of_assessment(head.assessment, str(moment), head.gate.status),
    )


def _both(
    base: Side,
    head: Side,
    old: Project,
    new: Project,
    offered: tuple[Offered, ...],
    judged: tuple[Judged, Judged],
) -> Both:
    gone, replaced = lost(base.opened, head.opened, old, new, offered)
    return Both(
        base=old,
        head=new,
        base_whole=not errors_of(base.opened.diagnostics),
        head_whole=not errors_of(head.opened.diagnostics),
        named=naming(offered),
        left=left_out(old, new, judged[0].assessment, judged[1].assessment),
        nothing=unfilled(old, judged[0].assessment),
        gone=gone,
        replaced=replaced,
        trials=trials(Shelf(base.opened, old), Shelf(head.opened, new)),
    )


def _broken(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Errors that are put right by other than a review."""
    return tuple(one for one in errors_of(diagnostics) if one.code not in _REVIEWS)


def errors_of(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those that are errors."""
    return tuple(one for one in diagnostics if one.level is Level.ERROR)
