"""Examples that are made from another: what a patch may do, and what it refuses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from checker.evidence.store import read_store
from checker.evidence.verify import verify
from checker.project.open import open_project
from tests.examples.example_lab import FOLDER

EXAMPLES = FOLDER.parent
RECORD = "access-review-north-hosted-2026-04-30"


def derive(folder: Path, target: Path) -> subprocess.CompletedProcess[str]:
    """Run the command as its page shows it."""
    command = [sys.executable, str(EXAMPLES / "derive"), str(folder), str(target)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=EXAMPLES.parent)


def patched(tmp_path: Path, steps: str, more: str = "") -> subprocess.CompletedProcess[str]:
    """Derive from the lab by a patch of these steps; the project is `tmp_path / "made"`."""
    folder = tmp_path / "patch"
    folder.mkdir()
    (tmp_path / "example-lab").symlink_to(FOLDER, target_is_directory=True)
    text = f"base: example-lab\nbecause: it is tried\n{more}steps:\n{steps}"
    (folder / "patch.yaml").write_text(text, encoding="utf-8")
    return derive(folder, tmp_path / "made")


def sound(tmp_path: Path) -> tuple[int, int]:
    """How many records the made project has, and how many of them are sound."""
    opened = open_project(tmp_path / "made")
    assert opened.project is not None
    store = read_store(opened.tree, opened.project.settings.evidence, opened.sources)
    offered = verify(store, opened.project.catalog.types).offered
    return len(offered), sum(1 for one in offered if not one.problems)


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_patch_gives_the_same_bytes_and_leaves_its_base_alone(tmp_path: Path) -> None:
    """And a target that is there already is not written to."""
    before = files(FOLDER / "evidence")

    runs = [derive(EXAMPLES / "accepted-gap", tmp_path / name) for name in ("one", "two")]
    again = derive(EXAMPLES / "accepted-gap", tmp_path / "one")

    assert [run.returncode for run in runs] == [0, 0]
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert files(FOLDER / "evidence") == before
    assert (again.returncode, "is already there" in again.stderr) == (2, True)


def test_a_patch_changes_adds_and_seals(tmp_path: Path) -> None:
    """Values, rows with their number, a record like another, a file of the project."""
    run = patched(
        tmp_path,
        f"""
  - change: {{id: {RECORD}}}
    set: {{reliability: representation}}
  - add: security/access-review.jsonl
    like: {RECORD}
    record: {{id: another, collected_at: "2026-05-01T12:00:00Z"}}
  - edit: rsp.yaml
    old: "title: Example Lab"
    new: "title: Another Lab"
""",
    )

    assert run.returncode == 0, run.stderr
    text = (tmp_path / "made" / "evidence" / "security" / "access-review.jsonl").read_text()
    assert '"id": "another"' in text
    assert '"reliability": "representation"' in text
    assert "Another Lab" in (tmp_path / "made" / "rsp.yaml").read_text()
    assert sound(tmp_path) == (558, 558)


def test_rows_are_taken_away_and_counted(tmp_path: Path) -> None:
    """The source states as many as there are."""
    run = patched(
        tmp_path,
        """
  - change: {id: weight-location-scan-2026-01-31}
    unset: ["payload.copies[0]"]
""",
    )

    assert run.returncode == 0, run.stderr
    assert sound(tmp_path) == (557, 557)


@pytest.mark.parametrize(("renew", "open_ones"), [("", 1), ("renew_answers: true\n", 0)])
def test_answers_lapse_unless_they_are_renewed(tmp_path: Path, renew: str, open_ones: int) -> None:
    """A reviewer answered for what was there to read."""
    step = "  - change: {id: equivalence-argument-2026-01-08}\n    set: {source.query: another}\n"
    run = patched(tmp_path, step, renew)

    assert run.returncode == 0, run.stderr
    assert f"{1 - open_ones} answers renewed" in run.stdout


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ("  - remove: {id: nothing}\n", "no record is selected"),
        ("  - remove: {}\n", "no record is selected"),
        (f"  - change: {{id: {RECORD}}}\n", "nothing is changed"),
        (f"  - change: {{id: {RECORD}}}\n    set: {{payload.no.where: 1}}\n", "leads nowhere"),
        (f"  - change: {{id: {RECORD}}}\n    unset: [payload.nothing]\n", "is not there"),
        (f"  - change: {{id: {RECORD}}}\n    set: {{'a..b': 1}}\n", "is no path"),
        ("  - add: security/x.jsonl\n    like: nothing\n", "there is no record"),
        (f"  - add: security/x.jsonl\n    like: {RECORD}\n", "an id of its own"),
        ("  - edit: rsp.yaml\n    old: nowhere\n    new: x\n", "0 times, not once"),
        ("  - append: ../x\n    text: x\n", "has no file"),
        (f"  - remove: {{id: {RECORD}}}\n    append: rsp.yaml\n", "exactly one of"),
        ("  - {}\n", "exactly one of"),
        ("  - replace: x\n", "unknown field"),
        ("  - [\n", "patch.yaml"),
    ],
)
def test_a_patch_that_does_not_fit_is_refused(tmp_path: Path, steps: str, expected: str) -> None:
    """With a sentence and exit code 2, and no trace of the tool's own code."""
    run = patched(tmp_path, steps)

    assert (run.returncode, expected in run.stderr) == (2, True), run.stderr
    assert "Traceback" not in run.stderr
