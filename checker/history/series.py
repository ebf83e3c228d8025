"""Which saved assessments can be laid beside each other, in order of their dates."""

from __future__ import annotations

from collections.abc import Iterable

from checker.history.model import Apart
from checker.history.saved import Assessed
from rsp.value import Value


class Series(Value, frozen=True, kw_only=True):
    """Assessments in order, and those that stand apart."""

    assessments: tuple[Assessed, ...]
    apart: tuple[Apart, ...]
    clashing: bool
    """Whether some of one date differ, so that none of them could be taken."""


def organizations(found: Iterable[Assessed]) -> dict[str, str]:
    """Each organisation that was assessed, and a file that names it."""
    names: dict[str, str] = {}
    for one in found:
        names.setdefault(one.saved.project.organization, one.file)
    return names


def series(found: Iterable[Assessed]) -> Series:
    """Whole assessments of the past, one for each date."""
    by_date: dict[str, list[Assessed]] = {}
    apart: list[Apart] = []
    clashing = False
    for one in sorted(found, key=lambda each: (each.at, each.file)):
        why = _not_whole(one)
        if why is not None:
            apart.append(_apart(one, why))
            continue
        by_date.setdefault(one.at.isoformat(), []).append(one)
    taken = []
    for same in by_date.values():
        first = same[0]
        if all(one.digest == first.digest for one in same):
            taken.append(first)
            apart += [
                _apart(one, f"it is the same, byte for byte, as {first.file}") for one in same[1:]
            ]
            continue
        clashing = True
        apart += [_apart(one, _clash(one, same)) for one in same]
    return Series(assessments=tuple(taken), apart=tuple(apart), clashing=clashing)


def _not_whole(one: Assessed) -> str | None:
    if one.saved.partial:
        return f"it is partial: {', '.join(one.saved.partial)}"
    if one.saved.as_of.projection:
        return "it is a projection: its date lay in the future"
    return None


def _clash(one: Assessed, same: list[Assessed]) -> str:
    """How it differs from another of its date."""
    other = next(each for each in same if each.digest != one.digest)
    mine, theirs = one.saved, other.saved
    moved = [
        what
        for what, left, right in (
            ("the project's files", mine.project.digest, theirs.project.digest),
            ("the catalog", mine.catalog.digest, theirs.catalog.digest),
            ("the policy edition", mine.policy.digest, theirs.policy.digest),
            ("the tool", mine.tool.version, theirs.tool.version),
        )
        if left != right
    ]
    why = f"they differ in {', '.join(moved)}" if moved else "their inputs are the same"
    return f"it has the date of {other.file} and other findings; {why}; name only one of them"


def _apart(one: Assessed, because: str) -> Apart:
    return Apart(file=one.file, as_of=one.saved.as_of.date, because=because)
