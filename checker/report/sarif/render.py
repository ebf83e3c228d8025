"""A SARIF 2.1.0 log with one run; what GitHub would refuse for its size is cut, and that is said.

Limits: https://docs.github.com/code-security/code-scanning/troubleshooting-sarif-uploads
"""

from __future__ import annotations

import zlib
from typing import Any

import msgspec

from checker.report.ci.finding import Finding, Told
from checker.report.layout import number
from checker.report.sarif.result import ROOT, result
from checker.report.sarif.rules import rules
from checker.report.sarif.text import plain
from rsp.value import Value

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MOST_RESULTS = 25_000
"""Results of one run that GitHub takes; it shows the first 5,000 by severity."""
MOST_BYTES = 9_500_000
"""Bytes after compression, a little below the 10 MB that GitHub takes."""
_KEPT = 0.75
"""Share of the results that the next try keeps where there are too many bytes."""


class Sarif(Value, frozen=True, kw_only=True):
    """A log, and how many results it leaves out for its size."""

    data: bytes
    left_out: int


def render(told: Told, prefix: str = "", *, most: int = MOST_RESULTS) -> Sarif:
    """The log as compact JSON; `prefix` is the project's folder, seen from the top of the
    repository."""
    kept = told.findings[:most]
    while True:
        left_out = len(told.findings) - len(kept)
        data = msgspec.json.encode(_log(told, kept, left_out, prefix)) + b"\n"
        if not kept or _fits(data):
            return Sarif(data=data, left_out=left_out)
        kept = kept[: int(len(kept) * _KEPT)]


def _fits(data: bytes) -> bool:
    """Whether it can be uploaded; what is short enough as it is need not be compressed to tell."""
    return len(data) <= MOST_BYTES or len(zlib.compress(data)) <= MOST_BYTES


def _log(told: Told, kept: tuple[Finding, ...], left_out: int, prefix: str) -> dict[str, Any]:
    known = rules(kept)
    index = {one["id"]: at for at, one in enumerate(known)}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(told, known)},
                "automationDetails": {"id": _category(told, prefix)},
                "invocations": [_invocation(told, left_out)],
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {
                    ROOT: {"description": {"text": "The top folder of the repository."}}
                },
                "results": [result(one, index[plain(one.rule)], prefix) for one in kept],
                "properties": {name: plain(value) for name, value in told.facts.items()},
            }
        ],
    }


def _driver(told: Told, known: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": "rsp",
        "fullName": plain(f"{told.tool.name} {told.tool.version}"),
        "version": plain(told.tool.version),
        "semanticVersion": plain(told.tool.version),
        "shortDescription": {"text": "Which standards the evidence shows to be met, and why not."},
        "rules": known,
    }


def _category(told: Told, prefix: str) -> str:
    """What GitHub tells uploads of one commit apart by: the command and the project."""
    return "/".join([f"rsp-{'check' if told.gate else 'lint'}", *prefix.split("/"), ""]).replace(
        "//", "/"
    )


def _invocation(told: Told, left_out: int) -> dict[str, Any]:
    """Whether all of it could be looked at, the exit code, and what is left out."""
    broken = any(one.source == "file" and one.level == "error" for one in told.findings)
    found: dict[str, Any] = {
        "executionSuccessful": not broken,
        "exitCode": told.exit.code,
        "exitCodeDescription": plain(told.exit.because),
    }
    if left_out:
        found["toolExecutionNotifications"] = [
            {"level": "warning", "message": {"text": left_out_text(left_out)}}
        ]
    return found


def left_out_text(count: int) -> str:
    """What is said where results are left out."""
    return (
        f"{number(count, 'result')} left out, the least important, as GitHub takes no more than"
        f" {MOST_RESULTS:,} results and 10 MB; the JSON report of the same assessment holds all."
    )
