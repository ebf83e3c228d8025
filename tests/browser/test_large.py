"""A report of 2,000 controls and 20,000 instances can still be worked with."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.slow


def test_it_is_small_enough_to_send(written: Callable[[str], Path]) -> None:
    """Under ten million bytes."""
    assert written("large").stat().st_size < 10_000_000


def test_it_is_searched_filtered_followed_and_drawn(opened: Open) -> None:
    """As any other report is."""
    page = opened("large").page

    page.fill("#q", "GEN-01500")
    expect(page.locator("#found")).to_have_text(re.compile(r"^[1-9]\d* of \d{5} entries$"))
    page.get_by_role("button", name="Show everything").click()
    page.locator("#filters summary").click()
    page.select_option("#f-severity", "critical")
    expect(page.locator("#found")).to_have_text(re.compile(r"^[1-9]\d* of"))
    page.get_by_role("button", name="Show everything").click()

    page.evaluate("location.hash = '#control.GEN-01500'")
    page.locator('[id="control.GEN-01500"] table.i a[href^="#r"]').first.click()
    record = page.url.partition("#")[2]
    page.locator(f'[id="{record}"] a[href^="#i"]').first.click()
    assert page.locator(f'[id="{page.url.partition("#")[2]}"]').is_visible()

    page.locator("#graph-families a").first.click()
    expect(page.locator("#focus-controls")).to_contain_text("rests on")
