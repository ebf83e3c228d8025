"""The file of a new control, with one requirement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.scaffold.lines import comment, field, item, joined
from rsp.clause import Clause
from rsp.control import Severity
from rsp.requirement import Method, Operation, Reliability

_HEAD = (
    "What the organisation does to satisfy clauses, and the evidence that shows it. An empty value "
    "waits for you; then lint it, read both sides of each link, and stamp them with `rsp review`."
)
_OPERATION = (
    "state (needs max_age), instants (needs cadence), continuous (takes tolerance), or event "
    "(for_each: event/<type>); with max_age, cadence or tolerance, such as P31D."
)
_FOR_EACH = (
    "Asked for each asset of a type, each pair ([surface, model]) or each event (event/<type>); "
    "leave the key out for evidence about the organisation as a whole."
)


def control(given: Mapping[str, str | None], clauses: Sequence[Clause]) -> str:
    """The file; `clauses` are those it implements, all of one standard."""
    lines = [
        *comment(_HEAD),
        *field("id", given["id"], ""),
        *field("title", given["title"], "what is so, in a sentence that can be true or false"),
        *field("standard", clauses[0].standard, ""),
        *field("owner", given["owner"], "the party that answers for it"),
        *field("severity", given["severity"], _choice(Severity)),
        *field("statement", given["statement"], "what is done, by whom, to what"),
        *field("rationale", given["rationale"], "why that satisfies the clauses"),
        "implements:",
    ]
    for clause in clauses:
        lines += item([*comment(clause.text), f"clause: {clause.id}"])
    question = any(one.check.needs_judgement for one in clauses)
    return joined([*lines, "evidence:", *item(_requirement(given, question))])


def _requirement(given: Mapping[str, str | None], question: bool) -> list[str]:
    lines = [
        *field("id", None, "a short id, such as approvals"),
        *field("title", None, "what the evidence has to show"),
        *field("type", given["type"], "an evidence type; rsp explain TYPE shows one"),
        *field("method", None, _choice(Method)),
        *field("for_each", None, _FOR_EACH),
        *field("operation", None, _OPERATION),
        *field("min_reliability", None, _choice(Reliability)),
        "validations:",
        *item(
            [
                *field("rule", None, "CEL over evidence, asset, params …; it must be true"),
                *field("message", None, "what is wrong when it is false"),
            ]
        ),
    ]
    if question:
        what = "The clause cannot be settled by evidence alone: the question a reviewer answers."
        lines += field("judgement", None, what)
    return lines


def _choice(kind: type[Severity] | type[Method] | type[Reliability] | type[Operation]) -> str:
    *most, last = (str(one) for one in kind)
    return f"{', '.join(most)} or {last}"
