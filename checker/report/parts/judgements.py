"""Part 10: judgements, open and answered."""

from __future__ import annotations

from collections.abc import Iterator

from checker.report.escape import code, escape
from checker.report.layout import clean
from checker.report.model import Judgement, Report
from checker.report.parts.block import fenced, folded, links, mark, sentences, spot, table

_HEADS = ("Judgement", "Question", "Answers", "Notes", "At")


def judgements(report: Report) -> list[str]:
    """Questions that evidence cannot settle, by the state of their answers."""
    parts = [
        "## 10 Judgements",
        "Questions that evidence cannot settle and a reviewer has to answer. An answer is bound to"
        " the digests of question, control and evidence, and lapses when one of them changes.",
    ]
    for state, title in (("open", "Open"), ("rejected", "Rejected"), ("accepted", "Accepted")):
        rows = list(_rows(report, state))
        block = table(_HEADS, rows)
        long = state == "accepted" and rows
        parts += [
            f"### {title} ({len(rows)})",
            folded(f"Questions ({len(rows)})", block) if long else block,
        ]
    digests = "\n".join(line for one in report.judgements for line in _digests(one))
    if digests:
        parts.append(folded("Digests that an answer has to name", fenced(digests, "yaml")))
    return parts


def _digests(one: Judgement) -> list[str]:
    return [
        f"# {clean(one.id)}",
        f"question_digest: {clean(one.question_digest)}",
        f"control_digest: {clean(one.control_digest)}",
        f"evidence_digest: {clean(one.evidence_digest)}",
    ]


def _rows(report: Report, state: str) -> Iterator[tuple[str, ...]]:
    for one in report.judgements:
        if one.state == state:
            yield (
                mark("judgement", one.id) + code(one.id),
                escape(one.question),
                links("record", one.answers),
                sentences(one.because),
                spot(one.location),
            )
