"""Text and paths of files inside SARIF: shown as they are written, acting on nothing."""

from __future__ import annotations

import re

from checker.report.layout import clean

LONGEST = 1_000
"""Characters of a message; GitHub shows a paragraph of it."""
_LINK = re.compile(r"\]\s*\(")
_KEPT = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
"""What a path of a URI holds unescaped (RFC 3986, 2.3)."""


def plain(text: str, most: int = LONGEST) -> str:
    """A plain text message without controls; brackets that would make a link are escaped (SARIF
    3.11.6)."""
    shown = clean(text)
    if len(shown) > most:
        shown = f"{shown[:most]} ... and {len(shown) - most} characters more"
    if _LINK.search(shown):
        shown = re.sub(r"([\\\[\]])", r"\\\1", shown)
    return shown


def uri(path: str) -> str:
    """A relative path as a URI reference; a first part with a colon cannot look like a scheme."""
    return "".join(
        chr(byte) if byte in _KEPT else f"%{byte:02X}"
        for byte in path.encode("utf-8", "backslashreplace")
    )
