"""What verification hands on: every record that is offered, with what is wrong with it."""

from __future__ import annotations

from checker.diagnostics.diagnostic import Diagnostic
from checker.evidence.offered import Offered
from rsp.value import Value


class Verified(Value, frozen=True, kw_only=True):
    """The store after verification."""

    offered: tuple[Offered, ...]
    """Every record, and every sealed record that is gone; sorted by id, then place."""
    diagnostics: tuple[Diagnostic, ...]
    digest: str
    """SHA-256 over the manifest's bytes; names the state of the store."""
