"""Groups of alternatives in two versions of a control, and requirements that came or went."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from checker.compare.change import Change, Kind, Spot, changed
from checker.compare.fields import repeated
from checker.compare.requirement import requirement_changes
from rsp.control import Control
from rsp.requirement import Requirement


def requirements(old: Control, new: Control, name: str, spot: Spot) -> Iterator[Change]:
    """By id: a requirement more asks for more, unless it is one way more to show another."""
    yield from repeated(old.evidence, new.evidence, "id", spot)
    before = {one.id: at for at, one in reversed(list(enumerate(old.evidence)))}
    after = {one.id: at for at, one in reversed(list(enumerate(new.evidence)))}
    for each in sorted({*before, *after}):
        here = spot.item(each, before.get(each), after.get(each))
        if each not in after:
            gone = old.evidence[before[each]]
            kind = _of_lone(gone, old, new).reverse if new.evidence else Kind.WEAKER
            yield changed(
                kind, "requirement-removed", here, gone, None, _titled("removed", gone, here)
            )
        elif each not in before:
            come = new.evidence[after[each]]
            kind = _of_lone(come, new, old)
            yield changed(kind, "requirement-added", here, None, come, _titled("added", come, here))
        else:
            yield from requirement_changes(
                old.evidence[before[each]], new.evidence[after[each]], here
            )


def _of_lone(requirement: Requirement, having: Control, lacking: Control) -> Kind:
    """What a requirement that one version lacks asks for in the version that has it.

    Where the other asks for nothing at all, nothing is assessed there. An alternative of what both
    have is judged with its group, but for its judgement.
    """
    if not lacking.evidence:
        return Kind.UNDECIDABLE
    kept = {one.id for one in lacking.evidence}
    grouped = any(requirement.id in one.of and kept & set(one.of) for one in having.any_of)
    return Kind.NEUTRAL if grouped and requirement.judgement is None else Kind.STRONGER


def groups(old: Control, new: Control, name: str, spot: Spot) -> Iterator[Change]:
    """By id: a way more to show something is weaker, a way less stronger."""
    yield from repeated(old.any_of, new.any_of, "id", spot)
    before, after = ({one.id: one for one in side.any_of} for side in (old, new))
    places = [{one.id: at for at, one in enumerate(side.any_of)} for side in (old, new)]
    for each in sorted({*before, *after}):
        here = spot.item(each, places[0].get(each), places[1].get(each))
        if each not in after:
            of = before[each].of
            kind = _ways(old, new, of, of).reverse
            yield changed(kind, "alternatives-removed", here, of, None)
        elif each not in before:
            of = after[each].of
            yield changed(_ways(new, old, of, of), "alternatives-added", here, None, of)
        else:
            yield from _members(old, new, before[each].of, after[each].of, here.at("of"))
            if replace(before[each], of=after[each].of) != after[each]:
                yield changed(Kind.UNDECIDABLE, "field-changed", here, before[each], after[each])


def _members(
    old: Control, new: Control, before: tuple[str, ...], after: tuple[str, ...], spot: Spot
) -> Iterator[Change]:
    for one in sorted(set(before) - set(after)):
        kind = _ways(old, new, (one,), before).reverse
        here = spot.item(one, before.index(one), None)
        yield changed(kind, "alternative-removed", here, one, None)
    for one in sorted(set(after) - set(before)):
        here = spot.item(one, None, after.index(one))
        yield changed(_ways(new, old, (one,), after), "alternative-added", here, None, one)


def _ways(having: Control, lacking: Control, more: tuple[str, ...], group: tuple[str, ...]) -> Kind:
    """What the version that has these members of a group asks for, beside the one that lacks them.

    A requirement in several groups needs each of them, so that a group less may free it.
    """
    if any(sum(name in one.of for one in having.any_of) > 1 for name in more):
        return Kind.UNDECIDABLE
    return Kind.WEAKER if {one.id for one in lacking.evidence} & set(group) else Kind.NEUTRAL


def _titled(verb: str, requirement: Requirement, spot: Spot) -> str:
    return f"{spot.name} is {verb}: {' '.join(requirement.title.split())}"
