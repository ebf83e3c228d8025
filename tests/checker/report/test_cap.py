"""Markdown of a bounded size: the verdict is never cut, and what is cut is said."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.report.cap import capped
from checker.report.markdown import render
from checker.report.model import Report
from tests.checker.report import sample

WHOLE = "See elsewhere."
PARTS = range(1, 13)


def large(count: int = 1_500) -> Report:
    """A report of so many controls in gap, each with a record."""
    base = sample.report()
    names = [f"SEC-{number:04d}" for number in range(count)]
    return sample.report(
        controls=tuple(sample.control(name) for name in names),
        instances=tuple(sample.instance(f"{name}/approvals@environment/x") for name in names),
        root_gaps=tuple(
            sample.root_gap(name, instances=(f"{name}/approvals@environment/x",)) for name in names
        ),
        records=tuple(msgspec.structs.replace(base.records[0], id=f"log-{name}") for name in names),
    )


def blocks_of(sizes: list[int]) -> list[list[str]]:
    """Twelve parts of a heading and tables of so many rows."""
    return [
        [
            f"## {number}",
            "\n".join(
                [
                    "<details>",
                    "<summary>Rows</summary>",
                    "",
                    "| A |",
                    "| --- |",
                    *["| x |"] * size,
                    "",
                    "</details>",
                ]
            ),
            "```console\n" + "\n".join(["line"] * size) + "\n```",
        ]
        for number, size in zip(PARTS, sizes, strict=True)
    ]


@given(st.lists(st.integers(0, 4_000), min_size=12, max_size=12), st.integers(20_000, 200_000))
def test_it_keeps_to_the_size_and_closes_what_it_opened(sizes: list[int], limit: int) -> None:
    """Whatever is long; only parts 1 and 12 can make it more."""
    parts = blocks_of([min(sizes[0], 300), *sizes[1:11], min(sizes[11], 300)])

    found = capped(parts, limit, WHOLE)

    text = "\n\n".join(block for part in found.parts for block in part)
    assert len(text.encode()) <= limit
    assert text.count("<details>") == text.count("</details>")
    assert text.count("```") % 2 == 0
    assert [part[0] for part in found.parts] == [f"## {number}" for number in PARTS]
    assert [list(part) for part in (found.parts[0], found.parts[11])] == [parts[0], parts[11]]
    whole = [number for number in PARTS if list(found.parts[number - 1]) == parts[number - 1]]
    assert sorted({*PARTS} - {*whole}) == list(found.cut)
    for number in found.cut:
        assert re.search(r"\*\*Cut here for size:\*\* about \d+ lines more\. See elsewhere\.",
                         found.parts[number - 1][-1])  # fmt: skip


def test_what_fits_is_left_alone() -> None:
    """To the byte."""
    parts = blocks_of([400] * 12)
    size = sum(len(block.encode()) + 2 for part in parts for block in part)

    assert capped(parts, size, WHOLE).cut == ()
    assert capped(parts, size - 1, WHOLE).cut == (8,)


@pytest.mark.parametrize("limit", [60_000, 200_000, 500_000, 1_000_000])
def test_a_large_report_is_cut_and_says_so(limit: int) -> None:
    """First of all, and where; the verdicts are as in the whole one, and links lead somewhere."""
    report = large()
    whole, text = render(report), render(report, limit)

    assert len(whole.encode()) > 1_500_000
    assert limit / 3 < len(text.encode()) <= limit
    assert text.split("\n\n")[1].startswith("**Cut for size:** parts ")
    assert sample.DIGEST in text.split("\n\n")[1]
    assert first_part(text) == first_part(whole)
    assert "### Root gaps, in the order to work on them" in text
    assert [int(one) for one in re.findall(r"^## (\d+) ", text, re.M)] == list(PARTS)
    targets = set(re.findall(r'<a id="([^"]+)">', text))
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= targets
    assert text.count("<details>") == text.count("</details>")


def first_part(text: str) -> str:
    """What was assessed, verdict and gate; with links as text, which lead to parts that are cut."""
    part = text.partition("## 1 ")[2].partition("## 2 ")[0]
    return re.sub(r"\[([^\]]+)\]\(#[^)]+\)", r"\1", part)


def test_without_a_limit_all_of_it_is_there() -> None:
    """And with one that it keeps to, the same bytes."""
    report = sample.report()

    assert render(report, 500_000) == render(report)
    assert "Cut" not in render(large(40))


@pytest.mark.slow
def test_a_generated_project_is_cut_to_what_forges_show(tmp_path: Path) -> None:
    """500 controls and 5,000 instances, none of which is fresh any longer."""
    from datetime import UTC, datetime

    from checker.run import run_check
    from rsp.time import Moment
    from tests.bench.__main__ import generated

    path = generated(tmp_path, 500)
    late = Moment.parse("2026-12-31")
    run = run_check(path, as_of=late, clock=datetime(2027, 1, 2, tzinfo=UTC))
    assert run.report is not None

    text = render(run.report, 500_000)

    assert len(run.report.instances) == run.report.counts.unmet == 5_000
    assert 300_000 < len(text.encode()) <= 500_000
    assert text.split("\n\n")[1].startswith("**Cut for size:**")
    assert "| **not-conformant, custom** |" in text
