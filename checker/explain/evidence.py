"""Pages on what was collected: instances and records."""

from __future__ import annotations

from collections.abc import Iterator

from checker.assess.assessment import Instance, Register, Why
from checker.evidence.offered import Offered
from checker.explain.page import Page
from checker.explain.today import Today
from checker.report import build
from checker.report.layout import number
from checker.report.place import Locator
from checker.report.sides import sides
from rsp.evidence import EvidenceRecord, Sample
from rsp.requirement import Responsibility
from rsp.time import instant_text


def instance(today: Today, id: str) -> Page:
    """An instance: its window, its status, every reason, the records concerned."""
    one = today.instances[id]
    page = Page(f"Instance {id}: {one.status}")
    control = today.project.catalog.controls[one.control]
    asked = next(each for each in control.evidence if each.id == one.requirement)
    page.text(f"{asked.title}, for {one.asset}.")
    page.lines.append("")
    page.fact("Control", today.named("control", one.control))
    page.fact("Clauses", ", ".join(link.clause for link in control.implements))
    page.fact("Evidence", asked.type)
    page.fact("Operation", one.operation)
    page.fact("Window", str(one.window))
    page.fact("Fresh until", instant_text(one.fresh_until) if one.fresh_until else None)
    models = "every model" if one.models is None else ", ".join(sorted(one.models)) or "no model"
    page.fact("In scope of", models)
    page.fact("Accepted by the gate through", ", ".join(one.accepted_by))
    page.list("Reasons", _reasons(today, one.reasons))
    if asked.responsibility is not Responsibility.OWN:
        page.fact("Responsibility", asked.responsibility.value)
    page.fact("Presumes", ", ".join(one.rests_on))
    page.list("Holes", (str(hole) for hole in one.holes))
    page.list("Good records", one.evidence, none="none")
    others = [name for name in one.candidates if name not in one.evidence]
    page.list("Other candidates", others)
    page.list("Superseded", _superseded(today, one, asked.type))
    return page


def reason(today: Today, why: Why) -> str:
    """A reason with its records and its place."""
    records = f" ({', '.join(why.evidence[:6])})" if why.evidence else ""
    return f"{why.code.value}: {why.message}{records}, at {today.at(why.at)}"


def _reasons(today: Today, reasons: tuple[Why, ...]) -> Iterator[str]:
    """Each reason, then those that it sets against each other."""
    for why in reasons:
        yield reason(today, why)
        location = Locator(today.sources.locate)(why.at)
        yield from (f"- {line}" for line in sides(build.reason(why, location)))


def _superseded(today: Today, one: Instance, kind: str) -> Iterator[str]:
    """The records of a type for a place that others took the place of, and why."""
    for entries in today.records.values():
        for entry in entries:
            if entry.type == kind and one.asset in entry.assets and entry.superseded_by:
                yield f"{entry.id} by {entry.superseded_by}: {entry.superseded_because}"


def record(today: Today, id: str) -> Page:
    """A record: what it says of itself, what it is worth, what it shows."""
    entries = today.records[id]
    page = Page(f"Record {id}" + (f", used {len(entries)} times" if len(entries) > 1 else ""))
    for entry in entries:
        _entry(today, page, entry)
    shows: list[str] = []
    other: list[str] = []
    for one in today.assessment.instances:
        if id in one.evidence:
            shows.append(f"{one.id}: {one.status}")
        elif _concerns(one, id):
            other.append(f"{one.id}: {one.status}")
    page.list("Counts for", shows, none="no instance")
    page.list("Looked at for", other)
    return page


def _concerns(one: Instance, id: str) -> bool:
    return id in one.candidates or any(id in why.evidence for why in one.reasons)


def _entry(today: Today, page: Page, one: Register) -> None:
    offered = next(
        (each for each in today.offered if each.at == one.at and each.id == one.id), None
    )
    page.fact("Type", one.type)
    page.fact("About", ", ".join(one.assets))
    page.fact("At", today.at(one.at))
    page.fact("Observed", str(one.observed) if one.observed else None)
    if offered is not None:
        _said(page, offered)
    declared = one.declared.value if one.declared else "none"
    effective = one.effective.value if one.effective else "nothing"
    limited = f", because {one.limited}" if one.limited else ""
    page.fact("Reliability", f"declared {declared}, counts as {effective}{limited}")
    page.fact("Digest", one.digest)
    page.fact("Known at the date", None if one.known else "no: collected or received later")
    because = f": {one.superseded_because}" if one.superseded_because else ""
    page.fact("Superseded by", f"{one.superseded_by}{because}" if one.superseded_by else None)
    if one.supersedes is not None:
        label = "Supersedes" if one.supersedes.holds else "Supersedes in vain"
        page.fact(label, f"{one.supersedes.record}: {one.supersedes.because}")
    page.list("Reasons against it", _reasons(today, one.reasons))


def _sample(one: Sample) -> str:
    seed = f"seed {one.seed}" if one.seed is not None else "no seed"
    deviate = "unstated" if one.exceptions is None else str(one.exceptions)
    return f"{one.size} of {one.population}, {one.method}, {seed}; exceptions: {deviate}"


def _said(page: Page, offered: Offered) -> None:
    page.fact(
        "Received", instant_text(offered.received_at) if offered.received_at else "not sealed"
    )
    found: EvidenceRecord | None = offered.record
    if found is None:
        return
    page.fact("Collected", str(found.collected_at))
    query = f", {found.source.query}" if found.source.query else ""
    rows = f", {number(found.source.rows, 'row')}" if found.source.rows is not None else ""
    page.fact("Source", f"{found.source.system}{query}{rows}")
    page.fact("Produced by", found.produced_by.party)
    if found.sample is not None:
        page.fact("Sample", _sample(found.sample))
    page.list(
        "Artifacts",
        (f"{each.path or each.uri or each.custodian} {each.sha256}" for each in found.artifacts),
    )
    page.fact("Note", found.note)
