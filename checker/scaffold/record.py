"""The file of a new evidence record: its head, and a payload of its type to fill in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from checker.scaffold.lines import comment, field, indented, joined, nested, scalar
from checker.scaffold.payload import Known, payload
from rsp.evidence import EvidenceType, Observes
from rsp.time import Moment, instant_text

_PLACE = re.compile(r"\{([^}]*)\}")


def record(kind: EvidenceType, assets: Sequence[str], given: Mapping[str, str | None]) -> str:
    """The file; what is None in `given` stays empty, and lint refuses it until it is not."""
    head = (
        f"{kind.title}. An empty value waits for you; `rsp lint` names each. When the record is "
        "complete, `rsp evidence seal` takes it in."
    )
    rows = kind.rules.rows is not None
    source = [
        *field("system", given["system"], "the system or place it came from"),
        *field("query", given["query"], "how it was taken out: a query, an export, an address"),
        *(field("rows", None, f"how many rows of {kind.rules.rows} it returned") if rows else []),
    ]
    lines = [
        *comment(head),
        *field("id", given["id"], ""),
        f"type: {kind.name}",
        f"assets: [{', '.join(scalar(asset) for asset in assets)}]",
        *_observed(kind, given),
        *field("collected_at", given["collected"], "when the record was made from its source"),
        *nested("source", source),
        *nested("produced_by", field("party", given["party"], "the party that made it")),
        *field("reliability", given["reliability"], "claim, representation, record or independent"),
        "payload:",
        *indented(payload(kind.schema, _known(kind, assets, given))),
    ]
    return joined(lines)


def _observed(kind: EvidenceType, given: Mapping[str, str | None]) -> list[str]:
    if kind.rules.observes is Observes.INSTANT:
        return field(
            "observed", given["at"], "when the facts were so, such as 2026-11-21T08:00:00Z"
        )
    return nested(
        "observed",
        [
            *field("from", given["from"], "the first instant, such as 2026-11-01T00:00:00Z"),
            *field("to", given["to"], "the first instant after it"),
        ],
    )


def _known(kind: EvidenceType, assets: Sequence[str], given: Mapping[str, str | None]) -> Known:
    """The fields that repeat what the head says: its bounds and, of one asset, its ids."""
    bounds = kind.rules.bounds
    named = ((bounds.at, "at"), (bounds.from_, "from"), (bounds.to, "to"))
    known = {
        tuple(path.split(".")): _bound(kind, path, value, last=which == "to")
        for path, which in named
        if path and (value := given[which])
    }
    if len(assets) == 1:
        for subject in kind.rules.subjects:
            root = tuple(subject.each.split(".")) if subject.each else ()
            for name, value in ids(subject.key, assets[0]).items():
                known[(*root, *name.split("."))] = value
    return known


def _bound(kind: EvidenceType, path: str, text: str, *, last: bool) -> str:
    """A bound as its field has it: a date as the instant at which it starts, or ends."""
    if kind.schema["properties"].get(path, {}).get("format") != "date-time" or "T" in text:
        return text
    day = Moment.parse(text)
    return instant_text(day.latest if last else day.earliest)


def ids(template: str, key: str) -> dict[str, str]:
    """The fields of a template of subject keys, read from a key; empty where it does not fit."""
    names = _PLACE.findall(template)
    parts = [re.escape(part) for part in _PLACE.split(template)[::2]]
    found = re.fullmatch("([A-Za-z0-9._-]+)".join(parts), key)
    return dict(zip(names, found.groups(), strict=True)) if found else {}
