"""The one kind of value used throughout: frozen, keyword-only, strict about unknown keys."""

from __future__ import annotations

from typing import Annotated

import msgspec


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """A frozen value. `kw_only` is not inherited: every class below states it."""


class Authored(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    rename={"from_": "from"},
):
    """A frozen value that people write in files: unknown keys are refused.

    Defaults are left out when it is encoded, so that a key which a later version adds moves no
    fingerprint of what does not use it.
    """


Identifier = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z",
        description="A stable id: letters, digits, dot, dash and underscore, 64 at most.",
    ),
]
"""An id; `\\Z` because `$` also matches before a final line feed."""

Text = Annotated[str, msgspec.Meta(min_length=1, description="One or more sentences.")]

Digest = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[0-9a-f]{64}\Z",
        description="A SHA-256 digest: 64 lower-case hexadecimal characters.",
    ),
]


Stamp = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^v1:[0-9a-f]{32}/[0-9a-f]{32}\Z",
        description="A stamp, as `rsp review` writes it.",
    ),
]


class Scalar:
    """A frozen value that is written as one string; equal and hashed by its slots."""

    __slots__: tuple[str, ...] = ()

    def _set(self, **fields: object) -> None:
        for name, value in fields.items():
            object.__setattr__(self, name, value)

    def _key(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__slots__)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash((type(self), self._key()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"
