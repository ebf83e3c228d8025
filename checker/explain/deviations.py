"""A page on a deviation: what was decided, by whom, whether it is valid, what it does today."""

from __future__ import annotations

from checker.assess.assessment import DeviationState
from checker.explain.page import Page
from checker.explain.today import Today
from checker.report.layout import number
from rsp.deviation import Deviation
from rsp.time import instant_text


def deviation(today: Today, id: str) -> Page:
    """A deviation of any kind."""
    one = today.project.deviations[id]
    page = Page(f"Deviation {id} ({one.kind.value}) from {_target(one)}")
    page.text(one.reason)
    page.lines.append("")
    page.fact("At", today.at(today.ref(f"deviation/{id}")))
    page.fact("Model", one.model or "every subject")
    page.fact("Requested by", one.requester)
    page.fact("From", f"{one.starts} to {one.expires}")
    page.fact("Renews", one.renews)
    page.fact("Stands in", ", ".join(one.compensating))
    page.fact("Measures", ", ".join(one.measures))
    page.fact("Same assurance", one.same_assurance)
    page.list(
        "Approved",
        (f"{each.party} as {each.role} on {each.date}" for each in one.approvals),
        none="by nobody",
    )
    page.list("Shown to", (f"{each.to.value} on {each.date}" for each in one.notices))
    for state in today.assessment.deviations:
        if state.id == id:
            _state(today, page, one, state)
    return page


def _target(one: Deviation) -> str:
    if one.control is None:
        return one.clause or one.standard or "nothing"
    parts = [one.control]
    parts += [f"requirement {one.requirement}"] if one.requirement else []
    parts += [one.asset] if one.asset else []
    return ", ".join(parts)


def _state(today: Today, page: Page, one: Deviation, state: DeviationState) -> None:
    now = today.assessment.now
    said = ["valid"] if state.valid else [f"not valid: {why}" for why in state.because]
    if state.valid:
        said.append(f"{number((one.expires.latest - now).days, 'day')} left")
    if state.since and state.at_most:
        used, most = max(0, (now - state.since).days), (state.at_most - state.since).days
        since, until = instant_text(state.since), instant_text(state.at_most)
        text = f"since {since}, {used} of {most} days used; {until} at the latest"
        others = [name for name in state.chain if name != one.id]
        said.append(text + (f"; counted together with {', '.join(others)}" if others else ""))
    page.list("Today", said)
    if state.valid and one.clause is None:
        page.list("Accepted by the gate", state.accepts, none="nothing today", most=200)
    page.list("Accepts no more, because", state.limits)
    page.list("When it ends, and without another, the gate fails for", state.carries)
