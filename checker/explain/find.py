"""From an id to the pages on what it names; one id may name several things."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from checker.assess.assessment import Reason
from checker.diagnostics.registry import CODES
from checker.explain import catalog, evidence, policy, project, words
from checker.explain.page import Page
from checker.explain.today import Today

_Writer = Callable[[Today, str], Page]

_WRITERS: dict[str, _Writer] = {
    "clause": policy.clause,
    "standard": policy.standard,
    "threshold": policy.threshold,
    "condition": policy.condition,
    "control": catalog.control,
    "requirement": catalog.requirement,
    "instance": evidence.instance,
    "record": evidence.record,
    "type": catalog.evidence_type,
    "asset": project.asset,
    "party": project.party,
    "determination": project.determination,
    "deviation": project.deviation,
}
"""What has a page in a project, in the order in which pages of one id are shown."""


def pages(today: Today | None, id: str) -> list[Page]:
    """A page for each thing of that id; `clause/SEC-1` names the kind as well."""
    found: list[Page] = []
    for kind, writer in _WRITERS.items():
        name = id.removeprefix(f"{kind}/")
        if today is not None and name in _ids(today, kind):
            found.append(writer(today, name))
    if id.removeprefix("reason/") in set(Reason):
        found.append(words.reason(today, id.removeprefix("reason/")))
    if id.removeprefix("diagnostic/") in CODES:
        found.append(words.diagnostic(today, id.removeprefix("diagnostic/")))
    return found


def every(today: Today | None) -> list[str]:
    """All ids there are a page for."""
    found = [*(one.value for one in Reason), *CODES]
    if today is not None:
        for kind in _WRITERS:
            found += _ids(today, kind)
    return sorted(set(found))


def _ids(today: Today, kind: str) -> Iterable[str]:
    found, data = today.project, today.project.edition.data
    match kind:
        case "clause":
            return found.edition.clauses
        case "standard":
            return found.edition.standards
        case "threshold":
            return {one.id for one in data.thresholds}
        case "condition":
            return {one.id for one in data.conditions}
        case "control":
            return found.catalog.controls
        case "requirement":
            controls = found.catalog.controls.values()
            return {f"{one.id}/{each.id}" for one in controls for each in one.evidence}
        case "instance":
            return today.instances
        case "record":
            return today.records
        case "type":
            return found.catalog.types
        case "asset":
            return {**found.assets, **found.events}
        case "party":
            return found.parties
        case "determination":
            return found.determinations
        case _:
            return found.deviations
