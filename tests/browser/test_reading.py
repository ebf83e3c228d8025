"""A reader opens a report of an example: searches, filters, follows links, prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ACTIVATIONS, EXAMPLES, SCREENS, Open

VISIBLE = ".item:visible, table.i tr[id]:visible, table.r tr[id]:visible"
WITH_HEAD = """all => all.map(
  one => one.textContent + (one.parentElement.rows?.[0].textContent ?? '')
)"""
"""The text of entries, and of what is said once for those that stand alike."""


def _in_view(page: Page, place: str) -> bool:
    """Whether a place is open and on the screen."""
    return bool(
        page.evaluate(
            """place => {
              const at = document.getElementById(place);
              const box = at.getBoundingClientRect();
              return at.checkVisibility() && box.bottom > 0 && box.top < innerHeight;
            }""",
            place,
        )
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_word_finds_its_entries(name: str, opened: Open) -> None:
    """What is shown holds the word, the rest is hidden; the view has an address of its own."""
    page = opened(name).page

    page.fill("#q", "red-team")
    expect(page.locator("#found")).to_have_text(re.compile(r"^[1-9]\d* of \d+ entries$"))

    shown = page.locator(VISIBLE).evaluate_all(WITH_HEAD)
    assert shown
    assert [text[:80] for text in shown if "red-team" not in text.lower()] == []
    assert page.url.endswith("#?q=red-team")


def test_filters_are_kept_in_the_address(opened: Open) -> None:
    """Whoever opens the address sees the same entries."""
    report = opened("opus-4-activation")
    page = report.page
    page.select_option("#f-severity", "critical")
    page.select_option("#f-owner", "safeguards-engineering")
    expect(page.locator("#found")).to_have_text(re.compile(r"^[1-9]"))
    said, address = page.locator("#found").text_content(), page.url

    again = report.go("#" + address.partition("#")[2])

    expect(again.locator("#found")).to_have_text(said or "")
    assert address.endswith("#?severity=critical&owner=safeguards-engineering")
    owners = again.locator(".item[data-owner]:visible").evaluate_all(
        "all => all.map(one => one.dataset.owner)"
    )
    assert set(owners) == {"safeguards-engineering"}


@pytest.mark.parametrize("facet", ["standard", "status", "severity", "owner", "asset", "modality"])
def test_every_facet_filters(facet: str, opened: Open) -> None:
    """Each offers values, and each value leaves fewer entries than there are, but some."""
    page = opened("opus-4-activation").page
    value = page.locator(f"#f-{facet} option").nth(1).get_attribute("value")

    page.select_option(f"#f-{facet}", value)

    expect(page.locator("#found")).to_have_text(re.compile(r"^[1-9]"))
    shown, total = re.findall(r"\d+", page.locator("#found").text_content() or "")
    assert int(shown) < int(total)


def test_everything_is_shown_again(opened: Open) -> None:
    """After a search that finds nothing."""
    page = opened("example-lab").page
    page.fill("#q", "no such words anywhere")
    expect(page.locator("#found")).to_have_text(re.compile("^0 of"))

    page.get_by_role("button", name="Show everything").click()

    expect(page.locator("#found")).to_have_text("")
    assert page.locator(".item[hidden]").count() == 0


@pytest.mark.parametrize(
    ("start", "way"),
    [
        ("clause.SEC-2a.6", ["control.", "clause.SEC-2a.6"]),
        ("control.SEC-WGT-02", ["r.", "a.", "i.", "r."]),
        ("r.access-review-prod-us-2026-01-31", ["i.", "r.access-review-prod-us-2026-01-31"]),
        ("control.SEC-WGT-02", ["clause.", "control."]),
    ],
)
def test_links_are_followed_both_ways(start: str, way: list[str], opened: Open) -> None:
    """From clause to control and back, from control to record to instance to asset."""
    page = opened("example-lab").go(f"#{start}")
    assert _in_view(page, start)

    here = start
    for prefix in way:
        link = page.locator(f'[id="{here}"] a[href^="#{prefix}"]').first
        here = (link.get_attribute("href") or "")[1:]
        link.click()
        assert page.url.endswith("#" + here)
        assert _in_view(page, here)


def test_a_gap_leads_to_its_control_and_back(opened: Open) -> None:
    """And to what was asked for."""
    page = opened("opus-4-activation").page
    gap = page.locator("details.gap").first
    place = gap.get_attribute("id") or ""

    gap.locator('a[href^="#requirement."]').first.click()
    page.get_by_role("link", name="Root gap", exact=True).locator("visible=true").click()

    assert page.url.endswith("#" + place)
    assert _in_view(page, place)


def test_the_graph_opens_a_family_and_follows_a_node(opened: Open) -> None:
    """A family shows its controls; a control all it rests on; a click beside it all again."""
    page = opened("example-lab").page
    families, controls = page.locator("#graph-families"), page.locator("#graph-controls")
    assert not controls.is_visible()

    families.locator("a").nth(3).click()
    expect(controls).to_be_visible()
    expect(page.locator("#focus-controls")).to_contain_text("rests on")

    name = controls.locator("a.near text").first.text_content() or ""
    node = controls.locator("a").filter(has_text=name)
    node.click()
    expect(node).to_have_class(re.compile("chosen"))
    some = controls.locator("a:visible").count()
    assert 0 < some < controls.locator("a").count()

    controls.evaluate("svg => svg.dispatchEvent(new MouseEvent('click', {bubbles: true}))")
    expect(page.locator("#focus-controls")).to_be_hidden()
    assert controls.locator("a:visible").count() == controls.locator("a").count()
    node.click()
    node.click()
    assert "#control." in page.url


@pytest.mark.parametrize("name", EXAMPLES)
def test_it_prints(name: str, opened: Open, tmp_path: Path) -> None:
    """All of it, also what is folded on the screen."""
    page = opened(name).page

    page.pdf(path=tmp_path / "report.pdf", format="A4", tagged=True)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    assert (tmp_path / "report.pdf").read_bytes()[:5] == b"%PDF-"
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details:not([open])").count() > 0


@pytest.mark.parametrize("name", EXAMPLES)
def test_it_reads_without_scripts(name: str, opened: Open) -> None:
    """Every part is there; the search is not offered, because it would not work."""
    page = opened(name, scripts=False).page

    assert page.locator("main > section").count() == 12
    assert page.locator("h2").all_text_contents()[0] == "1 Verdict and gate"
    assert not page.locator("#find").is_visible()
    page.locator("summary").filter(has_text="Controls").last.click()
    assert page.locator("#graph-controls").is_visible()


def test_the_activation_is_searched_filtered_followed_and_printed(
    opened: Open, tmp_path: Path
) -> None:
    """As the whole report is: from a control to what was said of it, and to what is held against
    that."""
    report = opened("activation:opus-4-activation")
    page = report.go("#?severity=critical&standard=asl-3/security")
    expect(page.locator("#found")).to_have_text(re.compile(r"^[1-9]\d* of \d+ entries$"))
    page.get_by_role("button", name="Show everything").click()

    page = report.go("#control.DEP-DEF-01")
    page.locator('[id="control.DEP-DEF-01"] a').first.click()
    assert _in_view(page, page.url.partition("#")[2])
    held = page.locator('.said dl a[href^="#said."]').first
    place = held.get_attribute("href") or ""
    held.click()
    assert _in_view(page, place[1:])
    page.pdf(path=tmp_path / "activation.pdf", format="A4", tagged=True)
    assert (tmp_path / "activation.pdf").read_bytes()[:5] == b"%PDF-"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 800, 1440])
@pytest.mark.parametrize("name", [*EXAMPLES, *ACTIVATIONS])
def test_it_fits_every_width(name: str, width: int, dark: bool, opened: Open) -> None:
    """Nothing sticks out to the right; pictures of all parts are left where people can look."""
    page = opened(name, width=width, dark=dark).page
    folder = SCREENS / name.replace(":", "-") / f"{width}-{'dark' if dark else 'light'}"
    folder.mkdir(parents=True, exist_ok=True)

    for part in range(1, page.locator("main > section").count() + 1):
        page.evaluate("part => document.getElementById(part).scrollIntoView()", f"part-{part}")
        page.screenshot(path=folder / f"part-{part:02d}.png")

    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
