"""What to do next: the few commands that lead on from a summary."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from checker.report.layout import WIDTH, clean, columns, wrap
from checker.report.model import Report
from checker.report.view import gaps, suspect_links

_MOST = 4
_INDENT = "  "


def next_lines(report: Report, path: str) -> list[str]:
    """Two to four commands, each with what it is for; the report is always the last."""
    project = "" if path in ("", ".") else " " + shlex.quote(path)
    steps = list(_steps(report, project))[: _MOST - 1]
    command = f"rsp report{project} --format markdown --output report.md"
    steps.append((command, "everything, with the list of what to ask for"))
    lines = ["Next:"]
    for command, purpose in steps:
        lines += _step(clean(command), purpose)
    return lines


def _step(command: str, purpose: str) -> list[str]:
    one_line = f"{_INDENT}{command}  # {purpose}"
    if columns(one_line) <= WIDTH:
        return [one_line]
    return [*wrap(command, first=_INDENT, rest="    "), *wrap(f"# {purpose}", first="    ")]


def _steps(report: Report, project: str) -> Iterator[tuple[str, str]]:
    if any(one.level == "error" for one in report.diagnostics):
        yield f"rsp lint{project}", "errors in files come first"
    if any(reason.code == "unsealed" for one in report.records for reason in one.reasons):
        yield f"rsp evidence seal{project}", "records that are not sealed do not count"
    found, links = gaps(report), suspect_links(report)
    waiting = [one.id for one in report.judgements if one.state == "open"]
    if found:
        yield f"rsp explain {found[0].control}{project}", "the first root gap in full"
    if links:
        control = links[0].partition(" ")[0]
        yield f"rsp review {control}{project}", "shows both sides of its links"
    if waiting:
        yield f"rsp explain {waiting[0]}{project}", "a question that waits for a reviewer"
    expiring = [(one.fresh_until, one.id) for one in report.instances if one.fresh_until]
    if not found and expiring:
        until, name = min(expiring)
        yield f"rsp explain {name}{project}", f"expires first, at {until}"
