"""The summary: 80 columns, verdict and gate apart, counts that add up, what comes next."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.report.layout import WIDTH, Style, columns
from checker.report.model import AsOf, Exit, Gate, Report
from checker.report.text import render
from tests.checker.report import sample

NASTY = st.text(
    alphabet=st.sampled_from("ab-. \n\t|`<漢e\u0301\u202e\x1b[31m\u200b\\'\""), max_size=120
)


def _lines(report: Report) -> list[str]:
    return render(report).split("\n")


def _dated(**changes: Any) -> AsOf:
    return msgspec.structs.replace(sample.report().as_of, **changes)


@settings(deadline=None)
@given(NASTY, NASTY, NASTY)
def test_every_line_fits_80_columns(name: str, title: str, message: str) -> None:
    """Whatever the names, titles and messages are."""
    base = sample.report()
    report = sample.report(
        project=msgspec.structs.replace(base.project, organization=name, title=title, path=name),
        root_gaps=(sample.root_gap("SEC-A", owner=name, subject=message),),
        controls=(sample.control("SEC-A", title=title),),
        gate=Gate(status="failed", because=(message, title)),
        partial=(message,),
        as_of=_dated(closed_because=message, closed_age_days=10**6, projection=True),
    )

    lines = _lines(report)

    assert [line for line in lines if columns(line) > WIDTH] == []
    assert all(line.isprintable() for line in lines)


def test_the_first_line_says_what_qualifies_the_rest() -> None:
    """Organisation, edition and date; closed with its age, projection and partial."""
    plain = _lines(sample.report())[0]
    qualified = _lines(
        sample.report(
            as_of=_dated(closed_because="over", closed_age_days=9, projection=True),
            partial=("--model atlas",),
        )
    )[0]

    assert plain == "example-lab, mini-1, as of 2026-06-30"
    assert qualified == (
        "example-lab, mini-1, as of 2026-06-30, closed 9 days ago, PROJECTION, PARTIAL"
    )


def test_verdict_and_gate_stand_side_by_side() -> None:
    """Per subject and standard, one line with both, and a line with the reason."""
    lines = _lines(sample.report())

    row = next(line for line in lines if line.startswith("  asl-3/security"))
    assert row.split() == ["asl-3/security", "not-conformant", "fails", "2/3", "1", "1"]
    assert "    required: THR-X: cannot-rule-out" in lines


def test_a_replaced_catalog_is_named_beside_the_verdict() -> None:
    """The word custom stands in the column of the verdict."""
    catalog = msgspec.structs.replace(sample.report().catalog, custom=True)

    lines = _lines(sample.report(catalog=catalog))

    assert any("not-conformant, custom" in line for line in lines)


def test_commitments_stand_apart() -> None:
    """They come after the standards, under a head of their own."""
    text = render(sample.report())

    standards, _, apart = text.partition("Reported commitments: ")
    assert "commitments" not in standards
    assert "not gated" in apart.partition("Root gaps")[0]


def test_root_gaps_have_place_reasons_and_weight() -> None:
    """File and line, reason codes, severity, and what falls with it."""
    text = render(sample.report())

    assert "  1 SEC-A (critical, security-engineering) A second person approves\n" in text
    assert "    1 instance unmet: coverage-hole\n    at catalog/SEC-A.yaml:21\n" in text
    assert "undermines 1 control: SEC-B" in text


def test_only_the_first_ten_root_gaps_are_shown() -> None:
    """The rest is counted."""
    names = [f"SEC-{number:02}" for number in range(13)]
    report = sample.report(root_gaps=tuple(sample.root_gap(name) for name in names))

    text = render(report)

    assert "Root gaps: 13, the first 10\n" in text
    assert "\nand 3 more\n" in text


def test_one_control_in_gap_for_two_subjects_is_one_gap() -> None:
    """Its subjects are named together."""
    both = (sample.root_gap("SEC-A"), sample.root_gap("SEC-A", subject="model/other"))

    text = render(sample.report(root_gaps=both))

    assert "Root gaps: 1\n" in text
    assert "for model/atlas, model/other;" in text


def test_counts_are_an_equation() -> None:
    """Instances and their parts, as printed, add up."""
    text = render(sample.report())

    found = re.search(r"Instances: (.+)", text)
    assert found is not None
    whole, _, parts = found[1].partition(" = ")
    assert int(whole) == sum(int(part) for part in re.findall(r"\d+", parts))


def test_the_last_line_is_the_gate() -> None:
    """Its status, the exit code, and why."""
    passed = sample.report(
        gate=Gate(status="passed", because=()), exit=Exit(code=0, because="the gate passed")
    )

    assert _lines(sample.report())[-2] == (
        "Gate: FAILED (exit 1): model/atlas: asl-3/security is not-conformant"
    )
    assert _lines(passed)[-2] == "Gate: PASSED (exit 0): the gate passed"


def test_next_names_two_to_four_commands() -> None:
    """Each one begins with rsp and can be pasted; the report comes last."""
    lines = _lines(sample.report())
    commands = [line for line in lines if line.startswith("  rsp ")]

    assert 2 <= len(commands) <= 4
    assert commands[0] == "  rsp explain SEC-A lab  # the first root gap in full"
    assert commands[-1].startswith("  rsp report lab --format markdown --output report.md")


def test_paths_in_commands_are_quoted() -> None:
    """A path with a space stays one argument."""
    project = msgspec.structs.replace(sample.report().project, path="my lab")

    assert "rsp explain SEC-A 'my lab'" in render(sample.report(project=project))


def test_colour_only_when_asked() -> None:
    """No escape without it; with it, the same text once escapes are taken out."""
    plain = render(sample.report())
    coloured = render(sample.report(), Style(colour=True))

    assert "\x1b" not in plain
    assert "\x1b[31m" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain


@pytest.mark.parametrize("field", ["subjects", "root_gaps", "instances", "records", "judgements"])
def test_an_empty_list_is_no_problem(field: str) -> None:
    """Nothing to show is shown as nothing."""
    assert render(sample.report(**{field: ()})).endswith("\n")
