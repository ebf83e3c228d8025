"""The report for reviewers: twelve parts, nothing hostile, no broken links."""

from __future__ import annotations

import re

import msgspec
import pytest
from markdown_it import MarkdownIt

from checker.report.markdown import render
from checker.report.model import Report
from checker.report.requests import requests
from tests.checker.report import sample
from tests.checker.report.test_escape import HOSTILE

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OWN_HTML = re.compile(
    r"</?details>|<summary>[A-Za-z ]+(?: \(\d+\))?(?: and instances \(\d+\))?</summary>"
    r"|<summary>Drawing of \d+ edges?</summary>"
    r"|<summary>Requirements \(\d+\) and instances \(\d+\)</summary>"
    r'|<a id="[a-z0-9._-]+">|</a>'
)


def test_it_has_the_twelve_parts() -> None:
    """In their order."""
    heads = re.findall(r"^## (\d+) ", render(sample.report()), re.MULTILINE)

    assert [int(head) for head in heads] == list(range(1, 13))


def test_it_says_what_it_is_not() -> None:
    """No opinion, and what a digest without a signature is worth."""
    text = render(sample.report())

    assert "No opinion is expressed." in text
    assert "detects accidents, not insiders" in text


def test_links_lead_somewhere() -> None:
    """Every fragment has its target, every target is unique."""
    text = render(sample.report())

    targets = re.findall(r'<a id="([^"]+)">', text)
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= set(targets)
    assert len(targets) == len(set(targets))


def test_each_table_row_has_the_cells_of_its_head() -> None:
    """A row that is longer or shorter would move its cells."""
    rows = [token for token in PARSER.parse(render(sample.report())) if token.type == "tr_open"]
    widths: list[int] = []
    for block in re.findall(r"(?:^\|.*\|\n?)+", render(sample.report()), re.MULTILINE):
        counts = {len(re.findall(r"(?<!\\)\|", line)) for line in block.strip().split("\n")}
        widths.append(len(counts))

    assert rows
    assert set(widths) == {1}


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()])
def test_hostile_text_in_every_field_acts_on_nothing(text: str) -> None:
    """All strings of the report replaced: the structure is the same, and all HTML is our own."""
    plain, nasty = sample.report(), _replaced(sample.report(), text)

    tokens, expected = PARSER.parse(render(nasty)), PARSER.parse(render(plain))

    html = [
        part
        for token in tokens
        for leaf in (token, *(token.children or []))
        if leaf.type in ("html_block", "html_inline")
        for part in re.findall(r"<[^>]*>[^<]*(?:</summary>)?", leaf.content)
    ]
    ours = [part for part in html if OWN_HTML.match(part.strip())]
    assert html == ours
    assert {token.type for token in tokens} <= {token.type for token in expected}
    assert not [
        leaf
        for token in tokens
        for leaf in (token.children or [])
        if leaf.type in ("image", "s_open")
        or (leaf.type == "link_open" and leaf.attrs["href"][0] != "#")  # type: ignore[index]  # an address is a string
    ]


def _replaced(report: Report, text: str) -> Report:
    """Free text of the report replaced; ids and closed words stay, so that parts stay filled."""

    def nasty(value: object) -> object:
        if isinstance(value, dict):
            return {
                key: text if key in FREE and isinstance(inner, str) else nasty(inner)
                for key, inner in value.items()
            }
        if isinstance(value, list):
            return [text if isinstance(one, str) and " " in one else nasty(one) for one in value]
        return value

    return msgspec.convert(nasty(msgspec.to_builtins(report)), Report)


FREE = {
    "title", "message", "statement", "question", "reason", "because", "where", "domain", "help",
    "limited", "closed_because", "owner", "requester", "type_title", "file", "path", "organization",
    "version", "period", "standing", "crosswalk", "evidence_digest", "digest",
}  # fmt: skip


def test_the_request_list_has_a_row_for_each_unmet_instance() -> None:
    """With clause, control, asset, what is asked, form, period and owner."""
    (row,) = requests(sample.report())

    assert (row.clauses, row.control, row.asset) == (("SEC-1",), "SEC-A", "environment/prod")
    assert (row.asked, row.evidence) == ("Every session was approved", "Log of sessions")
    assert (row.form, row.owner) == ("examine; record or better", "security-engineering")
    assert row.period == "the whole period, holes up to P1D"


def test_qualifications_come_first() -> None:
    """Closed with its age, projection, partial and a replaced catalog stand above part 1."""
    base = sample.report()
    report = sample.report(
        as_of=msgspec.structs.replace(
            base.as_of, closed_because="over", closed_age_days=9, projection=True
        ),
        partial=("--model atlas",),
        catalog=msgspec.structs.replace(base.catalog, custom=True),
    )

    head = render(report).partition("## 1 ")[0]

    assert all(
        word in head
        for word in (
            "**Closed, 9 days old:**",
            "**Projection.**",
            "**Partial.**",
            "**Custom catalog.**",
        )
    )
