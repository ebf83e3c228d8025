"""Markdown of a bounded size: what is least needed to read the verdict is cut, and that is said."""

from __future__ import annotations

from rsp.value import Value

_ORDER = (1, 3, 2, 11, 10, 7, 9, 12, 5, 6, 4, 8)
"""The numbers of the parts, the most needed first."""
_WHOLE = (1, 12)
"""Parts that are never cut: the verdict, and how to get the rest."""
_LEAST = 25
"""Every part has at least one of so many shares of the size, if it is as long as that."""
_NOTE = 400
"""Bytes for what is said where something was cut."""
_TOO_FEW = 5
"""Lines of a block below which it says nothing: its fold, its summary and the heads of a table."""


class Capped(Value, frozen=True, kw_only=True):
    """The blocks of every part, and which parts are not whole."""

    parts: tuple[tuple[str, ...], ...]
    cut: tuple[int, ...]
    """Their numbers, from 1."""


def capped(parts: list[list[str]], limit: int, whole: str) -> Capped:
    """Parts, given as blocks in their order, so that together they have at most so many bytes.

    `whole` says where the rest is found. Only parts that are never cut can make it more.
    """
    sizes = {number: _size(blocks) for number, blocks in enumerate(parts, 1)}
    if sum(sizes.values()) <= limit:
        return Capped(parts=tuple(map(tuple, parts)), cut=())
    rooms = _rooms(sizes, limit)
    cut = tuple(number for number in sorted(sizes) if sizes[number] > rooms[number])
    return Capped(
        parts=tuple(
            _shortened(blocks, rooms[number] - _NOTE, whole) if number in cut else tuple(blocks)
            for number, blocks in enumerate(parts, 1)
        ),
        cut=cut,
    )


def _rooms(sizes: dict[int, int], limit: int) -> dict[int, int]:
    """Bytes for each part: all it needs while those after it keep their least."""
    least = {
        number: size if number in _WHOLE else min(size, limit // _LEAST)
        for number, size in sizes.items()
    }
    left = limit - sum(least.values()) - _NOTE
    rooms = {}
    for number in _ORDER:
        more = max(0, min(sizes[number] - least[number], left))
        rooms[number] = least[number] + more
        left -= more
    return rooms


def _shortened(blocks: list[str], room: int, whole: str) -> tuple[str, ...]:
    """The first blocks, the heading always, and a word on what is left out."""
    kept: list[str] = [blocks[0]]
    left = room - _size(kept)
    for block in blocks[1:]:
        if _size([block]) > left:
            kept += [one for one in [_head(block, left)] if one]
            break
        kept.append(block)
        left -= _size([block])
    lines = sum(block.count("\n") + 1 for block in blocks)
    more = lines - sum(block.count("\n") + 1 for block in kept)
    return (*kept, f"**Cut here for size:** about {max(1, more)} lines more. {whole}")


def _head(block: str, room: int) -> str:
    """The first lines of a block with what they open closed again; empty for too few of them."""
    kept: list[str] = []
    for line in block.split("\n"):
        room -= len(line.encode()) + 1
        if room < 0:
            break
        kept.append(line)
    if len(kept) < _TOO_FEW:
        return ""
    fences = [line for line in kept if line.startswith("```")]
    if len(fences) % 2:
        kept.append(fences[-1].rstrip("abcdefghijklmnopqrstuvwxyz"))
    opened = kept.count("<details>") - kept.count("</details>")
    return "\n".join([*kept, *["\n</details>"] * opened])


def _size(blocks: list[str]) -> int:
    """Bytes of the blocks, each with the empty line after it."""
    return sum(len(block.encode()) + 2 for block in blocks)
