"""What closing one gap, or all but one, would come to, for all gaps at once: one bit for each gap.

A thing holds under a supposition when all it needs does, and where there are alternatives when one
of them does. `alone` has the bit of each gap with which alone closed the thing holds; `needed` that
of each gap which keeps it from holding though all others are closed. Both are exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rsp.value import Value


class Ways(Value, frozen=True, kw_only=True):
    """The gaps that free a thing alone, and those it cannot do without."""

    alone: int
    """Bits; minus one, all of them, for what holds as it is."""
    needed: int
    """Bits; what is in the way beside gaps is left out of account."""
    possible: bool = True
    """Whether everything that is in the way beside gaps could be settled."""

    def stuck(self, *, possible: bool) -> Ways:
        """The same where something beside gaps is in the way, that could be settled or not."""
        return Ways(alone=0, needed=self.needed, possible=self.possible and possible)


HOLDS = Ways(alone=-1, needed=0)


def gap(index: int) -> Ways:
    """The gap of a number, from 0, itself."""
    return Ways(alone=1 << index, needed=1 << index)


def every(parts: Iterable[Ways]) -> Ways:
    """All of the parts are needed; of none, it holds."""
    alone, needed, possible = HOLDS.alone, HOLDS.needed, True
    for part in parts:
        alone &= part.alone
        needed |= part.needed
        possible &= part.possible
    return Ways(alone=alone, needed=needed, possible=possible)


def either(one: Ways, other: Ways) -> Ways:
    """One of the two is enough; one that is not possible spares no gap of the other."""
    needed = one.needed & other.needed
    if one.possible is not other.possible:
        needed = one.needed if one.possible else other.needed
    return Ways(
        alone=one.alone | other.alone, needed=needed, possible=one.possible or other.possible
    )


def bits(mask: int) -> Iterator[int]:
    """The numbers of the bits that are set, lowest first; ValueError where that has no end."""
    if mask < 0:
        raise ValueError("every bit of it is set: it is in the way of nothing")
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def tally(masks: Iterable[int], width: int) -> list[int]:
    """How many of the masks have each bit, for the first `width` bits.

    The counts are kept as planes of bits, so that adding a mask touches about two numbers however
    many bits it has.
    """
    planes: list[int] = []
    for mask in masks:
        carry, level = mask, 0
        while carry:
            if level == len(planes):
                planes.append(0)
            planes[level], carry = planes[level] ^ carry, planes[level] & carry
            level += 1
    digits = [f"{plane:0{width}b}"[::-1] for plane in planes]
    return [
        sum(1 << level for level, text in enumerate(digits) if text[index] == "1")
        for index in range(width)
    ]
