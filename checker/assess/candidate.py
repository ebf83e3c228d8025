"""Weigh one candidate for an instance: its validations, and what limits its help (R8)."""

from __future__ import annotations

from checker.assess.assessment import Reason, Why
from checker.assess.context import Context, Need
from checker.assess.evaluate import Evaluated
from checker.assess.held import Held
from checker.assess.independence import not_independent
from checker.assess.places import Place
from checker.assess.providers import not_theirs, unfounded
from checker.assess.samples import inadequacies
from checker.expr.cel import Outcome
from rsp.time import Span
from rsp.value import Value


class Candidate(Value, frozen=True, kw_only=True):
    """A sound record that bears on an instance."""

    held: Held
    results: tuple[Evaluated, ...]
    """One for each validation."""
    limits: tuple[Why, ...]
    """Why it cannot help: late, weak, not independent, not presented, an inadequate sample, or
    resting on a control that there is not."""

    @property
    def passes(self) -> bool:
        """Whether every validation is true."""
        return all(one.result.outcome is Outcome.TRUE for one in self.results)

    @property
    def good(self) -> bool:
        """Whether it helps."""
        return self.passes and not self.limits

    @property
    def read(self) -> tuple[str, ...]:
        """Its id, and those of the records that its validations read beside it."""
        return (self.held.id, *(name for one in self.results for name in one.beside))

    @property
    def span(self) -> Span:
        """Its observation."""
        return Span(start=self.held.start, end=self.held.end)


def weigh(context: Context, need: Need, place: Place, held: Held) -> Candidate:
    """A record as a candidate for an instance."""
    results = context.evaluator.validations(
        need.requirement, need.control.id, need.parameters, held, place
    )
    return Candidate(held=held, results=results, limits=tuple(_limits(context, need, place, held)))


def _limits(context: Context, need: Need, place: Place, held: Held) -> list[Why]:
    requirement = need.requirement
    found = []
    lag = need.parameters.limit(requirement.max_lag)
    if lag is not None and held.collected > lag.after(held.end):
        found.append(
            need.why(Reason.LATE, f"collected later than {lag} after what it shows", (held.id,))
        )
    if held.rank < requirement.min_reliability.rank:
        because = f" ({held.limited})" if held.limited else ""
        found.append(
            need.why(
                Reason.WEAK_RELIABILITY,
                f"a {held.effective.value}{because} where a {requirement.min_reliability.value} "
                "is needed",
                (held.id,),
            )
        )
    found += not_independent(context, need, held)
    found += not_theirs(context, need, place, held)
    found += unfounded(context, need, held)
    found += held.elsewhere
    found += [
        need.why(Reason.SAMPLE_INADEQUATE, message, (held.id,))
        for message in inadequacies(context, need, held)
    ]
    return found
