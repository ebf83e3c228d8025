"""Judge one instance: candidates, exceptions, presence, freshness, coverage, contradiction (R8).

The steps are numbered as in the rules page:
1 records that name it, unsound ones and their reasons    4 presence, freshness, coverage
2 candidates and what limits each                         5 contradiction
3 exceptions that nothing settled or corrected            6 the status
"""

from __future__ import annotations

from itertools import combinations

from checker.assess.assessment import Instance, Reason, Shown, Why
from checker.assess.candidate import Candidate, weigh
from checker.assess.context import Context, Need
from checker.assess.coverage import around, silence, uncovered
from checker.assess.held import Held
from checker.assess.places import Place
from checker.assess.providers import presumed
from checker.assess.window import fresh
from checker.expr.cel import Outcome
from rsp.ref import Ref
from rsp.requirement import Operation
from rsp.time import Duration, Span, instant_text


def judge(context: Context, need: Need, place: Place) -> Instance:
    """The instance of a requirement at a place of the inventory."""
    requirement = need.requirement
    named = context.shelf.named(requirement.type, place.key)
    standing = [held for held in named if held.superseded_by is None]
    reasons: list[Why] = [why for held in named for why in held.lasting]
    reasons += context.shelf.gone.get((requirement.type, place.key), [])
    unsound = bool(reasons)
    sound = [held for held in standing if held.sound]
    max_age = need.parameters.limit(requirement.max_age)
    current = {held.id for held in sound if _current(need, place, held, max_age)}
    candidates = [
        weigh(context, need, place, held)
        for held in sound
        if held.id in current or not _over(requirement.operation)
    ]
    able = [candidate.held for candidate in candidates if candidate.good]
    good = [held for held in able if held.id in current]
    hurting = [one for one in candidates if _can_hurt(need, place, one.held)]
    reasons += _exceptions(need, hurting, able)
    failing = [candidate for candidate in candidates if not candidate.passes]
    shown, gaps = _over_time(need, place, good, candidates, max_age)
    reasons += shown
    if not current and sound:
        newest = max(sound, key=lambda held: (held.end, held.id))
        reasons.append(_stale(need, newest, max_age))
    elif not current and not unsound:
        reasons.append(need.why(Reason.MISSING, f"no {requirement.type} names {place.key}"))
    if not good or shown:
        reasons += [why for candidate in candidates for why in candidate.limits]
    reasons += _contradictions(need, hurting)
    if not good and not reasons:
        useless = tuple(name for candidate in failing for name in candidate.read)
        reasons.append(
            need.why(Reason.MISSING, f"no {requirement.type} shows {place.key}", useless)
        )
    return Instance(
        id=need.instance_id(place.key),
        control=need.control.id,
        requirement=requirement.id,
        asset=place.key,
        models=place.models,
        operation=requirement.operation,
        window=place.window.span,
        status=Shown.UNMET if reasons else Shown.MET,
        reasons=merged(reasons),
        holes=gaps,
        evidence=tuple(held.id for held in good),
        candidates=tuple(candidate.held.id for candidate in candidates),
        rests_on=_rests_on(context, need, hurting, able),
        fresh_until=max(max_age.after(held.end) for held in good) if good and max_age else None,
    )


def _rests_on(
    context: Context, need: Need, candidates: list[Candidate], good: list[Held]
) -> tuple[str, ...]:
    """The controls that what was offered presumes; at a date, that of a later good record of the
    same source stands for what an earlier one presumed."""
    over_time = _over(need.requirement.operation)
    return tuple(
        sorted(
            {
                name
                for candidate in candidates
                if over_time or not _settled(candidate.held, good, over_time, None)
                for name in presumed(context, need, candidate.held)
            }
        )
    )


def _over(operation: Operation) -> bool:
    """Whether it is shown over time."""
    return operation in (Operation.INSTANTS, Operation.CONTINUOUS)


def _current(need: Need, place: Place, held: Held, max_age: Duration | None) -> bool:
    """Whether a record can show presence: it touches the window, is fresh, or is for an event."""
    return (
        need.requirement.operation is Operation.EVENT
        or place.window.touches(held.start, held.end)
        or fresh(max_age, held.end, place.window.until)
    )


def _can_hurt(need: Need, place: Place, held: Held) -> bool:
    """Whether a failing record counts: over time only one that touches the window."""
    return not _over(need.requirement.operation) or place.window.touches(held.start, held.end)


def merged(reasons: list[Why]) -> tuple[Why, ...]:
    """Reasons in the order of their codes; those that say the same of several records are one."""
    found: dict[tuple[Reason, str, Ref], list[Why]] = {}
    for why in reasons:
        found.setdefault((why.code, why.message, why.at), []).append(why)
    order = list(Reason)
    return tuple(
        Why(
            code=code,
            message=message,
            at=at,
            evidence=tuple(sorted({name for why in same for name in why.evidence})),
            about=same[0].about,
            sides=tuple(dict.fromkeys(side for why in same for side in why.sides)),
        )
        for (code, message, at), same in sorted(
            found.items(), key=lambda item: (order.index(item[0][0]), item[0][1], item[0][2])
        )
    )


def _exceptions(need: Need, candidates: list[Candidate], good: list[Held]) -> list[Why]:
    """Failing candidates that no good one settled, or corrected in time."""
    over_time = _over(need.requirement.operation)
    limit = need.parameters.limit(need.requirement.correct_within)
    found: list[Why] = []
    for candidate in candidates:
        if candidate.passes or _settled(candidate.held, good, over_time, limit):
            continue
        for index, evaluated in enumerate(candidate.results):
            result = evaluated.result
            validation = need.requirement.validations[index]
            at = need.at.at("validations", index)
            match result.outcome:
                case Outcome.TRUE:
                    continue
                case Outcome.FALSE:
                    code = Reason.EXCEPTION_IN_PERIOD if over_time else Reason.VALIDATION_FAILED
                    message = validation.message
                case Outcome.ERROR:
                    code, message = Reason.VALIDATION_ERROR, result.message
                case Outcome.TOO_LARGE:
                    code, message = Reason.TOO_LARGE, result.message
            evidence = (candidate.held.id, *evaluated.beside)
            found.append(Why(code=code, message=message, evidence=evidence, at=at))
    return found


def _settled(held: Held, good: list[Held], over_time: bool, limit: Duration | None) -> bool:
    later = [one for one in good if one.system == held.system and one.end > held.end]
    if not over_time:
        return bool(later)
    return limit is not None and any(one.end <= limit.after(held.end) for one in later)


def _over_time(
    need: Need,
    place: Place,
    good: list[Held],
    candidates: list[Candidate],
    max_age: Duration | None,
) -> tuple[list[Why], tuple[Span, ...]]:
    """Freshness and coverage of what is there; a hole names what ends it and what fails in it."""
    requirement, window = need.requirement, place.window
    found: list[Why] = []
    if not good or requirement.operation is Operation.EVENT:
        return found, ()
    newest = max(good, key=lambda held: (held.end, held.id))
    if max_age is not None and not any(fresh(max_age, held.end, window.until) for held in good):
        found.append(_stale(need, newest, max_age))
    if requirement.operation is Operation.STATE:
        return found, ()
    gaps = uncovered(need, place, good, candidates, max_age)
    found += [
        need.why(Reason.COVERAGE_HOLE, silence(need, gap), tuple(around(need, gap, candidates)))
        for gap in gaps
    ]
    return found, gaps


def _stale(need: Need, newest: Held, max_age: Duration | None) -> Why:
    allowed = f"older than {max_age}" if max_age is not None else "outside the period"
    return Why(
        code=Reason.STALE,
        message=f"the newest {newest.type} ends at {instant_text(newest.end)}, {allowed}",
        evidence=(newest.id,),
        at=need.at,
    )


def _contradictions(need: Need, candidates: list[Candidate]) -> list[Why]:
    """Overlapping candidates that disagree on a validation (R10)."""
    if all(candidate.passes for candidate in candidates):
        return []
    found = []
    for one, other in combinations(candidates, 2):
        if not one.span.overlaps(other.span):
            continue
        for index, (left, right) in enumerate(zip(one.results, other.results, strict=True)):
            if {left.result.outcome, right.result.outcome} == {Outcome.TRUE, Outcome.FALSE}:
                found.append(
                    Why(
                        code=Reason.CONTRADICTED,
                        message=f"{one.held.id} and {other.held.id} disagree about the same time",
                        evidence=(one.held.id, other.held.id, *left.beside, *right.beside),
                        at=need.at.at("validations", index),
                        about=" ".join(need.requirement.validations[index].rule.split()),
                        sides=tuple(
                            each.held.side(result.result.outcome.value)
                            for each, result in ((one, left), (other, right))
                        ),
                    )
                )
    return found
