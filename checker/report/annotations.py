"""Findings as workflow commands of GitHub Actions, the most important first.

GitHub shows ten annotations of each level for one step and drops the rest without a word; the last
notice says how many there are. https://docs.github.com/actions/reference/workflow-commands
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from checker.report.ci.finding import Finding, Told
from checker.report.ci.path import path_of
from checker.report.layout import clean, cut, number
from checker.report.model import Location

MOST = 10
"""Annotations of one level in one step."""
_LONGEST = 1_000
"""Columns of a message."""
_TITLE = 120
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice", "none": "notice"}


def render(told: Told, prefix: str = "") -> str:
    """One command in each line; `prefix` is the project's folder in the repository."""
    lines: list[str] = []
    shown: Counter[str] = Counter()
    for one in _first(told.findings):
        command = _COMMANDS[one.level]
        room = MOST - 1 if command == "notice" else MOST
        if not one.accepted and shown[command] < room:
            shown[command] += 1
            lines.append(_command(command, one, prefix))
    return "".join(f"{line}\n" for line in (*lines, *_last(told, len(lines))))


def _first(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    """The first finding of each control and level; of anything else each."""
    seen: set[tuple[str, str]] = set()
    for one in findings:
        control = one.facts.get("control")
        if isinstance(control, str):
            if (control, one.level) in seen:
                continue
            seen.add((control, one.level))
        yield one


def _command(command: str, one: Finding, prefix: str) -> str:
    title = cut(clean(f"{one.rule}: {one.about}" if one.about else one.rule), _TITLE)
    fields = {"title": title, "file": clean(path_of(one.at, prefix)), **_region(one.at)}
    stated = ",".join(f"{name}={_property(value)}" for name, value in fields.items())
    return f"::{command} {stated}::{_data(cut(clean(one.message), _LONGEST))}"


def _region(at: Location) -> dict[str, str]:
    """Line and column; GitHub takes an end column only within one line."""
    found = {"line": str(at.line)}
    if at.column >= 1:
        found["col"] = str(at.column)
        if at.end_line == at.line and at.end_column > at.column:
            found["endColumn"] = str(at.end_column)
    return found


def _last(told: Told, shown: int) -> Iterator[str]:
    """A notice on what is not annotated, and on the gate; a run never ends without a word."""
    accepted = sum(1 for one in told.findings if one.accepted)
    more = len(told.findings) - shown - accepted
    said = [f"Gate: {told.gate.status}"] if told.gate else [number(len(told.findings), "finding")]
    if told.gate and told.exit.code == 0 and told.exit.because != "the gate passed":
        because = clean(told.exit.because)
        said.append(f"{because[:1].upper()}{because[1:]}")
    if more > 0:
        said.append(
            f"{number(more, 'finding')} not annotated, as GitHub shows {MOST} of each level for a"
            " step; the SARIF and the report hold all of them"
        )
    if accepted:
        said.append(f"{number(accepted, 'gap')} accepted by deviations")
    yield f"::notice title=rsp::{_data('. '.join(said))}."


def _data(text: str) -> str:
    """Text after the second `::`."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """The value of a property."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
