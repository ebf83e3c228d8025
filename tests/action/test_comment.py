"""The comment on a pull request: one, kept up to date, and never the reason of a result."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.action.conftest import Forge

MARK = "<!-- rsp gate -->"


@pytest.fixture
def said(tmp_path: Path) -> Path:
    """What is to be said."""
    path = tmp_path / "comment.md"
    path.write_text("**Gate: FAILED**\n", encoding="utf-8")
    return path


def test_it_is_written_once_and_then_kept_up_to_date(forge: Forge, said: Path) -> None:
    """Three runs, one comment, its text that of the last."""
    forge.add("Looks good to me.", type="User")
    for text in ("first", "second", "third"):
        said.write_text(text, encoding="utf-8")
        done = forge.comment(said)
        assert (done.returncode, done.stderr) == (0, "")

    assert [one["body"] for one in forge.comments] == ["Looks good to me.", f"{MARK}\nthird"]
    assert [method for method, _ in forge.calls] == ["GET", "POST", "GET", "PATCH", "GET", "PATCH"]


def test_ours_is_found_among_hundreds(forge: Forge, said: Path) -> None:
    """On the third page."""
    for number in range(230):
        forge.add(f"comment {number}", type="User")
    forge.add(f"{MARK}\nold")

    forge.comment(said)

    assert len(forge.comments) == 231
    assert forge.comments[-1]["body"] == f"{MARK}\n**Gate: FAILED**\n"


def test_what_somebody_else_wrote_is_never_written_over(forge: Forge, said: Path) -> None:
    """A person who copies the mark, and a bot that quotes it."""
    forge.add(f"{MARK}\nas a person", type="User")
    forge.add(f"quoted: {MARK}")

    forge.comment(said)

    assert [one["body"] for one in forge.comments[:2]] == [
        f"{MARK}\nas a person",
        f"quoted: {MARK}",
    ]
    assert len(forge.comments) == 3


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_request_from_a_fork_is_told_where_to_look(forge: Forge, said: Path, status: int) -> None:
    """No right to comment changes no result."""
    forge.refuse = status

    done = forge.comment(said)

    assert done.returncode == 0
    assert done.stdout.startswith("::notice title=rsp::The token may not comment")
    assert "from a fork" in done.stdout


def test_other_failures_are_warnings(forge: Forge, said: Path) -> None:
    """A server in trouble, and none at all."""
    forge.refuse = 500

    failed = forge.comment(said)
    absent = forge.comment(said, GITHUB_API_URL="http://127.0.0.1:9")

    assert (failed.returncode, absent.returncode) == (0, 0)
    assert failed.stdout == "::warning title=rsp::The comment was not written: HTTP 500\n"
    assert absent.stdout == "::warning title=rsp::The comment was not written: URLError\n"


def test_a_comment_that_is_too_long_is_cut_at_a_line(forge: Forge, said: Path) -> None:
    """It says so, closes what it folded, and is shorter than what the forge takes."""
    said.write_text("<details>\n" + "a line of the report\n" * 5000, encoding="utf-8")

    forge.comment(said)

    body = forge.comments[0]["body"]
    assert len(body) < 65_536
    assert body.endswith("**Cut for size.** The summary of the run has the whole.\n")
    assert body.count("<details>") == body.count("</details>") == 1
    assert "\na line of the repor\n" not in body
