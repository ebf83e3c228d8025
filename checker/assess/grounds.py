"""What the subjects were judged on, to judge them again as if more were shown."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from checker.assess.assessment import Answered, Instance, Judgement, Link, Shown, Status, Verdict
from checker.assess.controls import Standing
from checker.assess.freeing import Effect, Freed
from checker.assess.needs import FINE
from checker.assess.subjects import Outcome, outcome
from checker.graph.order import reaching
from rsp.stamp import LinkState
from rsp.value import Value


class Grounds(Value, frozen=True, kw_only=True):
    """What the subjects were judged on: enough to judge them again under a supposition."""

    standings: dict[str, Standing]
    """Subject -> what it was judged on."""
    links: dict[str, list[Link]]
    """Clause -> its links."""
    outcomes: dict[str, Outcome]
    """Subject -> what holds for it."""
    effects: dict[str, dict[str, Effect]]
    """Subject -> control in gap -> what closing it frees."""

    def suppose(
        self,
        subject: str,
        met: Collection[str],
        accepted: Collection[str] = (),
        reviewed: Collection[tuple[str, str]] = (),
    ) -> Outcome:
        """What would hold for a subject if these instances (ids) were met, and besides these
        judgements (ids) accepted and these links (control and clause) reviewed. Where it is
        instances alone, only what can rest on them is judged again."""
        standing = self.supposing(subject, met, accepted)
        if accepted or reviewed:
            return outcome(standing, with_reviewed(self.links, reviewed))
        return outcome(standing, self.links, self._untouched(subject, met))

    def supposing(
        self, subject: str, met: Collection[str], accepted: Collection[str] = ()
    ) -> Standing:
        """What a subject would be judged on if these instances were met and judgements accepted."""
        standing = supposing(self.standings[subject], met)
        return msgspec.structs.replace(
            standing, judgements=with_accepted(standing.judgements, accepted)
        )

    def unmet(self, subject: str, control: str) -> tuple[str, ...]:
        """Ids of the instances that would close a control in gap."""
        return self.outcomes[subject].controls[control].because

    def freed(self, subject: str, after: Outcome) -> Freed:
        """What holds in an outcome for a subject and does not today."""
        before = self.outcomes[subject]
        was = {one.id: one.verdict for one in before.standards}
        return Freed(
            controls=tuple(
                name
                for name, one in after.controls.items()
                if one.status is Status.SATISFIED is not before.controls[name].status
            ),
            clauses=tuple(
                sorted(
                    name
                    for name, one in after.clauses.items()
                    if one.status in FINE and before.clauses[name].status not in FINE
                )
            ),
            standards=tuple(
                one.id
                for one in after.standards
                if one.verdict is Verdict.CONFORMANT is not was[one.id]
            ),
        )

    def _untouched(self, subject: str, met: Collection[str]) -> Outcome:
        """What rests on none of these instances."""
        standing, before = self.standings[subject], self.outcomes[subject]
        controls = reaching(standing.edges, _closed(standing, met))
        clauses = resting(standing, controls)
        return Outcome(
            controls={name: one for name, one in before.controls.items() if name not in controls},
            clauses={name: one for name, one in before.clauses.items() if name not in clauses},
            standards=(),
        )


def supposing(standing: Standing, met: Collection[str]) -> Standing:
    """The same if these instances (ids) were met."""
    return msgspec.structs.replace(standing, scoped={**standing.scoped, **_closed(standing, met)})


def resting(standing: Standing, controls: Collection[str]) -> set[str]:
    """Clauses whose status may rest on these controls: by a link, a substitute or a child."""
    catalog, clauses = standing.project.catalog.controls, standing.project.edition.clauses
    pending = [link.clause for name in controls for link in catalog[name].implements]
    pending += [
        one.clause
        for one in standing.project.deviations.values()
        if one.clause is not None and any(name in controls for name in one.compensating)
    ]
    found: set[str] = set()
    while pending:
        name = pending.pop()
        if name in clauses and name not in found:
            found.add(name)
            parent = clauses[name].parent
            pending += [] if parent is None else [parent]
    return found


def _closed(standing: Standing, met: Collection[str]) -> dict[str, tuple[Instance, ...]]:
    """The controls of these instances (ids), with them met."""
    names = {name.partition("/")[0] for name in met}
    return {
        name: tuple(
            msgspec.structs.replace(one, status=Shown.MET, reasons=())
            if one.id in met and one.status is Shown.UNMET
            else one
            for one in standing.scoped[name]
        )
        for name in names & standing.scoped.keys()
    }


def with_accepted(
    judgements: dict[str, Judgement], accepted: Collection[str]
) -> dict[str, Judgement]:
    """The judgements, with these (ids) accepted."""
    return {
        name: msgspec.structs.replace(one, state=Answered.ACCEPTED) if name in accepted else one
        for name, one in judgements.items()
    }


def with_reviewed(
    links: dict[str, list[Link]], reviewed: Collection[tuple[str, str]]
) -> dict[str, list[Link]]:
    """The links by clause, with these (control and clause) reviewed."""
    return {
        clause: [
            msgspec.structs.replace(one, state=LinkState.CURRENT.value)
            if (one.control, one.clause) in reviewed
            else one
            for one in mine
        ]
        for clause, mine in links.items()
    }
