"""The two sides of a comparison, and what was found to differ between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from checker.compare.change import Change, Kind, Spot, changed
from checker.compare.fields import Rule, of_fields
from checker.evidence.offered import Offered
from checker.project.project import Project
from rsp.ref import Ref
from rsp.value import Value

Judge = Kind | Callable[[object], Kind]
"""What adding or removing a thing does, for all of its kind or for each by itself."""


class Tried(Value, frozen=True, kw_only=True):
    """One case of a control, judged by an expression of either side."""

    name: str
    at: Ref
    """In the cases file."""
    base: bool
    """Whether the file is that of the base."""
    old: str
    """What the old expression says: `true`, `false`, `error`, `too-large`."""
    new: str
    """What the new one says."""


Trials = Callable[[Change], tuple[Tried, ...]]
"""Tries the two expressions of a change on the cases beside its control, of both sides."""


class Found(Value, frozen=True, kw_only=True):
    """One change, and where it stands on both sides."""

    change: Change
    base: Ref
    """The old value, or the nearest around where it would be."""
    head: Ref
    """The new value likewise."""
    cases: tuple[Tried, ...] = ()
    """Cases that the two versions of an expression judge differently."""


class Both(Value, frozen=True, kw_only=True):
    """Two projects beside each other, with what the judging of a change needs to know."""

    base: Project
    head: Project
    base_whole: bool = True
    """Whether every file of the base could be read: if not, what it lacks may be there."""
    head_whole: bool = True
    named: Mapping[str, tuple[str, ...]]
    """By subject key, the records of the head that name it."""
    left: Mapping[str, tuple[str, ...]] | None
    """By key of an asset or event, the requirements whose `where` is the same and now leaves it
    out; None where that is not known."""
    nothing: frozenset[str] = frozenset()
    """Types of which the base has a requirement with nothing to assess, for somebody."""
    gone: tuple[Offered, ...] = ()
    """Records of the base that the head does not have."""
    replaced: tuple[tuple[Offered, Offered], ...] = ()
    """Records that have another content, as they were and as they are."""
    trials: Trials


def things(
    both: Both,
    name: str,
    old: Mapping[str, object],
    new: Mapping[str, object],
    rules: Mapping[str, Rule],
    *,
    ref: str,
    around: str,
    removed: Judge,
    added: Judge,
    path: str = "",
) -> Iterator[Found]:
    """Things of a kind by their keys: those that came and went, and what changed in the others.

    `ref` stands before a key among the references of a project; `around` is the key of the settings
    that names their file; `path` is what their paths begin with, else `name`.
    """
    for key in sorted({*old, *new}):
        before, after = old.get(key), new.get(key)
        spot = Spot(path=f"{path or name}/{key}")
        if before is None:
            kind = judged(added, after)
            yield placed(both, changed(kind, f"{name}-added", spot, None, after), ref + key, around)
        elif after is None:
            kind = judged(removed, before)
            yield placed(
                both, changed(kind, f"{name}-removed", spot, before, None), ref + key, around
            )
        elif before != after:
            for one in of_fields(before, after, spot, rules):
                yield placed(both, one, ref + key, around)


def judged(judge: Judge, thing: object) -> Kind:
    """What adding or removing this thing does."""
    return judge if isinstance(judge, Kind) else judge(thing)


def placed(both: Both, change: Change, ref: str, around: str) -> Found:
    """A change below what a reference names, on each side as far as it has that."""
    return Found(
        change=change,
        base=_at(both.base, ref, around, change.old_near),
        head=_at(both.head, ref, around, change.new_near),
    )


_LISTS = {
    "inventory": "assets",
    "parties": "parties",
    "deviations": "deviations",
    "reviews": "reviews",
    "changes": "changes",
}
"""By key of the settings that names one file: the list that would hold what is not there."""


def _around(project: Project, key: str) -> Ref:
    """The list of a file, else the key of the settings that names a folder or a file."""
    settings = project.refs["settings"]
    file = getattr(project.settings, key) if key in _LISTS else None
    if file is not None:
        return Ref(document=file, pointer=f"/{_LISTS[key]}")
    return settings.at(key) if key else settings


def _at(project: Project, ref: str, around: str, pointer: str) -> Ref:
    root = project.refs.get(ref)
    if root is None:
        return _around(project, around)
    return Ref(document=root.document, pointer=root.pointer + pointer)
