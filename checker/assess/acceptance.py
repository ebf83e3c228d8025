"""What the gate accepts for one subject, by waivers and by interim measures; no status moves (R20).

1 the waivers whose compensating controls are satisfied, 2 the unmet instances that they name and
that may be waived, 3 the subject judged again as if these were met, 4 interim measures.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import msgspec

from checker.assess.accepted import Accepted, fatal, is_fatal, put
from checker.assess.assessment import (
    ClauseStatus,
    Instance,
    Link,
    StandardVerdict,
    Status,
    Verdict,
)
from checker.assess.controls import Standing, unmet
from checker.assess.grounds import supposing, with_accepted, with_reviewed
from checker.assess.subjects import Outcome, outcome
from checker.graph.order import reachable
from rsp.deviation import Deviation, DeviationKind


class Judge:
    """Judges one subject, as it is and as it would be."""

    def __init__(self, standing: Standing, links: dict[str, list[Link]], truth: Outcome) -> None:
        self.standing = standing
        self.links = links
        self.truth = truth

    def accepted(self, valid: Collection[Deviation]) -> Accepted:
        """What these valid deviations let the gate accept."""
        limits: dict[str, list[str]] = {}
        instances: dict[str, tuple[str, ...]] = {}
        for one in self._about(valid, DeviationKind.WAIVER):
            named = list(self._named(one))
            why = list(self._unsatisfied(one.compensating, "compensating control")) if named else []
            for instance in () if why else named:
                if is_fatal(instance):
                    why.append(fatal(instance))
                else:
                    instances[instance.id] = (*instances.get(instance.id, ()), one.id)
            limits[one.id] = why
        verdicts = self._supposed(instances)
        interim: dict[str, tuple[str, ...]] = {}
        for one in self._about(valid, DeviationKind.INTERIM_MEASURE):
            standard = str(one.standard)
            why = [*self._unsatisfied(one.measures, "measure"), *self._fatal(standard)]
            if not why:
                interim[standard] = (*interim.get(standard, ()), one.id)
            limits[one.id] = why if standard in self._short() else []
        controls = self._controls(instances)
        return Accepted(
            instances=instances,
            controls=controls,
            verdicts=verdicts,
            interim=interim,
            standards={
                one.id: by
                for one in self.truth.standards
                for by in [self._by(one, verdicts, instances, interim)]
                if by
            },
            limits={name: tuple(why) for name, why in limits.items() if why},
        )

    def _about(self, valid: Collection[Deviation], kind: DeviationKind) -> Iterator[Deviation]:
        """Those of a kind that are about the subject, in order of their ids."""
        for one in sorted(valid, key=lambda each: each.id):
            if one.kind is kind and one.model in (None, self.standing.force.model):
                yield one

    def _unsatisfied(self, names: tuple[str, ...], what: str) -> Iterator[str]:
        """Controls that are to stand in and are not satisfied, judged without any waiver."""
        for name in names:
            found = self.truth.controls.get(name)
            status = Status.NOT_IN_FORCE if found is None else found.status
            if status is not Status.SATISFIED:
                yield f"its {what} {name} is {status.value} for {self.standing.force.subject}"

    def _named(self, one: Deviation) -> Iterator[Instance]:
        """The unmet instances of a control in gap that a waiver names."""
        control = self.truth.controls.get(str(one.control))
        if control is None or control.status is not Status.GAP:
            return
        for instance in unmet(self.standing.scoped[control.id]):
            if one.requirement in (None, instance.requirement) and one.asset in (
                None,
                instance.asset,
            ):
                yield instance

    def _supposed(self, instances: Mapping[str, object]) -> dict[str, Verdict]:
        """The verdicts if these were met; what stands in for a clause is judged as it is."""
        if not instances:
            return {}
        return {one.id: one.verdict for one in self.suppose(instances).standards}

    def suppose(
        self,
        met: Collection[str],
        accepted: Collection[str] = (),
        reviewed: Collection[tuple[str, str]] = (),
        shown: Mapping[str, ClauseStatus] = {},
    ) -> Outcome:
        """What would hold if these instances were met, judgements accepted, links reviewed and
        clauses as given; what stands in for a clause is judged as it is."""
        standing = supposing(self.standing, met)
        judgements = with_accepted(standing.judgements, accepted)
        applicable = msgspec.structs.replace(
            standing.applicable,
            deviations={
                key: tuple(name for name in names if self._compensated(key[0], name))
                for key, names in standing.applicable.deviations.items()
            },
        )
        standing = msgspec.structs.replace(standing, applicable=applicable, judgements=judgements)
        known = Outcome(controls={}, clauses=dict(shown), standards=())
        return outcome(standing, with_reviewed(self.links, reviewed), known)

    def _compensated(self, kind: DeviationKind, name: str) -> bool:
        """Whether a deviation from a clause holds without any waiver."""
        compensating = self.standing.project.deviations[name].compensating
        return kind is not DeviationKind.SUBSTITUTE or not any(
            self._unsatisfied(compensating, "compensating control")
        )

    def _fatal(self, standard: str) -> Iterator[str]:
        """What keeps interim measures from standing in for a standard: what nobody can waive."""
        for name in sorted(under(self.standing, standard)):
            for instance in unmet(self.standing.scoped.get(name, ())):
                if is_fatal(instance):
                    yield fatal(instance)

    def _controls(self, instances: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """Controls in gap whose unmet instances are all accepted; undermined ones by causes."""
        found: dict[str, tuple[str, ...]] = {}
        for one in self.truth.controls.values():
            if one.status is Status.GAP:
                put(found, one.id, [each.id for each in unmet(self.standing.scoped[one.id])],
                     instances)  # fmt: skip
        for one in self.truth.controls.values():
            if one.status is Status.UNDERMINED:
                put(found, one.id, one.causes, dict(found))
        return found

    def _by(
        self,
        one: StandardVerdict,
        verdicts: Mapping[str, Verdict],
        instances: Mapping[str, tuple[str, ...]],
        interim: Mapping[str, tuple[str, ...]],
    ) -> tuple[str, ...]:
        """By what the gate accepts a standard that is not conformant."""
        if one.id not in self._short():
            return ()
        found: set[str] = set()
        if verdicts.get(one.id) is Verdict.CONFORMANT:
            for name in under(self.standing, one.id):
                for instance in self.standing.scoped.get(name, ()):
                    found.update(instances.get(instance.id, ()))
        return (*sorted(found), *interim.get(one.id, ()))

    def _short(self) -> frozenset[str]:
        """The required standards that are short of conformant, and may be accepted as they are."""
        return frozenset(
            one.id
            for one in self.truth.standards
            if one.required and one.verdict in (Verdict.NOT_CONFORMANT, Verdict.UNDETERMINED)
        )


def under(standing: Standing, standard: str) -> frozenset[str]:
    """The controls that implement a clause of a standard, and those that these rest on."""
    project, edges = standing.project, standing.edges
    clauses = project.edition.clauses
    own = [
        name
        for name in edges
        if any(
            link.clause in clauses and clauses[link.clause].standard == standard
            for link in project.catalog.controls[name].implements
        )
    ]
    return reachable(edges, own)
