"""Which thresholds count as not below, and which standards that requires (R15, R16)."""

from __future__ import annotations

from checker.assess.assessment import Determined
from checker.assess.context import Context
from rsp.threshold import Determination, Outcome, Standing, Threshold, ThresholdKind
from rsp.value import Value

UNSUPPORTED = "determination-unsupported"
NONE = "no-determination"

_SEVERITY = [Outcome.BELOW, Outcome.CANNOT_RULE_OUT, Outcome.PASSED]


class Requiring(Value, frozen=True, kw_only=True):
    """What is required for a model, and why."""

    determined: tuple[Determined, ...]
    standards: dict[str, tuple[str, ...]]
    """Standard -> the reasons that require it."""


def requiring(context: Context, model: str) -> Requiring:
    """The effect of every threshold on a model, and the standards that makes required."""
    edition = context.project.edition
    determined = []
    standards: dict[str, list[str]] = {}
    for threshold in edition.data.thresholds:
        if threshold.kind is not ThresholdKind.THRESHOLD:
            continue
        found = determine(context, model, threshold)
        determined.append(found)
        if found.effective is not Outcome.BELOW:
            for standard in required_by(threshold):
                standards.setdefault(standard, []).append(_because(found))
    for activated in context.project.settings.activated:
        if activated.model == model and activated.date.earliest <= context.now:
            standards.setdefault(activated.standard, []).append(
                f"activated voluntarily on {activated.date}: {activated.because}"
            )
    return Requiring(
        determined=tuple(determined),
        standards={name: tuple(reasons) for name, reasons in sorted(standards.items())},
    )


def required_by(threshold: Threshold) -> tuple[str, ...]:
    """The standards a threshold requires: `asl-3/security`."""
    levels = (
        ("deployment", threshold.requires.deployment),
        ("security", threshold.requires.security),
    )
    return tuple(f"{level.lower()}/{part}" for part, level in levels if level is not None)


def determine(context: Context, model: str, threshold: Threshold) -> Determined:
    """The determination that stands for a model and threshold."""
    known = [
        one
        for one in context.project.determinations.values()
        if one.decided_at.latest <= context.now
        and one.model == model
        and one.threshold == threshold.id
    ]
    replaced = {
        old.id
        for one in known
        for old in known
        if one.supersedes is not None
        and one.supersedes.determination == old.id != one.id
        and one.decided_at.latest >= old.decided_at.latest
    }
    latest: dict[Outcome, Determination] = {}
    for one in sorted(known, key=lambda one: (one.decided_at.latest, one.id)):
        if one.id not in replaced:
            latest[one.outcome] = one
    if not latest:
        return Determined(
            model=model,
            threshold=threshold.id,
            outcome=None,
            effective=Outcome.CANNOT_RULE_OUT,
            because=NONE,
            messages=("nothing was determined; the duties of cannot-rule-out apply",),
            source=None,
            standing=None,
        )
    defects = {
        outcome: _defects(context, one) if outcome is Outcome.BELOW else ()
        for outcome, one in latest.items()
    }
    effective = {
        outcome: Outcome.CANNOT_RULE_OUT if defects[outcome] else outcome for outcome in latest
    }
    stands = max(
        latest, key=lambda outcome: (_SEVERITY.index(effective[outcome]), _SEVERITY.index(outcome))
    )
    return Determined(
        model=model,
        threshold=threshold.id,
        outcome=stands,
        effective=effective[stands],
        because=UNSUPPORTED if defects[stands] else None,
        messages=defects[stands],
        source=latest[stands].id,
        standing=latest[stands].standing.value,
    )


def _defects(context: Context, below: Determination) -> tuple[str, ...]:
    """Why a `below` is not effective."""
    rule = context.project.edition.data.determination
    found = []
    if rule.reassess_after.after(below.assessed_at.earliest) <= context.now:
        found.append(f"assessed on {below.assessed_at}, {rule.reassess_after} or longer ago")
    if below.assessed_at.earliest > below.decided_at.latest:
        found.append(f"decided on {below.decided_at}, before the assessment of {below.assessed_at}")
    if below.standing is Standing.PUBLICLY_STATED:
        return tuple(found)
    if not rule.approvals:
        found.append("the edition names nobody who may approve it")
    found += [
        f"no {role} known to hold that role approved it"
        for role in context.parties.missing_roles(below.approvals, rule.approvals, context.now)
    ]
    return (*found, *_compute(context, below, rule.reassess_at_effective_compute))


def _compute(context: Context, below: Determination, multiple: float) -> tuple[str, ...]:
    asset = context.project.assets.get(f"model/{below.model}")
    today = asset.attributes.get("effective_compute") if asset is not None else None
    if below.effective_compute is None or isinstance(today, bool):
        return ("it states no Effective Compute, so growth since cannot be checked",)
    if not isinstance(today, int | float):
        return ("the model states no Effective Compute, so growth since cannot be checked",)
    if today >= multiple * below.effective_compute:
        return (
            f"Effective Compute is {today:g}, {multiple:g} times or more the "
            f"{below.effective_compute:g} assessed",
        )
    return ()


def _because(found: Determined) -> str:
    if found.because == NONE:
        return f"{found.threshold}: no determination"
    if found.because == UNSUPPORTED:
        return f"{found.threshold}: determined below, unsupported: {found.messages[0]}"
    stated = " (as publicly stated)" if found.standing == Standing.PUBLICLY_STATED.value else ""
    return f"{found.threshold}: {found.effective.value}{stated}"
