"""The report as JUnit XML: a suite for each standard, a case for each requirement instance.

A control belongs to one standard, so an instance stands in one suite, also where several models
require that standard. Further suites hold what no instance says: verdicts, questions to reviewers,
errors in files, and the gate. Never is a case a pass that could not be checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from checker.report.ci.cases import Case, Suite, cases, cases_of_files
from checker.report.ci.path import path_of
from checker.report.ci.place import HEAD, is_here
from checker.report.layout import clean
from checker.report.model import Diagnostic, Exit, Gate, Report

_LONGEST = 2_000
"""Characters of one text."""


def render(report: Report, prefix: str = "") -> str:
    """The whole document; `prefix` is the project's folder in the repository."""
    facts = {
        "organization": report.project.organization,
        "as-of": report.as_of.date,
        "policy": report.policy.edition,
        "policy-digest": report.policy.digest,
        "catalog": f"{report.catalog.name} {report.catalog.version}",
        "catalog-digest": report.catalog.digest,
        "assessment-digest": report.digest,
        "partial": ", ".join(report.partial),
        "exit-code": str(report.exit.code),
    }
    return _document(cases(report), facts, prefix)


def render_files(diagnostics: Iterable[Diagnostic], gate: Gate, exit: Exit, prefix: str) -> str:
    """The document of a project of which nothing could be assessed."""
    return _document(cases_of_files(diagnostics, gate), {"exit-code": str(exit.code)}, prefix)


def _document(suites: Sequence[Suite], facts: dict[str, str], prefix: str) -> str:
    full = [(name, group) for name, group in suites if group]
    every = [case for _, group in full for case in group]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites{_attributes('rsp', every)}>"]
    for name, group in full:
        lines.append(f"  <testsuite{_attributes(name, group)}>")
        lines.append("    <properties>")
        lines += [
            f"      <property name={quoteattr(key)} value={_attribute(value)}/>"
            for key, value in facts.items() if value
        ]  # fmt: skip
        lines.append("    </properties>")
        for case in group:
            lines += _case(case, prefix)
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _attributes(name: str, group: Sequence[Case]) -> str:
    def count(outcome: str) -> int:
        return sum(1 for case in group if case.outcome == outcome)

    return (
        f' name={_attribute(name)} tests="{len(group)}" failures="{count("failure")}"'
        f' errors="{count("error")}" skipped="{count("skipped")}"'
    )


def _case(case: Case, prefix: str) -> Iterator[str]:
    at = case.at if is_here(case.at) else HEAD
    head = (
        f"    <testcase classname={_attribute(case.group)} name={_attribute(case.name)}"
        f' file={_attribute(path_of(at, prefix))} line="{at.line}"'
    )
    if not case.outcome:
        yield f"{head}/>"
        return
    said = [_text(line) for line in case.lines]
    first = _attribute(case.lines[0]) if case.lines else '""'
    yield f"{head}>"
    if case.outcome == "skipped":
        yield f"      <skipped message={first}/>"
    else:
        body = escape("\n".join([*said, f"at {_text(path_of(at, prefix))}:{at.line}"]))
        yield (
            f"      <{case.outcome} type={_attribute(case.kind)} message={first}>"
            f"{body}</{case.outcome}>"
        )
    yield "    </testcase>"


def _text(text: str) -> str:
    """A line without what XML 1.0 cannot hold, which is written as its number."""
    shown = clean(text)
    more = len(shown) - _LONGEST
    return f"{shown[:_LONGEST]} ... and {more} characters more" if more > 0 else shown


def _attribute(text: str) -> str:
    return quoteattr(_text(text))
