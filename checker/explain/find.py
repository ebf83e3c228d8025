"""From an id to the pages on what it names; one id may name several things."""

from __future__ import annotations

from collections.abc import Callable, Collection

from checker.assess.assessment import Reason
from checker.diagnostics.registry import CODES
from checker.explain import catalog, deviations, evidence, policy, project, types, words
from checker.explain.page import Page
from checker.explain.today import Today
from checker.report.ci.rest import RESULTS

_Writer = Callable[[Today, str], Page]
_Ids = Callable[[Today], Collection[str]]

_KINDS: dict[str, tuple[_Ids, _Writer]] = {
    "clause": (lambda today: today.project.edition.clauses, policy.clause),
    "standard": (lambda today: today.project.edition.standards, policy.standard),
    "threshold": (
        lambda today: [one.id for one in today.project.edition.data.thresholds],
        policy.threshold,
    ),
    "condition": (
        lambda today: [one.id for one in today.project.edition.data.conditions],
        policy.condition,
    ),
    "control": (lambda today: today.project.catalog.controls, catalog.control),
    "requirement": (lambda today: today.requirements, catalog.requirement),
    "instance": (lambda today: today.instances, evidence.instance),
    "record": (lambda today: today.records, evidence.record),
    "type": (lambda today: today.project.catalog.types, types.evidence_type),
    "asset": (lambda today: {**today.project.assets, **today.project.events}, project.asset),
    "party": (lambda today: today.project.parties, project.party),
    "determination": (lambda today: today.project.determinations, project.determination),
    "deviation": (lambda today: today.project.deviations, deviations.deviation),
}
"""What has a page in a project: its ids and its writer, in the order of pages of one id."""


def pages(today: Today | None, id: str) -> list[Page]:
    """A page for each thing of that id; `clause/SEC-1` names the kind as well."""
    found: list[Page] = []
    for kind, (ids, writer) in _KINDS.items():
        if today is None:
            break
        for name in dict.fromkeys((id, id.removeprefix(f"{kind}/"))):
            if name in ids(today):
                found.append(writer(today, name))
    if id.removeprefix("reason/") in set(Reason):
        found.append(words.reason(today, id.removeprefix("reason/")))
    if id.removeprefix("result/") in RESULTS:
        found.append(words.result(today, id.removeprefix("result/")))
    if id.removeprefix("diagnostic/") in CODES:
        found.append(words.diagnostic(today, id.removeprefix("diagnostic/")))
    return found


def every(today: Today | None) -> list[str]:
    """All ids there are a page for."""
    found = {*(one.value for one in Reason), *CODES, *RESULTS}
    if today is not None:
        for ids, _ in _KINDS.values():
            found.update(ids(today))
    return sorted(found)
