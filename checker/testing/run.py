"""Tests a catalog: opens it, reads its cases, tries each requirement, and makes mutants."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from checker.diagnostics.diagnostic import Diagnostic, Level
from checker.diagnostics.make import diagnose
from checker.diagnostics.sources import Sources
from checker.evidence.payloads import Payloads
from checker.project.catalog import HEAD, SHIPPED, shipped_tree
from checker.project.open import Opened, open_project
from checker.project.open_catalog import open_catalog
from checker.project.project import Project
from checker.project.reading import Reading
from checker.read.bulk import many
from checker.read.tree import Refused, checked
from checker.testing.given import GivenError
from checker.testing.load import CasesFile, beside_of, load_cases
from checker.testing.stand import Stand
from checker.testing.survivors import Mutated
from checker.testing.survivors import mutate as survivors
from checker.testing.trial import Trial
from rsp.case import RequirementCases
from rsp.control import Control
from rsp.ref import Ref
from rsp.value import Value

INVALID = "case-invalid"
"""The one finding about a cases file that makes it an invalid file."""


class Mutants(Value, frozen=True, kw_only=True):
    """How many mutants were made, and what became of those that were not killed."""

    made: int
    equivalent: int
    survived: int


class ControlTest(Value, frozen=True, kw_only=True):
    """What testing one control gave."""

    control: str
    requirements: int
    validations: int
    cases: int
    """Written ones, and the base of each requirement."""
    reasons: int
    """Settings made from the fields of requirements, each for one reason."""
    diagnostics: tuple[Diagnostic, ...]
    mutants: Mutants | None = None
    """None where none were made."""

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return not self.diagnostics


class TestRun(msgspec.Struct, frozen=True, kw_only=True):
    """One run over one catalog."""

    controls: tuple[ControlTest, ...]
    unread: tuple[Diagnostic, ...]
    """What is wrong with files, so that they could not be read."""
    sources: Sources
    known: tuple[str, ...] = ()
    """Every control of the catalog."""

    @property
    def invalid(self) -> bool:
        """Whether a file cannot be used as it is."""
        found = [one for each in self.controls for one in each.diagnostics]
        return any(one.level is Level.ERROR for one in self.unread) or any(
            one.code == INVALID for one in found
        )

    @property
    def passed(self) -> bool:
        """Whether every case came out as it says, and nothing is missing."""
        return not self.invalid and all(one.passed for one in self.controls)


def run_tests(
    path: Path,
    wanted: tuple[str, ...] = (),
    *,
    mutate: bool = False,
    tick: Callable[[str], None] = lambda control: None,
) -> TestRun:
    """Test the catalog that a path is, or that the project in or above it uses; `wanted` are the
    ids of controls, all where it is empty; `tick` gets each as its turn comes. Raises nothing for
    what files hold."""
    with many():
        opened = open_catalog(path) if (path / HEAD).is_file() else open_project(path)
        if opened.project is None:
            return TestRun(controls=(), unread=opened.diagnostics, sources=opened.sources)
        project = opened.project
        reading, folder = _catalog(opened, project, path)
        files = load_cases(reading, folder, project)
        types = {name: Payloads(kind) for name, kind in project.catalog.types.items()}
        controls = []
        for name in sorted(project.catalog.controls):
            if not wanted or name in wanted:
                tick(name)
                control = project.catalog.controls[name]
                controls.append(_test(project, control, files.get(name), types, mutate))
    return TestRun(
        controls=tuple(controls),
        unread=(*opened.diagnostics, *reading.diagnostics),
        sources=opened.sources,
        known=tuple(sorted(project.catalog.controls)),
    )


def _catalog(opened: Opened, project: Project, path: Path) -> tuple[Reading, str]:
    """A reading of the tree that holds the catalog, and the catalog's folder in it."""
    if (path / HEAD).is_file():
        return Reading(opened.tree, opened.sources, []), ""
    if project.settings.catalog == SHIPPED:
        return Reading(shipped_tree() or opened.tree, opened.sources, []), ""
    try:
        folder = checked(project.settings.catalog)
    except Refused:  # the project would not have been opened
        folder = ""
    return Reading(opened.tree, opened.sources, []), folder


def _test(
    project: Project,
    control: Control,
    file: CasesFile | None,
    types: Mapping[str, Payloads],
    mutate: bool,
) -> ControlTest:
    of = project.refs[f"control/{control.id}"]
    found = (
        [_without_cases(project, control, of)] if file is None else list(_unknown(control, file))
    )
    trials: list[Trial] = []
    mutated: list[Mutated] = []
    for index, requirement in enumerate(control.evidence if file is not None else ()):
        assert file is not None
        stated = file.cases.requirements.get(requirement.id, RequirementCases())
        at = file.at.at("requirements", requirement.id)
        where = of.at("evidence", index)
        try:
            stand = Stand(control, requirement, types, stated.base, file.cases.params)
        except GivenError as error:
            steps = at.at("base", *error.steps)
            found.append(diagnose(INVALID, steps, error.message, reaches=()))
            continue
        trial = Trial(project, stand, at, where)
        trial.run(stated.cases)
        trials.append(trial)
        found += trial.diagnostics
        if mutate:
            mutated.append(survivors(project, trial, file, where))
            found += mutated[-1].diagnostics
    return ControlTest(
        control=control.id,
        requirements=len(control.evidence),
        validations=sum(len(one.validations) for one in control.evidence),
        cases=sum(len(trial.tried) for trial in trials),
        reasons=sum(trial.probed for trial in trials),
        diagnostics=tuple(found),
        mutants=_sum(mutated) if mutate else None,
    )


def _sum(mutated: list[Mutated]) -> Mutants:
    return Mutants(
        made=sum(one.made for one in mutated),
        equivalent=sum(one.equivalent for one in mutated),
        survived=sum(one.survived for one in mutated),
    )


def _without_cases(project: Project, control: Control, of: Ref) -> Diagnostic:
    name = (beside_of(project, control.id) or "").rpartition("/")[2]
    return diagnose(
        "cases-missing",
        of,
        f"{control.id} has no cases: nobody has seen its validations fail",
        help=f"write {name} beside it",
        reaches=(),
    )


def _unknown(control: Control, file: CasesFile) -> list[Diagnostic]:
    """What a cases file names and the control has not."""
    requirements = {one.id for one in control.evidence}
    named = [
        (file.at.at("requirements", name), name, requirements, "requirement")
        for name in file.cases.requirements
    ]
    named += [
        (
            file.at.at("equivalent", index, "requirement"),
            one.requirement,
            requirements,
            "requirement",
        )
        for index, one in enumerate(file.cases.equivalent)
    ]
    named += [
        (file.at.at("params", name), name, set(control.parameters), "parameter")
        for name in file.cases.params
    ]
    return [
        diagnose(
            INVALID,
            at,
            f"{control.id} has no {what} {name!r}",
            help=f"it has {', '.join(sorted(known)) or 'none'}",
            reaches=(),
        )
        for at, name, known, what in named
        if name not in known
    ]
