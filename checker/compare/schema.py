"""What changed between two versions of an evidence type: which payloads its schema lets through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checker.compare.change import Change, Kind, Spot, changed
from checker.compare.keywords import Rule, allowed, listed, number, present, switch, unknown, words
from rsp.evidence import EvidenceType

Schema = dict[str, Any]


def type_changes(old: EvidenceType, new: EvidenceType) -> tuple[Change, ...]:
    """Every difference between two versions of one evidence type, worst first."""
    spot = Spot(path=f"type/{new.name}")
    found = _schema(old.schema, new.schema, spot)
    if any(_refers_within(one.schema) for one in (old, new)):
        found = unknown(old.schema, new.schema, "", spot)
    return tuple(sorted(found, key=lambda one: (one.kind.rank, one.path, one.what)))


def _schema(old: Schema, new: Schema, spot: Spot) -> Iterator[Change]:
    for word in sorted({*old, *new}):
        before, after = old.get(word), new.get(word)
        if before == after and type(before) is type(after):
            continue
        rule = KEYWORDS.get(word, unknown)
        yield from rule(before, after, word, spot.at(word))


def _refers_within(schema: Schema) -> bool:
    """Whether a part is used in a second place, where what narrows it here may widen."""
    pending: list[Any] = [schema]
    while pending:
        node = pending.pop()
        if isinstance(node, list):
            pending.extend(node)
        elif isinstance(node, dict):
            pending.extend(node.values())
            if not str(node.get("$ref", "#/$defs/")).startswith("#/$defs/"):
                return True
    return False


def _inside(old: Any, new: Any, word: str, spot: Spot) -> Iterator[Change]:
    """A schema within the schema."""
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _schema(old, new, spot)
    else:
        yield from unknown(old, new, word, spot)


def _properties(old: Any, new: Any, word: str, spot: Spot) -> Iterator[Change]:
    """A property that came or went counts by `required`, else only a reader can tell."""
    before, after = old or {}, new or {}
    for name in sorted({*before, *after}):
        one, two = before.get(name), after.get(name)
        here = spot.item(name, name if name in before else None, name if name in after else None)
        if isinstance(one, dict) and isinstance(two, dict):
            yield from _schema(one, two, here)
        elif one != two:
            what = "property-added" if name not in before else "property-removed"
            yield changed(Kind.UNDECIDABLE, what, here, one, two)


_SHAREABLE = switch("shareable", true=Kind.WEAKER)
_ROWS = present("rows", Kind.STRONGER)


def _rules(old: Any, new: Any, word: str, spot: Spot) -> Iterator[Change]:
    """`x-evidence`: how a payload relates to its record."""
    for key in sorted({*old, *new}):
        before, after = old.get(key), new.get(key)
        if before != after:
            rule = {"shareable": _SHAREABLE, "rows": _ROWS, "summary": words}.get(key, unknown)
            yield from rule(before, after, key, spot.at(key))


_MINIMA = (
    "minItems", "minLength", "minimum", "exclusiveMinimum", "minProperties", "minContains",
)  # fmt: skip
_MAXIMA = (
    "maxItems", "maxLength", "maximum", "exclusiveMaximum", "maxProperties", "maxContains",
)  # fmt: skip

KEYWORDS: dict[str, Rule] = {
    **dict.fromkeys(("title", "examples", "$comment", "x-sensitive"), words),
    **dict.fromkeys(_MINIMA, number(Kind.STRONGER)),
    **dict.fromkeys(_MAXIMA, number(Kind.WEAKER)),
    **dict.fromkeys(("enum", "type"), allowed),
    **dict.fromkeys(("pattern", "format", "const"), present("form", Kind.STRONGER)),
    **dict.fromkeys(("x-empty-means", "x-absent-means"), present("silence", Kind.WEAKER)),
    "required": listed("required", Kind.STRONGER),
    "properties": _properties,
    "items": _inside,
    "uniqueItems": switch("unique", true=Kind.STRONGER),
    "additionalProperties": switch("further-properties", true=Kind.WEAKER, absent=True),
    "x-evidence": _rules,
}
"""By keyword; of one that is not here every change is undecidable. `items` and `properties` are
looked into: what they hold narrows what holds them, as nothing under `not` or `if` does."""
