"""The schemas of everything that people write, by name, and the files each of them is for."""

from __future__ import annotations

import json
from typing import Any

from checker.schema.authored import AUTHORED, authored, schema_of
from checker.schema.editor import for_editors
from checker.schema.evidence_type import evidence_type_schema
from rsp.evidence import TypeRules

TYPE = "evidence-type"

SUFFIX = ".schema.json"
"""How the file of a schema ends; before it stands its name."""

YAML = {
    "baseline": ("baseline.yaml",),
    "cases": ("*.cases.yaml",),
    "catalog": ("catalog.yaml",),
    "changes": ("changes.yaml",),
    "control": (
        "controls/*/**/*.yaml", "overlay/*/**/*.yaml",
        "!*.cases.yaml", "!overlay.yaml", "!catalog.yaml",
    ),
    "determinations": ("determinations/*.yaml",),
    "deviations": ("deviations.yaml",),
    "evidence-record": ("evidence/**/*.yaml",),
    "inventory": ("inventory.yaml",),
    "overlay": ("overlay.yaml",),
    "parties": ("parties.yaml",),
    "reviews": ("reviews.yaml",),
    "rsp": ("rsp.yaml",),
    "thresholds": ("thresholds.yaml",),
    "workspace": ("rsp-workspace.yaml",),
}  # fmt: skip
"""By schema, the YAML files it is for, as editors match them; `!` takes files out."""

JSON = {TYPE: ("evidence-types/*.schema.json",)}
"""The same of JSON files. Records in JSON are left out: payload files look like them by name."""


def names() -> list[str]:
    """Every schema of something that people write."""
    return sorted([*AUTHORED, TYPE])


def published(name: str) -> dict[str, Any]:
    """One of them; raises KeyError."""
    if name != TYPE:
        return authored(name)
    schema = evidence_type_schema()
    parts = for_editors(schema_of(TypeRules))["$defs"]
    return {**schema, "$defs": {**schema["$defs"], **parts}}


def file_name(name: str) -> str:
    """`control.schema.json`."""
    return name + SUFFIX


def written(schema: dict[str, Any]) -> str:
    """A schema as it is printed, and as it lies in its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def vscode(folder: str) -> str:
    """Settings of a workspace that map its files to the schemas in a folder, one of it or not."""
    local = folder if folder.startswith("/") else f"./{folder}"
    yaml = {f"{folder}/{file_name(name)}": list(YAML[name]) for name in sorted(YAML)}
    json_ = [
        {"fileMatch": list(JSON[name]), "url": f"{local}/{file_name(name)}"}
        for name in sorted(JSON)
    ]
    return json.dumps({"yaml.schemas": yaml, "json.schemas": json_}, indent=2) + "\n"
