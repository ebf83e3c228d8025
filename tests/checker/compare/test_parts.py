"""Durations, expressions, schemas and catalogs beside each other."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from checker.compare.catalog import catalog_changes
from checker.compare.durations import Order, of_durations
from checker.compare.expressions import same, tightened
from checker.compare.schema import type_changes
from rsp.evidence import EvidenceType
from rsp.project import Catalog
from rsp.time import Duration
from tests import builder
from tests.adapter import project_of


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("P31D", "P1M", Order.LESS),
        ("P28D", "P1M", Order.MORE),
        ("P30D", "P1M", Order.UNDECIDABLE),
        ("P12M", "P1Y", Order.SAME),
        ("P365D", "P1Y", Order.MORE),
        ("P366D", "P1Y", Order.LESS),
        ("P3M", "P92D", Order.MORE),
        ("P3M", "P91D", Order.UNDECIDABLE),
        ("P4Y", "P1461D", Order.MORE),
        ("P1M", "P1MT1S", Order.MORE),
        ("P2M", "P1M31D", Order.MORE),
        ("P7D", "PT168H", Order.SAME),
    ],
)
def test_durations_by_the_calendar(old: str, new: str, expected: Order) -> None:
    """From every day, clamped; what depends on the day is undecidable."""
    assert of_durations(Duration.parse(old), Duration.parse(new)) is expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a", "(a) && b", True),
        ("a", "b && (a)", True),
        ("a", "(a) && (b || c)", True),
        ("a", "(a) && b != '||'", True),
        ("a", "(a) && b || c", False),
        ("a", "c || b && (a)", False),
        ("a", "(a) && b ? c : d", False),
        ("a", "(a) || b", False),
        ("a", "(a) &&", False),
        ("a", "!(a)", False),
        ("a", "b && !(a)", False),
        ("a", "a && b", False),
        ("a", "(a) && b // c", False),
        ("a", "(a) && r'\\' || true || '.'", False),
        ("a", "(a) && b) || (c", False),
        ("a || b", "(a || b) && c", True),
        ("a || b", "a || (b) && c", False),
    ],
)
def test_a_rule_kept_whole_as_a_conjunct(old: str, new: str, expected: bool) -> None:
    """Only what cannot be true without the old rule is seen as more of it."""
    assert tightened(old, new) is expected


def test_white_space_matters_within_strings() -> None:
    """Elsewhere it does not."""
    assert same("a  >\n b", "a > b")
    assert not same("a == 'x  y'", "a == 'x y'")
    assert not same("a // x\n && b", "a // x && b")


BASE: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["n", "list"],
    "properties": {
        "n": {"type": "integer", "minimum": 0, "description": "days"},
        "list": {"type": "array", "minItems": 1, "items": {"enum": ["a", "b"]}},
    },
    "x-evidence": {"observes": "instant", "bounds": {"at": "at"}, "rows": "list"},
}


def changed(*path: str, to: Any) -> dict[str, Any]:
    found = msgspec.json.decode(msgspec.json.encode(BASE))
    inner = found
    for step in path[:-1]:
        inner = inner[step]
    if to is None:
        inner.pop(path[-1])
    else:
        inner[path[-1]] = to
    return dict(found)


@pytest.mark.parametrize(
    ("new", "there", "back"),
    [
        (changed("required", to=["n"]), ("weaker", "required-removed"), "stronger"),
        (
            changed("properties", "list", "minItems", to=0),
            ("weaker", "bound-loosened"),
            "stronger",
        ),
        (changed("properties", "n", "minimum", to=None), ("weaker", "bound-loosened"), "stronger"),
        (
            changed("properties", "list", "items", "enum", to=["a", "b", "c"]),
            ("weaker", "values-widened"),
            "stronger",
        ),
        (
            changed("properties", "list", "items", "enum", to=["a", "c"]),
            ("undecidable", "values-changed"),
            "undecidable",
        ),
        (changed("additionalProperties", to=True), ("weaker", "further-properties-on"), "stronger"),
        (changed("additionalProperties", to=None), ("weaker", "further-properties-on"), "stronger"),
        (
            changed("properties", "list", "x-empty-means", to="none"),
            ("weaker", "silence-added"),
            "stronger",
        ),
        (
            changed("properties", "list", "uniqueItems", to=True),
            ("stronger", "unique-on"),
            "weaker",
        ),
        (changed("x-evidence", "shareable", to=True), ("weaker", "shareable-on"), "stronger"),
        (changed("x-evidence", "rows", to=None), ("weaker", "rows-removed"), "stronger"),
        (
            changed("x-evidence", "observes", to="interval"),
            ("undecidable", "schema-changed"),
            "undecidable",
        ),
        (
            changed("properties", "n", "description", to="hours"),
            ("undecidable", "schema-changed"),
            "undecidable",
        ),
        (changed("title", to="Other"), ("neutral", "schema-reworded"), "neutral"),
        (changed("not", to={}), ("undecidable", "schema-changed"), "undecidable"),
        (
            changed("properties", "more", to={"type": "string"}),
            ("undecidable", "property-added"),
            "undecidable",
        ),
    ],
)
def test_a_schema_both_ways(new: dict[str, Any], there: tuple[str, str], back: str) -> None:
    """What lets more payloads through is weaker; a keyword that is not known is undecidable."""
    one, two = kind(BASE), kind(new)

    assert [(each.kind.value, each.what) for each in type_changes(one, two)] == [there]
    assert [each.kind.value for each in type_changes(two, one)] == [back]


def kind(schema: dict[str, Any]) -> EvidenceType:
    of_any = next(iter(project_of(builder.case()).catalog.types.values()))
    return msgspec.structs.replace(of_any, name="t", schema=schema, digest=str(schema))


def test_a_part_used_twice_is_undecidable() -> None:
    """Under `not` the part that is narrowed here would be widened there."""
    new = changed("properties", "n", "minimum", to=1)
    new["not"] = {"$ref": "#/properties/n"}

    assert [one.kind.value for one in type_changes(kind(BASE), kind(new))] == ["undecidable"]


def catalog(*controls: dict[str, Any], **clause: Any) -> tuple[Catalog, Any]:
    found = project_of(builder.case(controls=[*controls], clauses=[builder.clause("S1", **clause)]))
    return found.catalog, found.edition.clauses


def test_catalogs_by_controls_and_types() -> None:
    """What came, what went, and the first control of a clause."""
    old, clauses = catalog(builder.control("C1", clause=None), builder.control("C2"))
    new, _ = catalog(builder.control("C2"), builder.control("C3"))
    nothing, _ = catalog(builder.control("C1", clause=None))

    assert [(one.kind.value, one.what, one.path) for one in catalog_changes(old, new, clauses)] == [
        ("weaker", "control-removed", "control/C1"),
        ("stronger", "control-added", "control/C3"),
    ]
    assert ("undecidable", "clause-first-covered", "clause/S1") in [
        (one.kind.value, one.what, one.path) for one in catalog_changes(nothing, new, clauses)
    ]
    assert catalog_changes(old, old, clauses) == ()


def test_the_first_question_of_a_clause() -> None:
    """A clause that needs a judgement and had none could not be satisfied."""
    old, clauses = catalog(builder.control("C1"), check="J")
    asks = builder.requirement("r2", judgement="Is it?")
    new, _ = catalog(builder.control("C1", builder.requirement(), asks), check="J")

    assert [(one.kind.value, one.what) for one in catalog_changes(old, new, clauses)] == [
        ("undecidable", "clause-first-judged"),
        ("stronger", "requirement-added"),
        ("neutral", "review-changed"),
    ]


def test_types_that_came_and_went() -> None:
    """A type that nothing has any more leaves its records without a reader."""
    old, clauses = catalog(builder.control("C1"))
    name = next(iter(old.types))
    new = msgspec.structs.replace(
        old, types={key: one for key, one in old.types.items() if key != name}
    )

    assert [(one.kind.value, one.what) for one in catalog_changes(old, new, clauses)] == [
        ("undecidable", "type-removed")
    ]
    assert [(one.kind.value, one.what) for one in catalog_changes(new, old, clauses)] == [
        ("neutral", "type-added")
    ]
