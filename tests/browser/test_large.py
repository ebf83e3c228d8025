"""A report of 2,000 controls and 20,000 instances can still be worked with."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import LARGE, PATIENCE, Open

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", LARGE)
def test_it_is_small_enough_to_send(name: str, written: Callable[[str], Path]) -> None:
    """Under ten million bytes, whether all is met or nothing."""
    assert written(name).stat().st_size < 10_000_000


def _said(page: Page, place: str, pattern: str) -> None:
    """Wait until a place says something. (`expect` describes the whole page to itself whenever it
    does not find at once what it waits for, which takes minutes here.)"""
    until = time.monotonic() + PATIENCE / 1_000
    while not re.match(pattern, said := page.locator(place).text_content() or ""):
        assert time.monotonic() < until, f"{place} says {said!r}"
        page.wait_for_timeout(100)


@pytest.mark.parametrize("name", LARGE)
def test_it_is_searched_filtered_followed_and_drawn(name: str, opened: Open) -> None:
    """As any other report is."""
    page = opened(name).page

    page.fill("#q", "GEN-01500")
    _said(page, "#found", r"[1-9]\d* of \d{5} entries$")
    page.get_by_role("button", name="Show everything").click()
    _said(page, "#found", "$")
    page.locator("#filters summary").click()
    page.select_option("#f-severity", "critical")
    _said(page, "#found", r"[1-9]\d* of \d{5} entries$")
    page.get_by_role("button", name="Show everything").click()
    _said(page, "#found", "$")

    page.evaluate("location.hash = '#control.GEN-01500'")
    row = page.locator('[id="control.GEN-01500"] table.i tr[id]').first
    asset = row.locator('a[href^="#a"]')
    name = asset.text_content()
    asset.click()
    place = page.url.partition("#")[2]
    assert page.locator(f'[id="{place}"] th').text_content() == name
    page.locator(f'[id="{place}"] a[href^="#i"]').first.click()
    instance = page.locator(f'[id="{page.url.partition("#")[2]}"]')
    assert instance.is_visible()
    assert re.search(r"r-\d+-\d+-\d+[0-9a-f]{64}\d+$", instance.inner_text().replace("\t", ""))

    page.locator("#graph-families a").first.click()
    _said(page, "#focus-controls", "Family .* rests on")


@pytest.mark.parametrize("name", LARGE)
def test_it_answers_while_somebody_waits(name: str, opened: Open) -> None:
    """From opening it to the first search answered; the benchmark says how long, this only that it
    is no matter of minutes."""
    report = opened(name)

    began = time.monotonic()
    page = report.go()
    page.fill("#q", "GEN-01500")
    _said(page, "#found", r"[1-9]\d* of \d{5} entries$")
    assert time.monotonic() - began < 30


def test_it_prints_whole(opened: Open) -> None:
    """Every control, with what is folded on the screen: more than a page for each two."""
    page = opened("large").page

    made = page.pdf(format="A4")

    assert made[:5] == b"%PDF-"
    assert len(re.findall(rb"/Type\s*/Page\b", made)) > 1_000


@pytest.mark.parametrize("facet", ["owner", "asset", "status", "standard"])
def test_what_is_asked_for_is_filtered(facet: str, opened: Open) -> None:
    """By what its control and requirement say, as its rows say nothing twice."""
    value = {
        "owner": "security-engineering",
        "asset": "kind-0/a-0-9",
        "status": "unmet",
        "standard": "asl-3/security",
    }[facet]
    page = opened("large-unmet").go(f"#?{facet}={value}")

    _said(page, "#found", r"[1-9]\d* of \d{5} entries$")
    shown = page.locator("#part-11 tr.item:visible").count()
    assert shown == {"asset": 45}.get(facet, 2_000)
