"""The assurance graph as text: JSON for programs, DOT and Mermaid for drawing."""

from __future__ import annotations

import json
import re

import msgspec

from checker.graph.assurance import Assurance, Node

_SHAPES = {"clause": "box", "control": "ellipse", "requirement": "note"}
_BRACKETS = {"clause": ("[", "]"), "control": ("([", "])"), "requirement": ("[/", "/]")}
_COLOURS = {
    "satisfied": "#d8f0d8",
    "met": "#d8f0d8",
    "substituted": "#d8f0d8",
    "gap": "#f4cccc",
    "unmet": "#f4cccc",
    "uncovered": "#f4cccc",
    "not-assessed": "#f4cccc",
    "undermined": "#fce0c0",
    "undetermined": "#fff2cc",
}
_LONGEST = 60
_CLASS = re.compile(r"[^a-z]")


def as_json(graph: Assurance) -> str:
    """Nodes and edges with all they carry."""
    return json.dumps(msgspec.to_builtins(graph), indent=2, ensure_ascii=False) + "\n"


def as_dot(graph: Assurance) -> str:
    """For Graphviz; what rests on something stands above it."""
    lines = ["digraph assurance {", "  rankdir=TB;", '  node [style=filled, fillcolor="#eeeeee"];']
    for one in graph.nodes:
        colour = f', fillcolor="{_COLOURS[one.status]}"' if one.status in _COLOURS else ""
        label = "\\n".join(_quoted(part) for part in _label(one))
        shape = _SHAPES[one.kind]
        lines.append(f'  "{_quoted(one.key)}" [shape={shape}, label="{label}"{colour}];')
    for edge in graph.edges:
        style = " [style=dashed]" if edge.kind == "rests-on" else ""
        lines.append(f'  "{_quoted(edge.above)}" -> "{_quoted(edge.below)}"{style};')
    return "\n".join([*lines, "}", ""])


def as_mermaid(graph: Assurance) -> str:
    """For forges and notebooks; nodes are numbered, so that no text becomes syntax."""
    number = {one.key: f"n{index}" for index, one in enumerate(graph.nodes)}
    lines = ["flowchart TB"]
    for one in graph.nodes:
        start, end = _BRACKETS[one.kind]
        label = "<br>".join(_entities(part) for part in _label(one))
        lines.append(f'  {number[one.key]}{start}"{label}"{end}')
    for edge in graph.edges:
        arrow = "-.->" if edge.kind == "rests-on" else "-->"
        lines.append(f"  {number[edge.above]} {arrow} {number[edge.below]}")
    for status in sorted({one.status for one in graph.nodes if one.status in _COLOURS}):
        name = _CLASS.sub("", status)
        members = ",".join(number[one.key] for one in graph.nodes if one.status == status)
        lines += [f"  classDef {name} fill:{_COLOURS[status]}", f"  class {members} {name}"]
    return "\n".join([*lines, ""])


def _label(one: Node) -> list[str]:
    title = one.title if len(one.title) <= _LONGEST else one.title[: _LONGEST - 3] + "..."
    state = f"{one.weight}, {one.status}" if one.status else one.weight
    return [one.id, title, f"({state})"]


def _quoted(text: str) -> str:
    """Inside the double quotes of DOT."""
    return _printable(text).replace("\\", "\\\\").replace('"', '\\"')


def _entities(text: str) -> str:
    """Inside the quotes of Mermaid: whatever is not plain is written as its number."""
    return "".join(
        one if one.isalnum() or one in " .,/-_()" else f"#{ord(one)};" for one in _printable(text)
    )


def _printable(text: str) -> str:
    return "".join(one if one.isprintable() else " " for one in text)
