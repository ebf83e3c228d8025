"""The report as JSON: the model as it stands, the same bytes on every machine."""

from __future__ import annotations

import msgspec

from checker.report.model import SCHEMA, Report


class NotAReport(ValueError):
    """Bytes that are not a saved report of this version; the message says what is wrong."""


def render(report: Report) -> bytes:
    """Indented JSON, maps in the order of their keys, UTF-8, one line feed at the end."""
    return msgspec.json.format(msgspec.json.encode(report, order="deterministic")) + b"\n"


def read(data: bytes) -> Report:
    """A saved report; raises NotAReport."""
    try:
        found = msgspec.json.decode(data, type=Report)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise NotAReport(str(error)) from error
    if found.schema != SCHEMA:
        raise NotAReport(f"its schema is {found.schema[:40]!r}, {SCHEMA!r} is expected")
    return found
