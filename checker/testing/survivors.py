"""Mutants of a requirement's validations that no case tells from the original."""

from __future__ import annotations

from collections.abc import Iterator

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.expr.mutants import Mutant, mutants
from checker.expr.syntax import NotRead
from checker.project.project import Project
from checker.testing.load import CasesFile
from checker.testing.seen import need_of, results
from checker.testing.trial import Trial
from rsp.ref import Ref
from rsp.requirement import Validation
from rsp.value import Value


class Mutated(Value, frozen=True, kw_only=True):
    """What became of the mutants of one requirement."""

    made: int
    equivalent: int
    """Those that the cases file says nothing can tell from the original."""
    survived: int
    diagnostics: tuple[Diagnostic, ...]


class _Made(Value, frozen=True, kw_only=True):
    validation: int
    mutant: Mutant


def mutate(project: Project, trial: Trial, file: CasesFile, of: Ref) -> Mutated:
    """Make every mutant and ask every case; `of` is the requirement in its control."""
    made = list(_made(trial))
    survivors = _survivors(project, trial, made)
    marked, diagnostics = _marked(trial, file, made, survivors)
    left = [one for one in survivors if (one.validation, one.mutant.shown) not in marked]
    name = f"{trial.control}/{trial.requirement.id}"
    diagnostics += [
        diagnose(
            "mutant-survived",
            of.at("validations", one.validation, "rule"),
            f"no case tells validation {one.validation} of {name} from one "
            f"{one.mutant.change} in `{one.mutant.was}`",
            help=f"add a case that does; its name under equivalent is {one.mutant.shown!r}",
            reaches=(),
        )
        for one in left
    ]
    return Mutated(
        made=len(made),
        equivalent=len(marked),
        survived=len(left),
        diagnostics=tuple(diagnostics),
    )


def _made(trial: Trial) -> Iterator[_Made]:
    joined = frozenset(trial.requirement.with_)
    for index, validation in enumerate(trial.requirement.validations):
        try:
            found = mutants(validation.rule, joined)
        except NotRead:  # it does not compile either, and no case of it is as it should be
            continue
        yield from (_Made(validation=index, mutant=mutant) for mutant in found)


def _survivors(project: Project, trial: Trial, made: list[_Made]) -> list[_Made]:
    """Those whose outcome is that of the original in every case."""
    left = made
    for tried in trial.tried:
        if not left or not tried.wanted.in_scope:
            continue
        context = tried.setting.context(project)
        instead = tuple(Validation(rule=one.mutant.text, message="-") for one in left)
        found = results(context, need_of(context, tried.setting), tried.setting, instead, "mutants")
        left = [
            one
            for one, result in zip(left, found, strict=True)
            if result.outcome is tried.seen.results[one.validation].outcome
        ]
    return left


def _marked(
    trial: Trial, file: CasesFile, made: list[_Made], survivors: list[_Made]
) -> tuple[set[tuple[int, str]], list[Diagnostic]]:
    """The survivors marked as equivalent, and what is marked without need."""
    marked: set[tuple[int, str]] = set()
    diagnostics: list[Diagnostic] = []
    alive = {(one.validation, one.mutant.shown) for one in survivors}
    known = {(one.validation, one.mutant.shown) for one in made}
    for index, one in enumerate(file.cases.equivalent):
        if one.requirement != trial.requirement.id:
            continue
        key = (one.validation, " ".join(one.mutant.split()))
        if key in alive:
            marked.add(key)
            continue
        what = "a case tells it from the original" if key in known else "there is no such mutant"
        at = file.at.at("equivalent", index, "mutant")
        message = f"{what}: {one.mutant[:120]!r}"
        help = "remove the entry" if key in known else "copy it from the report of survivors"
        diagnostics.append(diagnose("case-invalid", at, message, help=help, reaches=()))
    return marked, diagnostics
