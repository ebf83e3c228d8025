"""Builds saved assessments for tests: a date, statuses, whatever else differs."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from checker.history.model import Trend
from checker.history.saved import Assessed, Saved, assessed
from checker.history.series import series
from checker.history.trend import trend
from checker.read.canonical import digest
from checker.report.model import SCHEMA, Tool
from rsp.time import Moment, instant_text

TOOL = Tool(name="rsp-checker", version="0.0.0")
DIGEST = "ab" * 32


def plain(
    date: str,
    *,
    verdicts: dict[str, str] | None = None,
    clauses: dict[str, str] | None = None,
    controls: dict[str, str] | None = None,
    instances: dict[str, str] | None = None,
    values: dict[str, float | None] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """A report as far as it is read, as plain data; `more` replaces whole parts."""
    figure = {
        "id": "refusals",
        "title": "Refusals",
        "type": "rate",
        "rule": "evidence.rate",
        "unit": "share",
        "better": "lower",
        "values": [
            {"asset": asset, "value": value, "record": None, "because": "read"}
            for asset, value in (values or {}).items()
        ],
    }
    found = {
        "schema": SCHEMA,
        "tool": {"name": "rsp-checker", "version": "0.0.0"},
        "exit": {"code": 0, "because": "the gate passed"},
        "gate": {"status": "passed", "because": []},
        "as_of": {
            "instant": instant_text(Moment.parse(date).latest),
            "date": date,
            "source": "argument",
            "projection": False,
            "closed_because": None,
            "closed_age_days": None,
        },
        "period": {"start": "2026-01-01T00:00:00Z", "end": "2026-07-01T00:00:00Z"},
        "partial": [],
        "project": {"organization": "example-lab", "digest": DIGEST, "rules_digest": DIGEST},
        "policy": {
            "edition": "rsp-2.2",
            "title": "Policy",
            "effective": "2025-05-14",
            "source": "-",
            "digest": DIGEST,
        },
        "catalog": {"name": "shipped", "version": "1", "digest": DIGEST, "custom": False},
        "subjects": [
            {
                "id": "model/atlas",
                "standards": [
                    {"id": name, "verdict": verdict} for name, verdict in (verdicts or {}).items()
                ],
                "clauses": [
                    {"id": name, "status": status} for name, status in (clauses or {}).items()
                ],
                "controls": [
                    {"id": name, "status": status} for name, status in (controls or {}).items()
                ],
            }
        ],
        "controls": [{"id": name} for name in (controls or {})],
        "instances": [{"id": name, "status": status} for name, status in (instances or {}).items()],
        "indicators": [figure] if values is not None else [],
    }
    return stated({**found, **more})


def stated(data: dict[str, Any]) -> dict[str, Any]:
    """A report with the digest of what it states."""
    rest = {name: value for name, value in data.items() if name != "digest"}
    return {**rest, "digest": digest(rest)}


def save(date: str, *, file: str = "", **parts: Any) -> Assessed:
    """The same, read from a file."""
    data = msgspec.json.encode(plain(date, **parts))
    name = file or f"{date}.json"
    return assessed(name, hashlib.sha256(data).hexdigest(), msgspec.json.decode(data, type=Saved))


def compared(*ones: Assessed, fail: bool = False) -> Trend:
    """The trend over them."""
    return trend(series(ones), (), TOOL, fail_on_regression=fail)
