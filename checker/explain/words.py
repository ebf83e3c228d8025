"""Pages on the words of the tool itself: gap reasons and diagnostic codes; they need no project."""

from __future__ import annotations

from checker.assess.assessment import Reason
from checker.diagnostics.registry import CODES
from checker.explain.evidence import reason as reason_line
from checker.explain.page import Page
from checker.explain.today import Today
from checker.report.documentation import documentation


def reason(today: Today | None, id: str) -> Page:
    """A gap reason: its page, and where it is found today."""
    page = Page(f"Gap reason {Reason(id).value}")
    page.raw(documentation("reasons", id) or "")
    if today is not None:
        found = [
            f"{one.id}: {why.message}, at {today.at(why.at)}"
            for one in today.assessment.instances
            for why in one.reasons
            if why.code.value == id
        ]
        against = [
            f"record {one.id}: {reason_line(today, why)}"
            for one in today.assessment.records
            for why in one.reasons
            if why.code.value == id
        ]
        page.list("Today", (*found, *against), none="nowhere", most=10)
    return page


def result(today: Today | None, id: str) -> Page:
    """A result of the formats for CI that is neither a reason nor a code: its page."""
    page = Page(f"Result {id}")
    page.raw(documentation("results", id) or "")
    return page


def diagnostic(today: Today | None, id: str) -> Page:
    """A diagnostic code: its page, and where it is reported today."""
    code = CODES[id]
    page = Page(f"Diagnostic {id} ({code.level}, since {code.since}): {code.title}")
    if text := documentation("diagnostics", id):
        page.raw(text)
    if today is not None:
        found = [
            f"{today.at(one.at)}: {one.message}" for one in today.diagnostics if one.code == id
        ]
        page.list("Today", found, none="nowhere", most=10)
    return page
