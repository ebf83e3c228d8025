"""The file of a new determination."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.scaffold.lines import comment, field, indented, item, joined

_HEAD = (
    "What was decided about one model at one Capability Threshold. An empty value waits for you."
)
_REPORT = "report: path, record id or address of the Capability Report, where there is one"
_APPROVALS = (
    "The edition names these roles: without their approvals `below` has no effect. The party holds "
    "the role at that date, by its memberships among the parties."
)


def determination(given: Mapping[str, str | None], roles: Sequence[str]) -> str:
    """The file; `given` by key of the determination, what is None stays empty."""
    lines = [
        *field("id", given["id"], "an id of its own"),
        *field("model", given["model"], "a model of the inventory"),
        *field("threshold", given["threshold"], "a Capability Threshold of the edition"),
        *field("outcome", given["outcome"], "below, cannot-rule-out or passed"),
        *field("assessed_at", given["assessed_at"], "when the capability assessment ended"),
        *field("decided_at", given["decided_at"], "when it was decided"),
        *field("basis", given["basis"], "what the outcome rests on, in a sentence"),
        *(field("report", given["report"], "") if given["report"] else comment(_REPORT)),
        *approvals(roles, _APPROVALS),
    ]
    return joined([*comment(_HEAD), "determinations:", *item(lines)])


def approvals(roles: Sequence[str], why: str) -> list[str]:
    """An empty approval for each role."""
    lines = [*comment(why), "approvals:"]
    for role in roles:
        keys = [
            *field("role", role, ""),
            *field("party", None, "who approved"),
            *field("date", None, "when"),
        ]
        lines += indented(item(keys), by=0)
    return lines
