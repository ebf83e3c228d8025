"""Writes the committed schemas, and into each shipped file the line that names its schema.

Run as `python -m scripts.schemas` after a key, a description or an example of a file changed, or a
file was added. Sealed records have no such line: nobody edits them, and their files stay as sealed.
Nor have the policy's: from an installed package the way to the schemas is another one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from checker.schema.authored import DIALECT, schema_of
from checker.schema.editor import for_editors
from checker.schema.published import file_name, names, published, written
from examples.derive.patch import NAME, Patch

ROOT = Path(__file__).parents[1]
SCHEMAS = ROOT / "controls" / "schemas"
PATCH = ROOT / "examples" / "derive" / "patch.schema.json"
MODELINE = "# yaml-language-server: $schema="

_PROJECT = {
    "rsp.yaml": "rsp",
    "inventory.yaml": "inventory",
    "parties.yaml": "parties",
    "deviations.yaml": "deviations",
    "reviews.yaml": "reviews",
    "determinations/*.yaml": "determinations",
}
"""Files of an example by their usual places, and the schema of each."""


def schemas() -> Iterator[tuple[Path, str]]:
    """Every committed schema: its file, and what stands in it."""
    for name in names():
        yield SCHEMAS / file_name(name), written(published(name))
    yield PATCH, written(patch_schema())


def patch_schema() -> dict[str, Any]:
    """The schema of the patches that examples are made by."""
    return {"$schema": DIALECT, "$id": "patch", **for_editors(schema_of(Patch))}


def shipped() -> Iterator[tuple[Path, Path]]:
    """Every shipped file that people edit, and the file of its schema."""
    yield ROOT / "controls" / "catalog.yaml", _schema("catalog")
    for path in sorted((ROOT / "controls").glob("*/**/*.yaml")):
        yield path, _schema("cases" if path.name.endswith(".cases.yaml") else "control")
    for project in sorted((ROOT / "examples").glob("*/rsp.yaml")):
        for pattern, name in _PROJECT.items():
            yield from ((path, _schema(name)) for path in sorted(project.parent.glob(pattern)))
    for path in sorted((ROOT / "examples").rglob(NAME)):
        yield path, PATCH


def with_modeline(path: Path, schema: Path) -> str:
    """The text of a file, its first line naming the schema by the way from the file to it."""
    text = path.read_bytes().decode()
    if text.startswith(MODELINE):
        text = text.partition("\n")[2]
    way = Path(os.path.relpath(schema, path.parent)).as_posix()
    return f"{MODELINE}{way}\n{text}"


def main() -> None:
    """Bring every file up to date."""
    SCHEMAS.mkdir(exist_ok=True)
    for path, text in schemas():
        path.write_bytes(text.encode())
    for path, schema in shipped():
        path.write_bytes(with_modeline(path, schema).encode())


def _schema(name: str) -> Path:
    return SCHEMAS / file_name(name)


if __name__ == "__main__":
    main()
