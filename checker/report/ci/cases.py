"""What JUnit shows, without its form: the cases of each suite and how they came out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.report.ci.accepted import Accepting
from checker.report.ci.place import HEAD, Places, is_here
from checker.report.ci.rest import IDLE, idle
from checker.report.model import (
    Diagnostic,
    Gate,
    Instance,
    Judgement,
    Location,
    Report,
    Standard,
)
from checker.report.view import controls_by_id
from rsp.value import Value

COULD_NOT_CHECK = (
    "malformed", "not-presented", "scope-error", "too-large", "undeclared-parameter",
    "validation-error",
)  # fmt: skip
"""Reasons that say nothing about the thing, only that it could not be looked at."""


class Case(Value, frozen=True, kw_only=True):
    """One case of a suite."""

    group: str
    name: str
    outcome: str = ""
    """`failure`, `error`, `skipped`; empty for a pass."""
    kind: str = ""
    """Reason codes."""
    lines: tuple[str, ...] = ()
    """What there is to say, the first of it as message."""
    at: Location = HEAD


Suite = tuple[str, Sequence[Case]]


def cases(report: Report) -> list[Suite]:
    """Every suite of a report; some may be empty."""
    unneeded = idle(report)
    return [
        *_Instances(report).suites(),
        ("verdicts", _verdicts(report)),
        ("judgements", [_judgement(one, unneeded) for one in report.judgements]),
        *cases_of_files(report.diagnostics, report.gate),
    ]


def cases_of_files(diagnostics: Iterable[Diagnostic], gate: Gate) -> list[Suite]:
    """The suites of files and of the gate."""
    errors = [
        Case(group="files", name=f"{one.code} {one.location.file}:{one.location.line}",
             outcome="error", kind=one.code, lines=(one.message,), at=one.location)
        for one in diagnostics if one.level == "error"
    ]  # fmt: skip
    failed = "failure" if gate.status == "failed" else ""
    kind = "gate-failed" if failed else ""
    whole = Case(group="gate", name="gate", outcome=failed, kind=kind, lines=gate.because)
    return [("files", errors), ("gate", [whole])]


class _Instances:
    """What the cases of instances are looked up in."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._controls = controls_by_id(report)
        self._places = Places(report)
        self._accepting = Accepting(report)
        self._states: dict[str, set[str]] = {}
        for subject in report.subjects:
            for one in subject.controls:
                self._states.setdefault(one.id, set()).add(one.status)

    def suites(self) -> list[Suite]:
        """By standard, in order of their ids."""
        found: dict[str, list[Case]] = {}
        for one in self._report.instances:
            control = self._controls.get(one.control)
            standard = control.standard if control else "no standard"
            found.setdefault(standard, []).append(self._case(one, standard))
        return sorted(found.items())

    def _case(self, one: Instance, standard: str) -> Case:
        outcome, kind, lines = self._outcome(one)
        return Case(
            group=f"{standard}.{one.control}",
            name=one.id,
            outcome=outcome,
            kind=kind,
            lines=lines,
            at=self._places.of_gap(one, one.reasons),
        )

    def _outcome(self, one: Instance) -> tuple[str, str, tuple[str, ...]]:
        states = self._states.get(one.control, set())
        codes = tuple(dict.fromkeys(reason.code for reason in one.reasons))
        if "not-assessed" in states:
            return "error", "not-assessed", (f"{one.control} could not be assessed", *_said(one))
        if one.status == "not-applicable" or (states and states <= set(IDLE)):
            return "skipped", "", ("nothing requires it",)
        if one.status == "alternative":
            return "skipped", "", ("another of which one is enough is met",)
        if one.status == "met":
            return "", "", ()
        if accepted := self._accepting.by(one):
            by = ", ".join(f"{each.deviation} until {each.until}" for each in accepted)
            return "skipped", "", (f"unmet, and accepted by {by}", *_said(one))
        unchecked = bool(codes) and set(codes) <= set(COULD_NOT_CHECK)
        return "error" if unchecked else "failure", " ".join(codes), _said(one)


def _said(one: Instance) -> tuple[str, ...]:
    return tuple(
        f"{reason.code}: {reason.message} ({reason.location.file}:{reason.location.line})"
        for reason in one.reasons
    ) or ("nothing shows it",)


_VERDICTS = {"conformant": "", "not-required": "skipped", "not-conformant": "failure"}
"""Any other verdict is that it could not be told."""


def _verdicts(report: Report) -> list[Case]:
    return [
        Case(
            group=f"verdicts.{standard.id}",
            name=f"{subject.id} {standard.id}",
            outcome=_VERDICTS.get(standard.verdict, "error"),
            kind=standard.verdict,
            lines=_verdict_lines(standard),
        )
        for subject in report.subjects
        for standard in subject.standards
    ]


def _verdict_lines(one: Standard) -> tuple[str, ...]:
    waits = f"open: {', '.join(one.open_judgements)}" if one.open_judgements else ""
    by = f"accepted by {', '.join(one.accepted_by)}" if one.accepted_by else ""
    return tuple(
        each for each in (f"{one.verdict}; the gate: {one.gate}", by, waits, *one.because) if each
    )


_JUDGEMENTS = {"accepted": "", "rejected": "failure", "open": "error"}


def _judgement(one: Judgement, unneeded: set[str]) -> Case:
    needed = one.id.partition("/")[0] not in unneeded
    return Case(
        group="judgements",
        name=one.id,
        outcome=_JUDGEMENTS[one.state] if needed or one.state != "open" else "skipped",
        kind=f"judgement-{one.state}",
        lines=(one.question, *one.because),
        at=one.location if is_here(one.location) else HEAD,
    )
