"""The smallest schedule that shows everything the catalog asks for.

For each evidence type: one record per time for all assets where its payload lists them, one per
asset where it names a single one. Times are the fewest that leave no hole; then every join gets a
record near enough.
"""

from __future__ import annotations

from checker.project.project import Project
from generate import schedule
from generate.dates import day, month_ends
from generate.slots import Slot
from generate.times import Span, instant_of, times
from generate.wants import Want, wants
from rsp.evidence import Observes, TypeRules
from rsp.time import Duration

NIL = "nil-return"


def plan(project: Project) -> list[Slot]:
    """Every record to be made, in order of type, time and subject."""
    needed = wants(project)
    slots: dict[str, list[Slot]] = {}
    for kind in sorted({want.requirement.type for want in needed}):
        mine = [want for want in needed if want.requirement.type == kind and not _nil(want)]
        slots[kind] = _of_type(project, kind, mine)
    for want in needed:
        for kind, within in want.joins():
            _join(project, slots, want, kind, within)
    slots[NIL] = _nil_slots(project, needed)
    found = [slot for group in slots.values() for slot in group]
    return sorted(found, key=lambda slot: (slot.type, slot.start, slot.keys))


def _nil(want: Want) -> bool:
    return want.key.startswith("nothing")


def _nil_slots(project: Project, needed: list[Want]) -> list[Slot]:
    """One statement for each event type that did not occur at all."""
    occurred = {f"event/{event.type}" for event in project.events.values()}
    kinds = {str(want.requirement.for_each) for want in needed if want.key == "nothing"}
    return [
        Slot(type=NIL, start=day("2026-01-01"), end=day("2026-06-01"), keys=(kind,))
        for kind in sorted(kinds - occurred)
    ]


def _of_type(project: Project, kind: str, needed: list[Want]) -> list[Slot]:
    rules = project.catalog.types[kind].rules
    events = sorted({want.key for want in needed if want.key.startswith("event/")})
    rest = [want for want in needed if not want.key.startswith("event/")]
    if any(subject.each is not None for subject in rules.subjects):
        return _listing(kind, rules, rest, events)
    slots = [
        _slot(kind, rules, schedule.at_event(kind, project.events[key].at.earliest), (key,))
        for key in events
    ]
    for key in sorted({want.key for want in rest}):
        mine = [want for want in rest if want.key == key]
        keys = () if key == "organization" else (key,)
        slots += [_slot(kind, rules, span, keys) for span in times(kind, mine)]
    return slots


def _listing(kind: str, rules: TypeRules, rest: list[Want], events: list[str]) -> list[Slot]:
    """Records whose payload lists what they are about: one for each time and group of assets."""
    if not rest and not events:
        return []
    if not rest:
        return [_slot(kind, rules, instant_of(kind), tuple(events))]
    slots = []
    for keys in schedule.groups(kind, sorted({want.key for want in rest})):
        mine = [want for want in rest if want.key in keys]
        windows = {want.key: want.window for want in mine}
        for start, end in times(kind, mine):
            serving = [
                key for key in keys if kind in schedule.WHOLE or windows[key].touches(start, end)
            ]
            slots.append(_slot(kind, rules, (start, end), tuple(serving)))
    return slots


def _slot(kind: str, rules: TypeRules, span: Span, keys: tuple[str, ...]) -> Slot:
    start, end = span
    if rules.observes is Observes.INSTANT:
        start = end
    return Slot(type=kind, start=start, end=end, keys=keys)


def _join(
    project: Project, slots: dict[str, list[Slot]], want: Want, kind: str, within: Duration
) -> None:
    """See to it that every record that reads another of that type finds one near it."""
    rules = project.catalog.types[kind].rules
    others = slots.setdefault(kind, [])
    anywhere = not rules.subjects or any("{" not in one.key for one in rules.subjects)
    beside = [slot for slot in slots[want.requirement.type] if want.key in _keys(slot)]
    for slot in sorted(beside, key=lambda one: one.end):
        near = [
            one
            for one in others
            if within.before(slot.end) <= one.end <= within.after(slot.end)
            and (anywhere or {want.key, *want.key.split("+")} & {*_keys(one)})
        ]
        if not near:
            at = max(at for at in month_ends()[:-1] if at <= within.after(slot.end))
            keys = tuple(sorted({key for one in others for key in one.keys}))
            others.append(_slot(kind, rules, (at, at), keys if rules.subjects else ()))


def _keys(slot: Slot) -> tuple[str, ...]:
    return slot.keys or ("organization",)
