"""Part 10: judgements, open and answered."""

from __future__ import annotations

from collections.abc import Iterator

from checker.report.escape import code, escape
from checker.report.model import Report
from checker.report.parts.block import folded, links, mark, sentences, spot, table

_HEADS = ("Judgement", "Question", "Answers", "Notes", "At")
_DIGESTS = ("Judgement", "Question", "Control", "Evidence")


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
    digests = [
        (
            code(one.id),
            code(one.question_digest),
            code(one.control_digest),
            code(one.evidence_digest),
        )
        for one in report.judgements
    ]
    return [*parts, folded("Digests that an answer has to name", table(_DIGESTS, digests))]


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
