"""A page of text about one thing: head, facts, paragraphs, lists; 80 columns."""

from __future__ import annotations

import json
from collections.abc import Iterable

from checker.report.layout import clean, joined, wrap

_INDENT = "  "


class Page:
    """Collects wrapped lines."""

    def __init__(self, title: str) -> None:
        self.lines = wrap(title)

    def fact(self, label: str, value: str | None) -> None:
        """`Label: value`; nothing where there is no value."""
        if value:
            self.lines += wrap(value, first=f"{_INDENT}{label}: ", rest=_INDENT * 2)

    def text(self, text: str | None) -> None:
        """A paragraph."""
        if text:
            self.lines += ["", *wrap(text, first=_INDENT, rest=_INDENT)]

    def list(
        self, head: str, items: Iterable[str], *, none: str | None = None, most: int = 40
    ) -> None:
        """A headed list, the first items and how many more; `none` stands for an empty one."""
        found = list(items)
        if not found and none is None:
            return
        self.lines += ["", *wrap(f"{head}:")]
        for item in found[:most]:
            self.lines += wrap(item, first=_INDENT, rest=_INDENT * 2)
        if len(found) > most:
            self.lines.append(f"{_INDENT}and {len(found) - most} more")
        if not found and none is not None:
            self.lines += wrap(none, first=_INDENT)

    def raw(self, text: str) -> None:
        """Text that is laid out already, such as a page of the documentation."""
        self.lines += ["", *text.rstrip("\n").split("\n")]

    def render(self) -> str:
        """The page."""
        return joined(self.lines)


def known(value: object) -> str:
    """A value of a file as one clean line, as the file would write it."""
    return clean(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
