"""What the pages are made of: a run, and tables over it that several pages read."""

from __future__ import annotations

from functools import cached_property

from checker.assess.assessment import (
    Assessment,
    ClauseStatus,
    ControlStatus,
    Instance,
    Judgement,
    Link,
    Register,
)
from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.sources import Sources
from checker.evidence.offered import Offered
from checker.project.project import Project
from checker.report.model import RootGap
from rsp.ref import Ref


class Today:
    """A project, its assessment, and where everything stands."""

    def __init__(
        self,
        project: Project,
        assessment: Assessment,
        offered: tuple[Offered, ...],
        diagnostics: tuple[Diagnostic, ...],
        sources: Sources,
        gaps: tuple[RootGap, ...] = (),
    ) -> None:
        self.project = project
        self.assessment = assessment
        self.offered = offered
        self.diagnostics = diagnostics
        self.sources = sources
        self.gaps = gaps
        """Root gaps, in the order to work on them."""

    def at(self, ref: Ref | None) -> str | None:
        """`file:line` of a reference."""
        if ref is None:
            return None
        place = self.sources.locate(ref)
        return f"{place.file}:{place.line}"

    def ref(self, key: str) -> Ref | None:
        """Where an entity stands."""
        return self.project.refs.get(key)

    @cached_property
    def instances(self) -> dict[str, Instance]:
        """By id."""
        return {one.id: one for one in self.assessment.instances}

    @cached_property
    def requirements(self) -> frozenset[str]:
        """Ids of all requirements, `CONTROL/requirement`."""
        controls = self.project.catalog.controls.values()
        return frozenset(f"{one.id}/{each.id}" for one in controls for each in one.evidence)

    @cached_property
    def judgements(self) -> dict[str, Judgement]:
        """By id."""
        return {one.id: one for one in self.assessment.judgements}

    @cached_property
    def records(self) -> dict[str, list[Register]]:
        """Register entries by record id; more than one where an id is used twice."""
        found: dict[str, list[Register]] = {}
        for one in self.assessment.records:
            found.setdefault(one.id, []).append(one)
        return found

    @cached_property
    def dependents(self) -> dict[str, list[str]]:
        """Controls that depend on a control."""
        found: dict[str, list[str]] = {}
        for control in self.project.catalog.controls.values():
            for edge in control.depends_on:
                found.setdefault(edge.control, []).append(control.id)
        return found

    def links(self, *, clause: str | None = None, control: str | None = None) -> list[Link]:
        """Links of a clause or of a control."""
        return [
            one
            for one in self.assessment.links
            if clause in (None, one.clause) and control in (None, one.control)
        ]

    def clause_today(self, id: str) -> list[tuple[str, ClauseStatus]]:
        """Subjects and the status of a clause for each."""
        return [
            (subject.id, one)
            for subject in self.assessment.subjects
            for one in subject.clauses
            if one.id == id
        ]

    def control_today(self, id: str) -> list[tuple[str, ControlStatus]]:
        """Subjects and the status of a control for each."""
        return [
            (subject.id, one)
            for subject in self.assessment.subjects
            for one in subject.controls
            if one.id == id
        ]

    def named(self, kind: str, id: str) -> str:
        """An id and the title it goes by."""
        if kind == "control" and id in self.project.catalog.controls:
            return f"{id} {self.project.catalog.controls[id].title}"
        if kind == "clause" and id in self.project.edition.clauses:
            clause = self.project.edition.clauses[id]
            return f"{id} ({clause.modality}, {clause.check}) {clause.text}"
        return id
