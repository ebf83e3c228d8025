"""The reference of evidence types: what a payload holds, and which requirements ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checker.project.project import Project
from rsp.evidence import EvidenceType, TypeRules
from scripts.handbook.controls import asked_at
from scripts.handbook.markdown import as_json, cell, code, codes, page, table
from scripts.handbook.shapes import kind, limits, meaning

FOLDER = "reference/evidence-types"


def type_pages(project: Project) -> Iterator[tuple[str, str]]:
    """Path and text of the list of evidence types, and of one page for each."""
    types = project.catalog.types
    asking = asked_at(project)
    rows = [
        (f"[`{name}`]({name}.md)", cell(one.title), str(len(asking.get(name, ()))))
        for name, one in sorted(types.items())
    ]
    yield (
        f"{FOLDER}/index.md",
        page(
            "Evidence types",
            "What the payload of an evidence record may look like. The shipped catalog has"
            f" {len(types)}; a catalog or overlay of your own can have more. Each page gives the"
            " fields, and an example that fits.",
            table(["Type", "What it holds", "Requirements that ask for it"], rows),
        ),
    )
    for name, one in types.items():
        yield f"{FOLDER}/{name}.md", _page(one, asking.get(name, []))


def _page(one: EvidenceType, asking: list[str]) -> str:
    parts = one.schema.get("$defs", {})
    return page(
        one.name,
        f"**{one.title}.** {one.schema.get('description', '')}",
        "\n".join(f"- {line}" for line in _rules(one.rules)),
        "## Fields",
        "Every field is required unless its absence is given a meaning.",
        table(["Field", "Kind", "Meaning"], _fields(one.schema, "", parts)),
        "## Asked for by",
        "\n".join(f"- {line}" for line in asking)
        or "The tool itself; no control has to ask for it.",
        "## Example",
        as_json(one.schema["examples"][0]),
    )


def _rules(rules: TypeRules) -> Iterator[str]:
    bounds = [field for field in (rules.bounds.at, rules.bounds.from_, rules.bounds.to) if field]
    yield f"Observes: {'one instant' if rules.observes == 'instant' else 'a stretch of time'}" + (
        f", bounded by {codes(bounds)}." if bounds else ", as its record says."
    )
    keys = [
        code(path.key) + (f" for each of `{path.each}`" if path.each else "")
        for path in rules.subjects
    ]
    yield f"Is about: {', '.join(keys) or 'the organisation'}."
    if rules.rows:
        yield f"`source.rows` of the record counts `{rules.rows}`."
    if rules.complementary:
        yield f"Names controls it presumes in `{rules.complementary}`."
    if rules.shareable:
        yield "One payload may be offered for several assets."


def _fields(
    schema: dict[str, Any], before: str, parts: dict[str, Any]
) -> Iterator[tuple[str, str, str]]:
    for name, one in schema.get("properties", {}).items():
        path = f"{before}{name}"
        said = "; ".join(filter(None, [meaning(one, parts), *limits(one)]))
        yield code(path), kind(one, {key: key for key in parts}), cell(said)
        yield from _fields(one, f"{path}.", parts)
        items = one.get("items")
        if isinstance(items, dict):
            yield from _fields(items, f"{path}[].", parts)
