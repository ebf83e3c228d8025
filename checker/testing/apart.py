"""Two versions of an expression, tried on the cases of their control, of either revision."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from msgspec.structs import replace

from checker.diagnostics.diagnostic import EVERYTHING, Level
from checker.evidence.payloads import Payloads
from checker.expr.cel import Result
from checker.lint import rules
from checker.project.catalog import shipped_tree
from checker.project.open import Opened
from checker.project.project import Project
from checker.project.reading import Reading
from checker.testing.given import GivenError
from checker.testing.seen import in_scope, need_of, results
from checker.testing.setting import Setting
from checker.testing.stand import Stand
from checker.testing.trial import each_of
from rsp.case import SUFFIX, Case, Cases, RequirementCases
from rsp.ref import Ref
from rsp.requirement import Requirement, Validation
from rsp.value import Value

_SHIPPED = "catalog:"
_REVIEWS = ("suspect-link", "unreviewed-link")
"""Errors that say nothing about whether a control can be tried."""


class Outcomes(Value, frozen=True, kw_only=True):
    """What two expressions say of one case."""

    name: str
    at: Ref
    old: str
    """`true`, `false`, `error` or `too-large`."""
    new: str


class Shelf:
    """The cases of one revision."""

    def __init__(self, opened: Opened, project: Project) -> None:
        self._opened = opened
        self._project = project
        self._kinds: dict[str, Payloads] = {}

    def requirement(self, control: str, name: str) -> Requirement | None:
        """A requirement of a control as this revision has it."""
        found = self._project.catalog.controls.get(control)
        asked = found.evidence if found is not None else ()
        return next((one for one in asked if one.id == name), None)

    def judge(
        self, control: str, requirement: str, old: str, new: str, *, scope: bool
    ) -> Iterator[Outcomes]:
        """What both say of each case: validations, or with `scope` each a `where`; nothing where
        the revision has no cases for it, or none that can be made."""
        read = self._cases(control)
        stated = None if read is None else read[0].requirements.get(requirement)
        asked = self.requirement(control, requirement)
        if read is None or stated is None or asked is None or not self._sound(control, asked):
            return
        cases, at = read
        here = at.at("requirements", requirement)
        try:
            stand = Stand(
                self._project.catalog.controls[control], asked, self._types(asked), stated.base,
                cases.params,
            )  # fmt: skip
        except GivenError:
            return
        for case, where in _every(stated, here):
            try:
                setting = stand.setting(case)
            except GivenError:
                continue
            found = self._scopes if scope else self._validations
            pair = found(setting, old, new)
            if len(pair) == 2:
                was, now = (one.outcome.value for one in pair)
                yield Outcomes(name=case.name, at=where, old=was, new=now)

    def _validations(self, setting: Setting, old: str, new: str) -> tuple[Result, ...]:
        context = setting.context(self._project)
        pair = tuple(Validation(rule=text, message="apart") for text in (old, new))
        return results(context, need_of(context, setting), setting, pair)

    def _scopes(self, setting: Setting, old: str, new: str) -> tuple[Result, ...]:
        found = []
        for text in (old, new):
            asked = replace(setting.requirement, where=text or "true")
            own = replace(
                setting, requirement=asked, control=replace(setting.control, evidence=(asked,))
            )
            found.append(in_scope(own.context(self._project), own))
        return tuple(found)

    def _cases(self, control: str) -> tuple[Cases, Ref] | None:
        """The cases file beside a control, as far as it can be read."""
        at = self._project.refs.get(f"control/{control}")
        if at is None:
            return None
        document = self._opened.sources.actual(at).document
        tree = shipped_tree() if document.startswith(_SHIPPED) else self._opened.tree
        path = f"{document.removeprefix(_SHIPPED).removesuffix('.yaml')}{SUFFIX}"
        if tree is None or not tree.exists(path):
            return None
        reading = Reading(tree, self._opened.sources, [])
        cases = reading.value(path, Cases)
        return None if cases is None or cases.control != control else (cases, reading.ref(path))

    def _types(self, asked: Requirement) -> dict[str, Payloads]:
        types = self._project.catalog.types
        for name in (asked.type, *(join.type for join in asked.with_.values())):
            if name not in self._kinds:
                self._kinds[name] = Payloads(types[name])
        return self._kinds

    def _sound(self, control: str, asked: Requirement) -> bool:
        """Whether nothing is wrong with the control that would keep it from being tried."""
        names = (asked.type, *(join.type for join in asked.with_.values()))
        return all(name in self._project.catalog.types for name in names) and not (
            {EVERYTHING, f"control/{control}"} & self._broken
        )

    @cached_property
    def _broken(self) -> frozenset[str]:
        found = rules.apply(rules.SOUND, self._project, self._opened.diagnostics)
        return frozenset(
            key
            for one in (*self._opened.diagnostics, *found)
            if one.level is Level.ERROR and one.code not in _REVIEWS
            for key in one.reaches
        )


def _every(stated: RequirementCases, at: Ref) -> Iterator[tuple[Case, Ref]]:
    yield Case(name="the base"), at.at("base")
    for index, case in enumerate(stated.cases):
        yield from each_of(case, at.at("cases", index))
