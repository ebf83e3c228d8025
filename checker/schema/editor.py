"""The schema of a type as it is published: with what editors need to help while one types.

It accepts what the type accepts. Beside the rules it has, in the words of the editors' own
extensions of JSON Schema: Markdown of descriptions, descriptions of choices, messages for
patterns, examples and snippets. It keeps to what drafts 7 and 2020-12 have in common, because not
every editor knows the later one.

A choice between something and nothing (`anyOf` with null) is written as one schema with two types:
editors complete the keys of the one, and offer nothing for the other. A default that is an empty
list, an empty mapping or null is left out: it says what an absent key says, and editors would
write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from checker.schema.formats import FORMATS
from checker.schema.offered import examples, snippets
from checker.schema.patterns import PATTERNS

Node = dict[str, Any]

_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_AT = "#/$defs/"
_ABOUT = ("title", "description", "examples", "default")
"""Keywords that say something of a schema, and ask nothing."""
_ABSENT = "As if the key were absent."
_NOTHING: tuple[Any, ...] = (None, (), [], {})


def for_editors(schema: Node) -> Node:
    """A schema with its parts under `$defs`, ready to be published."""
    parts = _Parts(schema["$defs"])
    found = {name: parts.written(name) for name in schema["$defs"]}
    if "$ref" not in schema:
        return {**parts.node(schema), "$defs": found}
    return {"title": found[_name(schema)]["title"], **schema, "$defs": found}


class _Parts:
    """The definitions of a schema, each rewritten from the inside out."""

    def __init__(self, parts: Node) -> None:
        self._parts = parts

    def written(self, name: str) -> Node:
        """One definition, with title, examples of its keys, and snippets."""
        part = self.node(self._parts[name])
        part["title"] = _WORDS.sub(" ", name).capitalize()
        for key, value in part.get("properties", {}).items():
            _exemplify(value, examples(name, key))
        if name in snippets():
            part["defaultSnippets"] = snippets()[name]
        return part

    def node(self, node: Node) -> Node:
        """A schema and all inside it, rewritten."""
        node = self._one(node)
        for holder, key, child in list(_children(node)):
            holder[key] = self.node(child)
        if node.get("default", ...) in _NOTHING:
            del node["default"]
        _formatted(node)
        _chosen(node)
        if "`" in node.get("description", ""):
            node["markdownDescription"] = node["description"]
        return node

    def _one(self, node: Node) -> Node:
        """A copy in which alternatives that differ in their type alone are one schema."""
        node = {**node}
        for key in ("properties", "anyOf"):
            if key in node:
                node[key] = type(node[key])(node[key])
        branches = [self._resolved(branch) for branch in node.get("anyOf", [])]
        apart = any("enum" in branch or branch.get("type") == "array" for branch in branches)
        nullable = len(branches) == 2 and {"type": "null"} in branches
        if not branches or (apart and not nullable):
            return node
        own = {key: value for key, value in node.items() if key != "anyOf"}
        return {**_merged(branches), **own}

    def _resolved(self, branch: Node) -> Node:
        return self.written(_name(branch)) if "$ref" in branch else self._one(branch)


def _name(node: Node) -> str:
    return str(node["$ref"]).removeprefix(_AT)


def _merged(branches: list[Node]) -> Node:
    """One schema for alternatives of different types, described where it is one or nothing."""
    merged: Node = {}
    for branch in branches:
        merged.update({k: v for k, v in branch.items() if k not in _ABOUT})
    merged["type"] = [kind for branch in branches for kind in _kinds(branch)]
    if len(branches) == 2 and "null" in merged["type"]:
        merged = {**branches[1 - merged["type"].index("null")], **merged}
    if "enum" in merged:
        merged["enum"] = [*merged["enum"], None]
        merged["enumDescriptions"] = [*merged.get("enumDescriptions", []), _ABSENT]
    return merged


def _kinds(node: Node) -> list[str]:
    """The types that a schema allows; of a choice, texts."""
    kinds = node.get("type", "string")
    return kinds if isinstance(kinds, list) else [kinds]


def _children(node: Node) -> Iterator[tuple[Any, Any, Node]]:
    """Where each schema inside a schema is held, by which key, and the schema."""
    for key in ("items", "additionalProperties", "propertyNames"):
        if isinstance(node.get(key), dict):
            yield node, key, node[key]
    for key, value in node.get("properties", {}).items():
        yield node["properties"], key, value
    for index, value in enumerate(node.get("anyOf", [])):
        yield node["anyOf"], index, value


def _exemplify(node: Node, found: list[Any]) -> None:
    """Put examples where the values are: into the items of a list."""
    if not found or "$ref" in node or "enum" in node:
        return
    if "anyOf" in node:
        for branch in node["anyOf"]:
            wanted = int if branch.get("type") == "integer" else str
            _exemplify(branch, [one for one in found if isinstance(one, wanted)])
        return
    kind = _kinds(node)[0]
    if kind == "array":
        _exemplify(node["items"], found)
    elif kind not in ("object", "null"):
        node["examples"] = found


def _formatted(node: Node) -> None:
    """A format of ours is a pattern to those who do not know it."""
    if item := FORMATS.get(node.get("format", "")):
        node["pattern"] = PATTERNS[item.name]
        shown = ", ".join(item.examples)
        node["patternErrorMessage"] = f"{item.description} For example: {shown}"


def _chosen(node: Node) -> None:
    """Choices have a type, and the Markdown of their descriptions."""
    if "enum" not in node:
        return
    node.setdefault("type", "string")
    if any("`" in text for text in node.get("enumDescriptions", [])):
        node["markdownEnumDescriptions"] = node["enumDescriptions"]
