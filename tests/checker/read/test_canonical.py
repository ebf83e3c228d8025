"""The canonical form: the fast path gives the bytes of RFC 8785, or is not taken."""

from __future__ import annotations

import hashlib

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.read.canonical import NotCanonical, canonical, digest, digests

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=20,
)


@settings(deadline=None)
@given(VALUES)
def test_it_is_that_of_the_reference(data: object) -> None:
    """Byte for byte, whatever the keys and numbers."""
    assert canonical(data) == rfc8785.dumps(data)  # type: ignore[arg-type]


@pytest.mark.parametrize("number", [1.0, 99.5, 1e-7, 1e21, 1e16, 0.1, -0.0, 123456789.125, 5e-324])
def test_numbers_are_written_as_ecmascript_writes_them(number: float) -> None:
    """The borders between plain and exponent notation."""
    assert canonical([number]) == rfc8785.dumps([number])


@pytest.mark.parametrize("data", [2**53, float("nan"), float("inf"), "\ud800"])
def test_what_has_no_canonical_form_is_refused(data: object) -> None:
    """Numbers that are not exact, and half characters."""
    with pytest.raises(NotCanonical):
        canonical({"a": data})


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["payload", "é", "a"]), VALUES))
def test_the_digest_of_a_part_is_that_of_the_part_alone(data: dict[str, object]) -> None:
    """One walk over the whole, two digests."""
    inner = data.get("payload")

    expected = (
        hashlib.sha256(rfc8785.dumps(data)).hexdigest(),  # type: ignore[arg-type]
        digest(inner) if isinstance(inner, dict) else None,
    )
    assert digests(data, "payload") == expected
