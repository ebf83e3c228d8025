"""`rsp lint --fix`: mechanical fixes are made, said, and nothing else is touched."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.checker.cli.conftest import Rsp, change

WRONG = (("organization: ex", "organisation: ex"), ("allow_closed: true", "allow_close: true"))


def spoil(lab: Path) -> bytes:
    """Two slips of a key in rsp.yaml, which is read once the first is gone; as it was before."""
    before = (lab / "rsp.yaml").read_bytes()
    for old, new in WRONG:
        change(lab / "rsp.yaml", old, new)
    return before


def test_slips_are_fixed_and_said(lab: Path, rsp: Rsp) -> None:
    """The file is as it was before them, and lint passes."""
    before = spoil(lab)

    found = rsp("lint", lab, "--fix")

    assert (found.code, found.err) == (0, "")
    assert found.out.splitlines() == [
        "lab/rsp.yaml:12:8: fixed unknown-key: write allow_closed instead of allow_close",
        "lab/rsp.yaml:1:1: fixed unknown-key: write organization instead of organisation",
        "nothing found",
    ]
    assert (lab / "rsp.yaml").read_bytes() == before


def test_a_dry_run_prints_the_difference_and_writes_nothing(lab: Path, rsp: Rsp) -> None:
    """Its exit code is that of what would be left."""
    spoil(lab)
    wrong = (lab / "rsp.yaml").read_bytes()

    found = rsp("lint", lab, "--fix", "--dry-run")

    assert found.code == 0
    assert found.err == "nothing found\n"
    assert [line for line in found.out.splitlines() if line[:1] in "+-"] == [
        "--- a/lab/rsp.yaml",
        "+++ b/lab/rsp.yaml",
        "-organisation: example-lab",
        "+organization: example-lab",
        "-gate: {allow_close: true}",
        "+gate: {allow_closed: true}",
    ]
    assert (lab / "rsp.yaml").read_bytes() == wrong


def test_guesses_and_what_needs_words_are_left(lab: Path, rsp: Rsp) -> None:
    """A name that is nearly another, a link nobody reviewed: nothing is written."""
    change(lab / "catalog" / "SEC-B.yaml", "control: SEC-A", "control: SEC-AA")
    before = (lab / "catalog" / "SEC-B.yaml").read_bytes()

    found = rsp("lint", lab, "--fix")

    assert found.code == 3
    assert "dangling-reference: there is no control 'SEC-AA'" in found.err
    assert "suspect-link" in found.err
    assert found.out == "3 errors\n"
    assert (lab / "catalog" / "SEC-B.yaml").read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege there")
def test_a_file_that_is_a_link_is_not_written_through(lab: Path, rsp: Rsp) -> None:
    """Neither the link nor what it leads to."""
    spoil(lab)
    (lab / "rsp.yaml").rename(lab / "other.yaml")
    (lab / "rsp.yaml").symlink_to("other.yaml")
    wrong = (lab / "other.yaml").read_bytes()

    found = rsp("lint", lab, "--fix")

    assert found.code == 3
    assert "lab/rsp.yaml: not fixed: it lies outside the project, or is reached by a link" in (
        found.err
    )
    assert (lab / "other.yaml").read_bytes() == wrong
    assert (lab / "rsp.yaml").is_symlink()


def test_json_lists_what_was_fixed(lab: Path, rsp: Rsp) -> None:
    """Beside what is left."""
    spoil(lab)

    found = json.loads(rsp("lint", lab, "--fix", "--format", "json").out)

    assert [(one["code"], one["line"]) for one in found["fixed"]] == [
        ("unknown-key", 12),
        ("unknown-key", 1),
    ]
    assert found["diagnostics"] == []


def test_a_byte_order_mark_and_line_ends_stay(lab: Path, rsp: Rsp) -> None:
    """A file written on Windows is still one."""
    spoil(lab)
    path = lab / "rsp.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    assert rsp("lint", lab, "--fix").code == 0
    text = path.read_bytes()
    assert text.startswith(b"\xef\xbb\xbforganization: example-lab\r\n")
    assert text.count(b"\n") == text.count(b"\r\n")


def test_a_dry_run_of_nothing_is_refused(lab: Path, rsp: Rsp) -> None:
    """`--dry-run` belongs to `--fix`."""
    assert rsp("lint", lab, "--dry-run").code == 2
