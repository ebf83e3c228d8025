"""What the page costs: size, time to make it against JSON, time until a browser answers."""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

CONTROLS = 2_000
DATES = {"met": "2026-06-30", "unmet": "2026-08-31"}
"""At the first date every instance is met; at the second no evidence is fresh any longer."""
MOST_BYTES = 10_000_000
MOST_RATIO = 2.0
MOST_SECONDS = 2.0


def page() -> None:
    """The whole command in both formats on a generated project, then the file in Chromium."""
    from tests.bench.__main__ import generated

    with tempfile.TemporaryDirectory() as folder:
        project = generated(Path(folder), CONTROLS)
        for status, date in DATES.items():
            print(f"{CONTROLS} controls, {CONTROLS * 10} instances, all {status}")
            _made(project, Path(folder), date)
            _in_browser(Path(folder) / "report.html")


def _made(project: Path, folder: Path, date: str) -> None:
    """Print seconds and bytes of both formats: the faster of three runs, by turns."""
    from tests.bench.__main__ import RSP, run, timed

    taken: dict[str, float] = {}
    size: dict[str, int] = {}
    for format in ("json", "html") * 3:
        target = folder / f"report.{format}"
        command = [*RSP, "report", str(project), "--as-of", date]
        command += ["--format", format, "--output", str(target)]
        seconds = timed(lambda command=command: run(command))[1]
        taken[format] = min(seconds, taken.get(format, seconds))
        size[format] = target.stat().st_size
    ratio = {name: taken[name] / taken["json"] for name in taken}
    share = {name: size[name] / size["json"] for name in size}
    for name, limit in (("json", ""), ("html", f", at most {MOST_RATIO:.1f}x")):
        print(f"{name} {taken[name]:7.2f} s   {ratio[name]:.2f}x the time of json{limit}")
    for name, limit in (("json", ""), ("html", f", at most {MOST_BYTES / 1e6:.0f} MB")):
        print(f"{name} {size[name] / 1e6:7.2f} MB  {share[name]:.2f}x the size of json{limit}")


def _in_browser(path: Path) -> None:
    """Medians of five loads, in seconds after the address was opened.

    `busy` is what the page's own thread took of a processor until all was read: on a machine that
    does nothing else that is when the page answers; `parsed` is the same by the clock.
    """
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    if chromium is None:
        print("no chromium: not opened", file=sys.stderr)
        return
    seen: dict[str, list[float]] = {
        "painted": [],
        "busy": [],
        "parsed": [],
        "first search answered": [],
    }
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        for _ in range(5):
            tab = browser.new_page()
            thread = tab.context.new_cdp_session(tab)
            thread.send("Performance.enable", {"timeDomain": "threadTicks"})
            began = time.perf_counter()
            tab.goto(path.as_uri(), wait_until="commit")
            tab.wait_for_load_state("domcontentloaded")
            metrics = thread.send("Performance.getMetrics")["metrics"]
            seen["busy"] += [one["value"] for one in metrics if one["name"] == "TaskDuration"]
            tab.fill("#q", "GEN-01500")
            tab.wait_for_selector("#found:has-text('entries')")
            seen["first search answered"].append(time.perf_counter() - began)
            painted, parsed = tab.evaluate(
                "[performance.getEntriesByName('first-contentful-paint')[0].startTime,"
                " performance.getEntriesByType('navigation')[0].domInteractive]"
            )
            seen["painted"].append(painted / 1_000)
            seen["parsed"].append(parsed / 1_000)
            tab.close()
        browser.close()
    for what, seconds in seen.items():
        limit = f", at most {MOST_SECONDS:.0f} s" if what == "busy" else ""
        print(f"{what:22s} {statistics.median(seconds):5.2f} s{limit}")
