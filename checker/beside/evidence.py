"""What evidence says about a change: who is named, what is gone, what a `where` now leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.assess.assessment import Assessment
from checker.assess.places import NOTHING
from checker.evidence.manifest import Manifest, read_manifest
from checker.evidence.offered import Offered
from checker.evidence.store import read_store
from checker.evidence.verify import verify
from checker.project.open import Opened
from checker.project.project import Project
from checker.read.tree import Refused, Tree
from rsp.requirement import Requirement
from rsp.stamp import LinkState

Lost = tuple[tuple[Offered, ...], tuple[tuple[Offered, Offered], ...]]
"""Records that are gone, and those with another content."""


def naming(offered: tuple[Offered, ...]) -> dict[str, tuple[str, ...]]:
    """By subject key, and by each part of a pair, the ids of the records that name it."""
    found: dict[str, dict[str, None]] = {}
    for one in offered:
        for key in one.assets:
            for part in dict.fromkeys((key, *key.split("+"))):
                found.setdefault(part, {})[one.id] = None
    return {key: tuple(ids) for key, ids in found.items()}


def lost(
    base: Opened, head: Opened, old: Project, new: Project, offered: tuple[Offered, ...]
) -> Lost:
    """What the base has and the head has not; its store is read only if something is missing."""
    before = read_manifest(base.tree, old.settings.evidence, base.sources)
    after = read_manifest(head.tree, new.settings.evidence, head.sources)
    folders = (old.settings.evidence, new.settings.evidence)
    if not (
        _sealed_apart(before, after)
        or _files_apart(base.tree, folders[0], head.tree, folders[1])
        or _unsealed_apart(base.tree, before, offered)
    ):
        return (), ()
    store = read_store(base.tree, old.settings.evidence, base.sources)
    were = {one.id: one for one in reversed(verify(store, old.catalog.types).offered)}
    are = {one.id: one for one in reversed(offered)}
    gone, replaced = [], []
    for id, one in sorted(were.items()):
        other = are.get(id)
        if other is None or (other.record is None and one.record is not None):
            gone.append(one)
        elif one.record is not None and _apart(one, other):
            replaced.append((one, other))
    return tuple(gone), tuple(replaced)


def _apart(one: Offered, other: Offered) -> bool:
    """Whether a record or its payload is another, or was sealed at another time than it was."""
    resealed = one.received_at is not None and one.received_at != other.received_at
    return resealed or (one.digest, one.payload_digest) != (other.digest, other.payload_digest)


def _sealed_apart(before: Manifest, after: Manifest) -> bool:
    for id, line in before.lines.items():
        if after.lines.get(id) != line:
            return True
    return bool(before.diagnostics or after.diagnostics)


def _unsealed_apart(base: Tree, before: Manifest, offered: tuple[Offered, ...]) -> bool:
    """Whether the base has a file for what it had not sealed: it may say something else there."""
    return any(one.id not in before.lines and base.exists(one.at.document) for one in offered)


def _files_apart(base: Tree, old: str, head: Tree, new: str) -> bool:
    return bool(_files(base, old) - _files(head, new))


def _files(tree: Tree, folder: str) -> set[str]:
    """Paths below a folder, relative to it."""
    try:
        listing = tree.list(folder)
    except Refused:
        return set()
    start = len(folder.strip("/")) + 1
    return {path[start:] for path in listing.files}


def left_out(
    old: Project, new: Project, before: Assessment, after: Assessment
) -> Mapping[str, tuple[str, ...]]:
    """By key of an asset or event: requirements that both sides state alike, that were for it by
    the base, and whose `where` leaves it out by the head."""
    were = {(one.control, one.requirement, one.asset) for one in before.instances}
    found: dict[str, list[str]] = {}
    for left in after.excluded:
        name = (left.control, left.requirement)
        if left.in_grace or (*name, left.asset) not in were or not _alike(old, new, *name):
            continue
        for part in dict.fromkeys((left.asset, *left.asset.split("+"))):
            found.setdefault(part, []).append("/".join(name))
    return {key: tuple(names) for key, names in found.items()}


def _alike(old: Project, new: Project, control: str, requirement: str) -> bool:
    sides = [next(_asked(each, control, requirement), None) for each in (old, new)]
    first, second = sides
    return (
        first is not None
        and second is not None
        and (first.where, first.for_each) == (second.where, second.for_each)
    )


def _asked(project: Project, control: str, requirement: str) -> Iterator[Requirement]:
    found = project.catalog.controls.get(control)
    return (one for one in (found.evidence if found else ()) if one.id == requirement)


def unfilled(project: Project, assessment: Assessment) -> frozenset[str]:
    """Types of assets and events of which a requirement has nothing to assess, for a subject or
    for any: the first that it is for gives it something that can be shown (R5, R7)."""
    found: set[str] = set()
    for one in assessment.instances:
        if one.asset.partition(":")[0] == NOTHING:
            for asked in _asked(project, one.control, one.requirement):
                found.update(kind.removeprefix("event/") for kind in asked.kinds)
    return frozenset(found)


def reviewed_since(before: Assessment, after: Assessment) -> bool:
    """Whether a link has a current review by the head that it had not by the base."""
    were = {(one.control, one.clause): one.state for one in before.links}
    return any(
        one.state == LinkState.CURRENT
        and were.get((one.control, one.clause), LinkState.CURRENT) != LinkState.CURRENT
        for one in after.links
    )
