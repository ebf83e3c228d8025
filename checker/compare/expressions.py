"""Whether two CEL texts are the same, or one is the other and something more."""

from __future__ import annotations

import re

_QUOTES = re.compile(r"['\"]|//")
_HARD = ("//", "\\", "'''", '"""')
"""What makes it hard to see where a string ends: comments, escapes, raw and long strings."""
_STRING = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"")
_LOOSE = re.compile(r"\|\||\?|:")
"""What binds more loosely than `&&`."""


def same(old: str, new: str) -> bool:
    """Whether they differ at most in white space outside of strings and comments."""
    if old == new:
        return True
    if _QUOTES.search(old) or _QUOTES.search(new):
        return False
    return old.split() == new.split()


def tightened(old: str, new: str) -> bool:
    """Whether new is `(old) && more` or `more && (old)`: true only where old is true as well."""
    whole = f"({old.strip()})"
    text = new.strip()
    if any(signs in text for signs in _HARD):
        return False
    if text.startswith(whole):
        more = text.removeprefix(whole).strip()
        return more.startswith("&&") and _conjuncts(more.removeprefix("&&"))
    if text.endswith(whole):
        more = text.removesuffix(whole).strip()
        return more.endswith("&&") and _conjuncts(more.removesuffix("&&"))
    return False


def reads(text: str, name: str) -> bool:
    """Whether a text may read a name; a string that holds it counts."""
    return re.search(rf"\b{re.escape(name)}\b", text) is not None


def _conjuncts(text: str) -> bool:
    """Whether a text by itself is joined with `&&` alone, outside of brackets."""
    bare = _STRING.sub("s", text)
    if not bare.strip() or "'" in bare or '"' in bare:
        return False
    outside, depth = [], 0
    for sign in bare:
        depth += sign in "([{"
        depth -= sign in ")]}"
        if depth < 0:
            return False
        outside.append(sign if depth == 0 else " ")
    return depth == 0 and not _LOOSE.search("".join(outside))
