"""What the catalog asks of the lab: every instance that an empty store leaves unmet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from checker.assess.assess import assess
from checker.assess.assessment import Instance, Shown
from checker.assess.parameters import Parameters, resolve
from checker.assess.window import Window
from checker.project.project import Project
from generate.dates import NOW
from rsp.requirement import Requirement
from rsp.time import Duration


@dataclass(frozen=True, kw_only=True)
class Want:
    """One requirement at one place."""

    requirement: Requirement
    parameters: Parameters
    key: str
    window: Window

    @property
    def cadence(self) -> Duration | None:
        return self.parameters.limit(self.requirement.cadence)

    @property
    def tolerance(self) -> Duration | None:
        return self.parameters.limit(self.requirement.tolerance)

    @property
    def max_age(self) -> Duration | None:
        return self.parameters.limit(self.requirement.max_age)

    @property
    def last_stretch(self) -> Duration | None:
        """How much before the end of the window may be without continuous evidence (R4)."""
        return self.max_age or self.tolerance

    def joins(self) -> Iterator[tuple[str, Duration]]:
        """Types that its validations read beside its own, and how near they must be."""
        for join in self.requirement.with_.values():
            within = self.parameters.limit(join.within)
            if within is not None:
                yield join.type, within


def wants(project: Project) -> list[Want]:
    """Everything that has to be shown, in order of the instances' ids."""
    assessment = assess(project, [], [], NOW)
    return [
        _want(project, instance)
        for instance in assessment.instances
        if instance.status is Shown.UNMET
    ]


def _want(project: Project, instance: Instance) -> Want:
    control = project.catalog.controls[instance.control]
    requirement = next(one for one in control.evidence if one.id == instance.requirement)
    declared = project.settings.parameters.get(control.id, {})
    return Want(
        requirement=requirement,
        parameters=resolve(control, declared),
        key=instance.asset,
        window=_window(instance.window.start, instance.window.end),
    )


def _window(start: datetime, end: datetime) -> Window:
    return Window(start=start, end=end, until=end)
