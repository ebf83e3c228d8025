"""A report of 2,000 controls and 20,000 instances can still be worked with."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PATIENCE, Open

pytestmark = pytest.mark.slow


def test_it_is_small_enough_to_send(written: Callable[[str], Path]) -> None:
    """Under ten million bytes."""
    assert written("large").stat().st_size < 10_000_000


def _said(page: Page, place: str, pattern: str) -> None:
    """Wait until a place says something. (`expect` describes the whole page to itself whenever it
    does not find at once what it waits for, which takes minutes here.)"""
    until = time.monotonic() + PATIENCE / 1_000
    while not re.match(pattern, said := page.locator(place).text_content() or ""):
        assert time.monotonic() < until, f"{place} says {said!r}"
        page.wait_for_timeout(100)


def test_it_is_searched_filtered_followed_and_drawn(opened: Open) -> None:
    """As any other report is."""
    page = opened("large").page

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
    page.locator('[id="control.GEN-01500"] table.i a[href^="#r"]').first.click()
    record = page.url.partition("#")[2]
    page.locator(f'[id="{record}"] a[href^="#i"]').first.click()
    assert page.locator(f'[id="{page.url.partition("#")[2]}"]').is_visible()

    page.locator("#graph-families a").first.click()
    _said(page, "#focus-controls", "Family .* rests on")
