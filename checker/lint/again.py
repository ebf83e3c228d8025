"""Probes that are not repeated while nothing that they read has changed; for who lints often."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checker.diagnostics.diagnostic import Diagnostic
from checker.lint.probes import probed
from checker.lint.samples import Samples
from checker.lint.walk import Expression, expressions
from checker.project.project import Project

Key = tuple[object, ...]


class Probes:
    """The rule `probes.rule`, which keeps what it found in its last whole run.

    A probe is a pure function of its key: the expression and its place, what its requirement is
    for and joins, the parameters and their values, the digests of the evidence types, and what
    samples take from the rest of the project. It finds the same as without. It is not a matter of
    time alone: the engine keeps the lists it was given for good, so what is probed again costs
    memory.
    """

    def __init__(self, wanted: Callable[[], None] = lambda: None) -> None:
        """`wanted` is called before each probe, and raises where nobody waits for it any more."""
        self.wanted = wanted
        self.thorough = True
        """Whether what is not known is probed; else it is left out, and counted as missed."""
        self.missed = 0
        self._before: dict[Key, tuple[Diagnostic, ...]] = {}
        self._found: dict[Key, tuple[Diagnostic, ...]] = {}

    def rule(self, project: Project) -> Iterator[Diagnostic]:
        """Probe every validation that is not as it was."""
        self._before, self._found, self.missed = {**self._before, **self._found}, {}, 0
        samples = Samples(project)
        facts = samples.facts
        shown: dict[int, str] = {}
        for one in expressions(project):
            if not one.validation:
                continue
            key = (one.text, one.at, facts, *_read(project, one, shown))
            found = self._before.get(key)
            if found is None and not self.thorough:
                self.missed += 1
                continue
            if found is None:
                self.wanted()
                found = tuple(probed(project, samples, one))
            self._found[key] = found
            yield from found
        if self.thorough:
            self._before = {}


def _read(project: Project, one: Expression, shown: dict[int, str]) -> Key:
    """What a probe reads of its control and of the project, as text."""
    requirement, types = one.requirement, project.catalog.types
    names = (requirement.type, *(join.type for join in requirement.with_.values()))
    digests = tuple(types[name].digest if name in types else None for name in names)
    if id(requirement) not in shown:
        declared = project.settings.parameters.get(one.control.id)
        about = (requirement.for_each, requirement.type, requirement.with_)
        shown[id(requirement)] = repr((*about, one.control.parameters, declared))
    return one.control.id, shown[id(requirement)], digests
