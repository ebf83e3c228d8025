"""Payloads changed by paths."""

from __future__ import annotations

from typing import Any

import pytest

from checker.testing.paths import PathError, change, remove

PAYLOAD: dict[str, Any] = {"on": True, "rows": [{"n": 1, "odd name": 1}, {"n": 2}], "none": []}


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("on", False, {**PAYLOAD, "on": False}),
        ("new", [1], {**PAYLOAD, "new": [1]}),
        ("rows[0].n", 5, {**PAYLOAD, "rows": [{"n": 5, "odd name": 1}, {"n": 2}]}),
        ("rows[-1].n", 5, {**PAYLOAD, "rows": [{"n": 1, "odd name": 1}, {"n": 5}]}),
        ("rows[*].n", 5, {**PAYLOAD, "rows": [{"n": 5, "odd name": 1}, {"n": 5}]}),
        ("rows[1]", {"n": 9}, {**PAYLOAD, "rows": [{"n": 1, "odd name": 1}, {"n": 9}]}),
        ("rows[+]", {"n": 9}, {**PAYLOAD, "rows": [*PAYLOAD["rows"], {"n": 9}]}),
        ("rows[+0]", {"n": 9}, {**PAYLOAD, "rows": [*PAYLOAD["rows"], {"n": 9, "odd name": 1}]}),
        ("none[+]", 1, {**PAYLOAD, "none": [1]}),
        ('rows[0]["odd name"]', 2, {**PAYLOAD, "rows": [{"n": 1, "odd name": 2}, {"n": 2}]}),
    ],
)
def test_a_path_leads_to_what_changes(path: str, value: Any, expected: Any) -> None:
    """And the payload it started from stays as it was."""
    before = repr(PAYLOAD)

    assert change(PAYLOAD, path, value) == expected
    assert repr(PAYLOAD) == before


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("", 1), ("rows[", 1), ("rows..n", 1), ("rows[0]n", 1), (".on", 1), ("rows[0].n ", 1),
        ("rows[2].n", 1), ("rows[-3]", 1), ("absent.n", 1), ("on.n", 1), ("on[0]", 1),
        ("none[*].n", 1), ("none[*]", 1), ("rows[+5]", {}), ("rows[+0]", 1), ("on", True),
    ],
)  # fmt: skip
def test_a_path_that_leads_nowhere_or_changes_nothing_is_refused(path: str, value: Any) -> None:
    """A case that silently changes nothing would show nothing."""
    with pytest.raises(PathError):
        change(PAYLOAD, path, value)


def test_what_is_removed_has_to_be_there() -> None:
    """A key, an element, or every element."""
    assert remove(PAYLOAD, "rows[0].n") == {**PAYLOAD, "rows": [{"odd name": 1}, {"n": 2}]}
    assert remove(PAYLOAD, "rows[1]") == {**PAYLOAD, "rows": PAYLOAD["rows"][:1]}
    assert remove(PAYLOAD, "rows[*]") == {**PAYLOAD, "rows": []}
    for path in ("absent", "rows[2]", "none[*]", "on.n"):
        with pytest.raises(PathError):
            remove(PAYLOAD, path)
