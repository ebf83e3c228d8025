"""Sentences of the tool whose form is known: rebuilt from what an edition shows of each part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from checker.assess.assessment import Status, Verdict
from checker.gate import PROJECTION
from checker.report.model import Report
from checker.report.public.names import Names
from rsp.stamp import LinkState
from rsp.threshold import Outcome

_FIXED = frozenset(
    (
        "always in force",
        "an error reaches everything",
        "an error reaches it",
        "it asks for no evidence",
        "it depends on itself",
        "it is open",
        "no clause it implements applies",
        "no control implements it",
        "no model is in service in the period",
        "no standard is required",
        "no threshold that requires it is open, and it was not activated",
        "nothing below it applies",
        "nothing could be assessed",
        "nothing was determined; the duties of cannot-rule-out apply",
        "nothing was selected: all that is gated is known or left out, and nothing is shown",
        "nothing was selected: no clause counts of what is gated",
        "nothing was selected: no standard is required of any subject",
        "nothing was selected: no standard that gate.standards names is required",
        "the baseline cannot be used, so no gap is known",
        "the assessment is closed, and gate.allow_closed is not set",
        "the gate failed",
        "the gate passed",
        PROJECTION,
    )
)
_FORMS = (
    "{clause} is {status}",
    "{control} is {status}",
    "{standard} is {status}",
    "{control} is not assessed",
    "{control} depends on {control}",
    "{control} depends on {control}, which is undetermined",
    "the link from {control} is {status}",
    "open judgement {asked}",
    "{instance}",
    "{deviation}",
    "{subject}: {standard}",
    "{subject}: {standard} is {status}",
    "{subject}: {standard} is {status}, accepted by {deviations}",
    "{threshold}: {status}",
    "{threshold}: {status} (as publicly stated)",
    "{threshold}: no determination",
    "{threshold}: determined below, unsupported: {text}",
    "activated voluntarily on {text}",
    "announced for models under ASL-3: {models}",
    "{number} file errors",
    "{number} warnings {code}, by gate.fail_on_warnings",
    "{number} warning {code}, by gate.fail_on_warnings",
    "{number} gaps are not in the baseline of {date}",
    "{number} gap is not in the baseline of {date}",
    "{number} entries of the baseline to take out: closed",
    "{number} entry of the baseline to take out: closed",
    "the baseline ended with {date}",
    "the baseline ends with {date}, within gate.fail_before_expiry",
    "the baseline has {number} entries, and may have {number} from {date} on",
    "the gate passed with {number} known gap from the baseline of {date}",
    "the gate passed with {number} known gaps from the baseline of {date}",
    "{subject}: {standard}: {number} musts are not satisfied and not gated",
    "{subject}: {standard}: {number} must is not satisfied and not gated",
    "{deviation} ends within gate.fail_before_expiry, and {subject}: {standard} passes by it",
    "{number} records altered or withdrawn: {text}",
    "{number} errors in files, first: {code}",
    "there is no {kinds} to assess",
    "no {type} names {asset}",
    "the use of {clause} is not recorded",
    "the project declares no value for {parameter}",
    "--model {model}",
    "--standard {standard}",
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d(T[0-9:.]+Z)?")
_STATUSES = frozenset([*Status, *Verdict, *Outcome, *LinkState])

Rebuilt = str | None
"""What an edition shows of a part; None where it is not what it is taken for."""


class Forms:
    """The known forms, over the ids of one report."""

    def __init__(self, report: Report, names: Names) -> None:
        self._names = names
        self._instances = {one.id for one in report.instances}
        self._asked = {one.id for one in report.judgements}
        self._subjects = {one.id for one in report.subjects}
        self._models = {one.id.removeprefix("model/") for one in report.subjects}
        self._standards = {each.id for one in report.subjects for each in one.standards}
        self._clauses = {one.id for one in report.clauses}
        self._controls = {one.id for one in report.controls}
        self._deviations = {one.id for one in report.deviations}
        self._codes = {one.code for one in report.diagnostics}
        self._thresholds = {
            each.threshold for one in report.subjects for each in one.determinations
        }
        asked = [
            each
            for one in report.controls
            for each in one.requirements
            if names.sees(names.levels.requirement(one.id, each.id))
        ]
        self._types = {one.type for one in asked}
        self._kinds = {part for one in asked for part in (one.for_each or "").split(" and ")}
        self._parameters = {
            name for one in asked for name in re.findall(r"params\.([A-Za-z0-9_]+)", one.period)
        }
        self._assets = {one.asset for one in report.instances}
        self._parts: dict[str, Callable[[str, Callable[[str], str]], Rebuilt]] = {
            "clause": self._one("clause", self._clauses),
            "control": self._one("control", self._controls),
            "deviation": self._one("deviation", self._deviations),
            "status": lambda text, _: text if text in _STATUSES else None,
            "standard": lambda text, _: text if text in self._standards else None,
            "threshold": lambda text, _: text if text in self._thresholds else None,
            "subject": lambda text, _: names.key(text) if text in self._subjects else None,
            "instance": lambda text, _: names.instance(text) if text in self._instances else None,
            "asked": lambda text, _: names.asked(text) if text in self._asked else None,
            "model": lambda text, _: names.model(text) if text in self._models else None,
            "kinds": lambda text, _: text if self._kinds.issuperset(text.split("+")) else None,
            "type": lambda text, _: text if text in self._types else None,
            "asset": lambda text, _: names.key(text) if text in self._assets else None,
            "parameter": lambda text, _: text if text in self._parameters else None,
            "models": self._list(self._models, names.model),
            "deviations": self._list(self._deviations, lambda name: names.thing("deviation", name)),
            "number": lambda text, _: text if text.isascii() and text.isdecimal() else None,
            "code": lambda text, _: text if text in self._codes else None,
            "date": lambda text, _: text if _DATE.fullmatch(text) else None,
            "text": lambda text, hide: hide(text),
        }

    def rebuilt(self, text: str, hide: Callable[[str], str]) -> Rebuilt:
        """The sentence as the edition shows it, None where its form is not known; `hide` gives
        what is shown in place of a part that is a text by itself."""
        if text in _FIXED:
            return text
        for pattern, kinds in _PATTERNS:
            found = pattern.fullmatch(text)
            if found is None:
                continue
            parts = [
                self._parts[kind](part, hide)
                for kind, part in zip(kinds, found.groups(), strict=True)
            ]
            if None not in parts:
                return _filled(text, found, [part or "" for part in parts])
        return None

    def _one(self, kind: str, known: set[str]) -> Callable[[str, Callable[[str], str]], Rebuilt]:
        def part(text: str, hide: Callable[[str], str]) -> Rebuilt:
            return self._names.thing(kind, text) if text in known else None

        return part

    def _list(
        self, known: set[str], shown: Callable[[str], str]
    ) -> Callable[[str, Callable[[str], str]], Rebuilt]:
        def part(text: str, hide: Callable[[str], str]) -> Rebuilt:
            every = text.split(", ")
            if not all(one in known for one in every):
                return None
            made = [shown(one) for one in every]
            return ", ".join(made if made == every else sorted(made))

        return part


def _filled(text: str, found: re.Match[str], parts: list[str]) -> str:
    """The sentence with each part in its place."""
    pieces, at = [], 0
    for index, part in enumerate(parts, 1):
        pieces += [text[at : found.start(index)], part]
        at = found.end(index)
    return "".join([*pieces, text[at:]])


def _patterns() -> Iterator[tuple[re.Pattern[str], tuple[str, ...]]]:
    for form in _FORMS:
        pieces = re.split(r"\{([a-z]+)\}", form)
        pattern = "(.+?)".join(re.escape(piece) for piece in pieces[::2])
        yield re.compile(pattern, re.DOTALL), tuple(pieces[1::2])


_PATTERNS = tuple(_patterns())
