"""The example in memory: its project, its records as stored and as verified, and how to judge a few."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from checker.assess import evaluate
from checker.assess.assess import assess
from checker.assess.assessment import Assessment, Instance, Shown
from checker.assess.context import Context
from checker.assess.evaluate import Evaluator
from checker.assess.instances import judge_control, strangers
from checker.assess.parties import Parties
from checker.assess.places import Places
from checker.assess.shelf import Shelf
from checker.assess.window import of_period
from checker.evidence.manifest import Line, Manifest
from checker.evidence.offered import Offered
from checker.evidence.store import Store, Stored, read_store
from checker.evidence.verify import verify
from checker.project.open import open_project
from checker.project.project import Project
from checker.read.canonical import digest
from rsp.asset import Asset
from rsp.time import Moment

FOLDER = Path(__file__).parents[2] / "examples" / "example-lab"

Record = dict[str, Any]

# Expressions are pure: every context of the many that are built here shares what was compiled once.
evaluate.compile_rule = cache(evaluate.compile_rule)


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
        self.ids = tuple(sorted(self.stored))
        self.outside = {
            instance.id
            for instance in self.assess().instances
            if instance.status is Shown.NOT_APPLICABLE
        }
        """Instances that bear on no subject; they may be unmet and nothing follows."""
        self._types = self.project.catalog.types

    def record(self, id: str) -> Record:
        """A copy of a record that may be changed."""
        found: Record = copy.deepcopy(self.stored[id].data)
        return found

    def offer(self, record: Record, *, sealed: bool = True) -> Offered:
        """A record as verification gives it; unsealed, its manifest line stays that of the original."""
        at = self.stored[record["id"]].at
        own = digest(record)
        stored = Stored(
            at=at,
            path=self.stored[record["id"]].path,
            data=record,
            digest=own,
            payload_digest=digest(record["payload"]),
        )
        line = self.store.manifest.lines[record["id"]]
        if sealed:
            received = min(Moment.parse(record["collected_at"]), line.received_at, key=_latest)
            line = msgspec.structs.replace(
                line, digest=own, assets=tuple(record["assets"]), received_at=received
            )
        return self._verified({line.id: line}, (stored,))

    def withdrawn(self, id: str) -> Offered:
        """A record that is gone while its line in the manifest stays."""
        return self._verified({id: self.store.manifest.lines[id]}, ())

    def _verified(self, lines: Mapping[str, Line], records: tuple[Stored, ...]) -> Offered:
        manifest = Manifest(
            at=self.store.manifest.at,
            text=b"",
            lines=dict(lines),
            refs={id: self.store.manifest.at for id in lines},
            diagnostics=(),
        )
        store = msgspec.structs.replace(
            self.store, records=records, manifest=manifest, diagnostics=()
        )
        (found,) = verify(store, self._types).offered
        return found

    def controls_of(self, kind: str) -> tuple[str, ...]:
        """The controls that ask for a type, or read it beside another."""
        return tuple(
            sorted(
                name
                for name, control in self.project.catalog.controls.items()
                if any(
                    kind in {one.type, *(join.type for join in one.with_.values())}
                    for one in control.evidence
                )
            )
        )

    def unmet(self, controls: Iterable[str], id: str, instead: Offered | None) -> list[Instance]:
        """What these controls leave unmet when one record is replaced, or is gone."""
        names = tuple(controls)
        kinds = self._kinds(names)
        rest = [one for one in self.offered.values() if one.id != id and one.type in kinds]
        context = context_of(self.project, [*rest, instead] if instead else rest, self.now)
        strange = strangers(context)
        found = [
            instance
            for name in names
            for instance in judge_control(
                context, self.project.catalog.controls[name], strange
            ).instances
            if instance.status is Shown.UNMET
        ]
        return [instance for instance in found if instance.id not in self.outside]

    def _kinds(self, controls: Iterable[str]) -> set[str]:
        found = {"nil-return"}
        for name in controls:
            for one in self.project.catalog.controls[name].evidence:
                found |= {one.type, *(join.type for join in one.with_.values())}
        return found

    def assess(self, id: str | None = None, instead: Offered | None = None) -> Assessment:
        """The whole assessment, with one record replaced or gone."""
        offered = [one for one in self.offered.values() if one.id != id]
        return assess(self.project, [*offered, instead] if instead else offered, [], self.now)

    def with_asset(self, asset: Asset) -> Project:
        """The project with one more asset."""
        assets = {**self.project.assets, asset.key: asset}
        return msgspec.structs.replace(self.project, assets=assets)


def context_of(project: Project, offered: Iterable[Offered], now: Any) -> Context:
    """What judging instances needs, over these records alone."""
    parties = Parties(project.parties, project.settings.organization)
    places = Places(project.assets, project.events, of_period(project.settings.period, now))
    shelf = Shelf(offered, project.catalog.types, parties, now)
    return Context(
        project=project,
        now=now,
        parties=parties,
        places=places,
        shelf=shelf,
        evaluator=Evaluator(shelf, places.inventory(), now),
    )


@cache
def example_lab() -> ExampleLab:
    """The example, read once in each process."""
    return ExampleLab()


def _latest(moment: Moment) -> Any:
    return moment.latest
