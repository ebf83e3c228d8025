"""Pages on what the project states: assets, events, parties, determinations, deviations."""

from __future__ import annotations

from checker.explain.page import Page, known
from checker.explain.today import Today
from rsp.asset import Asset, Event


def asset(today: Today, id: str) -> Page:
    """An asset or event: what the inventory says, and what is asked for it."""
    one: Asset | Event = today.project.assets.get(id) or today.project.events[id]
    kind = "Event" if isinstance(one, Event) else "Asset"
    page = Page(f"{kind} {id}")
    page.fact("At", today.at(today.ref(id)))
    if isinstance(one, Asset):
        until = f" to {one.in_service.to}" if one.in_service.to else ", still is"
        page.fact("In service", f"from {one.in_service.from_}{until}")
        page.fact("Operated by", one.operated_by)
    else:
        page.fact("Happened", str(one.at))
    if one.models is None:
        models = "bears on every model"
    elif one.models == "none":
        models = f"no model, because {one.models_because}"
    else:
        models = ", ".join(one.models)
    page.fact("Models", models)
    page.list("Attributes", (f"{name}: {known(value)}" for name, value in one.attributes.items()))
    page.list(
        "Instances today",
        (
            f"{each.id}: {each.status}"
            for each in today.assessment.instances
            if id in each.asset.split("+")
        ),
        none="none: no requirement is applied to it",
        most=200,
    )
    page.list(
        "Left out of",
        (
            f"{each.control}/{each.requirement}: {each.because}"
            for each in today.assessment.excluded
            if each.asset == id
        ),
    )
    return page


def party(today: Today, id: str) -> Page:
    """A party: what it belongs to, what it owns, what it made."""
    one = today.project.parties[id]
    page = Page(f"Party {id} ({one.kind})" + (f": {one.name}" if one.name else ""))
    page.fact("At", today.at(today.ref(f"party/{id}")))
    page.list("Belongs to", (_since(each.party, each.from_, each.to) for each in one.member_of))
    page.list(
        "Members",
        (
            _since(other.id, each.from_, each.to)
            for other in today.project.parties.values()
            for each in other.member_of
            if each.party == id
        ),
    )
    controls = today.project.catalog.controls.values()
    page.list("Owns", (f"{each.id} {each.title}" for each in controls if each.owner == id))
    page.list(
        "Produced",
        (
            each.id
            for each in today.offered
            if each.record is not None and each.record.produced_by.party == id
        ),
    )
    page.list(
        "Approved",
        (
            f"determination {each.id} as {approval.role} on {approval.date}"
            for each in today.project.determinations.values()
            for approval in each.approvals
            if approval.party == id
        ),
    )
    return page


def _since(name: str, start: object, end: object) -> str:
    return name + (f", from {start}" if start else "") + (f", to {end}" if end else "")


def determination(today: Today, id: str) -> Page:
    """A determination: what was decided, by whom, and what it is worth today."""
    one = today.project.determinations[id]
    page = Page(f"Determination {id}: {one.model}, {one.threshold}, {one.outcome}")
    page.text(one.basis)
    page.lines.append("")
    page.fact("At", today.at(today.ref(f"determination/{id}")))
    page.fact("Assessed", str(one.assessed_at))
    page.fact("Decided", str(one.decided_at))
    page.fact("Standing", one.standing)
    page.fact("Report", one.report)
    page.fact("Effective Compute", f"{one.effective_compute:g}" if one.effective_compute else None)
    if one.supersedes:
        page.fact("Supersedes", f"{one.supersedes.determination}: {one.supersedes.because}")
    page.list(
        "Approved",
        (f"{each.party} as {each.role} on {each.date}" for each in one.approvals),
        none="by nobody",
    )
    found = []
    for subject in today.assessment.subjects:
        for each in subject.determinations:
            if subject.id == f"model/{one.model}" and each.threshold == one.threshold:
                which = "it stands" if each.source == id else f"{each.source or 'none'} stands"
                why = "; ".join(each.messages)
                found.append(f"{which}; in effect {each.effective}" + (f": {why}" if why else ""))
    page.list("Today", found, none="the model was not assessed")
    return page
