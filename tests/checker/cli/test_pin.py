"""`rsp pin`: what the verdict rests on cannot move unnoticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checker.cli.conftest import Rsp

REASON = ("--because", "compared both: the same")


@pytest.fixture
def pinned(lab: Path, rsp: Rsp) -> Path:
    """A project that is pinned; its gate passes."""
    assert rsp("pin", "lab", *REASON).out.startswith("the project is not pinned\n")
    assert rsp("check", "lab").code == 0
    return lab


def _move(lab: Path, what: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let one of the three be another; what is said of it."""
    if what == "tool":
        monkeypatch.setattr("checker.lint.pins.__version__", "9.9.9")
        return "the tool changed from version 0.1.0 to 9.9.9 since it was pinned"
    if what == "catalog":
        (lab / "catalog" / "catalog.yaml").write_text(
            (lab / "catalog" / "catalog.yaml").read_text(encoding="utf-8") + "# more\n",
            encoding="utf-8",
        )
        return "the catalog changed from "
    text = (lab / "rsp.yaml").read_text(encoding="utf-8")
    start = text.index("  policy: ") + len("  policy: ")
    (lab / "rsp.yaml").write_text(text[:start] + "0" * 64 + text[start + 64 :], encoding="utf-8")
    return "the policy edition mini-1 changed from (000000000000) to "


@pytest.mark.parametrize("what", ["policy", "catalog", "tool"])
def test_the_gate_fails_where_something_moved(
    pinned: Path, rsp: Rsp, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """It says from what to what, and how to pin it again; then it passes."""
    said = _move(pinned, what, monkeypatch)

    run = rsp("check", "lab")

    assert run.code == 1
    assert said in " ".join(run.out.split("Gate:")[1].split())
    assert f"warning pin-mismatch: {said}" in run.err
    assert "then run: rsp pin --because" in run.err


def test_pinning_again_lets_the_gate_pass(
    pinned: Path, rsp: Rsp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the pins of the file change."""
    before = (pinned / "rsp.yaml").read_text(encoding="utf-8")
    _move(pinned, "catalog", monkeypatch)

    shown = rsp("pin", "lab")
    assert shown.out.endswith("Nothing was pinned: say with --because what you looked at.\n")
    assert (pinned / "rsp.yaml").read_text(encoding="utf-8") == before

    assert rsp("pin", "lab", "--because", "read the catalog").code == 0
    after = (pinned / "rsp.yaml").read_text(encoding="utf-8")
    assert after.split("pins:")[0] == before.split("pins:")[0]
    assert "because: read the catalog" in after
    assert rsp("check", "lab").code == 0


def test_a_verdict_does_not_move_with_a_pin(
    pinned: Path, rsp: Rsp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Verdict and gate are two facts."""
    monkeypatch.setattr("checker.lint.pins.__version__", "9.9.9")

    run = rsp("check", "lab")

    assert "not-assessed" not in run.out
    assert run.out.count("  conformant") == run.out.count("passes")


def test_any_tool_is_a_choice(lab: Path, rsp: Rsp, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules of a later version then count without a word."""
    rsp("pin", "lab", "--any-tool", *REASON)
    monkeypatch.setattr("checker.lint.pins.__version__", "9.9.9")

    assert rsp("check", "lab").code == 0


def test_line_ends_stay_those_of_the_file(lab: Path, rsp: Rsp) -> None:
    """Of a file with CRLF, also when it is pinned again."""
    file = lab / "rsp.yaml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    for _ in range(2):
        assert rsp("pin", "lab", *REASON).code == 0
        assert file.read_bytes().count(b"\n") == file.read_bytes().count(b"\r\n")
    assert rsp("check", "lab").code == 0


def test_a_file_of_another_form_is_left_alone(lab: Path, rsp: Rsp) -> None:
    """Nothing is guessed, and nothing is written."""
    file = lab / "rsp.yaml"
    file.write_bytes(file.read_bytes() + b"...\n")
    before = file.read_bytes()

    run = rsp("pin", "lab", *REASON)

    assert (run.code, file.read_bytes()) == (2, before)
    assert "rsp.yaml was not changed" in run.err
