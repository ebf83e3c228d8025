"""The example in memory: its project, its records, and how to judge a few of its controls."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import msgspec

from checker.assess import judgements
from checker.assess.assess import assess
from checker.assess.assessment import Assessment, Instance, Judgement, Shown
from checker.assess.context import Context
from checker.assess.instances import judge_control, strangers
from checker.assess.shelf import ANSWER
from checker.evidence.manifest import Line, Manifest
from checker.evidence.offered import Offered
from checker.evidence.store import Stored, read_store
from checker.evidence.verify import verify
from checker.project.open import open_project
from checker.read.canonical import digest
from rsp.control import Control
from rsp.time import Moment
from tests.examples.contexts import context_of, types_of

FOLDER = Path(__file__).parents[2] / "examples" / "example-lab"
NIL = "nil-return"
_LINES = (FOLDER / "evidence" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
TYPES: dict[str, str] = {line["id"]: line["type"] for line in map(json.loads, _LINES)}
"""Every record of the example and its type."""

Record = dict[str, Any]


class ExampleLab:
    """What a run over the example reads, read once."""

    def __init__(self) -> None:
        opened = open_project(FOLDER)
        assert opened.project is not None
        self.project = opened.project
        self.now = Moment.parse("2026-06-30").latest
        self.store = read_store(opened.tree, self.project.settings.evidence, opened.sources)
        self.stored = {stored.data["id"]: stored for stored in self.store.records}
        verified = verify(self.store, self.project.catalog.types)
        self.offered = {one.id: one for one in verified.offered}

    @cached_property
    def green(self) -> Assessment:
        """The assessment with every record in place."""
        return assess(self.project, self.offered.values(), [], self.now)

    @cached_property
    def outside(self) -> frozenset[str]:
        """Instances that bear on no subject: nothing follows from what they lack."""
        idle = Shown.NOT_APPLICABLE
        return frozenset(one.id for one in self.green.instances if one.status is idle)

    @cached_property
    def resting(self) -> dict[str, set[str]]:
        """By record, the instances that are met by it."""
        found: dict[str, set[str]] = {}
        for instance in self.green.instances:
            for record in instance.evidence:
                found.setdefault(record, set()).add(instance.id)
        return found

    def record(self, id: str) -> Record:
        """A copy of a record that may be changed."""
        found: Record = copy.deepcopy(self.stored[id].data)
        return found

    def offer(self, record: Record, *, sealed: bool = True) -> Offered:
        """A changed record as verification gives it; unsealed, the line of the original stays."""
        stored = self.stored[record["id"]]
        changed = Stored(
            at=stored.at,
            path=stored.path,
            data=record,
            digest=digest(record),
            payload_digest=digest(record["payload"]),
        )
        line = self.store.manifest.lines[record["id"]]
        if sealed:
            line = msgspec.structs.replace(
                line, digest=changed.digest, assets=tuple(record["assets"])
            )
        return self._verified({line.id: line}, (changed,))

    def withdrawn(self, id: str) -> Offered:
        """A record that is gone while its line in the manifest stays."""
        return self._verified({id: self.store.manifest.lines[id]}, ())

    def _verified(self, lines: Mapping[str, Line], records: tuple[Stored, ...]) -> Offered:
        at = self.store.manifest.at
        manifest = Manifest(
            at=at, text=b"", lines=dict(lines), refs=dict.fromkeys(lines, at), diagnostics=()
        )
        store = msgspec.structs.replace(
            self.store, records=records, manifest=manifest, diagnostics=()
        )
        (found,) = verify(store, self.project.catalog.types).offered
        return found

    def controls_of(self, record: Record) -> tuple[Control, ...]:
        """The controls that read a record's type, or ask about the event a nil return denies."""
        event = f"event/{record['payload'].get('event')}"
        return tuple(
            control
            for control in self.project.catalog.controls.values()
            if record["type"] in types_of(control)
            or (record["type"] == NIL and event in {one.for_each for one in control.evidence})
        )

    def reads_beside(self, instance: Instance, kind: str) -> bool:
        """Whether the requirement of an instance reads records of a type beside its own."""
        control = self.project.catalog.controls[instance.control]
        return any(
            one.id == instance.requirement and join.type == kind
            for one in control.evidence
            for join in one.with_.values()
        )

    def unmet(self, id: str, instead: Offered | None) -> dict[str, Instance]:
        """What the controls of a record leave unmet when it is replaced, or is gone."""
        controls = self.controls_of(self.stored[id].data)
        context = self._context(controls, id, instead)
        strange = strangers(context)
        return {
            instance.id: instance
            for control in controls
            for instance in judge_control(context, control, strange).instances
            if instance.status is Shown.UNMET and instance.id not in self.outside
        }

    def judgement(self, name: str, changed: str, instead: Offered | None) -> Judgement:
        """A judgement when one record is replaced, or is gone."""
        control = self.project.catalog.controls[name.partition("/")[0]]
        context = self._context((control,), changed, instead)
        judged = judge_control(context, control, strangers(context))
        (need,) = [one for one in judged.needs if one.id == name]
        mine = [one for one in judged.instances if one.requirement == need.requirement.id]
        answers = judgements.answers_by_judgement(context).get(name, [])
        return judgements.settle(context, need, mine, answers).judgement

    def assess_without(self, id: str) -> Assessment:
        """The whole assessment when one record is gone."""
        return assess(self.project, self._offered(id, None), [], self.now)

    def _offered(self, id: str, instead: Offered | None) -> list[Offered]:
        rest = [one for one in self.offered.values() if one.id != id]
        return [*rest, instead] if instead is not None else rest

    def _context(self, controls: Iterable[Control], id: str, instead: Offered | None) -> Context:
        """What judging these controls needs: the records of the types they read, and no others."""
        kinds = {ANSWER, NIL}.union(*(types_of(control) for control in controls))
        offered = [one for one in self._offered(id, instead) if one.type in kinds]
        return context_of(self.project, offered, self.now)


@cache
def example_lab() -> ExampleLab:
    """The example, read once in each process."""
    return ExampleLab()
