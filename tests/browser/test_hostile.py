"""A report of which every text means harm: nothing runs, nothing is asked for, all is shown."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.hostile.strings import CALL


@pytest.mark.parametrize("name", ["hostile", "activation:hostile"])
@pytest.mark.parametrize("width", [420, 1360])
def test_hostile_texts_are_words(width: int, name: str, opened: Open) -> None:
    """Also while somebody opens, points at, searches and prints all of it."""
    page = opened(name, width=width).page

    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    page.fill("#q", "<script>")
    expect(page.locator("#found")).to_contain_text("entries")
    if page.locator(".matrix").count():
        page.locator(".matrix").first.hover(force=True)
    page.fill("#q", "")
    expect(page.locator("#found")).to_have_text("")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    assert f"<script>{CALL}</script>" in (page.text_content("main") or "")
    assert page.locator("script").count() == 1
    assert page.locator("main").locator("img, iframe, form, link, base, math, object").count() == 0


def test_a_hostile_address_finds_words(opened: Open) -> None:
    """A fragment is data: it is searched for, or names a place, and is nothing else."""
    report = opened("sample")

    for fragment in (f"#?q=<img src=x onerror={CALL}>&status='\"", f"#{CALL}", "#%E0%A4%A", "#?%"):
        page = report.go(fragment)
        assert page.locator("main > section").count() == 12
