"""Lines of YAML: values that keep their meaning, and places that wait for one."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Sequence

from checker.read.yaml_nodes import read_yaml

WIDTH = 100
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._:/+()-]*\Z")
_SHORT = 60
"""Characters of a comment that stands beside a key."""


def scalar(text: str) -> str:
    """A string as YAML reads it back: plain where it can be, else quoted."""
    if _PLAIN.match(text) and not text.endswith(" ") and read_yaml(text.encode(), "-").data == text:
        return text
    return json.dumps(text, ensure_ascii=False)


def comment(text: str) -> list[str]:
    """A comment in measure, without indentation."""
    return [f"# {line}" for line in textwrap.wrap(" ".join(text.split()), WIDTH - 12)]


def field(key: str, value: str | None, what: str) -> list[str]:
    """`key: value`, or an empty place under, or beside, the words that say what belongs there."""
    if value:
        return [f"{key}: {scalar(value)}"]
    if len(what) <= _SHORT:
        return [f"{key}:  # {what}"]
    return [*comment(what), f"{key}:"]


def nested(key: str, lines: Sequence[str]) -> list[str]:
    """A mapping below a key."""
    return [f"{key}:", *indented(lines)]


def item(lines: Sequence[str]) -> list[str]:
    """One item of a list; comments before its first key stand above the dash."""
    first = next(index for index, line in enumerate(lines) if not line.startswith("#"))
    return [
        *(f"  {line}" for line in lines[:first]),
        f"  - {lines[first]}",
        *indented(lines[first + 1 :], by=4),
    ]


def indented(lines: Iterable[str], by: int = 2) -> list[str]:
    """The same lines further to the right."""
    return [f"{' ' * by}{line}" if line else "" for line in lines]


def joined(lines: Iterable[str]) -> str:
    """Lines as the text of a file."""
    return "".join(f"{line}\n" for line in lines)
