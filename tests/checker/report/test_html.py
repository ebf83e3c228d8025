"""The report as a page: one file, twelve parts, nothing from outside, every link with its end."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache

import html5lib
import pytest

from checker.report.html.bits import LONGEST, attr, named, shown
from checker.report.html.links import Links
from checker.report.html.render import PARTS, render
from checker.report.model import Report
from tests.checker.report import sample
from tests.checker.report.tags import elements
from tests.hostile.reports import hostile
from tests.hostile.strings import CALL, EVERY, LENGTHS, SHORT

LOADS = {"src", "srcset", "data", "poster", "background", "action", "formaction", "ping", "style"}


@cache
def _text(kind: str = "sample") -> str:
    return render({"sample": sample.report(), "hostile": hostile(sample.report())}[kind])


def test_it_has_the_twelve_parts() -> None:
    """In their order, each with the name that leads to it."""
    heads = re.findall(r"<h2><span>(\d+)</span> ([^<]+)</h2>", _text())

    assert heads == [(str(number), name) for number, name in enumerate(PARTS, 1)]


def test_the_verdict_comes_first() -> None:
    """Before why it is required, which comes before the gaps."""
    text = _text()

    places = [text.index(one) for one in ("not-conformant", "Why each standard", "Root gaps, in")]
    assert places == sorted(places)


@pytest.mark.parametrize("kind", ["sample", "hostile"])
def test_it_parses_without_an_error(kind: str) -> None:
    """By the algorithm of the HTML standard."""
    parser = html5lib.HTMLParser()
    parser.parse(_text(kind))

    assert [(error[1], error[2]) for error in parser.errors] == []


@pytest.mark.parametrize("kind", ["sample", "hostile"])
def test_links_lead_to_one_place(kind: str) -> None:
    """Every fragment has its target, every target is unique; no link leaves the page."""
    tags = elements(_text(kind))
    places = [one.attributes["id"] for one in tags if "id" in one.attributes]
    links = [one.attributes["href"] for one in tags if "href" in one.attributes]

    assert len(places) == len(set(places))
    assert links
    assert [one for one in links if one[:1] != "#" or one[1:] not in places] == []


@pytest.mark.parametrize("kind", ["sample", "hostile"])
def test_every_named_thing_has_an_address(kind: str) -> None:
    """Clauses, controls, requirements, instances, assets, records, deviations, judgements."""
    report = {"sample": sample.report(), "hostile": hostile(sample.report())}[kind]
    names = {
        "clause": [one.id for one in report.clauses],
        "control": [one.id for one in report.controls],
        "requirement": [
            f"{one.id}/{each.id}" for one in report.controls for each in one.requirements
        ],
        "instance": [one.id for one in report.instances],
        "asset": [one.asset for one in report.instances],
        "record": [one.id for one in report.records],
        "request": [],
        "deviation": [one.id for one in report.deviations],
        "judgement": [one.id for one in report.judgements],
    }
    places = {one.attributes.get("id") for one in elements(_text(kind))}
    links = Links(names)

    missing = [
        (what, name)
        for what, each in names.items()
        for name in each
        if links.place(what, name) not in places
    ]
    assert missing == []


@pytest.mark.parametrize("kind", ["sample", "hostile"])
def test_nothing_comes_from_outside(kind: str) -> None:
    """No element that loads, runs, frames or submits, but the one script and the one style."""
    tags = elements(_text(kind))

    names = [one.name for one in tags]
    loading = [one for one in tags if LOADS & set(one.attributes)]
    handlers = [one for one in tags if any(name[:2] == "on" for name in one.attributes)]
    assert (names.count("script"), names.count("style"), names.count("meta")) == (1, 1, 6)
    assert {"link", "img", "iframe", "object", "embed", "base"}.isdisjoint(names)
    assert (loading, handlers) == ([], [])


def test_the_policy_names_the_digests_of_script_and_style() -> None:
    """And allows nothing else."""
    text = _text()
    policy = next(
        one.attributes["content"]
        for one in elements(text)
        if one.attributes.get("http-equiv") == "Content-Security-Policy"
    )

    allowed = {}
    for name in ("style", "script"):
        inside = text.partition(f"<{name}>")[2].partition(f"</{name}>")[0]
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        allowed[f"{name}-src"] = f"'sha256-{digest}'"
    rules = dict(one.strip().split(" ", 1) for one in policy.split(";"))
    assert rules == {
        "default-src": "'none'",
        **allowed,
        "base-uri": "'none'",
        "form-action": "'none'",
    }


@pytest.mark.parametrize("name", sorted(EVERY))
def test_a_hostile_text_is_words(name: str) -> None:
    """No markup, no control and no invisible character is left of it, and it is not too long."""
    made = str(shown(EVERY[name]))

    assert not set("<>\"'") & set(made)
    assert made.isprintable()
    assert len(made) <= 6 * LONGEST


def test_a_very_long_text_says_how_much_is_left_out() -> None:
    """And where all of it is."""
    made = str(shown(LENGTHS["megabyte-without-a-break"]))

    assert made.endswith("x [and 990000 characters more, in the JSON report]")


def test_an_id_that_looks_like_another_is_marked() -> None:
    """By the numbers of the characters that are not ASCII."""
    made = str(named(SHORT["cyrillic-id"]))

    assert made.endswith('<span class="odd">not ASCII: U+0405 U+0415 U+0421</span>')
    assert str(named("SEC-WGT-02")) == "SEC-WGT-02"


def test_texts_are_seen_and_not_run() -> None:
    """All that is hostile in a report is there as text."""
    assert f"&lt;script&gt;{CALL}&lt;/script&gt;" in _text("hostile")
    assert f"<script>{CALL}" not in _text("hostile")


def test_a_name_that_is_not_in_the_page_is_no_link() -> None:
    """Such as a clause of another edition."""
    links = Links({kind: ["here"] for kind in ("clause", "instance", "record", "asset", "request")})

    assert str(links.to("clause", "here")) == "<a href=#clause.here>here</a>"
    assert str(links.to("clause", "elsewhere")) == "elsewhere"


def test_names_that_differ_have_different_places() -> None:
    """Whatever characters they are made of."""
    names = sorted(SHORT.values())
    links = Links(dict.fromkeys(("clause", "instance", "record", "asset", "request"), names))

    places = {links.place("clause", name) for name in names}
    assert len(places) == len(set(names))
    assert all(re.fullmatch(r"[A-Za-z0-9._/@+:-]+", place) for place in places)


def test_a_large_report_has_short_places() -> None:
    """Numbers in place of names, so that tens of thousands of rows stay small."""
    names = [f"CONTROL/requirement@asset/{number}" for number in range(5_001)]
    links = Links(
        {"instance": names, "record": [], "asset": [], "request": [], "clause": ["SEC-1"]}
    )

    assert links.place("instance", names[17]) == "ih"
    assert links.place("instance", names[5_000]) == "i3uw"
    assert links.place("clause", "SEC-1") == "clause.SEC-1"


def test_several_instances_of_a_requirement_are_counted() -> None:
    """They stand together under it; one alone, and any other reason, is named."""
    known = {
        "instance": ["C/r@a", "C/r@b", "C/s@a"],
        "requirement": ["C/r", "C/s"],
        "record": [],
        "asset": [],
        "request": [],
    }

    made = Links(known).because(["C/r@a", "C/s@a", "C/r@b", "it is <late>"])

    assert str(made) == (
        "<a href=#requirement.C/r>C/r</a> (2); <a href=#i.C/s@a>C/s@a</a>; it is &lt;late&gt;"
    )


def test_an_attribute_has_quotes_where_it_needs_them() -> None:
    """And what is in it does not end it."""
    assert str(attr("asl-3/security")) == "asl-3/security"
    assert str(attr("")) == '""'
    assert str(attr('a" onload="x')) == '"a&#34; onload=&#34;x"'


def _shows(report: Report, *texts: str) -> None:
    page = render(report)
    assert [text for text in texts if text not in page] == []


def test_a_qualified_report_says_so_at_its_head() -> None:
    """Projection, closed, partial and a replaced catalog."""
    base = sample.report()

    _shows(
        sample.report(
            as_of=type(base.as_of)(
                instant="2026-07-01T00:00:00Z",
                date="2026-06-30",
                source="argument",
                projection=True,
                closed_because="the year is over",
                closed_age_days=3,
            ),
            partial=("--model atlas",),
            catalog=type(base.catalog)(name="own", version="1", digest="00", custom=True),
        ),
        "Projection.",
        "Closed, 3 days old.",
        "Narrowed by --model atlas",
        "Custom catalog.",
    )


def test_it_is_made_from_the_report_alone() -> None:
    """Twice the same, byte for byte."""
    assert render(sample.report()) == render(sample.report())
