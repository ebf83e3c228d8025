"""The JSON Schemas, to be downloaded, and the page that lists them."""

from __future__ import annotations

import json
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from typing import Any

from checker.cli.main import main
from scripts.handbook.markdown import cell, code, page, table

FOLDER = "reference/schemas"


@cache
def printed() -> dict[str, str]:
    """By its name, every schema that `rsp schema` prints, as it prints it."""
    return {name: _run("schema", name) for name in _run("schema").split()}


@cache
def schema(name: str) -> dict[str, Any]:
    """One schema, read again."""
    found: dict[str, Any] = json.loads(printed()[name])
    return found


def schema_files() -> dict[str, str]:
    """Path and text of each schema as a file."""
    return {f"{FOLDER}/{name}.schema.json": text for name, text in printed().items()}


def root_of(schema: dict[str, Any]) -> dict[str, Any]:
    """The part of a schema that describes the whole document."""
    if "$ref" not in schema:
        return schema
    found: dict[str, Any] = schema["$defs"][schema["$ref"].rpartition("/")[2]]
    return found


def schemas_page() -> tuple[str, str]:
    """Path and text of the list of schemas."""
    rows = [
        (
            code(name),
            f"[{name}.schema.json](schemas/{name}.schema.json)",
            cell(_about(schema(name))),
        )
        for name in printed()
    ]
    return (
        f"{FOLDER}.md",
        page(
            "JSON Schemas",
            "JSON Schema 2020-12, as `rsp schema NAME` prints them. Those of authored files serve"
            " editors; those of what commands print are the interface for programs.",
            table(["Name", "File", "Describes"], rows),
        ),
    )


def _about(schema: dict[str, Any]) -> str:
    return str(schema.get("description") or root_of(schema)["description"])


def _run(*arguments: str) -> str:
    out = StringIO()
    with redirect_stdout(out):
        code = main(arguments)
    if code:
        raise RuntimeError(f"rsp {' '.join(arguments)} exited {code}")
    return out.getvalue()
