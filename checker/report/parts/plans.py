"""Of part 3: what would make each standard conformant."""

from __future__ import annotations

from checker.report.escape import code, escape
from checker.report.model import Plan
from checker.report.parts.block import folded, links, table

_PLANS = ("Subject", "Standard", "Gaps to close", "Judgements", "Links", "Files", "Then conformant")
_NEEDED = ("Kind", "What", "Why")


def plan_part(plans: tuple[Plan, ...]) -> list[str]:
    """What would make each standard conformant."""
    if not plans:
        return []
    parts = ["### What would make each standard conformant", table(_PLANS, map(_plan, plans))]
    for plan in plans:
        rows = [(escape(one.kind), code(one.id), escape(one.because)) for one in plan.also_needed]
        if plan.gaps or rows:
            parts.append(f"For {code(plan.standard)} and {code(plan.subject)}, gaps in order:")
            parts.append(links("gap", plan.gaps, most=1000) or "None.")
        if rows:
            parts.append(folded(f"Needed besides ({len(rows)})", table(_NEEDED, rows)))
    return parts


def _plan(plan: Plan) -> tuple[str, ...]:
    kinds = [one.kind for one in plan.also_needed]
    return (
        code(plan.subject),
        code(plan.standard),
        str(len(plan.gaps)),
        str(kinds.count("judgement")),
        str(kinds.count("link")),
        str(kinds.count("control") + kinds.count("clause")),
        "yes, by the gaps alone"
        if plan.reached
        else "yes, with these"
        if plan.reached_with
        else "not known",
    )
