"""A record as the store offers it: what it says, and what is wrong with it as a document."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rsp.evidence import EvidenceRecord
from rsp.ref import Ref
from rsp.value import Value


class Problem(Value, frozen=True, kw_only=True):
    """Why a record cannot count as it stands."""

    reason: str
    """A gap reason of R8: `malformed`, `unsealed`, `tampered`, `withdrawn`, `too-large`,
    `not-presented`."""
    message: str
    at: Ref


class Offered(Value, frozen=True, kw_only=True):
    """One record of the store, or a manifest line whose record is gone."""

    id: str
    type: str
    assets: tuple[str, ...]
    """Subject keys: those it names, and those its payload shows."""
    record: EvidenceRecord | None
    """None for a withdrawn record."""
    payload: dict[str, Any] | None
    """None where there is none that validates against the evidence type."""
    digest: str
    """SHA-256 over the canonical form (RFC 8785) of the record."""
    payload_digest: str | None
    """SHA-256 over the canonical form of the payload."""
    received_at: datetime | None
    """When it was sealed, from the manifest; None when unsealed."""
    problems: tuple[Problem, ...]
    at: Ref
