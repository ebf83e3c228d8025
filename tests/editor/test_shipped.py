"""Shipped files in an editor: each names its schema, and none is underlined."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.schemas import MODELINE, ROOT, shipped, with_modeline
from tests.editor.client import Client

SHIPPED = dict(shipped())


def test_every_shipped_file_names_its_schema() -> None:
    """Written by `python -m scripts.schemas`; the way from the file leads to a schema."""
    stale = [
        path.relative_to(ROOT).as_posix()
        for path, schema in SHIPPED.items()
        if path.read_bytes().decode() != with_modeline(path, schema)
    ]

    assert stale == []
    assert [schema for schema in SHIPPED.values() if not schema.is_file()] == []


def test_every_kind_of_shipped_file_is_among_them() -> None:
    """All that lies where people write, but for sealed records."""
    written = {
        path
        for folder in ("controls", "examples")
        for path in (ROOT / folder).rglob("*.yaml")
        if "evidence" not in path.parts
    }

    assert written == set(SHIPPED)
    assert len({schema.name for schema in SHIPPED.values()}) == 9


def test_the_modeline_of_a_file_is_written_once(tmp_path: Path) -> None:
    """It stands first, and takes the place of an older one; the rest stays, byte for byte."""
    file, schema = tmp_path / "a" / "x.yaml", tmp_path / "x.schema.json"
    file.parent.mkdir()
    file.write_bytes(b"# why\r\nid: x\r\n")

    once = with_modeline(file, schema)
    file.write_bytes(once.encode())

    assert once == f"{MODELINE}../x.schema.json\n# why\r\nid: x\r\n"
    assert with_modeline(file, schema) == once


@pytest.mark.xdist_group("yaml-language-server")
def test_no_shipped_file_is_underlined(server: Client) -> None:
    """The language server, by the line that names the schema, finds nothing in any of them."""
    for path in SHIPPED:
        server.open(path, path.read_bytes().decode())

    found = [
        (path.relative_to(ROOT).as_posix(), one["range"]["start"], one["message"])
        for path in SHIPPED
        for one in server.said(path)
    ]

    assert found == []
    assert "Its stable id" in server.hover(ROOT / "controls" / _CONTROL, 1, 1)


_CONTROL = Path("security/weights/SEC-WGT-02.yaml")
