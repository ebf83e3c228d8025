"""Chromium, and the reports of the examples as pages.

Where there is no Chromium, RSP_NO_BROWSER=1 leaves these tests out; on Linux, CI runs them without
exception.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from checker.report.activation.build import activation
from checker.report.activation.html import render as activation_page
from checker.report.html.render import render
from checker.report.model import Report
from checker.run import run_check
from rsp.time import Moment
from tests.bench.__main__ import generated
from tests.checker.report import sample
from tests.hostile.reports import hostile

ROOT = Path(__file__).parents[2]
SCREENS = ROOT / "out" / "screens"
EXAMPLES = ("example-lab", "opus-4-activation")
ACTIVATIONS = tuple(f"activation:{name}" for name in EXAMPLES)
CLOCK = datetime(2026, 11, 21, tzinfo=UTC)
LARGE = {"large": None, "large-unmet": Moment.parse("2026-08-31")}
"""Dates of 2,000 controls and 20,000 instances: all are met, or none is fresh any longer."""
PATIENCE = 60_000
"""Milliseconds that a busy machine may take for anything; the benchmark measures what it takes."""
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One process starts one browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of the system."""
    if not sys.platform.startswith("linux"):
        pytest.skip("the page is read on Linux")
    if os.environ.get("RSP_NO_BROWSER") and not os.environ.get("CI"):
        pytest.skip("RSP_NO_BROWSER is set")
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        pytest.fail("there is no Chromium; install it, or set RSP_NO_BROWSER=1", pytrace=False)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The page of a report by its name, or after `activation:` that of its activation, each made
    once."""
    folder = tmp_path_factory.mktemp("pages")

    def write(name: str) -> Path:
        path = folder / f"{name.replace(':', '-')}.html"
        if not path.exists():
            kind, _, of = name.rpartition(":")
            report = _report(of, folder)
            page = render(report) if not kind else activation_page(activation(report))
            path.write_text(page, encoding="utf-8")
        return path

    return write


def _report(name: str, folder: Path) -> Report:
    if name == "sample":
        return sample.report()
    if name == "hostile":
        return hostile(sample.report())
    if name in LARGE:
        path = folder / "project"
        path = path if path.exists() else generated(folder, 2_000)
        run = run_check(path, as_of=LARGE[name], clock=CLOCK)
    else:
        run = run_check(ROOT / "examples" / name, as_of=None, clock=CLOCK)
    assert run.report is not None
    return run.report


class Opened:
    """A page in the browser, and what it did that it should not."""

    def __init__(self, page: Page, path: Path) -> None:
        self.page, self.path = page, path
        self.bad: list[str] = []
        page.add_init_script("window.hostileRan = () => console.error('hostile text ran')")
        page.on("console", lambda said: self.bad.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: self.bad.append(f"error: {error}"))
        page.on("dialog", lambda dialog: self.bad.append(f"dialog: {dialog.message}"))
        page.on("request", lambda one: self._asked(one.url))
        self.go()

    def go(self, fragment: str = "") -> Page:
        """Load it from its file."""
        self.page.goto("about:blank")
        self.page.goto(self.path.as_uri() + fragment)
        return self.page

    def _asked(self, address: str) -> None:
        if address.partition("#")[0] not in (self.path.as_uri(), "about:blank"):
            self.bad.append(f"request: {address[:200]}")


Open = Callable[..., Opened]


@pytest.fixture
def opened(browser: Browser, written: Callable[[str], Path]) -> Iterator[Open]:
    """Opens a report by its name; fails the test if the page complained or asked for anything."""
    contexts: list[BrowserContext] = []
    pages: list[Opened] = []

    def open_(name: str, *, width: int = 1360, dark: bool = False, scripts: bool = True) -> Opened:
        context = browser.new_context(
            viewport={"width": width, "height": 1000},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        pages.append(Opened(context.new_page(), written(name)))
        return pages[-1]

    yield open_
    bad = [one for page in pages for one in page.bad]
    for context in contexts:
        context.close()
    assert bad == []
