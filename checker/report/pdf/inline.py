"""Runs of text as the Markdown of this package writes them: what is escaped is text again.

A run is a list of strings and of `[kind, ...]`: `["code", text]`, `["strong", run]`,
`["emph", run]`, `["link", target, run]`, `["mark", target]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import Any

Run = list[Any]

_TOKEN = re.compile(
    r"\\(?P<escaped>.)|(?P<entity>&(?:amp|lt|gt);)|(?P<gap>&#8203;)|`(?P<code>[^`]*)`"
    r"|(?P<style>\*\*?)|(?P<open>\[)|\]\(#(?P<close>[\w.-]+)\)"
    r'|<a id="(?P<mark>[^"]+)"></a>'
)
_SPECIAL = re.compile(r"[\\\\&`*\[\]<]")
_STYLES = {"**": "strong", "*": "emph"}
_NAME = re.compile(r"[^/@._,:;=-]*[/@._,:;=-]*")
"""A piece of a long name, after which a line may end."""
BREAK = "\u200b"
"""Where a line may end; text from files holds none, it is written as its number."""


@lru_cache(maxsize=1 << 16)
def run(line: str) -> Run:
    """The runs of a line, not to be changed; a style that is never closed ends with the line."""
    if not _SPECIAL.search(line):
        return [line] if line else []
    stack: list[tuple[str, Run]] = [("", [])]
    text: list[str] = []
    at = 0
    for found in _TOKEN.finditer(line):
        text.append(line[at : found.start()])
        at = found.end()
        kind, value = found.lastgroup, found[found.lastgroup or 0]
        if kind == "escaped":
            text.append(value)
        elif kind == "entity":
            text.append(unescape(value))
        elif kind != "gap":
            _flush(stack, text)
            _markup(stack, kind, value)
    text.append(line[at:])
    _flush(stack, text)
    while len(stack) > 1:
        _close(stack, [])
    return stack[0][1]


def _flush(stack: list[tuple[str, Run]], text: list[str]) -> None:
    """What was read goes to the innermost run."""
    if whole := "".join(text):
        stack[-1][1].append(whole)
    text.clear()


def _markup(stack: list[tuple[str, Run]], kind: str | None, value: str) -> None:
    if kind == "code":
        stack[-1][1].append(["code", value])
    elif kind == "mark":
        stack[-1][1].append(["mark", value])
    elif kind == "open":
        stack.append(("link", []))
    elif kind == "close":
        if stack[-1][0] == "link":
            _close(stack, [value])
    elif stack[-1][0] == _STYLES[value]:
        _close(stack, [])
    else:
        stack.append((_STYLES[value], []))


def _close(stack: list[tuple[str, Run]], more: list[str]) -> None:
    kind, inner = stack.pop()
    whole = kind != "link" or bool(more)
    stack[-1][1].extend([[kind, *more, inner]] if whole else inner)


def length(found: Run) -> int:
    """Characters that are shown."""
    return sum(map(len, _texts(found)))


def longest_word(found: Run) -> int:
    """Characters of the longest word."""
    return max((len(word) for text in _texts(found) for word in text.split()), default=0)


def _texts(found: Run) -> Iterator[str]:
    for one in found:
        if isinstance(one, str):
            yield one
        elif one[0] == "code":
            yield one[1]
        elif one[0] != "mark":
            yield from _texts(one[-1])


def unlinked(found: Run) -> Run:
    """The run without links and targets: heads of tables are repeated, and those may hold none."""
    return [
        part
        for one in found
        if isinstance(one, str) or one[0] != "mark"
        for part in (
            [one]
            if isinstance(one, str) or one[0] == "code"
            else unlinked(one[-1])
            if one[0] == "link"
            else [[one[0], unlinked(one[-1])]]
        )
    ]


def fitted(found: Run, room: int) -> Run:
    """The run with places to break each word that a line of so many characters cannot hold."""
    return [_fitted(one, room) for one in found]


def _fitted(one: Any, room: int) -> Any:
    if isinstance(one, str):
        return breakable(one, room)
    if one[0] == "code":
        return ["code", breakable(one[1], room)]
    return one if one[0] == "mark" else [*one[:-1], fitted(one[-1], room)]


def breakable(text: str, room: int) -> str:
    """Text with places to break each word that is longer than a line."""
    if len(text) <= room:
        return text
    return " ".join(word if len(word) <= room else _broken(word, room) for word in text.split(" "))


def _broken(word: str, room: int) -> str:
    pieces = [piece for piece in _NAME.findall(word) if piece]
    step = max(1, room)
    return BREAK.join(
        piece[at : at + step] for piece in pieces for at in range(0, len(piece), step)
    )
