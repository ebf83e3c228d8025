"""The syntax tree of CEL texts: every part with its extent."""

from __future__ import annotations

import pytest

from checker.expr.cel import compile_rule
from checker.expr.syntax import Kind, Node, NotRead, parse, walk
from checker.lint.walk import expressions
from checker.project.catalog import shipped_catalog_path
from checker.project.open_catalog import open_catalog


def brackets(node: Node, text: str) -> str:
    """The expression with its structure in brackets."""
    if not node.parts:
        return node.text(text)
    name = node.name or node.kind.value
    return f"({name} {' '.join(brackets(part, text) for part in node.parts)})"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a || b && c", "(|| a (&& b c))"),
        ("a && b && c", "(&& (&& a b) c)"),
        ("!a == b", "(== (! a) b)"),
        ("a - b - c < 1", "(< (- (- a b) c) 1)"),
        ("a * b + c", "(+ (* a b) c)"),
        ("a ? b : c ? d : e", "(ternary a b (ternary c d e))"),
        ("a.b[0].c", "(c (index (b a) 0))"),
        ("a.all(x, x in [1, 2])", "(all a x (in x (list 1 2)))"),
        ("has(a.b) && size(a.b) > 0", "(&& (has (b a)) (> (size (b a)) 0))"),
        ("(a)", "(group a)"),
        ("{'k': v}", "(map 'k' v)"),
        ("-1 + 2", "(+ (- 1) 2)"),
        ("inside.x", "(x inside)"),
        ("a // b\n&& c", "(&& a c)"),
        ('a == "x && y"', '(== a "x && y")'),
        ("r'\\d' == 'it\\'s'", "(== r'\\d' 'it\\'s')"),
    ],
)
def test_a_text_is_read_as_the_language_says(text: str, expected: str) -> None:
    """Precedence, associativity, macros as methods, comments and strings."""
    assert brackets(parse(text), text) == expected


@pytest.mark.parametrize("text", ["", "a &&", "(a", "a b", "a.", "[1, 2", "a ? b", "a @ b", "f(,)"])
def test_what_is_no_expression_is_refused(text: str) -> None:
    """It raises, and reads nothing into it."""
    with pytest.raises(NotRead):
        parse(text)


def test_the_extent_of_a_part_is_its_text() -> None:
    """Offsets count from the start of the text, over its lines."""
    text = "  a.b\n  >= size( c )"

    tree = parse(text)

    assert [one.text(text) for one in tree.parts] == ["a.b", "size( c )"]
    assert text[tree.at : tree.at + 2] == ">="


def test_every_shipped_expression_is_read() -> None:
    """The tree of each spans it whole, and among them is nearly every kind of part."""
    path = shipped_catalog_path()
    assert path is not None
    project = open_catalog(path).project
    assert project is not None
    kinds = set()
    for one in expressions(project):
        text = one.text.strip()
        tree = parse(text)
        assert (tree.start, tree.end) == (0, len(text)), text
        compile_rule(text, one.joined)
        kinds |= {part.kind for part in walk(tree)}

    assert kinds >= set(Kind) - {Kind.MAP, Kind.INDEX}
