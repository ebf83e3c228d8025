"""One difference between an old and a new value, and whether it asks for more or for less."""

from __future__ import annotations

import hashlib
import json
from enum import StrEnum
from typing import Any

import msgspec

from rsp.value import Scalar, Value

_LONG = 160
"""Characters of a value that a change quotes; of a longer one it states the digest."""
_DIGITS = 32


class Kind(StrEnum):
    """What a change does to what has to be shown, worst first."""

    WEAKER = "weaker"
    """Something passes that did not pass before, or could."""
    UNDECIDABLE = "undecidable"
    """Only a reader can tell; it counts as weaker until one has."""
    STRONGER = "stronger"
    """Whatever passes now passed before."""
    NEUTRAL = "neutral"
    """It decides nothing that has to be shown."""

    @property
    def rank(self) -> int:
        """0 for weaker to 3 for neutral."""
        return list(Kind).index(self)

    @property
    def loosens(self) -> bool:
        """Whether it has to be approved before it can be relied on."""
        return self in (Kind.WEAKER, Kind.UNDECIDABLE)

    @property
    def reverse(self) -> Kind:
        """What the opposite change is."""
        return {Kind.WEAKER: Kind.STRONGER, Kind.STRONGER: Kind.WEAKER}.get(self, self)


class Change(Value, frozen=True, kw_only=True):
    """One difference."""

    kind: Kind
    what: str
    """Stable code, kebab-case, such as `max-age-longer`."""
    path: str
    """What changed, by ids: `control/SEC-A/evidence/sessions/max_age`."""
    old: str | None
    """JSON pointer into the old control or schema; None where it has no such part."""
    new: str | None
    """JSON pointer into the new one; None where it has no such part."""
    was: str | None
    """The old value as text; a digest where it is long or has parts, None where there is none."""
    becomes: str | None
    """The new value likewise."""
    sentence: str
    content: str = ""
    """SHA-256 over both values as they are, whatever of them is quoted."""
    old_near: str = ""
    """`old`, or where it is None the pointer of what would hold it."""
    new_near: str = ""
    """`new` likewise."""


class Spot(Value, frozen=True, kw_only=True):
    """One place in both versions."""

    path: str
    old: str | None = ""
    new: str | None = ""
    old_near: str = ""
    """Where `old` is None, the nearest around it that the old version has."""
    new_near: str = ""

    def at(self, *steps: str | int) -> Spot:
        """The same steps down on both sides."""
        return Spot(
            path=f"{self.path}/{'/'.join(str(step) for step in steps)}",
            old=_down(self.old, steps),
            new=_down(self.new, steps),
            old_near=self.old_near,
            new_near=self.new_near,
        )

    def item(self, name: str | int, old: int | str | None, new: int | str | None) -> Spot:
        """An item of this list or map: its name, and its index or key on either side."""
        return Spot(
            path=f"{self.path}/{name}",
            old=None if old is None else _down(self.old, (old,)),
            new=None if new is None else _down(self.new, (new,)),
            old_near=self.near[0],
            new_near=self.near[1],
        )

    @property
    def near(self) -> tuple[str, str]:
        """On both sides the pointer, or that of the nearest around it."""
        return (
            self.old_near if self.old is None else self.old,
            self.new_near if self.new is None else self.new,
        )

    @property
    def name(self) -> str:
        """The path without the kind of thing it begins with."""
        return self.path.partition("/")[2]


def changed(
    kind: Kind, what: str, spot: Spot, was: object, becomes: object, sentence: str | None = None
) -> Change:
    """A change from one value to another; None is no value."""
    before, after = text_of(was), text_of(becomes)
    return Change(
        kind=kind,
        what=what,
        path=spot.path,
        old=None if was is None else spot.old,
        new=None if becomes is None else spot.new,
        was=before,
        becomes=after,
        sentence=sentence or _sentence(spot, before, after),
        content=hashlib.sha256(_canonical([_plain(was), _plain(becomes)])).hexdigest(),
        old_near=spot.near[0],
        new_near=spot.near[1],
    )


def text_of(value: object) -> str | None:
    """A value as short text: itself if it has no parts and is not long, else its digest."""
    if value is None:
        return None
    plain = _plain(value)
    if isinstance(plain, list) and all(isinstance(one, str) for one in plain):
        plain = ", ".join(plain)
    if isinstance(plain, bool | int | float):
        plain = json.dumps(plain)
    if isinstance(plain, str) and len(plain) <= _LONG:
        return " ".join(plain.split())
    return f"sha256:{hashlib.sha256(_canonical(plain)).hexdigest()[:_DIGITS]}"


def _canonical(plain: Any) -> bytes:
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace")


def _plain(value: object) -> Any:
    return msgspec.to_builtins(
        value,
        order="deterministic",
        enc_hook=lambda part: str(part) if isinstance(part, Scalar) else part,
    )


def _down(pointer: str | None, steps: tuple[str | int, ...]) -> str | None:
    if pointer is None:
        return None
    tail = "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
    return pointer + tail


def _sentence(spot: Spot, was: str | None, becomes: str | None) -> str:
    if was is None:
        return f"{spot.name} is added: {becomes}"
    if becomes is None:
        return f"{spot.name} is removed: {was}"
    return f"{spot.name} goes from {was} to {becomes}"
