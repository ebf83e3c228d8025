"""Readers with other means than eyes and a mouse: what axe finds, and the keyboard."""

from __future__ import annotations

from importlib.resources import files

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ACTIVATIONS, EXAMPLES, Open

AXE = files("axe_playwright_python").joinpath("axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["sample", "activation:sample", *EXAMPLES, *ACTIVATIONS])
def test_axe_finds_nothing(name: str, dark: bool, opened: Open) -> None:
    """On what is open when the page opens; on the small one also on all that is folded."""
    page = opened(name, dark=dark).page
    if name.endswith("sample"):
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")

    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"
        "  .then(all => all.violations.map(one => [one.id, one.nodes.length, one.nodes[0].html,"
        "    one.nodes[0].failureSummary]))",
        RULES,
    )

    assert found == []


def test_the_keyboard_reaches_the_search_and_the_parts(opened: Open) -> None:
    """A slash leads to the search, the first tab to the report."""
    page = opened("sample").page

    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
