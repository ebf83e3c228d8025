"""The summary's tables: standards of each subject, why in force, activities, commitments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.report.gated import let_words
from checker.report.layout import Style, Tone, clean, listed, pad, wrap
from checker.report.model import Report, Standard, Subject
from checker.report.view import COMMITMENTS, gate_of, tally, verdict_of

_HEADS = ("Standard", "Verdict", "Gate", "Shown", "Period", "State")
_WIDTHS = (18, 22, 9, 9, 6, 5)
_FORBIDDEN = (
    "Forbidden: a clause is not shown to be satisfied by this evidence, so the policy does not"
    " allow it on this evidence. It says nothing of what was done."
)
_LEGEND = (
    "Shown: clauses satisfied, of all that count. Period: those tested over the period."
    " State: those of which only the state at a date was seen. The rest show nothing."
)
_APART = "Reported commitments: measures said in public to be in place; no part of a verdict above"
_TONES = {
    "conformant": Tone.GOOD,
    "not-conformant": Tone.BAD,
    "not-assessed": Tone.BAD,
    "undetermined": Tone.OPEN,
    "not-required": Tone.QUIET,
    "passes": Tone.GOOD,
    "accepted": Tone.OPEN,
    "baseline": Tone.OPEN,
    "narrowed": Tone.OPEN,
    "fails": Tone.BAD,
    "forbidden": Tone.BAD,
}


def subject_lines(report: Report, style: Style) -> list[str]:
    """Every subject with its standards, then the commitments by themselves."""
    lines: list[str] = []
    for subject in report.subjects:
        standards = [one for one in subject.standards if one.id != COMMITMENTS]
        if standards:
            lines += ["", style.paint(clean(subject.id), Tone.STRONG), _row(_HEADS)]
            for standard in standards:
                lines += _standard(report, subject, standard, style)
            lines += _activities(subject)
    if lines:
        lines += ["", *wrap(_LEGEND)]
    if any(
        activity.finding == "forbidden"
        for subject in report.subjects
        for activity in subject.activities.values()
    ):
        lines += wrap(_FORBIDDEN)
    return [*lines, *_commitments(report, style)]


def _standard(report: Report, subject: Subject, standard: Standard, style: Style) -> Iterator[str]:
    verdict, gate = verdict_of(report, standard), gate_of(standard)
    cells = [standard.id, verdict, gate]
    if standard.required:
        counted = tally(subject, standard)
        shown = f"{counted.satisfied}/{counted.total}"
        cells += [shown, str(counted.over_time), str(counted.state_only)]
    tones = (None, _TONES.get(standard.verdict), _TONES.get(gate))
    yield _row(cells, style, tones)
    word = "required" if standard.required else "not required"
    because = listed([clean(one) for one in standard.because], 4)
    if because:
        yield from wrap(f"{word}: {because}", first="    ", rest="      ")
    if standard.accepted_by:
        yield from wrap(
            f"the verdict stays {standard.verdict}; the gate accepts it by"
            f" {listed(standard.accepted_by, 4)}",
            first="    ",
            rest="      ",
        )
    if let := let_words(standard):
        yield from wrap(let, first="    ", rest="      ")
    if standard.shortfalls:
        yield from wrap(
            f"shortfalls: {listed(standard.shortfalls, 6)}", first="    ", rest="      "
        )
    questions = len(standard.open_judgements)
    if questions:
        yield from wrap(f"open judgements: {questions}", first="    ", rest="      ")


def _activities(subject: Subject) -> Iterator[str]:
    for name, activity in sorted(subject.activities.items(), key=lambda item: _order(item[0])):
        clauses = f" by {', '.join(activity.clauses)}" if activity.clauses else ""
        because = f": {listed(activity.because, 3)}" if activity.because else ""
        yield from wrap(f"{name}: {activity.finding}{clauses}{because}", first="  ", rest="    ")
        if activity.interim:
            yield from wrap(
                f"interim measures in effect: {listed(activity.interim, 4)};"
                " they do not change the finding",
                first="    ",
                rest="      ",
            )


def _commitments(report: Report, style: Style) -> Iterator[str]:
    found = [
        (subject, standard)
        for subject in report.subjects
        for standard in subject.standards
        if standard.id == COMMITMENTS
    ]
    if not found:
        return
    yield ""
    yield from wrap(_APART)
    yield _row(("Subject", *_HEADS[1:]))
    for subject, standard in found:
        counted = tally(subject, standard)
        gate = gate_of(standard)
        shown = f"{counted.satisfied}/{counted.total}"
        figures = [shown, str(counted.over_time), str(counted.state_only)]
        tones = (None, _TONES.get(standard.verdict), _TONES.get(gate))
        yield _row([subject.id, verdict_of(report, standard), gate, *figures], style, tones)


def _row(
    cells: Sequence[str], style: Style | None = None, tones: Sequence[Tone | None] = ()
) -> str:
    padded = [
        pad(clean(cell), width, right=index > 2)
        for index, (cell, width) in enumerate(zip(cells, _WIDTHS, strict=False))
    ]
    for index, tone in enumerate(tones):
        if style is not None:
            padded[index] = style.paint(padded[index], tone)
    return "  " + " ".join(padded)


def _order(name: str) -> tuple[int, str]:
    known = ("train", "deploy", "store")
    return (known.index(name) if name in known else len(known), name)
