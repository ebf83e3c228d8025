"""What error diagnostics reach (R24)."""

from __future__ import annotations

from collections.abc import Iterable

from checker.diagnostics.diagnostic import Diagnostic, Level
from checker.project.project import Project
from rsp.value import Value


class Reach(Value, frozen=True, kw_only=True):
    """Controls and clauses whose verdicts an error reaches."""

    everything: bool
    controls: frozenset[str]
    clauses: frozenset[str]


def reach_of(
    project: Project, diagnostics: Iterable[Diagnostic], more: Iterable[str] = ()
) -> Reach:
    """The reach of all errors; a key that names nothing of the project reaches everything.

    `more` are keys that are reached besides.
    """
    controls: set[str] = set()
    clauses: set[str] = set()
    everything = False
    keys = {key for one in diagnostics if one.level is Level.ERROR for key in one.reaches}
    for key in keys | {*more}:
        kind, _, name = key.partition("/")
        match kind:
            case "control":
                controls.add(name)
                everything |= name not in project.catalog.controls
            case "clause":
                clauses.add(name)
                everything |= name not in project.edition.clauses
            case "type":
                using = _using(project, name)
                controls |= using
                everything |= not using and name not in project.catalog.types
            case "deviation":
                deviation = project.deviations.get(name)
                if deviation is not None and deviation.clause is not None:
                    clauses.add(deviation.clause)
                elif deviation is not None and deviation.control is not None:
                    controls.add(deviation.control)
                else:
                    everything = True
            case _:
                everything = True
    return Reach(everything=everything, controls=frozenset(controls), clauses=frozenset(clauses))


def _using(project: Project, kind: str) -> set[str]:
    return {
        name
        for name, control in project.catalog.controls.items()
        for requirement in control.evidence
        if kind in {requirement.type, *(join.type for join in requirement.with_.values())}
    }
