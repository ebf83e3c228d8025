"""What holds for one subject given its instances; what would hold if more were met."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from checker.assess.assessment import (
    ClauseStatus,
    ControlStatus,
    Link,
    Shown,
    StandardVerdict,
)
from checker.assess.clauses import clause_statuses
from checker.assess.controls import Standing, control_statuses
from checker.assess.force import ASL
from checker.assess.standards import verdicts
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

    def suppose(self, subject: str, met: Collection[str]) -> Outcome:
        """What would hold for a subject if these instances (ids) were met."""
        return outcome(supposing(self.standings[subject], met), self.links)


def outcome(standing: Standing, links: dict[str, list[Link]]) -> Outcome:
    """What holds for a subject."""
    force = standing.force
    controls = control_statuses(standing)
    clauses = clause_statuses(standing, controls, links)
    listed = () if force.model is None else tuple(_listed(standing))
    return Outcome(
        controls=controls,
        clauses=clauses,
        standards=verdicts(standing.project, force, clauses, standing.reach, listed),
    )


def supposing(standing: Standing, met: Collection[str]) -> Standing:
    """The same with these instances met."""
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
    )


def _listed(standing: Standing) -> list[str]:
    """Standards with clauses that are listed for a model even where they are not required."""
    return [name for name in standing.project.edition.standards if name.startswith(f"{ASL}3")]
