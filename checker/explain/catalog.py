"""Pages on what the catalog says: controls and requirements."""

from __future__ import annotations

from collections import Counter

from checker.explain.page import Page, known
from checker.explain.today import Today
from checker.report.catalog import period_words
from rsp.control import Control
from rsp.requirement import Requirement, Responsibility, SampleRule


def control(today: Today, id: str) -> Page:
    """A control: text, links both ways, parameters, requirements, status for each subject."""
    one = today.project.catalog.controls[id]
    page = Page(f"Control {id}: {one.title}")
    page.text(one.statement)
    page.text(one.rationale)
    page.lines.append("")
    page.fact("Standard", one.standard)
    page.fact("Owner", one.owner)
    page.fact("Severity", one.severity)
    page.fact("At", today.at(today.ref(f"control/{id}")))
    page.list("Today", _control_today(today, id), none="it is in force for no subject")
    page.list("Closing its gap, and nothing else", _frees(today, id))
    states = {link.clause: link for link in today.links(control=id)}
    page.list(
        "Implements",
        (
            f"{today.named('clause', link.clause)}"
            + (f" Carried by {', '.join(link.by)}." if link.by else "")
            + (f" Link {states[link.clause].state}." if link.clause in states else "")
            for link in one.implements
        ),
        none="no clause",
    )
    page.list("Rests on", (f"{edge.control}: {edge.because}" for edge in one.depends_on))
    above = today.dependents.get(id, [])
    page.list("Rest on it", (today.named("control", name) for name in sorted(above)))
    page.list("Waivers", _waivers(today, id))
    page.list("Parameters", _parameters(today, one))
    page.list("Requirements", (_requirement(today, one, each) for each in one.evidence))
    page.list("One is enough of", (f"{group.id}: {', '.join(group.of)}" for group in one.any_of))
    page.list(
        "Related in other frameworks",
        (f"{each.framework} {each.id} ({each.relation}, {each.basis})" for each in one.crosswalk),
    )
    return page


def _control_today(today: Today, id: str) -> list[str]:
    found = []
    for subject, one in today.control_today(id):
        why = [*one.because, *(f"caused by {cause}" for cause in one.causes)]
        why += [f"the gate accepts it through {name}" for name in one.accepted_by]
        shown = "; ".join(why[:8]) + (f"; and {len(why) - 8} more" if len(why) > 8 else "")
        found.append(f"{subject}: {one.status}" + (f": {shown}" if why else ""))
    return found


def _waivers(today: Today, id: str) -> list[str]:
    return [
        f"{state.id}, {'valid' if state.valid else 'not valid'}: {deviation.reason}"
        for state in today.assessment.deviations
        for deviation in [today.project.deviations[state.id]]
        if deviation.control == id
    ]


def _frees(today: Today, id: str) -> list[str]:
    """What closing the gap alone satisfies for each subject, and how far down the list it is."""
    order = {name: at for at, name in enumerate(dict.fromkeys(one.control for one in today.gaps))}
    found = []
    for gap in today.gaps:
        if gap.control == id:
            frees = (*gap.frees.standards, *gap.frees.clauses, *gap.frees.controls)
            shown = ", ".join(frees[:8]) + (f" and {len(frees) - 8} more" if frees[8:] else "")
            found.append(
                f"{gap.subject}: satisfies {shown or 'nothing by itself'}; of {len(order)} gaps it"
                f" is number {order[id] + 1} to work on"
            )
    return found


def _parameters(today: Today, one: Control) -> list[str]:
    declared = today.project.settings.parameters.get(one.id, {})
    found = []
    for name, parameter in one.parameters.items():
        if name in declared:
            value = f"{known(declared[name].value)}, because {declared[name].because}"
        elif parameter.default is not None:
            value = f"{known(parameter.default)}, the default"
        else:
            value = "not declared"
        found.append(f"{name} ({parameter.type}): {value}. {parameter.description}")
    return found


def _requirement(today: Today, one: Control, each: Requirement) -> str:
    mine = Counter(
        instance.status.value
        for instance in today.assessment.instances
        if instance.control == one.id and instance.requirement == each.id
    )
    counts = ", ".join(f"{count} {status}" for status, count in sorted(mine.items()))
    return f"{one.id}/{each.id} {each.title}: {counts or 'no instance'}"


def _sample(rule: SampleRule) -> str:
    part = f", or {rule.percent:g} % where that is more" if rule.percent is not None else ""
    return f"at least {rule.at_least}{part}; {rule.exceptions_at_most} of them may deviate"


def requirement(today: Today, id: str) -> Page:
    """A requirement: what is asked for, its judgement, its instances."""
    name, _, part = id.partition("/")
    owner = today.project.catalog.controls[name]
    index, one = next((i, each) for i, each in enumerate(owner.evidence) if each.id == part)
    page = Page(f"Requirement {id}: {one.title}")
    here = today.ref(f"control/{name}")
    page.fact("At", today.at(here.at("evidence", index)) if here else None)
    page.fact("Evidence", f"{one.type}, obtained by {one.method}")
    page.fact("Operation", f"{one.operation}: {period_words(one)}")
    each_of = one.for_each if isinstance(one.for_each, str) else " and ".join(one.for_each or ())
    page.fact("For each", each_of or "the organisation")
    page.fact("Where", one.where)
    page.fact("Reliability", f"{one.min_reliability} or better")
    page.fact("Independent of", ", ".join(one.independent_of))
    if one.responsibility is not Responsibility.OWN:
        page.fact("Responsibility", one.responsibility.value)
    page.fact("Sample", _sample(one.sample) if one.sample else None)
    page.fact("Collected within", str(one.max_lag) if one.max_lag else None)
    page.fact("Corrected within", str(one.correct_within) if one.correct_within else None)
    page.fact("Grace", f"{one.grace} after an asset enters service" if one.grace else None)
    page.list(
        "Joins", (f"{key}: {join.type} within {join.within}" for key, join in one.with_.items())
    )
    page.list(
        "Validations", (f"{each.rule.strip()} -- else: {each.message}" for each in one.validations)
    )
    _judgement(today, page, id)
    page.list(
        "Instances today",
        (
            f"{each.asset}: {each.status}"
            + (
                f" ({', '.join(dict.fromkeys(why.code.value for why in each.reasons))})"
                if each.reasons
                else ""
            )
            for each in today.assessment.instances
            if (each.control, each.requirement) == (name, part)
        ),
        none="none",
    )
    for head, in_grace in (("Left out by its condition", False), ("Left out by its grace", True)):
        page.list(
            head,
            (
                f"{each.asset}: {each.because}" if in_grace else each.asset
                for each in today.assessment.excluded
                if (each.control, each.requirement, each.in_grace) == (name, part, in_grace)
            ),
        )
    return page


def _judgement(today: Today, page: Page, id: str) -> None:
    found = today.judgements.get(id)
    if found is None:
        return
    page.text(f"Question to a reviewer, {found.state}: {found.question}")
    page.list("Answers", found.answers)
    page.list("Notes on answers", found.because)
    page.list(
        "An answer names these digests",
        (
            f"question_digest {found.question_digest}",
            f"control_digest {found.control_digest}",
            f"evidence_digest {found.evidence_digest}",
        ),
    )
