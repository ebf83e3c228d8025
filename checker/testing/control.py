"""Tests one control: its cases, what follows from its fields, and mutants of its validations."""

from __future__ import annotations

from collections.abc import Mapping

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.evidence.payloads import Payloads
from checker.project.project import Project
from checker.testing.given import GivenError
from checker.testing.load import CasesFile, beside_of
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


def test_control(
    project: Project,
    control: Control,
    file: CasesFile | None,
    types: Mapping[str, Payloads],
    mutate: bool,
) -> ControlTest:
    """What testing a control gave; `file` is None where it has no cases."""
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
        if mutate and trial.as_said:
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
