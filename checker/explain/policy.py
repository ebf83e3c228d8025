"""Pages on what the policy says: clauses, standards, thresholds, conditions."""

from __future__ import annotations

from checker.explain.page import Page
from checker.explain.today import Today
from checker.report.view import TESTED


def clause(today: Today, id: str) -> Page:
    """A clause: text, place in the edition, controls, status for each subject."""
    edition = today.project.edition
    one = edition.clauses[id]
    page = Page(f"Clause {id} ({one.modality}, {one.check}) of {one.standard}, {edition.id}")
    page.text(one.text)
    page.fact("Source", one.source)
    page.fact("At", today.at(today.ref(f"clause/{id}")))
    page.fact("Condition", one.when)
    page.fact("Part of", one.parent)
    page.fact("Refers to", ", ".join(one.links))
    page.list("Parts", (today.named("clause", child) for child in one.children))
    links = today.links(clause=id)
    page.list(
        "Implemented by",
        (
            f"{today.named('control', link.control)}: {_link(link.state, link.reviewer)}"
            for link in links
        ),
        none=None if one.children else "no control",
    )
    page.list(
        "Named by thresholds",
        (each.id for each in edition.data.thresholds if id in (each.clause, *each.also)),
    )
    page.list("Deviations", _deviations(today, id))
    page.list("Today", _clause_today(today, id), none="its standard is required for no subject")
    return page


def _link(state: str, reviewer: str) -> str:
    return f"link {state}" if reviewer == "nobody" else f"link {state}, stamped by the {reviewer}"


def _clause_today(today: Today, id: str) -> list[str]:
    found = []
    for subject, one in today.clause_today(id):
        because = f": {'; '.join(one.because)}" if one.because else ""
        found.append(f"{subject}: {one.status}{because}; {TESTED[one.tested.value]}")
    return found


def _deviations(today: Today, id: str) -> list[str]:
    valid = {one.id for one in today.assessment.deviations if one.valid}
    return [
        f"{one.id} ({one.kind}), {'valid' if one.id in valid else 'not valid'}"
        for one in today.project.deviations.values()
        if one.clause == id
    ]


def standard(today: Today, id: str) -> Page:
    """A standard: its clauses and its verdict for each subject."""
    one = today.project.edition.standards[id]
    page = Page(f"Standard {id}: {one.title}")
    page.fact("Clauses", str(len(one.clauses)))
    today_lines = []
    for subject in today.assessment.subjects:
        for verdict in subject.standards:
            if verdict.id == id:
                counts = ", ".join(f"{count} {name}" for name, count in verdict.counts.items())
                because = "; ".join(verdict.because)
                line = f"{subject.id}: {verdict.verdict}"
                today_lines.append(
                    f"{line} ({counts}): {because}" if counts else f"{line}: {because}"
                )
    page.list("Today", today_lines, none="it is judged for no subject")
    clauses = [name for name in one.clauses if today.project.edition.clauses[name].parent is None]
    page.list("Its clauses, without their parts", (today.named("clause", name) for name in clauses))
    return page


def threshold(today: Today, id: str) -> Page:
    """A capability threshold: what it requires, and the effect of determinations about it."""
    one = next(each for each in today.project.edition.data.thresholds if each.id == id)
    page = Page(f"Threshold {id} ({one.kind}): {one.domain}")
    page.text(today.named("clause", one.clause))
    page.fact("At", today.at(today.ref(f"threshold/{id}")))
    page.fact("Requires for deployment", one.requires.deployment or "nothing")
    page.fact("Requires for security", one.requires.security or "nothing")
    page.fact("Brings into force", ", ".join(one.also))
    found = []
    for subject in today.assessment.subjects:
        for each in subject.determinations:
            if each.threshold == id:
                outcome = each.outcome.value if each.outcome else "no determination"
                why = "; ".join((*((each.because,) if each.because else ()), *each.messages))
                source = f" by {each.source}" if each.source else ""
                line = f"{subject.id}: {outcome}{source}, in effect {each.effective}"
                found.append(f"{line}: {why}" if why else line)
    page.list("Today", found, none="it is determined for no model")
    return page


def condition(today: Today, id: str) -> Page:
    """A condition of conditional clauses."""
    one = next(each for each in today.project.edition.data.conditions if each.id == id)
    page = Page(f"Condition {id}: {one.title}")
    page.fact("Decided by", one.decided_by)
    declared = [each.because for each in today.project.settings.conditions if each.condition == id]
    page.fact("Declared by the project", "; ".join(declared) or "no")
    clauses = [each.id for each in today.project.edition.clauses.values() if each.when == id]
    page.list("Clauses that depend on it", (today.named("clause", name) for name in clauses))
    return page
