"""Published schemas: everything said in them is true of the types, and nothing is left unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.cli.main import main
from checker.schema.authored import AUTHORED, authored, schema_of
from checker.schema.decode import decoded
from checker.schema.editor import for_editors
from checker.schema.formats import FORMATS
from checker.schema.offered import examples, snippets
from checker.schema.patterns import PATTERNS
from checker.schema.published import JSON, TYPE, YAML, file_name, names, published
from checker.schema.shape import Shape, authored_shape
from rsp.ref import Ref
from scripts.schemas import SCHEMAS, patch_schema, schemas
from tests.editor.snippets import filled

Node = dict[str, Any]


def nodes(schema: Node, at: str = "") -> Iterator[tuple[str, Node]]:
    """Every schema within a schema, with its place."""
    yield at, schema
    for key in ("items", "additionalProperties", "propertyNames"):
        if isinstance(schema.get(key), dict):
            yield from nodes(schema[key], f"{at}/{key}")
    for key in ("properties", "$defs"):
        for name, child in schema.get(key, {}).items():
            yield from nodes(child, f"{at}/{key}/{name}")
    for key in ("anyOf", "oneOf", "allOf"):
        for index, child in enumerate(schema.get(key, [])):
            yield from nodes(child, f"{at}/{key}/{index}")


def types() -> dict[str, type[msgspec.Struct]]:
    """By name, every type of an authored file."""
    found: dict[str, type[msgspec.Struct]] = {}
    pending: list[Any] = [msgspec.inspect.type_info(kind) for kind in AUTHORED.values()]
    while pending:
        info = pending.pop()
        if isinstance(info, msgspec.inspect.StructType):
            if info.cls.__name__ in found:
                continue
            found[info.cls.__name__] = info.cls
            pending.extend(field.type for field in info.fields)
        for name in ("types", "item_type", "value_type", "type"):
            inner = getattr(info, name, ())
            pending.extend(inner if isinstance(inner, tuple) else [inner])
    return found


TYPES = types()


@pytest.mark.parametrize("name", [*names(), "patch"])
def test_every_key_and_every_choice_is_described(name: str) -> None:
    """A property without description, and a choice without its own, would be a riddle."""
    bare = []
    for at, node in nodes(patch_schema() if name == "patch" else published(name)):
        bare += [
            f"{at}/{key}"
            for key, value in node.get("properties", {}).items()
            if not value.get("description") and "/$defs/value/allOf" not in at
        ]
        described = [text for text in node.get("enumDescriptions", []) if text]
        if "enum" in node and len(described) != len(node["enum"]):
            bare.append(at)
        if "pattern" in node and not node.get("patternErrorMessage"):
            bare.append(f"{at}: pattern")

    assert bare == []


@pytest.mark.parametrize("name", names())
def test_every_schema_is_one_in_both_drafts(name: str) -> None:
    """Editors know one of them at least, and it means the same in both."""
    schema = published(name)
    keywords = {key for _, node in nodes(schema) for key in node}

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft7Validator.check_schema(schema)
    assert not keywords & {
        "prefixItems",
        "unevaluatedProperties",
        "dependentRequired",
        "minContains",
    }
    assert schema["title"]


@pytest.mark.parametrize(
    ("path", "text"), [*schemas()], ids=lambda value: getattr(value, "name", "")
)
def test_the_committed_schemas_are_those_of_the_code(path: Path, text: str) -> None:
    """Written by `python -m scripts.schemas`."""
    assert path.read_bytes().decode() == text


def test_the_command_writes_the_committed_schemas(tmp_path: Path) -> None:
    """`rsp schema --all` has the same bytes for whoever has no checkout."""
    assert main(["schema", "--all", "--output", str(tmp_path)]) == 0

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in SCHEMAS.iterdir()
    }


def test_nothing_else_lies_beside_the_committed_schemas() -> None:
    """A schema that is no longer generated would help with keys that are refused."""
    assert sorted(file_name(name) for name in names()) == sorted(
        path.name for path in SCHEMAS.iterdir()
    )


@pytest.mark.parametrize("name", AUTHORED)
def test_every_default_is_that_of_the_type(name: str) -> None:
    """And one that says what an absent key says is not stated."""
    for part, schema in published(name)["$defs"].items():
        if part not in TYPES:
            continue
        fields = {field.encode_name: field for field in msgspec.structs.fields(TYPES[part])}
        stated = {key: v["default"] for key, v in schema["properties"].items() if "default" in v}
        own = {
            key: msgspec.to_builtins(field.default)
            for key, field in fields.items()
            if field.default is not msgspec.NODEFAULT
        }
        worth_stating = {
            key: value
            for key, value in own.items()
            if value is not None and value not in ([], {}, ())
        }
        assert stated == worth_stating


@pytest.mark.parametrize(
    ("kind", "snippet"),
    [(kind, snippet) for kind, several in snippets().items() for snippet in several],
    ids=lambda value: value if isinstance(value, str) else value["label"],
)
def test_every_snippet_can_be_read_as_it_stands(kind: str, snippet: Node) -> None:
    """Its places filled with what is offered for them, it decodes without a word."""
    value, diagnostics = decoded(filled(snippet["body"]), TYPES[kind], Ref(document="d"))

    assert diagnostics == []
    assert value is not None
    assert snippet["description"]


@pytest.mark.parametrize("name", AUTHORED)
def test_every_example_fits_its_key(name: str) -> None:
    """What is offered as a value is accepted, and every key with a form of its own has one."""
    schema = published(name)
    without = []
    for at, node in nodes(schema):
        if "examples" in node:
            shape = _alone(node, schema["$defs"])
            assert [one for one in node["examples"] if not shape.fits(one)] == [], at
        if "pattern" in node and at.split("/")[-2] == "properties" and not node.get("examples"):
            without.append(at)

    assert without == []


def test_examples_are_of_keys_that_exist() -> None:
    """An entry of the table that matches nothing was misspelt, or its key is gone."""
    keys = {
        (kind, field.encode_name)
        for kind, struct in {**TYPES, **_rules()}.items()
        for field in msgspec.structs.fields(struct)
    }
    from checker.schema.offered import _examples

    table = _examples()
    everywhere = table["every"]

    assert {key for key in everywhere if key not in {name for _, name in keys}} == set()
    assert {
        (kind, key)
        for kind, entries in table.items()
        if kind != "every"
        for key in entries
        if (kind, key) not in keys
    } == set()
    assert examples("Control", "id") == ["SEC-WGT-02"]


def _rules() -> dict[str, type[msgspec.Struct]]:
    from rsp.evidence import Bounds, SubjectPath, TypeRules

    return {kind.__name__: kind for kind in (TypeRules, Bounds, SubjectPath)}


@pytest.mark.parametrize("name", AUTHORED)
def test_what_is_published_accepts_what_the_type_accepts(name: str) -> None:
    """Null where a key may be absent, and nothing that the type refuses."""
    kind = AUTHORED[name]
    plain, shown = authored_shape(schema_of(kind)), authored_shape(authored(name))
    document: Node = {
        field.encode_name: _value(field) for field in msgspec.structs.fields(kind) if field.required
    }

    for field in msgspec.structs.fields(kind):
        for value in (None, "x", 3, True, [], {}, [{}], ["a b"], {"a": 1}, "none", "P1D"):
            variant = {**document, field.encode_name: value}
            assert shown.fits(variant) == plain.fits(variant), (field.name, value)


@pytest.mark.parametrize("kind", TYPES.values(), ids=TYPES)
def test_every_part_accepts_what_its_type_accepts(kind: type[msgspec.Struct]) -> None:
    """Each key by itself, with values of every kind; whatever stands around it."""
    raw = schema_of(kind)
    shown = for_editors(raw)
    own = shown["$defs"][kind.__name__]["properties"]
    for key, part in raw["$defs"][kind.__name__]["properties"].items():
        plain = _alone(part, raw["$defs"])
        other = _alone(own[key], shown["$defs"])
        for value in [*VALUES, *part.get("enum", [])]:
            assert other.fits(value) == plain.fits(value), (key, value)


VALUES: list[Any] = [
    None, "x", "", "a b", "none", "high", "P1D", "2026-03-31", "calendar-month", 0, 3, -1, 0.5,
    True, [], ["x"], ["a b"], [3], [{}], {}, {"a": 1}, {"a": "x"}, {"from": "2026-01-01"},
    {"from": "2026-01-01", "to": "2026-02-01"}, {"x": {}}, {"control": "A", "because": "x"},
    {"value": 1, "because": "x"},
]  # fmt: skip


def _alone(node: Node, parts: Node) -> Shape:
    """The shape of a part, with the definitions that it needs."""
    needed: set[str] = set()
    pending = [node]
    while pending:
        found = {*re.findall(r"#/\$defs/([\w-]+)", str(pending.pop()))} - needed
        needed |= found
        pending += [parts[name] for name in found]
    return authored_shape({**node, "$defs": {name: parts[name] for name in needed}})


def _value(field: Any) -> object:
    """Something for a required key; whether it fits is the same question to both."""
    return [] if str(field.type).startswith("tuple") else "x"


@pytest.mark.parametrize("format", FORMATS.values(), ids=FORMATS)
@settings(deadline=None, max_examples=50)
@given(data=st.data())
def test_a_pattern_says_what_the_parser_says_of_the_form(format: Any, data: Any) -> None:
    """It refuses nothing that is read, and lets pass only days and lengths that there are not."""
    texts = st.one_of(
        st.sampled_from([*format.examples, "", "P", "PT", "P1DT", "params.", "2026-11-31"]),
        st.from_regex(PATTERNS[format.name], fullmatch=True, alphabet=st.characters(codec="ascii")),
        st.text(alphabet="PT0123456789YMWDHS.-:Z", max_size=12),
    )
    text = data.draw(texts)
    accepted = re.search(PATTERNS[format.name].replace("$", r"\Z"), text) is not None

    problem = format.problem(text)

    if problem is None:
        assert accepted
    elif accepted:
        assert format.name == "rsp-moment" or "params." in text or "0" in text, problem


@pytest.mark.parametrize("name", sorted({*YAML, *JSON}))
def test_settings_map_files_to_schemas_that_there_are(name: str) -> None:
    """Each pattern stands for files, not for all files."""
    assert name in names()
    assert (name == TYPE) == (name in JSON)
    assert [one for one in (*YAML.get(name, ()), *JSON.get(name, ())) if one in ("*", "**")] == []


def test_every_kind_of_yaml_file_is_mapped() -> None:
    """But for what is no file by itself: front matter, and lines of the manifest."""
    assert set(names()) - {*YAML, *JSON} == {"front-matter", "manifest-line"}
