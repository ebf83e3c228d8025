"""A deviation for the report: what was decided, whether it is valid, what it does today."""

from __future__ import annotations

from datetime import datetime

from checker.assess.assessment import DeviationState
from checker.project.project import Project
from checker.report import model
from checker.report.place import Locator
from rsp.time import instant_text


def deviation(
    project: Project, state: DeviationState, now: datetime, at: Locator
) -> model.Deviation:
    """One deviation, valid or not."""
    one = project.deviations[state.id]
    since, at_most = state.since, state.at_most
    return model.Deviation(
        id=one.id,
        kind=one.kind.value,
        clause=one.clause,
        control=one.control,
        requirement=one.requirement,
        asset=one.asset,
        standard=one.standard,
        model=one.model,
        reason=one.reason,
        same_assurance=one.same_assurance,
        requester=one.requester,
        approvals=tuple(
            model.DeviationApproval(role=each.role, party=each.party, date=str(each.date))
            for each in one.approvals
        ),
        notices=tuple(f"{each.to.value} on {each.date}" for each in one.notices),
        starts=str(one.starts),
        expires=str(one.expires),
        days_left=(one.expires.latest - now).days,
        ends_soon=state.ends_soon,
        carries=state.carries,
        chain=state.chain,
        since=instant_text(since) if since else None,
        at_most=instant_text(at_most) if at_most else None,
        used_days=max(0, (now - since).days) if since else None,
        maximum_days=(at_most - since).days if since and at_most else None,
        compensating=one.compensating,
        measures=one.measures,
        valid=state.valid,
        because=state.because,
        accepts=state.accepts,
        limits=state.limits,
        location=at(project.refs[f"deviation/{one.id}"]),
    )
