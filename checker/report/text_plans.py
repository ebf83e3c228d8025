"""The summary's plans: what would turn each standard green, a few lines for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from checker.report.layout import Style, Tone, listed, number, wrap
from checker.report.model import Plan, Report

_GAPS = 3
_FILES = 3


def plan_lines(report: Report, style: Style) -> list[str]:
    """Every plan, after a heading; nothing where all is conformant."""
    if not report.plans:
        return []
    lines = ["", style.paint("What would make each standard conformant", Tone.STRONG)]
    for plan in report.plans:
        lines += wrap(f"{plan.standard} for {plan.subject}", first="  ", rest="    ")
        lines += wrap(f"{'; '.join(steps(plan))}{_end(plan)}", first="    ", rest="      ")
    return lines


def steps(plan: Plan) -> Iterator[str]:
    """What is to be done, in words."""
    if plan.gaps:
        yield f"close {number(len(plan.gaps), 'gap')}: {listed(plan.gaps, _GAPS)}"
    kinds = Counter(one.kind for one in plan.also_needed)
    if kinds["judgement"]:
        yield f"have {number(kinds['judgement'], 'judgement')} accepted"
    if kinds["link"]:
        yield f"review {number(kinds['link'], 'link')}"
    fixed = [one for one in plan.also_needed if one.kind in ("control", "clause")]
    if fixed:
        named = [f"{one.id} ({one.because})" for one in fixed]
        yield f"change what no evidence can settle: {listed(named, _FILES)}"


def _end(plan: Plan) -> str:
    return "" if plan.reached or plan.reached_with else "; what else then is open cannot be known"
