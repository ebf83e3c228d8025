"""Pages on evidence types."""

from __future__ import annotations

from checker.explain.page import Page, known
from checker.explain.today import Today


def evidence_type(today: Today, id: str) -> Page:
    """An evidence type: its fields, how it relates to a record, who asks for it."""
    one = today.project.catalog.types[id]
    page = Page(f"Evidence type {id}: {one.title}")
    page.text(str(one.schema.get("description", "")))
    page.lines.append("")
    page.fact("At", today.at(today.ref(f"type/{id}")))
    page.fact("Observes", "one instant" if one.rules.observes == "instant" else "an interval")
    page.fact(
        "Shows its subjects as",
        ", ".join(each.key for each in one.rules.subjects) or "the organisation",
    )
    page.fact("Rows", one.rules.rows)
    page.fact("Digest", one.digest)
    properties = one.schema.get("properties", {})
    page.list(
        "Fields",
        (
            f"{name}: {known(each.get('description') or each.get('title') or '')}"
            for name, each in properties.items()
            if isinstance(each, dict)
        ),
    )
    page.list(
        "Asked for by",
        (
            f"{control.id}/{each.id} {each.title}"
            for control in today.project.catalog.controls.values()
            for each in control.evidence
            if id in (each.type, *(join.type for join in each.with_.values()))
        ),
        none="no requirement",
    )
    page.list(
        "Records", (each.id for each in today.assessment.records if each.type == id), none="none"
    )
    return page
