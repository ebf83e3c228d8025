"""Workflow commands, read back by GitHub's rule; and its limits."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from checker.report import annotations, model
from checker.report.ci.told import told
from tests.checker.report import sample
from tests.checker.report.sample import location, report
from tests.hostile.reports import hostile
from tests.hostile.strings import EVERY

_COMMAND = re.compile(r"::(?P<command>\w+)(?: (?P<fields>[^\r\n]*?))?::(?P<data>[^\r\n]*)")
_DATA = (("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))
_PROPERTY = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))


def read(line: str) -> tuple[str, dict[str, str], str]:
    """A command as the runner reads it: fields at commas, names at the first `=`, unescaped."""
    found = _COMMAND.fullmatch(line)
    assert found is not None, line
    fields = dict(one.split("=", 1) for one in (found["fields"] or "").split(",") if one)
    return (
        found["command"],
        {name: _unescaped(value, _PROPERTY) for name, value in fields.items()},
        _unescaped(found["data"], _DATA),
    )


def _unescaped(text: str, marks: tuple[tuple[str, str], ...]) -> str:
    for written, meant in marks:
        text = text.replace(written, meant)
    return text


def _lines(found: model.Report, prefix: str = "") -> list[tuple[str, dict[str, str], str]]:
    return [read(one) for one in annotations.render(told(found), prefix).splitlines()]


def test_a_gap_as_an_annotation() -> None:
    """On its line, with what it is about as title."""
    found = {fields.get("title"): (command, fields, data) for command, fields, data in
             _lines(report(), "projects/a,b:c")}  # fmt: skip

    title = "coverage-hole: SEC-A/approvals@environment/prod"
    assert found[title] == (
        "error",
        {
            "title": title,
            "file": "projects/a,b:c/catalog/SEC-A.yaml",
            "line": "21",
            "col": "1",
            "endColumn": "2",
        },
        "Every session was approved (environment/prod): a hole. Instance"
        " SEC-A/approvals@environment/prod, critical, owned by security-engineering.",
    )


def test_texts_are_escaped_and_come_back_as_they_were() -> None:
    """A per cent, a colon, a comma, `::` and what looks like an escape."""
    text = "100%, a::b, %0A and %25: ##[error]x"
    one = model.Diagnostic(code="unknown-key", level="error", message=text, help=None,
                           location=location("a%2C,b:c.yaml", 3))  # fmt: skip

    found = [each for each in _lines(report(diagnostics=(one,))) if each[2].startswith("100")]

    assert [(each[1]["file"], each[2]) for each in found] == [("a%2C,b:c.yaml", f"{text}.")]


def test_no_text_makes_a_command_of_its_own() -> None:
    """Each line is one annotation, whatever files hold."""
    for found in (hostile(report()), hostile(report(), EVERY)):
        lines = annotations.render(told(found)).splitlines()

        assert {read(one)[0] for one in lines} <= {"error", "warning", "notice"}
        assert all(line.startswith("::") and line.isprintable() for line in lines)


def _many(**changes: Any) -> model.Report:
    names = [f"SEC-{number}" for number in range(30)]
    return report(
        controls=tuple(sample.control(name) for name in names),
        instances=tuple(
            sample.instance(f"{name}/approvals@environment/{place}")
            for name in names for place in ("prod", "backup")
        ),
        root_gaps=tuple(
            sample.root_gap(name, instances=tuple(
                f"{name}/approvals@environment/{place}" for place in ("prod", "backup")))
            for name in names
        ),
        **changes,
    )  # fmt: skip


def test_no_more_than_github_shows() -> None:
    """Ten of each level, the gate first, one for each control; the last says what is missing."""
    found = _lines(_many())

    errors = [fields["title"] for command, fields, _ in found if command == "error"]
    assert errors == [
        "gate-failed",
        *(f"coverage-hole: SEC-{number}/approvals@environment/backup" for number in range(9)),
    ]
    every = len(told(_many()).findings)
    command, fields, said = found[-1]
    assert (command, fields) == ("notice", {"title": "rsp"})
    assert said.startswith(f"Gate: failed. {every - len(found) + 1} findings not annotated, as")
    assert max(sum(1 for one in found if one[0] == name) for name in ("warning", "notice")) <= 10


def test_what_is_accepted_is_counted_and_not_annotated() -> None:
    """The gate lets it pass; the SARIF and the report hold it."""
    subject = next(one for one in report().subjects if one.kind == "model")
    gap = msgspec.structs.replace(report().instances[0], accepted_by=("dev-1",))
    found = report(instances=(gap,), subjects=(subject,),
                   deviations=(sample.deviation("dev-1", "waiver"),))  # fmt: skip

    lines = _lines(found)

    assert not any("coverage-hole" in fields["title"] for _, fields, _ in lines)
    assert "1 gap accepted by deviations" in lines[-1][2]


def test_a_passed_gate_is_not_silent() -> None:
    """An empty log could also mean that nothing ran."""
    passed = model.Gate(status="passed", because=())
    found = report(gate=passed, instances=(), root_gaps=(), subjects=(), judgements=(),
                   diagnostics=())  # fmt: skip

    assert annotations.render(told(found)) == "::notice title=rsp::Gate: passed.\n"


def test_a_passed_gate_says_by_what() -> None:
    """That the run was narrowed, or that gaps are known, is not seen elsewhere in the log."""
    because = "the gate passed; partial, by --model Atlas"
    found = report(gate=model.Gate(status="passed", because=()),
                   exit=model.Exit(code=0, because=because), instances=(), root_gaps=(),
                   subjects=(), judgements=(), diagnostics=())  # fmt: skip

    assert annotations.render(told(found)) == (
        "::notice title=rsp::Gate: passed. The gate passed; partial, by --model Atlas.\n"
    )
