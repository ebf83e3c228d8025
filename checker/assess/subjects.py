"""What holds for one subject given its instances; what would hold if more were met."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from checker.assess.assessment import (
    Answered,
    ClauseStatus,
    ControlStatus,
    Link,
    Shown,
    StandardVerdict,
    Status,
    Verdict,
)
from checker.assess.clauses import clause_statuses
from checker.assess.controls import Standing, control_statuses
from checker.assess.force import ASL
from checker.assess.freeing import Effect, Freed, Freeing
from checker.assess.needs import FINE
from checker.assess.standards import verdicts
from rsp.stamp import LinkState
from rsp.value import Value


class Outcome(Value, frozen=True, kw_only=True):
    """Controls, clauses and standards of one subject."""

    controls: dict[str, ControlStatus]
    clauses: dict[str, ClauseStatus]
    standards: tuple[StandardVerdict, ...]


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
        judgements (ids) accepted and these links (control and clause) reviewed."""
        standing = supposing(self.standings[subject], met, accepted)
        return outcome(standing, _reviewed(self.links, reviewed) if reviewed else self.links)

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


def traced(standing: Standing, links: dict[str, list[Link]]) -> tuple[Outcome, dict[str, Effect]]:
    """What holds for a subject, and what closing each of its gaps would free."""
    freeing = Freeing(standing, links)
    found = _outcome(standing, links, freeing)
    return found, freeing.effects(found.standards)


def outcome(standing: Standing, links: dict[str, list[Link]]) -> Outcome:
    """What holds for a subject."""
    return _outcome(standing, links, None)


def _outcome(standing: Standing, links: dict[str, list[Link]], freeing: Freeing | None) -> Outcome:
    force = standing.force
    if freeing is None:
        controls = control_statuses(standing)
        clauses = clause_statuses(standing, controls, links)
    else:
        controls = control_statuses(standing, freeing.control)
        clauses = clause_statuses(standing, controls, links, freeing.clause)
    listed = () if force.model is None else tuple(_listed(standing))
    return Outcome(
        controls=controls,
        clauses=clauses,
        standards=verdicts(standing.project, force, clauses, standing.reach, listed),
    )


def supposing(standing: Standing, met: Collection[str], accepted: Collection[str] = ()) -> Standing:
    """The same with these instances met and these judgements accepted."""
    return msgspec.structs.replace(
        standing,
        scoped={
            name: tuple(
                msgspec.structs.replace(one, status=Shown.MET, reasons=())
                if one.id in met and one.status is Shown.UNMET
                else one
                for one in instances
            )
            for name, instances in standing.scoped.items()
        },
        judgements={
            name: msgspec.structs.replace(one, state=Answered.ACCEPTED) if name in accepted else one
            for name, one in standing.judgements.items()
        },
    )


def _reviewed(
    links: dict[str, list[Link]], reviewed: Collection[tuple[str, str]]
) -> dict[str, list[Link]]:
    return {
        clause: [
            msgspec.structs.replace(one, state=LinkState.CURRENT.value)
            if (one.control, one.clause) in reviewed
            else one
            for one in mine
        ]
        for clause, mine in links.items()
    }


def _listed(standing: Standing) -> list[str]:
    """Standards with clauses that are listed for a model even where they are not required."""
    return [name for name in standing.project.edition.standards if name.startswith(f"{ASL}3")]
