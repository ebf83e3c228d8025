"""A secret in a file is named by kind and place in every output, and quoted in none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.checker.cli.conftest import Rsp, change

SECRET = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
SAID = "looks like a GitHub token"


@pytest.fixture
def leaky(lab: Path) -> Path:
    """A project with the secret in its title, where every report would show it."""
    change(lab / "rsp.yaml", "title: Example Lab", f"title: Example {SECRET} Lab")
    return lab


@pytest.mark.parametrize("format", ["text", "json", "markdown", "html"])
def test_no_report_quotes_it(leaky: Path, rsp: Rsp, format: str) -> None:
    """All else of the title is there, and the verdict does not hang on it."""
    run = rsp("report", "lab", "--format", format)

    assert run.code == 0
    assert SECRET not in run.out + run.err
    assert "looks like a secret" in run.out
    assert f"lab/rsp.yaml:2:16: warning secret-in-authored-file: this {SAID}" in run.err


def test_a_saved_report_that_hides_it_is_whole(leaky: Path, rsp: Rsp, tmp_path: Path) -> None:
    """Its digest is over what it says."""
    rsp("report", "lab", "--format", "json", "--output", "saved.json")

    assert rsp("report", "saved.json", "--format", "text").code == 0


@pytest.mark.parametrize(
    "command",
    [("lint",), ("lint", "--format", "json"), ("check",), ("graph",), ("evidence", "list"),
     ("forecast", "--until", "P2D")],
)  # fmt: skip
def test_no_command_quotes_it(lab: Path, rsp: Rsp, command: tuple[str, ...]) -> None:
    """Also where a diagnostic would quote the value that is wrong."""
    with (lab / "inventory.yaml").open("a", encoding="utf-8") as stream:
        stream.write(f"{SECRET}: 1\n")

    run = rsp(command[0], *command[1:2] if command[0] == "evidence" else (), "lab",
              *(command[2:] if command[0] == "evidence" else command[1:]))  # fmt: skip

    assert SECRET not in run.out + run.err


def test_a_broken_settings_file_hides_it_too(lab: Path, rsp: Rsp) -> None:
    """Nothing can be assessed, and it is still warned about."""
    with (lab / "rsp.yaml").open("a", encoding="utf-8") as stream:
        stream.write(f"{SECRET}: 1\n")

    run = rsp("check", "lab")

    assert run.code == 3
    assert SECRET not in run.out + run.err
    assert SAID in run.err


def test_sealing_warns_of_records_and_artifacts(lab: Path, rsp: Rsp) -> None:
    """Before the manifest makes them stay; an artifact is placed where its record names it."""
    (lab / "evidence" / "log.txt").write_text(f"a\nAuthorization: {SECRET}\n", encoding="utf-8")
    record = lab / "evidence" / "comparison-2026-06.yaml"
    text = record.read_text(encoding="utf-8")
    digest = "0" * 64
    record.write_text(
        f"{text}artifacts:\n  - {{sha256: {digest!r}, path: log.txt}}\n", encoding="utf-8"
    )

    run = rsp("evidence", "seal", "lab", "--replace", "comparison-2026-06=the log was added")

    said = [line for line in run.err.splitlines() if "secret-in-evidence" in line]
    assert len(said) == 1
    assert "comparison-2026-06.yaml:" in said[0]
    assert f"something in this artifact {SAID}" in said[0]
    assert SECRET not in run.out + run.err


def test_an_artifact_that_is_no_text_is_left_alone(lab: Path, rsp: Rsp) -> None:
    """A model or a picture may hold any bytes."""
    (lab / "evidence" / "log.txt").write_bytes(b"\0" + SECRET.encode())
    with (lab / "evidence" / "comparison-2026-06.yaml").open("a", encoding="utf-8") as stream:
        stream.write("artifacts:\n  - {sha256: '" + "0" * 64 + "', path: log.txt}\n")

    found = json.loads(rsp("lint", "lab", "--format", "json").out)

    assert "secret-in-evidence" not in {one["code"] for one in found["diagnostics"]}
