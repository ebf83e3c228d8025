"""Try the cases of one requirement: each as it says, every validation seen both ways, and every
reason that its fields make possible."""

from __future__ import annotations

from collections.abc import Iterator, Set

import msgspec

from checker.assess.assessment import Reason
from checker.diagnostics.diagnostic import Diagnostic, Related
from checker.diagnostics.make import diagnose
from checker.expr.cel import Outcome
from checker.project.project import Project
from checker.testing.expect import Expected, Miss, expected, misses
from checker.testing.given import GivenError
from checker.testing.probe import Probe
from checker.testing.probes import probes
from checker.testing.probes_around import contradiction
from checker.testing.rejection import rejected
from checker.testing.scope import otherwise, undecided
from checker.testing.seen import Seen, in_scope, see
from checker.testing.setting import Setting
from checker.testing.stand import Stand
from rsp.case import Case
from rsp.ref import Ref
from rsp.requirement import Requirement
from rsp.value import Value

_NO_ANSWER = (Outcome.ERROR, Outcome.TOO_LARGE)


class Tried(Value, frozen=True, kw_only=True):
    """One case as it came out."""

    at: Ref
    setting: Setting
    wanted: Expected
    seen: Seen

    @property
    def fails(self) -> bool:
        """Whether it is in scope and some validation is false."""
        return self.wanted.in_scope and Outcome.FALSE in self.wanted.outcomes


class Trial:
    """One requirement on trial; what is wrong is collected in `diagnostics`."""

    def __init__(self, project: Project, stand: Stand, at: Ref, of: Ref) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.tried: list[Tried] = []
        """The base, then the cases, but for those that could not be judged as they say."""
        self.as_said = True
        """Whether every case came out as it says; if not, what follows from them is not looked
        for."""
        self.probed = 0
        """Settings that were made from the requirement's fields."""
        self._project = project
        self._stand = stand
        self._at = at
        """The requirement in the cases file."""
        self._of = of
        """The requirement in its control."""

    @property
    def requirement(self) -> Requirement:
        """What is on trial."""
        return self._stand.requirement

    @property
    def control(self) -> str:
        """The id of its control."""
        return self._stand.control.id

    def run(self, cases: tuple[Case, ...]) -> None:
        """The base, the cases, then what follows from both."""
        base = self._try(Case(name="the base"), self._at.at("base"))
        if base is None:
            return
        for index, case in enumerate(cases):
            at = self._at.at("cases", index)
            for one, where in each_of(case, at):
                self._try(one, where)
        if self.as_said:
            self._seen_both_ways()
        self._reasons(base)

    def _try(self, case: Case, at: Ref) -> Tried | None:
        """Judge a case; None where it cannot be judged or did not come out as it says."""
        try:
            wanted = expected(self.requirement, case)
            setting = self._stand.setting(case)
        except GivenError as error:
            self._report("case-invalid", at.at(*error.steps), error.message)
            self.as_said = False
            return None
        seen = see(self._project, setting)
        missed = list(misses(wanted, seen))
        if missed:
            self._missed(case, at, missed, seen)
            self.as_said = False
            return None
        tried = Tried(at=at, setting=setting, wanted=wanted, seen=seen)
        self.tried.append(tried)
        return tried

    def _missed(self, case: Case, at: Ref, missed: list[Miss], seen: Seen) -> None:
        related = [
            Related(
                at=self._of.at("validations", miss.validation, "rule"),
                message=f"validation {miss.validation} {miss.message}: "
                f"{self.requirement.validations[miss.validation].message}",
            )
            for miss in missed
            if miss.validation is not None
        ]
        others = [miss.message for miss in missed if miss.validation is None]
        count = len(related)
        told = [f"{count} validation{'s' * (count > 1)} came out otherwise"] if related else []
        message = f"{case.name!r}: {'; '.join([*told, *others])}"
        help = "; ".join(seen.messages)[:400] or None
        self._report("case-failed", at, message, help=help, related=related)

    def _seen_both_ways(self) -> None:
        """Every validation true in one case and false in another; `where` likewise."""
        for index, validation in enumerate(self.requirement.validations):
            at = self._of.at("validations", index, "rule")
            shown = {one.seen.results[index].outcome for one in self.tried if one.wanted.in_scope}
            for outcome in (Outcome.TRUE, Outcome.FALSE):
                if outcome not in shown:
                    what = f"validation {index} of {self._name} {outcome.value}"
                    self._vacuous(at, f"no case makes {what}: {validation.message}")
        if self.requirement.where is not None and not self._leaves_out():
            what = f"{self._name}: nothing is seen to be out of its scope"
            self._vacuous(self._of.at("where"), what)

    def _leaves_out(self) -> bool:
        """Whether a case, or a base with one fact turned around, is out of scope."""
        if any(not one.wanted.in_scope for one in self.tried):
            return True
        base = self.tried[0].setting
        return any(see(self._project, one).excluded for one in otherwise(base))

    def _reasons(self, base: Tried) -> None:
        """Every reason that the requirement can give, given by a setting made for it."""
        made = [*probes(base.setting), *self._contradictions(base), *self._undecided(base)]
        for probe in made:
            seen = see(self._project, probe.setting)
            codes = seen.everywhere if probe.everywhere else seen.codes
            self._reached(probe.name, codes, probe.must, probe.may)
        if self.requirement.judgement is not None:
            codes = rejected(self._project, base.setting)
            self._reached("a reviewer rejects it", codes, {Reason.REJECTED_IN_REVIEW})

    def _reached(
        self, name: str, codes: tuple[str, ...], must: Set[Reason], may: Set[Reason] = frozenset()
    ) -> None:
        """Count a setting, and report it where its reasons are not those it has to have."""
        self.probed += 1
        found = {Reason(code) for code in codes}
        if not must <= found <= must | may:
            self._report(
                "reason-not-reached",
                self._of,
                f"where {name}, {self._name} gives {', '.join(codes) or 'no reason'}, "
                f"expected: {', '.join(sorted(must))}",
            )

    def _undecided(self, base: Tried) -> Iterator[Probe]:
        """Those of the settings without a fact for which `where` has no answer."""
        text = self.requirement.where
        for probe in undecided(base.setting) if text is not None else ():
            if in_scope(probe.setting.context(self._project), probe.setting).outcome in _NO_ANSWER:
                yield probe

    def _contradictions(self, base: Tried) -> Iterator[Probe]:
        """A failing case beside the base; the first that fails by its payload alone."""
        made = [
            contradiction(base.setting, one.setting)
            for one in self.tried
            if one.fails and one.setting.place == base.setting.place
        ]
        for probe in made:
            if Reason.CONTRADICTED.value in see(self._project, probe.setting).codes:
                yield probe
                return
        yield from made[:1]

    def _vacuous(self, at: Ref, message: str) -> None:
        help = f"add a case to {self._at.document.rpartition('/')[2]}"
        self._report("vacuous-validation", at, message, help=help)

    @property
    def _name(self) -> str:
        return f"{self._stand.control.id}/{self.requirement.id}"

    def _report(
        self,
        code: str,
        at: Ref,
        message: str,
        *,
        help: str | None = None,
        related: list[Related] | None = None,
    ) -> None:
        self.diagnostics.append(
            diagnose(code, at, message, help=help, related=related or (), reaches=())
        )


def each_of(case: Case, at: Ref) -> Iterator[tuple[Case, Ref]]:
    """A case, or one for each of its further changes."""
    if not case.each:
        yield case, at
    for index, further in enumerate(case.each):
        changes = {**case.change, **further}
        name = f"{case.name}, {index}"
        yield msgspec.structs.replace(case, name=name, change=changes), at.at("each", index)
