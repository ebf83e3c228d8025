"""The activation report as a page: five parts, nothing from outside, every link with its end."""

from __future__ import annotations

import re
from functools import cache

import html5lib
import pytest
from msgspec.structs import replace

from checker.cli.deliver import activated
from checker.report.activation.build import activation
from checker.report.activation.html import PARTS, render
from checker.report.activation.model import Activation
from checker.report.model import Statement
from tests.checker.report import sample
from tests.checker.report.tags import elements
from tests.hostile.reports import hostile
from tests.hostile.strings import CALL


@cache
def _found(kind: str = "sample") -> Activation:
    base = sample.report()
    statements = tuple(
        replace(
            base.records[0],
            id=f"said-{standing}",
            statement=Statement(
                text=f"it is {standing}",
                standing=standing,
                public_by="2026-06-01",
                dated_by="reading",
                title="A report",
                places=("example.org",),
                through=(),
                against=("said-stated",) if standing != "stated" else (),
                about=("SEC-1",),
            ),
        )
        for standing in ("stated", "contradicted", "unsupported")
    )
    report = sample.report(records=(*base.records, *statements))
    return activation(hostile(report) if kind == "hostile" else report)


@cache
def _text(kind: str = "sample") -> str:
    return render(_found(kind))


def test_it_has_its_parts_in_order() -> None:
    """What put standards in force, what protects, how it is watched; then what stands against it
    and what is open."""
    heads = re.findall(r"<h2><span>(\d+)</span> ([^<]+)</h2>", _text())

    assert heads == [(str(number), name) for number, name in enumerate(PARTS, 1)]


@pytest.mark.parametrize("kind", ["sample", "hostile"])
def test_it_parses_without_an_error(kind: str) -> None:
    """By the algorithm of the HTML standard."""
    parser = html5lib.HTMLParser()
    parser.parse(_text(kind))

    assert [(error[1], error[2]) for error in parser.errors] == []


@pytest.mark.parametrize("kind", ["sample", "hostile"])
def test_links_lead_to_one_place(kind: str) -> None:
    """No link leaves the page."""
    tags = elements(_text(kind))
    places = [one.attributes["id"] for one in tags if "id" in one.attributes]
    links = [one.attributes["href"] for one in tags if "href" in one.attributes]

    assert len(places) == len(set(places))
    assert [one for one in links if one[0] != "#" or one[1:] not in places] == []


def test_everything_it_says_is_there() -> None:
    """Grounds, statements with what they are held against, protections, watches, open points."""
    found, page = _found(), re.sub(r"<[^>]+>", "", _text())

    said = [ground.words for one in found.force for ground in one.grounds]
    said += [one.said.text for one in found.conflicts if one.said]
    said += [one.text for one in (*found.said_of_evaluations, *found.said_of_protections)]
    said += [each.title for one in found.families for each in one.protections]
    said += [one.title for one in found.watches]
    said += [one.words for one in found.open]
    assert said
    assert [one for one in said if one not in page] == []
    assert [one.prevails for one in found.conflicts if one.prevails not in page] == []


def test_a_statement_that_better_sources_contradict_is_marked() -> None:
    """And leads to what it is held against."""
    place = _text().index("id=said.said-contradicted data-status=contradicted")

    assert "<a href=#said.said-stated>said-stated</a>" in _text()[place : place + 900]


def test_hostile_texts_are_words() -> None:
    """Nothing of them is markup."""
    assert f"&lt;script&gt;{CALL}&lt;/script&gt;" in _text("hostile")
    assert f"<script>{CALL}" not in _text("hostile")


def test_it_is_set_in_pages_as_well() -> None:
    """With the digest of the assessment at the foot of each."""
    pytest.importorskip("typst")

    made = activated(sample.report(), "pdf")

    assert made[:5] == b"%PDF-"
    assert b"Activation report of" in made
