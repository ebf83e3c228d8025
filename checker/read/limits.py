"""How much a file may hold before it is refused: all files are hostile until parsed."""

from __future__ import annotations

from rsp.value import Value

MAX_DEPTH = 64
"""Nesting of one document. PyYAML's composer crashes the process at 100,000, `json` stops at 1,000;
the deepest authored file needs about 10."""

MAX_INTEGER = 2**53 - 1
"""Beyond it an integer is not exact in every reader of JSON (RFC 8259, section 6; RFC 8785)."""

MAX_REPORTED = 100
"""Defects reported per document; a file with more is not read further."""

MAX_FOLDER_DEPTH = 32
"""Nesting of folders below a root."""

MAX_FILES = 1_000_000
"""Files below one folder: ten times the largest store that was measured."""


class Limits(Value, frozen=True, kw_only=True):
    """Bounds on one document."""

    size: int
    """Bytes."""
    nodes: int
    """Mappings, lists, keys and scalars together."""


POLICY = Limits(size=256 << 10, nodes=10_000)
"""A policy document: five times the longest. Markdown is read in quadratic time at worst."""

AUTHORED = Limits(size=1 << 20, nodes=100_000)
"""What a person writes: the shipped policy texts stay under a tenth of it."""

LEDGER = Limits(size=16 << 20, nodes=2_000_000)
"""Inventories and other files that a system may write: tens of thousands of assets."""

RECORD = Limits(size=16 << 20, nodes=1_000_000)
"""One evidence record with its payload. Larger populations belong in an artifact, with a sample."""

STORE = Limits(size=1 << 30, nodes=1_000_000)
"""One file of records, a line each, and the manifest; `nodes` counts per line."""
