"""The reference of authored files: every key with its kind, default, meaning, and an example."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scripts.handbook.examples import KINDS, example_of
from scripts.handbook.markdown import cell, listing, page, table
from scripts.handbook.schemas import root_of, schema
from scripts.handbook.shapes import default, example, kind, limits, meaning


def file_pages(root: Path) -> Iterator[tuple[str, str]]:
    """Path and text of the list of files, and of one page for each kind."""
    rows = [
        (f"[{one.title}](files/{name}.md)", one.where, f"`rsp schema {name}`")
        for name, one in KINDS.items()
    ]
    yield (
        "reference/files.md",
        page(
            "File formats",
            "Every file that people write. YAML 1.2 as JSON reads it: no anchors, tags or merge"
            " keys, no key twice, dates as text. An unknown key is an error. Evidence payloads have"
            " the shape of their [evidence type](evidence-types/index.md).",
            table(["File", "Where it is", "Schema"], rows),
            "Dates (`2026-11-21`) stand for the whole day in UTC; instants carry an offset"
            " (`2026-11-21T08:00:00Z`). Durations are ISO 8601 without fractions (`P31D`, `P3M`,"
            " `PT8H`).",
        ),
    )
    for name in KINDS:
        yield f"reference/files/{name}.md", _page(name, root)


def _page(name: str, root: Path) -> str:
    one, whole = KINDS[name], schema(name)
    text, source = example_of(name, root)
    top = root_of(whole)
    parts = whole["$defs"]
    return page(
        one.title,
        f"{one.where} {top.get('description', '')}",
        f"Its schema: [{name}.schema.json](../schemas/{name}.schema.json), or `rsp schema {name}`.",
        "## Keys",
        _keys(top, parts),
        *_parts(top, parts),
        "## Example",
        f"From `{source}`.",
        listing(text, one.language),
    )


def _parts(top: dict[str, Any], parts: dict[str, Any]) -> Iterator[str]:
    """A section for each part, in the order in which the keys lead to them."""
    for title in _order(top, parts):
        part = parts[title]
        yield f"## {title}"
        if "enum" in part:
            yield "\n".join(_choices(part))
        else:
            yield str(part.get("description", ""))
            yield _keys(part, parts)


def _order(top: dict[str, Any], parts: dict[str, Any]) -> list[str]:
    """Names of the parts that a schema leads to; each once, its own parts after it."""
    found: list[str] = []
    pending: list[Any] = [top.get("properties", {})]
    while pending:
        node = pending.pop(0)
        if isinstance(node, list):
            pending[:0] = node
        elif isinstance(node, dict):
            name = str(node.get("$ref", "")).rpartition("/")[2]
            if name and name not in found and parts[name] is not top:
                found.append(name)
                pending.append(parts[name].get("properties", {}))
            pending[:0] = [value for key, value in node.items() if key not in _VALUES]
    return found


_VALUES = ("default", "examples", "enum", "const", "defaultSnippets")
"""Keywords that hold values, in which a `$ref` would be no reference."""


def _keys(part: dict[str, Any], parts: dict[str, Any]) -> str:
    names = {name: f"[{name}](#{name.lower()})" for name in parts}
    required = part.get("required", [])
    rows = []
    for key, one in part.get("properties", {}).items():
        said = [meaning(one, parts), *limits(one)]
        shown = example(one, parts)
        rows.append(
            (
                f"`{key}`",
                kind(one, names),
                default(key, one, required),
                cell("; ".join(filter(None, said))) + (f" Such as {shown}." if shown else ""),
            )
        )
    return table(["Key", "Kind", "Default", "Meaning"], rows)


def _choices(part: dict[str, Any]) -> Iterator[str]:
    """An enumeration: what it says of itself, then its words and what each means as a list."""
    yield part["description"]
    yield ""
    for word, means in zip(part["enum"], part["enumDescriptions"], strict=True):
        yield f"- `{word}`: {means}"
