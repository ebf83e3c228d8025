"""What changed in controls and evidence types: the comparison of overlays, between two revisions.

Two things weigh more here, where nobody said why: who answers for a control, on which independence
rests, and who sees what it says.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from checker.compare.catalog import catalog_changes
from checker.compare.change import Change, Kind, Spot, changed
from checker.diff.both import Both, Found, Tried, placed
from rsp.visibility import Visibility

TRUE, FALSE = "true", "false"
_EXPRESSIONS = (
    "expression-changed", "expression-widened", "scope-changed", "scope-narrowed",
)  # fmt: skip
"""Changes of an expression that may let something pass."""


def catalog(both: Both) -> Iterator[Found]:
    """The name of the catalog, then every control and type, as laid over by an overlay."""
    yield from _heads(both)
    clauses = {**both.head.edition.clauses, **both.base.edition.clauses}
    for one in catalog_changes(both.base.catalog, both.head.catalog, clauses):
        subject = "/".join(one.path.split("/")[:2])
        around = "policy" if subject.startswith("clause/") else "catalog"
        found = placed(both, _weighed(one), subject, around)
        yield _tried(both, found) if one.what in _EXPRESSIONS else found


def _heads(both: Both) -> Iterator[Found]:
    old, new = both.base.catalog, both.head.catalog
    for name in ("name", "version"):
        was, becomes = getattr(old, name), getattr(new, name)
        if was != becomes:
            change = changed(
                Kind.NEUTRAL, f"catalog-{name}-changed", Spot(path=f"catalog/{name}"), was, becomes
            )
            yield placed(both, change, "", "catalog")


def _weighed(change: Change) -> Change:
    if change.what == "owner-changed":
        return replace(change, kind=Kind.UNDECIDABLE)
    if change.what == "visibility-changed":
        was, now = (Visibility(text or "public") for text in (change.was, change.becomes))
        narrower = now.rank > was.rank
        word = "narrowed" if narrower else "widened"
        kind = Kind.UNDECIDABLE if narrower else Kind.NEUTRAL
        return replace(change, kind=kind, what=f"visibility-{word}")
    return change


def _tried(both: Both, found: Found) -> Found:
    """With the cases that the two versions judge differently; one that fails by the old and passes
    by the new shows that the change is weaker."""
    told = both.trials(found.change)
    apart = tuple(one for one in told if one.old != one.new)
    scope = found.change.what.startswith("scope-")
    frees = [one for one in apart if (one.old, one.new) == _loosens(scope)]
    change = found.change
    if frees:
        act = "only the old one asks about it" if scope else "only the new one passes it"
        sentence = f"{change.sentence}; the case {frees[0].name!r}: {act}"
        change = replace(change, kind=Kind.WEAKER, sentence=sentence)
    elif told:
        sentence = f"{change.sentence}; {len(told)} cases tried, none is freed by the new one"
        change = replace(change, sentence=sentence)
    return replace(found, change=change, cases=_first(apart, frees))


def _loosens(scope: bool) -> tuple[str, str]:
    return (TRUE, FALSE) if scope else (FALSE, TRUE)


def _first(apart: tuple[Tried, ...], frees: list[Tried]) -> tuple[Tried, ...]:
    """Those that show a weakening first."""
    return (*frees, *(one for one in apart if one not in frees))
