"""The site in a browser: it asks nobody else for anything, and axe finds nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE
from tests.browser.test_access import AXE, RULES
from tests.docs.site import build

PAGES = (
    "index",
    "tutorial",
    "write-a-control",
    "rules",
    "reference/commands/check",
    "reference/files/control",
    "reference/diagnostics/index",
    "reference/evidence-types/weight-access-log",
    "reference/controls/security-weights",
    "reference/policy/asl-3-security",
)
"""One page of each kind."""
WIDTHS = (380, 820, 1440)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the built site is served, on this machine alone."""
    folder = build(tmp_path_factory.mktemp("site"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """A page in either theme; fails the test if it complained or asked another host."""
    bad: list[str] = []
    context = browser.new_context(color_scheme=request.param)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.on("console", lambda said: bad.append(f"{said.type}: {said.text}"))
    page.on("pageerror", lambda error: bad.append(f"error: {error}"))
    page.on("request", lambda one: None if one.url.startswith(address) else bad.append(one.url))
    yield page
    context.close()
    assert bad == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_nobody_fits_and_axe_finds_nothing(name: str, page: Page, address: str) -> None:
    """In both themes; no page is wider than its window, at any of three widths."""
    wide = []
    page.goto(f"{address}{name}.html", wait_until="load")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 1000})
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wide.append(width)

    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"
        "  .then(all => all.violations.map(one => [one.id, one.nodes.length, one.nodes[0].html,"
        "    one.nodes[0].failureSummary]))",
        RULES,
    )

    assert found == []
    assert wide == []


def test_the_search_finds_a_control(page: Page, address: str) -> None:
    """From the index that comes with the site."""
    page.goto(f"{address}index.html")

    page.keyboard.press("s")
    page.keyboard.type("SEC-WGT-02", delay=20)

    expect(page.locator(".md-search-result__item").first).to_contain_text("SEC-WGT-02")
