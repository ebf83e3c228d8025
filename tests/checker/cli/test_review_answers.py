"""`rsp review --answers`: questions, the answers to them, and why they count or not (R22)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from checker.report.layout import columns
from tests.checker.cli.conftest import Rsp, change

QUESTION = "COM-A/limits"


def judgement(rsp: Rsp) -> dict[str, Any]:
    """The question of the project, as a report states it."""
    [found] = json.loads(rsp("report", "lab", "--format", "json").out)["judgements"]
    assert found["id"] == QUESTION
    return dict(found)


def answer(lab: Path, rsp: Rsp, name: str = "answer-1", **values: Any) -> None:
    """An answer of somebody outside, bound to what is there now, and sealed."""
    bound = judgement(rsp)
    payload = {
        "judgement": QUESTION,
        "reviewer": "auditor",
        "answer": "accept",
        "because": "The limits were tried.",
        "conditions": [],
        "answered_at": "2026-06-28T10:00:00Z",
        **{f"{one}_digest": bound[f"{one}_digest"] for one in ("question", "control", "evidence")},
        **values,
    }
    record = {
        "id": name,
        "type": "reviewer-answer",
        "assets": ["organization"],
        "observed": payload["answered_at"],
        "collected_at": "2026-06-28T12:00:00Z",
        "source": {"system": "review", "query": "the answer"},
        "produced_by": {"party": "auditor"},
        "reliability": "record",
        "payload": payload,
    }
    (lab / "evidence" / f"{name}.yaml").write_text(json.dumps(record), encoding="utf-8")
    assert rsp("evidence", "seal", "lab").code == 0


@pytest.fixture
def lab(lab: Path) -> Path:
    """With an auditor among the parties; records are received in time, whenever they are sealed."""
    path = lab / "parties.yaml"
    path.write_text(
        path.read_text(encoding="utf-8") + "  - {id: auditor, kind: organization}\n",
        encoding="utf-8",
    )
    change(lab / "rsp.yaml", "closed: {as_of: 2026-06-30, because: the half-year is over}\n", "")
    change(lab / "rsp.yaml", "end: 2026-06-30", "end: 2026-07-31")
    return lab


def shown(rsp: Rsp, *arguments: str) -> str:
    """The answers as text, on one line."""
    run = rsp("review", "--answers", "lab", *arguments)
    assert run.code == 0, run.err
    assert max(map(columns, run.out.split("\n"))) <= 80
    return " ".join(run.out.split())


def test_a_question_that_nobody_answered(lab: Path, rsp: Rsp) -> None:
    """It is open."""
    found = shown(rsp)

    assert f"{QUESTION}: open" in found
    assert "nobody has answered" in found
    assert found.endswith("1 question: 1 open, 0 accepted, 0 rejected")


def test_an_answer_that_counts(lab: Path, rsp: Rsp) -> None:
    """By whom, and when."""
    answer(lab, rsp)

    found = shown(rsp)

    assert f"{QUESTION}: accepted" in found
    assert "answer-1: accept by auditor, collected 2026-06-28T12:00:00Z: counts" in found


@pytest.mark.parametrize(
    ("condition", "state", "said"),
    [
        ({"met": False}, "rejected", "condition c1, not met, shown by nothing"),
        ({"met": True, "shown_by": "ghost"}, "rejected", "condition c1, met, shown by ghost"),
        (
            {"met": True, "shown_by": "comparison-2026-06"},
            "accepted",
            "condition c1, met, shown by comparison-2026-06",
        ),
    ],
)
def test_an_answer_with_a_condition(
    lab: Path, rsp: Rsp, condition: dict[str, Any], state: str, said: str
) -> None:
    """Unmet, it is a rejection and its reason is given; met, it is shown with what shows it."""
    one = {"id": "c1", "text": "The limits are written down.", **condition}
    answer(lab, rsp, answer="accept-with-conditions", conditions=[one])

    found = shown(rsp)

    assert f"{QUESTION}: {state}" in found
    assert f"{said}: The limits are written down." in found
    unmet = "condition c1 of answer-1 is not shown to be met"
    assert (unmet in found) == (state == "rejected")


def test_a_rejection(lab: Path, rsp: Rsp) -> None:
    """It is named as what it is."""
    answer(lab, rsp, answer="reject")

    assert (
        "answer-1: reject by auditor, collected 2026-06-28T12:00:00Z: counts; rejected by"
        in shown(rsp)
    )


def more(lab: Path, rsp: Rsp) -> None:
    """A second record of what the question is about, collected after the answer."""
    text = (lab / "evidence" / "comparison-2026-06.yaml").read_text(encoding="utf-8")
    record = json.loads(json.dumps(_plain(text)))
    record |= {"id": "comparison-2026-06-b", "collected_at": "2026-06-29T12:00:00Z"}
    record["source"]["query"] = "once more"
    path = lab / "evidence" / "comparison-2026-06-b.yaml"
    path.write_text(json.dumps(record), encoding="utf-8")
    assert rsp("evidence", "seal", "lab").code == 0


def _plain(text: str) -> Any:
    from checker.read.yaml_nodes import read_yaml

    return read_yaml(text.encode(), "record").data


def test_an_answer_that_lapsed_names_what_came_since(lab: Path, rsp: Rsp) -> None:
    """Where that can be told from the digest; both digests are shown in any case."""
    answer(lab, rsp)
    more(lab, rsp)

    found = shown(rsp)

    assert f"{QUESTION}: open" in found
    assert "the evidence has changed since: comparison-2026-06-b came" in found
    assert "evidence: answered " in found


@pytest.mark.parametrize("part", ["question", "control", "evidence"])
def test_an_answer_bound_to_something_else_shows_both_digests(
    lab: Path, rsp: Rsp, part: str
) -> None:
    """What went leaves nothing that could be named."""
    answer(lab, rsp, **{f"{part}_digest": "0" * (32 if part == "control" else 64)})

    found = shown(rsp)

    assert f"the {part} has changed since {part}: answered {'0' * 16}, today " in found


def test_an_answer_of_somebody_unknown(lab: Path, rsp: Rsp) -> None:
    """It is listed, and counts for nothing."""
    answer(lab, rsp, reviewer="ghost")

    assert "the reviewer ghost is not among the parties" in shown(rsp)


def test_answers_at_an_earlier_date(lab: Path, rsp: Rsp) -> None:
    """One that was not there yet says so."""
    answer(lab, rsp)

    assert "it is not there yet at this date" in shown(rsp, "--as-of", "2026-06-29T13:00:00Z")


def test_an_answer_to_no_question_is_listed_too(lab: Path, rsp: Rsp) -> None:
    """Whoever gave it believes that it was answered."""
    answer(lab, rsp, judgement="COM-A/limit")

    found = shown(rsp)

    assert "nobody has answered" in found
    assert "Answers to no question that is listed: - answer-1: accept by auditor" in found
    assert "it answers COM-A/limit, which is no question here" in found
    assert "answer-1" not in shown(rsp, "--state", "open")


def test_filters(lab: Path, rsp: Rsp) -> None:
    """By state and control; what names nothing is an error."""
    assert QUESTION in shown(rsp, "--state", "open", "--control", "COM-A")
    assert shown(rsp, "--state", "accepted").startswith("0 questions")
    for wrong in (("--control", "SEC-B"), ("--state", "suspect"), ("--clause", "SEC-1")):
        assert rsp("review", "--answers", "lab", *wrong).code == 2


def test_as_data(lab: Path, rsp: Rsp) -> None:
    """The same, for programs."""
    answer(lab, rsp)

    found = json.loads(rsp("review", "--answers", "lab", "--format", "json").out)

    assert found["counts"] == {"judgements": 1, "open": 0, "accepted": 1, "rejected": 0}
    assert [one["counts"] for one in found["judgements"][0]["answers"]] == [True]
