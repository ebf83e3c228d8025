"""Whole outputs, compared with what was looked at; RSP_GOLDENS=write renews them."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.checker.cli.conftest import Rsp, at, change

GOLDENS = Path(__file__).parent / "goldens"


def _compare(name: str, found: str) -> None:
    path = GOLDENS / name
    if os.environ.get("RSP_GOLDENS") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == found


def _break(lab: Path) -> None:
    """A gap, something that rests on it, and a warning."""
    api = "{id: api, type: surface, models: [atlas-2"
    change(lab / "inventory.yaml", api, f"{api}, atlas-mini")
    change(lab / "rsp.yaml", "2026-06-30, because", "2026-09-30, because")
    change(lab / "rsp.yaml", "end: 2026-06-30", "end: 2026-09-30")


@pytest.mark.parametrize("format", ["text", "json", "markdown"])
@pytest.mark.parametrize("state", ["green", "red"])
def test_reports(
    lab: Path, rsp: Rsp, monkeypatch: pytest.MonkeyPatch, state: str, format: str
) -> None:
    """A project whose gate passes, and the same three months later without new evidence."""
    monkeypatch.setattr("checker.__version__", "0.0.0")
    monkeypatch.setattr("checker.run.__version__", "0.0.0")
    if state == "red":
        _break(lab)
        at(monkeypatch, datetime(2026, 10, 5, tzinfo=UTC))

    run = rsp("report", "lab", "--format", format)

    _compare(f"{state}.{format}", run.out)
    assert run.code == (1 if state == "red" else 0)


@pytest.mark.parametrize(
    "id",
    [
        "SEC-1",
        "asl-3/security",
        "THR-X",
        "SEC-B",
        "COM-A/limits",
        "SEC-B/approvals",
        "SEC-B/approvals@environment/prod",
        "weights-2026",
        "weight-log",
        "environment/prod",
        "security-engineering",
        "ceo",
        "atlas-2-x",
        "stale",
    ],
)
def test_explain(lab: Path, rsp: Rsp, id: str) -> None:
    """One page for each kind of thing."""
    _break(lab)

    run = rsp("explain", id, "lab")

    _compare(f"explain/{id.replace('/', '_').replace('@', '_')}.txt", run.out)
    assert (run.code, run.err) == (0, "")


@pytest.mark.parametrize("format", ["json", "dot", "mermaid"])
def test_graph(lab: Path, rsp: Rsp, format: str) -> None:
    """What one clause rests on."""
    _break(lab)

    run = rsp("graph", "lab", "--root", "SEC-1", "--format", format)

    _compare(f"graph.{format}", run.out)


def test_review(lab: Path, rsp: Rsp) -> None:
    """Both sides of a link whose clause stayed and whose control moved."""
    change(lab / "catalog" / "SEC-B.yaml", "statement: No one", "statement: Hardly anyone")

    run = rsp("review", "SEC-B", "lab")

    _compare("review.txt", run.out)
