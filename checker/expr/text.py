"""What an expression's text shows without evaluating it: the names it reads and whether it
divides."""

from __future__ import annotations

import re

_SKIPPED = re.compile(
    r"""//[^\n]*"""
    r"""|[rRbB]{0,2}(?:\"\"\".*?\"\"\"|'''.*?'''|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')""",
    re.S,
)
"""Comments and strings, whichever begins first: an apostrophe in a comment opens no string."""
_NAME = re.compile(r"(?<![.\w])([A-Za-z_]\w*)\b(?!\s*\()")
_PARAMETER = re.compile(r"(?<![.\w])params\s*\.\s*([A-Za-z_]\w*)")


def bare(text: str) -> str:
    """The expression with strings emptied and comments removed."""
    return _SKIPPED.sub(lambda found: "" if found[0].startswith("//") else "''", text)


def names(text: str) -> frozenset[str]:
    """Identifiers that are not fields or functions; macro variables among them."""
    return frozenset(_NAME.findall(bare(text)))


def parameters(text: str) -> frozenset[str]:
    """Names read from `params`."""
    return frozenset(_PARAMETER.findall(bare(text)))


def divides(text: str) -> bool:
    """Whether it uses `/` or `%`, which have truths for nothing: `ratio()` has none (R9)."""
    return bool(re.search(r"[/%]", bare(text)))
