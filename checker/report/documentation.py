"""The packaged pages on diagnostic codes, gap reasons and results."""

from __future__ import annotations

import re
from importlib.resources import files

_NAME = re.compile(r"[a-z0-9-]{1,80}")
_HEADING = re.compile(r"^#+ .*$", re.M)


def documentation(kind: str, name: str) -> str | None:
    """A packaged page, `reasons/missing`; None where there is none, as for what is no name."""
    if not _NAME.fullmatch(name):
        return None
    page = files("checker").joinpath("docs", kind, f"{name}.md")
    return page.read_text(encoding="utf-8") if page.is_file() else None


def first_paragraph(page: str) -> str:
    """The first paragraph of a page as one line, headings left out."""
    parts = [part.strip() for part in _HEADING.sub("", page).split("\n\n")]
    return " ".join(next((part for part in parts if part), "").split())
