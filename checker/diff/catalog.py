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
_MAY_FREE = (
    "scope-widened", "grace-shorter", "grace-removed", "dependency-added", "within-shorter",
    "expression-narrowed",
)  # fmt: skip
"""Changes that ask for more, and still may let something pass: what had nothing to assess has it,
a control that was not in force is (R13), a contradiction ends as one side finds no record
(R9), or both fail and a later record settles them (R8, R10)."""


def catalog(both: Both) -> Iterator[Found]:
    """The name of the catalog, then every control and type, as laid over by an overlay."""
    yield from _heads(both)
    clauses = {**both.head.edition.clauses, **both.base.edition.clauses}
    for one in catalog_changes(both.base.catalog, both.head.catalog, clauses):
        subject = "/".join(one.path.split("/")[:2])
        around = "policy" if subject.startswith("clause/") else "catalog"
        found = placed(both, _weighed(both, one), subject, around)
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


def _weighed(both: Both, change: Change) -> Change:
    if change.what == "owner-changed" or _may_free(both, change):
        return replace(change, kind=Kind.UNDECIDABLE)
    if change.what == "visibility-changed":
        was, now = (Visibility(text or "public") for text in (change.was, change.becomes))
        narrower = now.rank > was.rank
        word = "narrowed" if narrower else "widened"
        kind = Kind.UNDECIDABLE if narrower else Kind.NEUTRAL
        return replace(change, kind=kind, what=f"visibility-{word}")
    return change


def _may_free(both: Both, change: Change) -> bool:
    """Whether what asks for more may let something pass all the same."""
    if change.what in _MAY_FREE:
        return True
    parts = change.path.split("/")
    if change.what == "severity-higher":
        return not _waived_by_more(both, change.was or "", change.becomes or "")
    if change.what == "reliability-higher":
        return _joins(both, control=parts[1], requirement=parts[3])
    return False


def _waived_by_more(both: Both, old: str, new: str) -> bool:
    """Whether gaps of the new severity fail the gate too, and take whoever waived the old ones."""
    gated = both.head.settings.gate.severities
    if gated is not None and new not in gated:
        return False
    rule = both.head.edition.data.deviations.waiver
    return rule is None or set(getattr(rule, old)) <= set(getattr(rule, new))


def _joins(both: Both, control: str, requirement: str) -> bool:
    """Whether a requirement reads further records, which have to be as reliable as its own."""
    asked = both.head.catalog.controls[control].evidence
    return any(one.with_ for one in asked if one.id == requirement)


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
