"""What a baseline says of a gate, and why one fails it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.assess.assessment import Assessment
from checker.gating.gaps import link_of
from checker.gating.known import Matched
from checker.report.model import GateBaseline, GateGap
from rsp.baseline import Baseline, GapKind, Used
from rsp.project import Gate as Policy
from rsp.time import Moment


def of_baseline(
    assessment: Assessment, policy: Policy, used: Used | None, found: Matched | None
) -> Iterator[str]:
    """Why a baseline fails the gate: what it does not list, what is closed, and its end."""
    if used is None:
        return
    if used.baseline is None or found is None:
        yield "the baseline cannot be used, so no gap is known"
        return
    new, closed, count = len(found.new), len(found.closed), len(used.baseline.gaps)
    if new:
        gaps = "gap is" if new == 1 else "gaps are"
        yield f"{new} {gaps} not in the baseline of {used.baseline.as_of}"
    if closed:
        entries = "entry" if closed == 1 else "entries"
        yield f"{closed} {entries} of the baseline to take out: closed"
    until, now = until_of(used.baseline, policy), assessment.now
    if used.baseline.as_of.earliest > now:
        yield f"the baseline is of {used.baseline.as_of}, after the assessment date"
    ahead = policy.fail_before_expiry
    if now > until.latest:
        yield f"the baseline ended with {until}"
    elif ahead is not None and until.latest <= ahead.after(now):
        yield f"the baseline ends with {until}, within gate.fail_before_expiry"
    for step in policy.baseline.shrink if policy.baseline is not None else ():
        if step.by.earliest <= now and count > step.entries:
            yield f"the baseline has {count} entries, and may have {step.entries} from {step.by} on"


def until_of(baseline: Baseline, policy: Policy) -> Moment:
    """The earlier of the end it states and the end that the settings give it."""
    own = policy.baseline.until if policy.baseline is not None else None
    return min((one for one in (baseline.until, own) if one is not None), key=lambda at: at.latest)


def baseline_of(used: Used | None, found: Matched | None, policy: Policy) -> GateBaseline | None:
    """The baseline as a report shows it."""
    if used is None or used.baseline is None or found is None:
        return None
    one = used.baseline
    return GateBaseline(
        file=used.file,
        as_of=str(one.as_of),
        until=str(until_of(one, policy)),
        by=one.by,
        because=" ".join(one.because.split()),
        digest=one.digest,
        listed=len(one.gaps),
        known=_lines((gap.kind, gap.id, gap.reasons, found.was[gap.key]) for gap in found.known),
        closed=_lines((gap.kind, gap.id, (), gap.reasons) for gap in found.closed),
        new=_lines(
            (gap.kind, gap.id, gap.reasons, found.was.get(gap.key, ())) for gap in found.new
        ),
    )


def _lines(
    gaps: Iterable[tuple[GapKind, str, tuple[str, ...], tuple[str, ...]]],
) -> tuple[GateGap, ...]:
    return tuple(_line(*gap) for gap in gaps)


def _line(kind: GapKind, name: str, reasons: tuple[str, ...], was: tuple[str, ...]) -> GateGap:
    control, clause = link_of(name) if kind is GapKind.LINK else (None, None)
    subject: str | None = None
    if kind is GapKind.CLAUSE:
        clause, _, subject = name.partition("@")
    return GateGap(
        kind=kind.value,
        instance=name if kind is GapKind.INSTANCE else None,
        judgement=name if kind is GapKind.JUDGEMENT else None,
        control=control,
        clause=clause,
        subject=subject,
        reasons=reasons,
        was=was,
    )


def named(gap: GateGap) -> tuple[str, str]:
    """Kind and id of a gap, as a baseline writes them."""
    if gap.kind == "link":
        return gap.kind, f"{gap.control} {gap.clause}"
    if gap.kind == "clause":
        return gap.kind, f"{gap.clause}@{gap.subject}"
    return gap.kind, str(gap.instance or gap.judgement)
