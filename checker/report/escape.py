"""Text from files inside Markdown: shown as it was written, and acting on nothing.

One function for every place in prose, lists, headings and table cells, so that none is forgotten.
"""

from __future__ import annotations

import re

from checker.report.layout import clean

_MARKUP = re.compile(r"[\\`*_\[\]<>|~#!$^]")
"""What Markdown, its tables and the mathematics of forges give a meaning, wherever it stands."""

_AT_START = re.compile(r"^(?:[-+=:]|\d+[.)](?= |$))")
"""What makes a list, a rule or a heading when a line begins with it."""

_TRIGGERS = re.compile(
    r"@(?=\S)"  # mentions, mail addresses
    r"|:(?=//)|(?<=mailto):|(?<=xmpp):|(?<=www)(?=\.)"  # web addresses
    r"|(?<=[#!&$])(?=\d)|(?<=GH)(?=-\d)|(?<=[~%])(?=[\w\"])"  # issues, requests, labels
    r"|(?<!\d):(?=[\w+-]+:)",  # emoji
    re.IGNORECASE,
)
"""Where forges look for more than Markdown, after escapes are resolved: a break stops them."""

_BREAK = "&#8203;"
"""Zero-width space: the one mark that every forge keeps and none reads through."""

_SAFE = re.compile(r"[A-Za-z0-9 ._,;:/=()+{}'\"?%@&-]+\Z")
_ID = re.compile(r"[^A-Za-z0-9._-]")


LONGEST = 8_000
"""Characters of one text that are shown; two pages."""


def escape(text: str) -> str:
    """One line of Markdown that shows the text and nothing else; what nobody would read is
    counted."""
    shown = clean(text)
    if len(shown) > LONGEST:
        shown = f"{shown[:LONGEST]} ... and {len(shown) - LONGEST} characters more"
    line = _TRIGGERS.sub(lambda found: found.group() + _MARK, shown)
    line = line.replace("&", "&amp;")
    line = _MARKUP.sub(_escaped, line)
    line = _AT_START.sub(_started, line)
    return line.replace(_MARK, _BREAK)


_MARK = "\x00"
"""Stands for the break while the rest is escaped; a clean text holds none."""


def _escaped(found: re.Match[str]) -> str:
    return {"<": "&lt;", ">": "&gt;"}.get(found.group(), "\\" + found.group())


def _started(found: re.Match[str]) -> str:
    text = found.group()
    return f"{text[:-1]}\\{text[-1]}"


def code(text: str) -> str:
    """A name or path in a code span; escaped as prose where it holds what a span cannot."""
    shown = clean(text)
    if shown and len(shown) <= LONGEST and _SAFE.match(shown) and shown == shown.strip():
        return f"`{shown}`"
    return escape(text)


def anchor(kind: str, name: str) -> str:
    """A fragment id for a named thing, the same wherever it is asked for."""
    return f"{kind}-{_ID.sub(lambda found: f'_{ord(found.group()):x}_', name)}".lower()
