"""Whether what the core made of a case is what the case says."""

from __future__ import annotations

from collections.abc import Iterator

from checker.assess.assessment import Reason
from checker.expr.cel import Outcome
from checker.testing.given import GivenError
from checker.testing.seen import Seen
from rsp.case import Case, Named
from rsp.requirement import Operation, Requirement
from rsp.value import Value

_WORDS = {
    Outcome.TRUE: "is true",
    Outcome.FALSE: "is false",
    Outcome.ERROR: "cannot be evaluated",
    Outcome.TOO_LARGE: "cannot be evaluated",
}


_EXPECTED = {Outcome.TRUE: "true", Outcome.FALSE: "false", Outcome.ERROR: "cannot be evaluated"}


class Expected(Value, frozen=True, kw_only=True):
    """What has to come of a case."""

    outcomes: tuple[Outcome, ...]
    """One for each validation; ERROR also stands for one over its budget."""
    reasons: frozenset[str]
    in_scope: bool


class Miss(Value, frozen=True, kw_only=True):
    """One thing that came out otherwise."""

    message: str
    validation: int | None = None
    """The validation it is about."""


def expected(requirement: Requirement, case: Case) -> Expected:
    """What a case says, in full; raises GivenError where it names what does not exist."""
    false = _indices(requirement, case.fails, "fails")
    errors = _indices(requirement, case.errors, "errors")
    if false & errors:
        raise GivenError("a validation cannot be false and an error", "errors")
    outcomes = tuple(
        Outcome.FALSE if index in false else Outcome.ERROR if index in errors else Outcome.TRUE
        for index in range(len(requirement.validations))
    )
    if not case.in_scope and (false or errors or case.reasons):
        raise GivenError("what is out of scope is not judged", "in_scope")
    reasons = _entailed(requirement, bool(false), bool(errors))
    if case.reasons is not None:
        for index, code in enumerate(case.reasons):
            if code not in set(Reason):
                known = ", ".join(Reason)
                raise GivenError(
                    f"there is no reason {code!r}; there are {known}", "reasons", index
                )
        reasons = frozenset(case.reasons)
    return Expected(outcomes=outcomes, reasons=reasons, in_scope=case.in_scope)


def misses(wanted: Expected, seen: Seen) -> Iterator[Miss]:
    """Everything that came out otherwise, validations first."""
    if seen.excluded is wanted.in_scope:
        found, other = ("out of", "in") if wanted.in_scope else ("in", "out of")
        yield Miss(message=f"it is {found} scope, expected: {other} scope")
        return
    if not wanted.in_scope:
        return
    for index, (outcome, result) in enumerate(zip(wanted.outcomes, seen.results, strict=False)):
        found = Outcome.ERROR if result.outcome is Outcome.TOO_LARGE else result.outcome
        if found is not outcome:
            why = f" ({result.message})" if result.message else ""
            message = f"{_WORDS[found]}{why}, expected: {_EXPECTED[outcome]}"
            yield Miss(message=message, validation=index)
    if set(seen.codes) != wanted.reasons:
        codes = ", ".join(seen.codes) or "met"
        yield Miss(message=f"the requirement is {codes}, expected: {_listed(wanted)}")


def _listed(wanted: Expected) -> str:
    return ", ".join(sorted(wanted.reasons)) or "met"


def _entailed(requirement: Requirement, false: bool, errors: bool) -> frozenset[str]:
    over_time = requirement.operation in (Operation.INSTANTS, Operation.CONTINUOUS)
    fails = Reason.EXCEPTION_IN_PERIOD if over_time else Reason.VALIDATION_FAILED
    return frozenset(
        code.value for code, given in ((fails, false), (Reason.VALIDATION_ERROR, errors)) if given
    )


def _indices(requirement: Requirement, named: Named, key: str) -> frozenset[int]:
    """The validations that are named, by index or by how their message starts."""
    found = set()
    for one in named if isinstance(named, tuple) else (named,):
        if isinstance(one, int):
            able = [one] if 0 <= one < len(requirement.validations) else []
        else:
            able = [
                index
                for index, validation in enumerate(requirement.validations)
                if validation.message.startswith(one)
            ]
        if len(able) != 1:
            count = len(requirement.validations)
            what = "more than one" if able else f"none of the {count}"
            raise GivenError(f"{str(one)[:80]!r} names {what} validations", key)
        found.update(able)
    return frozenset(found)
