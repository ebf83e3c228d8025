"""The Markdown pages of the project: which there are, and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parents[2]
GENERATED = {".venv", ".git", "out", "build", "dist"}
SESSIONS = ("add-evidence", "deviate", "green-gate", "review", "tutorial", "write-a-control")
"""Pages below `docs` whose commands build on each other: each is run as a whole."""
_MARKDOWN = MarkdownIt("commonmark").enable("table")
_NOT_IN_ANCHORS = re.compile(r"[^\w\- ]")


def pages() -> list[Path]:
    """Every Markdown file that is not made by a tool; those of test cases are cases, not pages."""
    found = []
    for path in sorted(ROOT.rglob("*.md")):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part != ".github" for part in parts)
        if not hidden and not GENERATED & set(parts) and parts[0] != "tests":
            found.append(path)
    return found


def named(path: Path) -> str:
    """The path of a page as tests name it."""
    return path.relative_to(ROOT).as_posix()


def links(path: Path) -> Iterator[str]:
    """Where the links and pictures of a page lead, raw HTML included."""
    for token in _flat(_MARKDOWN.parse(_body(path))):
        if token.type == "link_open":
            yield str(token.attrGet("href"))
        elif token.type == "image":
            yield str(token.attrGet("src"))
        elif token.type in ("html_block", "html_inline"):
            yield from re.findall(r'(?:href|src(?:set)?)="([^"]*)"', token.content)


def anchors(path: Path) -> set[str]:
    """The names by which headings of a page can be linked to."""
    tokens = _MARKDOWN.parse(_body(path))
    found: set[str] = set()
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            text = "".join(one.content for one in inline.children or ())
            found.add(_NOT_IN_ANCHORS.sub("", text.lower()).replace(" ", "-"))
    return found


def console(path: Path) -> list[str]:
    """The commands of the console blocks of a page, without comments."""
    return [
        re.split(r"\s+#\s", line.removeprefix("$ "), maxsplit=1)[0].strip()
        for token in _MARKDOWN.parse(_body(path))
        if token.type == "fence" and token.info.strip() == "console"
        for line in token.content.splitlines()
        if line.startswith("$ ")
    ]


def fences(path: Path) -> list[tuple[str, str]]:
    """Language and text of every block of code of a page."""
    tokens = _MARKDOWN.parse(_body(path))
    return [(token.info, token.content) for token in tokens if token.type == "fence"]


def _body(path: Path) -> str:
    """The text after the front matter, if there is one."""
    text = path.read_text(encoding="utf-8")
    return re.sub(r"\A---\n.*?\n---\n", "", text, count=1, flags=re.DOTALL)


def _flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _flat(token.children or [])
