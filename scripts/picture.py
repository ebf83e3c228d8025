"""Draws docs/summary.svg: the most telling lines that `rsp check` prints of the activation.

The picture holds text in fixed columns, follows the reader's light or dark theme, and refers to
nothing outside itself. It shows one fixed day, so that it changes only when the result does.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from checker.report.layout import Style, Tone
from checker.report.text import render
from checker.run import run_check

ROOT = Path(__file__).parents[1]
EXAMPLE = "examples/opus-4-activation"
PICTURE = ROOT / "docs" / "summary.svg"
CLOCK = datetime(2026, 11, 21, 12, tzinfo=UTC)
"""The day that is shown: the first line says how long ago the example was closed."""
GAPS = "Root gaps"
BLOCKS = ("anthropic", "model/claude-opus-4", "Shown", GAPS, "Gate")
"""What the picture shows, by the first words of each block."""
MORE = "…"
"""Stands for what is left out."""

TITLE = "What rsp check prints of examples/opus-4-activation"
DESCRIPTION = (
    "A terminal. On the public record alone both ASL-3 standards of the model claude-opus-4 are not"
    " conformant and fail the gate: none of their clauses is shown. The policy does not allow"
    " training, deploying or storing it on this evidence, which says nothing of what was done. The"
    " first root gaps follow, each with its control, its owner, what is missing and the line of the"
    " catalog that asks for it. The gate failed, exit code 1."
)

_COLUMN, _LINE, _MARGIN, _SIZE = 7.8, 18, 16, 13
_COLUMNS = 80
_THEMES = {
    "": {
        "paper": "#ffffff",
        "edge": "#d0d7de",
        "text": "#1f2328",
        "bad": "#b3261e",
        "good": "#1a7f37",
        "open": "#805500",
        "quiet": "#59636e",
    },
    "@media (prefers-color-scheme: dark)": {
        "paper": "#0d1117",
        "edge": "#3d444d",
        "text": "#e6edf3",
        "bad": "#ff7b72",
        "good": "#3fb950",
        "open": "#d29922",
        "quiet": "#9198a1",
    },
}
_PAINTED = re.compile(r"\x1b\[(?P<tone>\d+)m(?P<text>[^\x1b]*)\x1b\[0m|(?P<plain>[^\x1b]+)")
_WORDS = re.compile(r"\S+(?: \S+)*")


class Run(NamedTuple):
    """Words of one tone, from a column on."""

    column: int
    text: str
    tone: Tone | None


def summary(clock: datetime = CLOCK, *, colour: bool = False) -> list[str]:
    """The lines that `rsp check` prints of the example at this time."""
    report = run_check(ROOT / EXAMPLE, as_of=None, clock=clock).report
    assert report is not None
    return render(report, Style(colour=colour), project=EXAMPLE).splitlines()


def excerpt(lines: Iterable[str], blocks: Iterable[str], *, gaps: int) -> list[str]:
    """The blocks whose first line begins with one of these words, of root gaps the first few.

    Where something is left out there is a mark in place of the empty line between two blocks.
    Raises ValueError where no block begins like that.
    """
    wanted = list(blocks)
    found: list[str] = []
    skipped = False
    for empty, part in groupby(lines, key=lambda line: not line):
        block = list(part)
        if empty:
            continue
        start = _PAINTED.sub(lambda one: one["text"] or one["plain"] or "", block[0])
        name = next((one for one in wanted if start.startswith(one)), None)
        if name is None:
            skipped = True
            continue
        wanted.remove(name)
        found += [MORE if skipped else ""] if found else []
        shown = _first(block, gaps) if name == GAPS else block
        skipped = shown != block
        found += shown
    if wanted:
        raise ValueError(f"the summary has no block that begins with {wanted[0]!r}")
    return found


def picture() -> str:
    """The picture as text."""
    command = _quiet(f"$ rsp check {EXAMPLE}")
    shown = excerpt(summary(colour=True), BLOCKS, gaps=2)
    lines = [command, "", *(_quiet(line) if line == MORE else line for line in shown)]
    width = round(_COLUMNS * _COLUMN) + 2 * _MARGIN
    height = len(lines) * _LINE + 2 * _MARGIN
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
            f' width="{width}" height="{height}" role="img" aria-labelledby="title description">',
            f'<title id="title">{escape(TITLE)}</title>',
            f'<desc id="description">{escape(DESCRIPTION)}</desc>',
            f"<style>\n{_style()}\n</style>",
            '<rect class="paper" x="0.5" y="0.5" rx="6"'
            f' width="{width - 1}" height="{height - 1}"/>',
            *(_drawn(run, row) for row, line in enumerate(lines) for run in _runs(line)),
            "</svg>",
            "",
        ]
    )


def _first(block: list[str], gaps: int) -> list[str]:
    """The head of the list and its first entries, up to the number of the next one."""
    number = f"{gaps + 1:3} "
    return block[: next(at for at, line in enumerate(block) if line.startswith(number))]


def _quiet(text: str) -> str:
    return Style(colour=True).paint(text, Tone.QUIET)


def _runs(line: str) -> Iterator[Run]:
    """The words of a line; where two spaces or more part them, or a tone ends, a new run begins."""
    column = 0
    for part in _PAINTED.finditer(line):
        text = part["text"] or part["plain"] or ""
        tone = Tone(part["tone"]) if part["tone"] else None
        for words in _WORDS.finditer(text):
            yield Run(column + words.start(), words.group(), tone)
        column += len(text)


def _drawn(run: Run, row: int) -> str:
    """One run at its column, as wide as its characters are many, whatever the reader's font."""
    x = round(_MARGIN + run.column * _COLUMN, 1)
    y = _MARGIN + row * _LINE + _SIZE
    tone = f' class="{run.tone.name.lower()}"' if run.tone else ""
    length = round(len(run.text) * _COLUMN, 1)
    return f'<text x="{x}" y="{y}" textLength="{length}"{tone}>{escape(run.text)}</text>'


def _style() -> str:
    fonts = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace'
    rules = [f"text {{ font: {_SIZE}px {fonts}; }}", ".strong { font-weight: bold; }"]
    for media, colours in _THEMES.items():
        theme = [
            f".paper {{ fill: {colours['paper']}; stroke: {colours['edge']}; }}",
            f"text {{ fill: {colours['text']}; }}",
            *(f".{tone} {{ fill: {colours[tone]}; }}" for tone in ("bad", "good", "open", "quiet")),
        ]
        rules += [f"{media} {{", *theme, "}"] if media else theme
    return "\n".join(rules)


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8", newline="\n")
    sys.exit(0)
