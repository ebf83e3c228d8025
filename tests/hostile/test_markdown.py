"""Policy documents that are meant to harm their reader, or to hide a duty from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.conftest import Found

Put = Callable[[str, str | bytes], Path]
Survive = Callable[..., Found]

HEAD = """\
---
edition: mini
standard: notes
title: Notes
source: Example policy
effective: 2026-01-01
paraphrase: true
---

"""
FILE = "edition:mini/hostile.md"
FIRST = HEAD.count("\n") + 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("- " * 50_000 + "x\n", "too-deep", id="lists on one line"),
        pytest.param(
            "".join("  " * depth + "- x\n" for depth in range(300)), "too-deep", id="nested lists"
        ),
        pytest.param("> " * 50_000 + "x\n", "too-deep", id="quotations"),
        pytest.param("- **SEC-9** (must) Do it.\n", "clause-malformed", id="no check type"),
        pytest.param("- SEC-9 (must, A) Do it.\n", "clause-malformed", id="an id that is not bold"),
        pytest.param("- **SEC-9** (must, A)\n", "clause-malformed", id="no text"),
        pytest.param("# **SEC-9** (must, A) Do it.\n", "clause-malformed", id="a heading"),
        pytest.param(
            "- **SEC-9** (must, A) Do <!-- not --> it.\n", "clause-markup-refused", id="a comment"
        ),
        pytest.param("They must do it.\n", "obligation-outside-clause", id="a hidden duty"),
        pytest.param("a\u2028b\n", "character-refused", id="a line that is none"),
        pytest.param("a\x00b\n", "character-refused", id="a NUL"),
        pytest.param("x" * (256 << 10), "file-too-large", id="more than its limit"),
        pytest.param("- **SEC-1** (must, A) The same id.\n", "duplicate-id", id="an id in use"),
    ],
)
def test_it_is_found(text: str, code: str, put: Put, survive: Survive) -> None:
    """The document is a diagnostic; what else is wrong in the project is still reported."""
    put("edition/hostile.md", HEAD + text)

    found = survive()

    assert code in found.codes
    assert any(file.startswith("edition:mini/") for _, file, _ in found.places)


CHOKING = {
    "open brackets": "[",
    "open images": "![",
    "open emphasis": "*a ",
    "mixed emphasis": "**a*",
    "backticks": "`",
    "angles": "<",
    "ampersands": "&",
    "open links": "[a](",
    "definitions": "[a]: x\n",
    "backslashes": "\\",
    "spaces": " ",
    "breaks": "a  \n",
    "table": "|-",
}
ROOM = (256 << 10) - len(HEAD) - 10
"""What a policy document may hold beside its front matter."""


@pytest.mark.parametrize("name", CHOKING)
def test_it_is_read_in_time(name: str, put: Put, survive: Survive) -> None:
    """Text that parsers are known to choke on is read, and the rest of the project with it."""
    text = CHOKING[name]
    put("edition/hostile.md", HEAD + text * (40_000 // len(text)) + "x\n")

    survive()


@pytest.mark.slow
@pytest.mark.parametrize("name", CHOKING)
def test_the_largest_of_them_ends(name: str, put: Put, survive: Survive) -> None:
    """Reading is quadratic at worst, and the limit on the size of a document bounds it."""
    text = CHOKING[name]
    put("edition/hostile.md", HEAD + text * (ROOM // len(text)) + "x\n")

    survive(seconds=300)


def test_bytes_that_are_no_text_are_refused(put: Put, survive: Survive) -> None:
    """Invalid UTF-8 in a policy document is found at its line."""
    put("edition/hostile.md", HEAD.encode() + b"caf\xe9\n")

    found = survive()

    assert ("encoding-invalid", FILE, FIRST) in found.places


def test_carriage_returns_change_no_fingerprint(project: Path, put: Put, survive: Survive) -> None:
    """The same clause with other line ends is the same clause: no link becomes suspect."""
    path = project.parent / "editions" / "mini" / "security.md"
    put("edition/security.md", b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    found = survive()

    assert found.codes == set()
