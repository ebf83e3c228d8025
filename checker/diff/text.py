"""The comparison as text, 80 columns wide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.diff import words
from checker.diff.model import Diff, KindWord, Moved, PolicyChange
from checker.report.layout import Style, Tone, clean, joined, listed, number, wrap

_TONES: dict[KindWord, Tone | None] = {
    "weaker": Tone.BAD,
    "undecidable": Tone.OPEN,
    "stronger": Tone.GOOD,
    "neutral": None,
}
_MOST = 200
"""Changes of a kind that are shown one by one."""
_CASES = 3
_LINES = 30
_WHOM = 3


def render(diff: Diff, style: Style) -> str:
    """What is compared, the policy, the posture, how to accept, the exit."""
    return joined(
        line for part in (_heads, _policy, _posture, _accepting, _end) for line in part(diff, style)
    )


def _heads(diff: Diff, style: Style) -> Iterator[str]:
    for name, head in (("base", diff.base), ("head", diff.head)):
        yield from wrap(words.side(head), first=f"{name}  ", rest="      ")


def _policy(diff: Diff, style: Style) -> Iterator[str]:
    yield ""
    yield from (style.paint(line, Tone.STRONG) for line in wrap(words.summed(diff)))
    changes = diff.policy.changes if diff.policy is not None else ()
    for kind, title in words.TITLES.items():
        ones = [one for one in changes if one.kind == kind]
        if ones:
            yield ""
            yield style.paint(f"{title} ({len(ones)})", _TONES[kind])
        for one in ones[:_MOST]:
            yield from _change(diff, one, style)
        if len(ones) > _MOST:
            yield f"  and {len(ones) - _MOST} more; --format json has them all"


def _change(diff: Diff, one: PolicyChange, style: Style) -> Iterator[str]:
    yield from wrap(f"{one.change}: {one.sentence}", first="  ", rest="    ")
    if one.kind == "neutral":
        yield from wrap(_spots(diff, one), first="    ", rest="      ")
        return
    yield from wrap(f"because {one.because}", first="    ", rest="      ")
    yield from wrap(_spots(diff, one), first="    ", rest="      ")
    for case in one.cases[:_CASES]:
        head = diff.base if case.side == "base" else diff.head
        said = f"case {case.name!r}: old {case.old}, new {case.new}"
        at = f"{words.path(head, case.file)}:{case.line}"
        yield from wrap(f"{said}; {at}", first="    ", rest="      ")
    if one.accepted is not None:
        lines = wrap(words.status(one), first="    ", rest="      ")
        yield from (style.paint(line, Tone.GOOD) for line in lines)
    elif one.kind in ("weaker", "undecidable"):
        yield f"    id {one.id}"


def _spots(diff: Diff, one: PolicyChange) -> str:
    """Both places; what is not on a side is near the place that is named."""
    base, head = words.spot(diff.base, one.base), words.spot(diff.head, one.head)
    return (
        f"{base}{'' if one.base.there else ' (not there)'} ->"
        f" {head}{'' if one.head.there else ' (not there)'}"
    )


def _posture(diff: Diff, style: Style) -> Iterator[str]:
    yield ""
    yield from (style.paint(line, Tone.STRONG) for line in wrap(words.posture_summed(diff)))
    moved = diff.posture.moved if diff.posture is not None else ()
    yield from _group(words.only_by_policy(diff), words.eased(moved), Tone.BAD, style)
    for how, title in (("worse", "Worse"), ("better", "Better, and not passing")):
        ones = tuple(one for one in moved if one.how == how)
        yield from _group(title, ones, None, style)


def _group(title: str, ones: Sequence[Moved], tone: Tone | None, style: Style) -> Iterator[str]:
    """Each thing once, with all whom it is about."""
    if not ones:
        return
    subjects: dict[tuple[str, str], list[str]] = {}
    for one in ones:
        subjects.setdefault((one.kind, words.moved_words(one)), []).append(one.subject or "")
    yield ""
    yield style.paint(f"{title} ({len(ones)})", tone)
    for (kind, said), whom in list(subjects.items())[:_LINES]:
        about = f" ({listed(whom, _WHOM)})" if any(whom) else ""
        what = "" if kind == "gate" else f"{kind} "
        yield from wrap(f"{what}{said}{about}", first="  ", rest="    ")
    if len(subjects) > _LINES:
        yield f"  and {len(subjects) - _LINES} more; --format json has them all"


def _accepting(diff: Diff, style: Style) -> Iterator[str]:
    """The entry that accepts the first open change."""
    changes = diff.policy.changes if diff.policy is not None else ()
    waiting = [one for one in changes if one.kind in ("weaker", "undecidable") and not one.accepted]
    if not waiting:
        return
    yield ""
    yield from wrap(
        f"{number(len(waiting), 'change')} to be taken back, or accepted in the file that `changes`"
        " in rsp.yaml names:"
    )
    yield "  changes:"
    yield f'    - change: "{waiting[0].id}"'
    yield "      by: ...        # who may; not who answers for what changes"
    yield "      date: ..."
    yield "      because: ..."


def _end(diff: Diff, style: Style) -> Iterator[str]:
    yield ""
    tone = Tone.GOOD if diff.exit.code == 0 else Tone.BAD
    failing = f" (fails on {', '.join(diff.fail_on)})" if diff.fail_on else ""
    text = f"Exit {diff.exit.code}{failing}: {clean(diff.exit.because)}"
    yield from (style.paint(line, tone) for line in wrap(text))
