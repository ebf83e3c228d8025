"""What is alike is told once on the page: findings, things to ask for, records; nothing is lost."""

from __future__ import annotations

import html
import re
from functools import cache

import html5lib
import pytest
from msgspec.structs import replace

from checker.report import requests
from checker.report.html.asked import asks
from checker.report.html.assets import assets
from checker.report.html.carried import register
from checker.report.html.found import findings, shown
from checker.report.html.render import render
from checker.report.model import Instance, Record, Report
from tests.checker.report import sample

UNMET = "SEC-A/approvals@environment/prod"


def _many(count: int, status: str = "unmet") -> tuple[Instance, ...]:
    """Instances of one requirement, alike, each with a record of its own."""
    made = []
    for number in range(count):
        one = sample.instance(f"SEC-A/approvals@environment/e-{number:04d}", "unmet")
        (reason,) = one.reasons
        name = f"log-{number:04d}"
        made.append(
            replace(
                one,
                status=status,
                holes=(),
                evidence=(name,),
                reasons=(replace(reason, evidence=(name,)),) if status == "unmet" else (),
            )
        )
    return tuple(made)


def _records(instances: tuple[Instance, ...]) -> tuple[Record, ...]:
    base = replace(sample.report().records[0], summary=None, reasons=(), supersedes=None)
    base = replace(base, superseded_by=None, statement=None, known=True)
    reliability = replace(base.reliability, limited=None)
    return tuple(
        replace(
            base,
            id=one.evidence[0],
            digest=f"{number:064x}",
            assets=(one.asset,),
            reliability=reliability,
            location=sample.location("evidence/logs.jsonl", number + 1),
        )
        for number, one in enumerate(instances)
    )


@cache
def _large() -> Report:
    instances = _many(5_001)
    others = tuple(
        sample.instance(f"C-{name}/approvals@environment/e-0000", evidence=(), holes=())
        for name in "xyz"
    )
    return sample.report(
        instances=(*instances, *others),
        controls=(*sample.report().controls, *(sample.control(one.control) for one in others)),
        records=_records(instances),
        runs=(),
    )


def test_what_stands_alike_is_one_finding() -> None:
    """The reason once, every instance under it; what is unmet first."""
    met = sample.instance("SEC-A/approvals@environment/z", "met")
    other = replace(_many(1)[0], reasons=())

    found = findings((met, other, *_many(3)))

    told = [(one.status, len(one.rows), one.noted) for one in found]
    assert told == [("unmet", 1, False), ("unmet", 3, True), ("met", 1, False)]


def test_one_instance_says_all_in_its_row() -> None:
    """It needs no head of its own."""
    assert shown([sample.instance(UNMET)]).single
    assert not shown(list(_many(2))).single


def test_a_requirement_is_asked_for_once() -> None:
    """Whatever it is to be shown for, under its evidence and whom to ask."""
    report = sample.report(instances=_many(12))

    found = asks(requests.requests(report))

    ((who, (item,)),) = found.groups.items()
    (ask,) = item.asks
    assert (who, item.evidence, ask.count) == ("security-engineering", "Log of sessions", 12)
    assert found.places(report.instances) == ("SEC-A/approvals@environment/e-0000",)


def test_dates_to_ask_for_are_said_where_they_are_the_same() -> None:
    """Else each instance says its own; due dates are given from the first to the last."""
    first, second = _many(2)
    later = replace(second, holes=first.holes, fresh_until="2026-03-04T00:00:00Z")

    ((_, (item,)),) = asks(
        requests.requests(sample.report(instances=(sample.instance(UNMET), later)))
    ).groups.items()

    (ask,) = item.asks
    assert ask.dates == ()
    assert ask.due == "2026-03-04 to 2026-06-30"


def test_an_asset_leads_to_its_instances() -> None:
    """The met and the unmet ones; what does not apply is neither."""
    here = tuple(
        sample.instance(f"SEC-A/{name}@environment/prod", status)
        for name, status in (("a", "met"), ("b", "unmet"), ("c", "not-applicable"))
    )

    (row,) = assets(sample.report(instances=here))

    assert row.met == (("SEC-A/a@environment/prod", "SEC-A/a"),)
    assert row.unmet == (("SEC-A/b@environment/prod", "SEC-A/b"),)


def test_a_record_is_listed_with_the_one_instance_it_shows() -> None:
    """In a large report; in others the register lists all."""
    large = register(_large(), True)

    assert list(large.carried) == ["SEC-A/approvals"]
    assert len(large.records) == 5_001
    assert [one.showings for one in large.types] == [()]
    assert register(_large(), False).carried == {}


def test_a_record_that_says_more_stays_in_the_register() -> None:
    """And with it those that help to show the same requirement."""
    instances = _many(3)
    first, *rest = _records(instances)
    told = sample.report(instances=instances, records=(replace(first, summary="a hint"), *rest))
    shared = sample.report(
        instances=(*instances, replace(instances[0], id="SEC-B/approvals@environment/e-0000")),
        records=(first, *rest),
    )

    assert register(told, True).carried == {}
    assert register(shared, True).carried == {}


def test_nothing_of_a_large_report_is_left_out() -> None:
    """Every instance, record, digest and line is there, once or more."""
    page = html.unescape(render(_large()))

    assert [one.asset for one in _large().instances if f">{one.asset}<" not in page] == []
    assert [one.id for one in _large().records if f">{one.id}<" not in page] == []
    assert [one.digest for one in _large().records if f">{one.digest}<" not in page] == []
    assert page.count("a hole") < 20
    assert re.search(r"<td>0{61}00f<td>16\n", page)


def test_links_of_a_large_report_lead_to_one_place() -> None:
    """Or to a view of it."""
    page = render(_large()).partition("</script>")[2]
    places = re.findall(r'\bid="?([^\s">]+)', page)
    links = re.findall(r'\bhref="?#([^\s">]+)', page)

    assert len(places) == len(set(places))
    assert [one for one in set(links) - set(places) if one[0] != "?"] == []
    assert any(one[0] == "?" for one in links)


@pytest.mark.slow
def test_a_large_report_parses_without_an_error() -> None:
    """By the algorithm of the HTML standard."""
    parser = html5lib.HTMLParser()
    parser.parse(render(_large()))

    assert [(error[1], error[2]) for error in parser.errors] == []
