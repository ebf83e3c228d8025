"""Paths in authored files that are meant to lead out of the project."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.conftest import Found
from tests.hostile.test_json import RECORD

Put = Callable[[str, str | bytes], Path]
Survive = Callable[..., Found]

OUTSIDE = [
    "../outside.json",
    "../../outside.json",
    "a/../../outside.json",
    "./../outside.json",
    "/etc/hostname",
    "//etc/hostname",
    "/dev/zero",
    "..",
    "../",
]
ODD = [
    "..\\outside.json",
    "C:\\outside.json",
    "C:outside.json",
    "\\\\server\\share",
    "a\nb.json",
    "catalog:SEC-A.yaml",
    "file:///etc/hostname",
    "a\u202eb.json",
]
NOTHING = [
    "x" * 5000,
    "/".join("x" * 200),
    "no/such/file.json",
    "x" * 300,
    "~/outside.json",
    "$HOME",
]


@pytest.fixture(autouse=True)
def outside(project: Path) -> None:
    """There is something to be found outside."""
    (project.parent / "outside.json").write_text('{"stolen": true}', encoding="utf-8")


KEYS = ["parties", "determinations", "evidence", "deviations", "reviews", "catalog"]


@pytest.mark.parametrize(
    ("key", "path"),
    [
        *(("inventory", path) for path in (*OUTSIDE, *ODD, *NOTHING)),
        *((key, path) for key in KEYS for path in (OUTSIDE[0], OUTSIDE[4], ODD[0], NOTHING[0])),
    ],
)
def test_a_path_in_the_settings_stays_inside(
    key: str, path: str, project: Path, put: Put, survive: Survive
) -> None:
    """The diagnostic stands where the path is written."""
    lines = (project / "rsp.yaml").read_text(encoding="utf-8").splitlines()
    line = next(index for index, text in enumerate(lines) if text.startswith(f"{key}:"))
    lines[line] = f"{key}: {json.dumps(path)}"
    put("rsp.yaml", "\n".join(lines) + "\n")

    found = survive(known=key != "deviations")

    expected = {"path-escapes"} if path in OUTSIDE else {"path-not-portable"}
    if path in NOTHING:
        expected = {"file-missing", "file-unreadable"}
    there = {code for code, file, at in found.places if (file, at) == ("rsp.yaml", line + 1)}
    assert there & expected
    assert "stolen" not in "".join(found.messages)


@pytest.mark.parametrize("path", [*OUTSIDE, *ODD, *NOTHING])
def test_a_payload_file_stays_inside(path: str, put: Put, survive: Survive) -> None:
    """A record cannot take its payload from elsewhere; one that is gone counts as altered."""
    record = {key: value for key, value in RECORD.items() if key != "payload"}
    put("evidence/hostile.json", json.dumps({**record, "payload_file": path}))

    found = survive(code=4 if path in NOTHING else 3)

    assert any(file == "evidence/hostile.json" for _, file, _ in found.places)
    assert "stolen" not in "".join(found.messages)


@pytest.mark.parametrize("path", [*OUTSIDE, *ODD])
def test_an_artifact_stays_inside(path: str, put: Put, survive: Survive) -> None:
    """Not even the digest of a file outside can be asked for."""
    artifacts = [{"path": path, "sha256": "0" * 64}]
    put("evidence/hostile.json", json.dumps({**RECORD, "artifacts": artifacts}))

    found = survive()

    assert ("record-malformed", "evidence/hostile.json", 1) in found.places


@pytest.mark.parametrize(
    "policy", ["../mini", "../../..", "/etc", "mini/../mini", "MINI", "", ".", "mini\n", "m" * 5000]
)
def test_an_edition_is_a_name_and_not_a_path(
    policy: str, project: Path, put: Put, survive: Survive
) -> None:
    """Only an installed edition can be named."""
    text = (project / "rsp.yaml").read_text(encoding="utf-8")
    put("rsp.yaml", text.replace("policy: mini", f"policy: {json.dumps(policy)}"))

    found = survive(known=bool(policy))

    assert {code for code, file, at in found.places if (file, at) == ("rsp.yaml", 2)} & {
        "edition-unknown",
        "schema-violation",
    }
