"""A tree in which twenty files are broken: all twenty are reported, and the exit code is 3."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.cli.main import main
from tests.checker.lint import cases

BROKEN = {
    "inventory.yaml": b"assets: [{id: x, type: surface}]\n",
    "parties.yaml": b"parties: [\n",
    "deviations.yaml": b"deviations: {}\n",
    "determinations/atlas.yaml": b"determinations: [{id: a, id: b}]\n",
    "determinations/second.yaml": b"determinations: !!set {}\n",
    "determinations/third.yaml": b"determinations: &x []\n",
    "determinations/fourth.yml": b"determinations: []\n",
    "catalog/SEC-A.yaml": b"id: SEC-A\n",
    "catalog/SEC-B.yaml": b"\xff\xfe",
    "catalog/PRO-A.yaml": b"id: PRO-A\n---\nid: PRO-B\n",
    "catalog/COM-A.yaml": b"[" * 1000,
    "catalog/NEW-A.yaml": b"a: 1\x00\n",
    "catalog/evidence-types/access-log.schema.json": b"{",
    "catalog/evidence-types/roster.schema.json": b"{}",
    "catalog/evidence-types/review.schema.json": b'{"a": 1, "a": 2}',
    "evidence/roster-1.yaml": b"id: roster-1\n",
    "evidence/second.json": b"[1,]",
    "evidence/third.jsonl": b"{}\n",
    "evidence/fourth/record.YAML": b"{}\n",
    "evidence/manifest.jsonl": b"sealed\n",
}


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The base project, twenty of its files broken each in its own way."""
    project = cases.build(None, tmp_path / "case", monkeypatch)
    for name, text in BROKEN.items():
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_bytes(text)
    return project


def test_twenty_broken_files_are_twenty_findings(
    broken: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """None hides another, whatever cannot be read around it."""
    code = main(["lint", str(broken), "--format", "json"])

    answer = json.loads(capsysbinary.readouterr().out)
    files = {found["location"]["file"] for found in answer["diagnostics"]}
    assert len(BROKEN) == 20
    assert set(BROKEN) - files == set()
    assert code == 3
    assert answer["exit"]["code"] == 3


def test_they_are_shown_with_line_and_column(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """For people each finding starts with its place."""
    code = main(["lint", str(broken)])

    shown = capsys.readouterr().err
    assert code == 3
    assert all(f"{name}:" in shown for name in BROKEN)
