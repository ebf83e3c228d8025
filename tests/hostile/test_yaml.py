"""YAML that is meant to harm its reader."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.conftest import Found

Put = Callable[[str, str | bytes], Path]
Survive = Callable[..., Found]

LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
FILE = "determinations/hostile.yaml"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        pytest.param(LAUGHS, "alias-refused", 1, id="alias bomb"),
        pytest.param("a: &a\n  b: *a\n", "alias-refused", 1, id="an alias to itself"),
        pytest.param("[" * 100_000, "too-deep", 1, id="open brackets"),
        pytest.param("{a: " * 100_000, "too-deep", 1, id="open braces"),
        pytest.param("- " * 100_000 + "x", "too-deep", 1, id="dashes on one line"),
        pytest.param("? " * 100_000 + "x", "key-refused", 1, id="question marks on one line"),
        pytest.param("[" * 100_000 + "]" * 100_000, "too-deep", 1, id="brackets"),
        pytest.param("a: 1\n" * 100_000, "duplicate-key", 2, id="one key very often"),
        pytest.param("a\x00b: 1\n", "character-refused", 1, id="a NUL"),
        pytest.param("a: \u202e1\n\ufffe", "character-refused", 2, id="a noncharacter"),
        pytest.param(b"\xff\xfea\x00:\x00", "encoding-invalid", 1, id="UTF-16"),
        pytest.param(b"a: 1\nb: \xc3\x28\n", "encoding-invalid", 2, id="broken UTF-8"),
        pytest.param(b"a: \xed\xa0\x80\n", "encoding-invalid", 1, id="a surrogate in UTF-8"),
        pytest.param(b"\xef\xbb\xbf\xef\xbb\xbfa: 1\n", "character-refused", 1, id="two marks"),
        pytest.param('a: "\\ud800"\n', "syntax-invalid", 1, id="half of a surrogate pair"),
        pytest.param(
            f"determinations: {'9' * 100_000}\n", "number-refused", 1, id="a huge integer"
        ),
        pytest.param("determinations: -1e999\n", "number-refused", 1, id="an infinite float"),
        pytest.param(f"determinations: 1{'0' * 5000}.0\n", "number-refused", 1, id="a long float"),
        pytest.param("determinations: .nan\n", "schema-violation", 1, id="NaN is a text"),
        pytest.param('!!python/object/apply:os.system ["exit 1"]\n', "tag-refused", 1, id="a call"),
        pytest.param("%TAG ! !!python/\n---\na: 1\n", "tag-refused", 1, id="a tag directive"),
        pytest.param("<<: {a: 1}\n", "merge-key-refused", 1, id="a merge key"),
        pytest.param("[a, b]: c\n", "key-refused", 1, id="a list as a key"),
        pytest.param("__proto__: {}\n", "unknown-key", 1, id="__proto__"),
        pytest.param("__class__: {}\n__init__: 1\n", "unknown-key", 2, id="__class__"),
        pytest.param(f"{'k' * 500_000}: 1\n", "syntax-invalid", 1, id="a very long key"),
        pytest.param(f'"{"k" * 1000}": 1\n', "unknown-key", 1, id="a long key in quotes"),
        pytest.param(
            f"determinations: {'x' * 900_000}\n", "schema-violation", 1, id="a very long text"
        ),
        pytest.param("determinations: 1\n---\n" * 1000, "multiple-documents", 2, id="documents"),
        pytest.param("\n" * 900_000, "document-empty", 1, id="nothing but lines"),
        pytest.param("#" * 900_000, "document-empty", 1, id="one long comment"),
        pytest.param("- [" * 30_000, "syntax-invalid", 1, id="a mix of both styles"),
        pytest.param("'" * 900_001, "syntax-invalid", 1, id="quotes"),
    ],
)
def test_it_is_refused_at_its_place(
    text: str | bytes, code: str, line: int, put: Put, survive: Survive
) -> None:
    """The file is a diagnostic with its line; what else is wrong is still reported."""
    put(FILE, text)

    found = survive()

    assert (code, FILE, line) in found.places


@pytest.mark.parametrize("seed", range(8))
def test_random_bytes_are_a_finding(seed: int, put: Put, survive: Survive) -> None:
    """A binary file under the name of an authored one is refused, whatever it holds."""
    put(FILE, random.Random(seed).randbytes(20_000))

    found = survive()

    assert found.codes & {"encoding-invalid", "character-refused"}


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_file_is_a_finding_or_is_well_formed(
    seed: int, project: Path, put: Put, survive: Survive
) -> None:
    """Bytes changed at random places of a real file give diagnostics and never a traceback."""
    chance = random.Random(seed)
    text = bytearray((project / "catalog" / "SEC-A.yaml").read_bytes())
    for _ in range(12):
        text[chance.randrange(len(text))] = chance.choice(b"{}[]&*!|>'\"%@`:-?\x00\xff\n\t ")
    put("catalog/SEC-A.yaml", bytes(text))

    found = survive()

    assert found.codes


def test_a_byte_order_mark_and_carriage_returns_are_read(
    project: Path, put: Put, survive: Survive
) -> None:
    """What editors on other systems write is the same document, with the same lines."""
    path = project / "inventory.yaml"
    put("inventory.yaml", b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    found = survive()

    assert found.codes == set()


def test_the_settings_themselves_may_be_hostile(put: Put, survive: Survive) -> None:
    """Where `rsp.yaml` cannot be read, nothing is assessed and the exit code says so."""
    put("rsp.yaml", "[" * 100_000)

    found = survive(known=False)

    assert ("too-deep", "rsp.yaml", 1) in found.places
    assert found.check.assessment is None
