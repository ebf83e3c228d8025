"""A report in whose every free text stands something that somebody could want to act."""

from __future__ import annotations

from typing import Any

import msgspec

from checker.report.model import Report
from tests.checker.report import sample
from tests.hostile import strings

_FREE = {
    "title", "message", "statement", "question", "reason", "because", "domain", "help", "limited",
    "closed_because", "owner", "requester", "type_title", "file", "path", "organization", "version",
    "period", "standing", "text", "summary", "source", "produced_by", "digest", "edition", "role",
    "party", "date", "question_digest", "unit",
}  # fmt: skip
"""Fields that hold no id and no closed word."""


def filled(text: str) -> Report:
    """The sample with one text in every such field, and in every list of sentences."""

    def nasty(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: text if key in _FREE and isinstance(inner, str) else nasty(inner)
                for key, inner in value.items()
            }
        if isinstance(value, list):
            return [text if isinstance(one, str) and " " in one else nasty(one) for one in value]
        return value

    base = msgspec.to_builtins(sample.report())
    as_of = base.pop("as_of")
    return msgspec.convert({**nasty(base), "as_of": as_of}, Report)


def crowded(texts: dict[str, str] = strings.EVERY) -> Report:
    """The sample with a control, a gap, a record and a judgement for each of many texts, which are
    also their ids where they are short."""
    base = sample.report()
    every = list(texts.values())
    short = [text for text in every if len(text) <= 1_000]
    return sample.report(
        controls=tuple(
            sample.control(f"SEC-{index}", title=text, statement=text, owner=text)
            for index, text in enumerate(every)
        ),
        instances=tuple(
            sample.instance(
                f"SEC-{index}/approvals@{name}",
                asset=name,
                reasons=(
                    msgspec.structs.replace(base.instances[0].reasons[0], message=text, code=name),
                ),
            )
            for index, text in enumerate(every)
            for name in [text if text in short else "surface/long"]
        ),
        records=tuple(
            msgspec.structs.replace(base.records[0], id=text, summary=text, type=text, source=text)
            for text in short
        ),
        judgements=tuple(
            msgspec.structs.replace(base.judgements[0], id=text[:1_000], question=text)
            for text in every
        ),
        gate=msgspec.structs.replace(base.gate, because=tuple(every)),
        project=msgspec.structs.replace(base.project, title=strings.MARKUP["script"]),
    )
