"""Line ends and separators of Windows: the same verdicts, places and stamps, and `/` in reports."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path, PureWindowsPath
from typing import Any

import pytest

from checker.cli.located import named
from checker.project import edition
from checker.project import open as opening
from checker.read.tree import Refused, checked
from tests.checker.cli.conftest import CASES, Rsp, change

TEXT = (".yaml", ".json", ".jsonl", ".md")


def _crlf(folder: Path) -> int:
    """Give every text file the line ends of Windows; how many there are."""
    files = [one for one in folder.rglob("*") if one.suffix in TEXT]
    for one in files:
        one.write_bytes(one.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    return len(files)


@pytest.fixture
def windows(lab: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project as a checkout with converted line ends has it, its edition and catalog too."""
    editions = shutil.copytree(CASES / "edition", tmp_path / "editions")
    assert _crlf(editions)
    for module in (edition, opening):
        monkeypatch.setattr(module, "editions_path", lambda: editions)
    other = shutil.copytree(lab, tmp_path / "windows" / "lab")
    assert _crlf(other)
    return other


def _without_digests(report: dict[str, Any]) -> dict[str, Any]:
    """A report without what is taken over the bytes of authored files: those differ, and nothing
    else does, no digest of a record either."""
    for part in (report, report["project"], report["policy"], report["catalog"]):
        del part["digest"]
    return report


def _report(rsp: Rsp, path: Path) -> tuple[int, Any]:
    run = rsp("check", path, "--format", "json")
    return run.code, _without_digests(json.loads(run.out))


@pytest.mark.parametrize("broken", [False, True])
def test_line_ends_move_nothing(
    lab: Path, windows: Path, rsp: Rsp, monkeypatch: pytest.MonkeyPatch, broken: bool
) -> None:
    """No verdict, no stamp, no digest of a record, and no line or column of a finding."""
    if broken:
        for project in (lab, windows):
            for file in ("inventory.yaml", "catalog/SEC-B.yaml"):
                text = (project / file).read_bytes()
                (project / file).write_bytes(text + b"unknown_key: 1\n")
    with monkeypatch.context() as patch:
        for module in (edition, opening):
            patch.setattr(module, "editions_path", lambda: CASES / "edition")
        expected = _report(rsp, lab)

    assert _report(rsp, windows) == expected
    assert expected[0] == (3 if broken else 0)


def test_links_stay_reviewed_and_records_sealed(windows: Path, rsp: Rsp) -> None:
    """Stamps and digests are over what files say."""
    lint = rsp("lint", "windows/lab")

    assert (lint.code, "suspect-link" in lint.err, "record-tampered" in lint.err) == (
        0,
        False,
        False,
    )
    assert rsp("evidence", "verify", "windows/lab").code == 0


def test_the_bytes_of_an_artifact_are_its_bytes(lab: Path, rsp: Rsp) -> None:
    """Another line end in one is another file: `rsp init` tells git to convert none."""
    record = next((lab / "evidence").glob("*.yaml"))
    artifact = lab / "evidence" / "log.txt"
    artifact.write_bytes(b"a\nb\n")
    digest = hashlib.sha256(b"a\nb\n").hexdigest()
    with record.open("a", encoding="utf-8") as stream:
        stream.write(f"artifacts:\n  - {{sha256: '{digest}', path: log.txt}}\n")
    rsp("evidence", "seal", "lab", "--replace", f"{record.stem}=the log was added")
    assert rsp("evidence", "verify", "lab").code == 0

    artifact.write_bytes(b"a\r\nb\r\n")

    assert rsp("evidence", "verify", "lab").code == 4


@pytest.mark.parametrize("path", ["evidence\\2026", "C:/lab/evidence", "C:\\lab", "a\\..\\b"])
def test_a_path_in_a_file_is_written_with_slashes(lab: Path, rsp: Rsp, path: str) -> None:
    """The message says how; nothing is read under another name."""
    change(lab / "rsp.yaml", "inventory: inventory.yaml", f"inventory: '{path}'")

    run = rsp("lint", "lab")

    assert run.code == 3
    assert "error path-not-portable: " in run.err
    assert "write / between the names of folders" in run.err


def test_the_separators_of_windows_have_a_fix(lab: Path) -> None:
    """Where it is plain what was meant."""
    change(lab / "rsp.yaml", "inventory: inventory.yaml", "inventory: data\\inventory.yaml")

    (found,) = [one for one in opening.open_project(lab).diagnostics if one.fix is not None]

    assert found.fix is not None
    assert found.fix.replacement == "data/inventory.yaml"


@pytest.mark.parametrize("path", ["a\\b", "C:b", "//host/share", "..\\b"])
def test_no_path_of_windows_is_let_in(path: str) -> None:
    """Drives, shares and separators of another system name nothing inside a project."""
    with pytest.raises(Refused):
        checked(path)


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("lab\\evidence", "'lab/evidence'"),
        ("C:\\projects\\lab", "'C:/projects/lab'"),
        ("\\\\host\\share\\lab", "'//host/share/lab'"),
    ],
)
def test_a_path_of_the_command_line_is_shown_with_slashes(path: str, shown: str) -> None:
    """As it was given on Windows, drive and share included."""
    assert named(PureWindowsPath(path)) == shown
