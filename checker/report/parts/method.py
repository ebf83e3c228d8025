"""Parts 11 and 12: what to ask for; method, limits, how to recompute."""

from __future__ import annotations

import shlex

from checker.report.escape import code, escape
from checker.report.layout import clean
from checker.report.model import Report
from checker.report.parts.block import fenced, items, link, links, long_table
from checker.report.requests import requests

_REQUEST = ("Clauses", "Control", "For", "To be shown", "Evidence", "Form", "Period", "Ask", "Due")
LIMITS = (
    "Only what was collected and received by the date counts.",
    "A record is taken for what it says: that its source tells the truth is not checked here.",
    "An inventory that omits an asset omits its evidence; controls ask for a second source.",
    "The policy text is a paraphrase of the public policy; the policy itself decides.",
    "The controls are one way to satisfy the clauses, chosen by the publisher of the catalog.",
    "Links to other frameworks are inferred unless they say otherwise.",
    "A digest without a signature detects accidents, not insiders.",
)


def request_list(report: Report) -> list[str]:
    """One row for each thing that is not shown, with whom to ask."""
    rows = [
        (
            links("clause", one.clauses, most=6),
            link("control", one.control),
            code(one.asset),
            escape(one.asked),
            escape(one.evidence),
            escape(one.form),
            escape(one.period),
            escape(one.ask),
            escape(one.due),
        )
        for one in requests(report)
    ]
    return ["## 11 Evidence request list", long_table("Requests", _REQUEST, rows)]


def method(report: Report) -> list[str]:
    """How the verdicts came about, what they cannot say, and how to get them again."""
    return [
        "## 12 Method, limits, how to recompute",
        "Each requirement was applied to every asset, pair or event that it names and that was in"
        " service in its window. An instance is met when sound records of its type give presence,"
        " freshness and coverage under its conditions and no exception is open. Controls follow"
        " from their instances and from the controls they rest on, clauses from their controls and"
        " links, verdicts from clauses. The rules are numbered R1 to R24 in the documentation of"
        " the tool.",
        "### Limits",
        items(LIMITS),
        "### How to recompute",
        "With the same tool version, the same files and the same date the result is the same,"
        " byte for byte. Compare the digests of part 1, then run:",
        fenced(f"$ {command(report)}", "console"),
        f"Made by {code(report.tool.name)} {escape(report.tool.version)}; schema"
        f" {code(report.schema)}.",
    ]


def command(report: Report) -> str:
    """The command that makes the same assessment again."""
    path = clean(report.project.path)
    words = f"rsp check {shlex.quote(path)} --as-of {shlex.quote(clean(report.as_of.date))}"
    return " ".join([words, *(clean(option) for option in report.partial)])
