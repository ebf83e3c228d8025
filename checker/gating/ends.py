"""What fails a gate beside verdicts: ends that come soon, warnings, and that nothing is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from checker.assess.assessment import Assessment, StandardVerdict, Status, Verdict
from checker.diagnostics.diagnostic import Diagnostic, Level
from checker.gating.look import Looked
from rsp.project import Gate as Policy

Passed = tuple[str, StandardVerdict]
"""A subject and a verdict that passes."""

_SHOWN = (Status.SATISFIED, Status.SUBSTITUTED)


def failing_warnings(policy: Policy, diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """The warnings that the settings make fail the gate, by code."""
    found = Counter(
        one.code for one in diagnostics if one.level is Level.WARNING and policy.fails_on(one.code)
    )
    for code, count in sorted(found.items()):
        yield f"{count} {'warning' if count == 1 else 'warnings'} {code}, by gate.fail_on_warnings"


def ending(assessment: Assessment, passed: Sequence[Passed], looked: Looked) -> Iterator[str]:
    """Deviations that end soon and that a verdict needs to pass."""
    subjects = {one.id: one for one in assessment.subjects}
    for state in assessment.deviations:
        for name, one in passed if state.fails_soon else ():
            by = looked.passing.get((name, one.id))
            if by is None:
                needed = f"{name}: {one.id}" in state.carries
            else:
                resting = {each.id for each in subjects[name].clauses if each.deviation == state.id}
                needed = state.id in by.waivers or bool(resting & set(one.shortfalls))
            if needed:
                yield (
                    f"{state.id} ends within gate.fail_before_expiry, and {name}: {one.id}"
                    " passes by it"
                )


def shows_nothing(gated: Sequence[Passed], looked: Looked) -> Iterator[str]:
    """A gate that passes by what it leaves out and knows, and for which nothing is shown."""
    if gated and not any(one.counts for _, one in gated):
        yield "nothing was selected: no clause counts of what is gated"
        return
    passes = [
        one
        for name, one in gated
        if one.verdict is Verdict.CONFORMANT or one.accepted_by or (name, one.id) in looked.passing
    ]
    shown = sum(one.counts.get(status.value, 0) for one in passes for status in _SHOWN)
    if passes and looked.passing and not shown:
        yield "nothing was selected: all that is gated is known or left out, and nothing is shown"
