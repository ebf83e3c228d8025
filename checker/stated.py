"""The digest that a report states of itself, and whether a saved one still has it."""

from __future__ import annotations

import hmac
from typing import Any

import msgspec

from checker.read.canonical import NotCanonical, digest
from checker.report.model import Report

_FIELD = "digest"


def stated(report: Report) -> Report:
    """The report with the digest over all of it but that field."""
    return msgspec.structs.replace(report, digest=_over(msgspec.to_builtins(report)))


def holds(saved: dict[str, Any]) -> bool:
    """Whether the digest in a report, as read from JSON, is that of the rest of it."""
    named = saved.get(_FIELD)
    try:
        return isinstance(named, str) and hmac.compare_digest(named.encode(), _over(saved).encode())
    except (NotCanonical, UnicodeEncodeError):
        return False


def _over(data: dict[str, Any]) -> str:
    """SHA-256 as hexadecimal digits; raises NotCanonical."""
    return digest({name: value for name, value in data.items() if name != _FIELD})
