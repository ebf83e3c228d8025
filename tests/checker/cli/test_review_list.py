"""`rsp review --list`: the audit of stamps; a project that asks for its own reviews."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from checker.report.layout import columns
from tests.checker.cli.conftest import Rsp, change
from tests.checker.cli.test_golden import _compare
from tests.checker.cli.test_review_bulk import moved

STAMP = f"v1:{'0' * 32}/{'1' * 32}"


def review(lab: Path, **values: object) -> None:
    """Add a review to the organisation's own, as a person may have written it."""
    plain = {
        "control": "SEC-B",
        "clause": "SEC-2",
        "stamp": STAMP,
        "by": "example-lab",
        "date": "2026-07-01",
        "because": "read both sides",
        **values,
    }
    path = lab / "reviews.yaml"
    found = path.read_text(encoding="utf-8").replace("reviews: []\n", "reviews:\n")
    path.write_text(f"{found}  - {json.dumps(plain)}\n", encoding="utf-8")


def listed(rsp: Rsp, *arguments: str) -> dict[str, Any]:
    """The list as data."""
    run = rsp("review", "--list", "lab", "--format", "json", *arguments)
    assert run.code == 0
    found: dict[str, Any] = json.loads(run.out)
    return found


def links(found: dict[str, Any]) -> list[str]:
    """The links of a list."""
    return [f"{one['control']} {one['clause']}" for one in found["links"]]


@pytest.mark.parametrize("format", ["text", "json"])
def test_every_link_and_every_stamp(lab: Path, rsp: Rsp, format: str) -> None:
    """Current, suspect, never reviewed; in bulk; by somebody unknown; of what is not there."""
    moved(lab)
    rsp("review", "lab", "--bulk", "DEP-A", "--because", "a rewording, nothing else")
    review(lab)
    review(lab, control="GOV-A", clause="OUT-1", by="ghost")
    review(lab, control="SEC-Z", clause="SEC-1")
    review(lab, control="SEC-A", clause="SEC-1", because="a clause it has no link to " * 4)

    run = rsp("review", "--list", "lab", "--format", format)

    _compare(f"review-list.{format}", run.out)
    assert (run.code, run.err) == (0, "")
    assert format == "json" or max(map(columns, run.out.split("\n"))) <= 80


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--state", "suspect"], ["SEC-B SEC-1", "SEC-B SEC-2"]),
        (["--state", "control-moved"], ["SEC-B SEC-1", "SEC-B SEC-2"]),
        (["--state", "clause-moved"], []),
        (["--state", "unreviewed"], ["SEC-A SEC-2"]),
        (["--control", "SEC-B"], ["SEC-B SEC-1", "SEC-B SEC-2"]),
        (["--clause", "SEC-2"], ["SEC-A SEC-2", "SEC-B SEC-2"]),
        (["--clause", "SEC-2", "--state", "suspect"], ["SEC-B SEC-2"]),
    ],
)
def test_filters(lab: Path, rsp: Rsp, arguments: list[str], expected: list[str]) -> None:
    """What is left is counted."""
    moved(lab)

    found = listed(rsp, *arguments)

    assert (links(found), found["counts"]["links"]) == (expected, len(expected))


@pytest.mark.parametrize(
    "arguments",
    [["--control", "SEC-Z"], ["--clause", "SEC-99"], ["--state", "open"], ["--state", "odd"]],
)
def test_a_filter_that_names_nothing(lab: Path, rsp: Rsp, arguments: list[str]) -> None:
    """Exit 2, not an empty list."""
    run = rsp("review", "--list", "lab", *arguments)

    assert (run.code, run.out) == (2, "")


def test_a_stale_review_can_be_asked_for_by_the_names_it_holds(lab: Path, rsp: Rsp) -> None:
    """They name nothing else."""
    review(lab, control="SEC-Z", clause="SEC-99")

    found = listed(rsp, "--control", "SEC-Z", "--clause", "SEC-99")

    assert [one["because"] for one in found["stale"]] == ["the control is not there"]
    assert listed(rsp, "--state", "current")["stale"] == []


def test_a_catalog_on_its_own(lab: Path, rsp: Rsp) -> None:
    """Has the publisher's stamps alone."""
    run = rsp("review", "--list", "--catalog", "lab/catalog", "--control", "SEC-B")

    assert "SEC-B to SEC-1: current (publisher stamp)" in run.out
    assert "own:" not in run.out


@pytest.mark.parametrize(
    "values", [{"stamp": True}, {"stamp": STAMP.replace("v1", "v2")}, {"bulk": "yes"}]
)
def test_a_review_that_is_none(lab: Path, rsp: Rsp, values: dict[str, object]) -> None:
    """It is located, the list says that it may lack something, and no verdict stands."""
    review(lab, **values)

    run = rsp("review", "--list", "lab")

    assert run.code == 3
    assert "lab/reviews.yaml:2:" in run.err
    assert "schema-violation" in run.err
    assert rsp("check", "lab").code == 3


def test_a_reason_without_words_and_a_second_review(lab: Path, rsp: Rsp) -> None:
    """Both are errors of a check, each with its place."""
    review(lab, because="...")
    review(lab)

    run = rsp("check", "lab")

    assert run.code == 3
    assert "lab/reviews.yaml:2:" in run.err
    assert "error reason-missing: the review of SEC-B against SEC-2" in run.err
    assert "error duplicate-id: the link of SEC-B to SEC-2 has two reviews" in run.err


def test_a_project_that_asks_for_its_own_reviews(lab: Path, rsp: Rsp) -> None:
    """Its gate fails until they are there, and its verdicts are the same."""
    change(lab / "rsp.yaml", "allow_closed: true", "allow_closed: true, require_own_review: true")

    before = rsp("check", "lab")
    rsp("review", "lab", "--bulk", "DEP-A", "GOV-A", "SEC-A", "SEC-B", "--because", "read them")
    after = rsp("check", "lab")

    assert (before.code, after.code) == (1, 0)
    found = " ".join(before.out.split())
    assert "without the organisation's own current review: " in found
    assert "(4 in bulk)" in after.out or "in bulk)" in " ".join(after.out.split())
    assert ["conformant" in one for one in (before.out, after.out)] == [True, True]
    assert "not-conformant" not in before.out
