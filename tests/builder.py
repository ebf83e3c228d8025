"""Builds small plain cases for the core, and reads plain results off them.

A case has one model, `atlas`. Nothing was determined about it, so ASL-3 Security is required. The
first letter of a clause gives its standard: S and D the two of ASL-3, P procedure, K commitments.
"""

from __future__ import annotations

import hashlib
from typing import Any

from checker.assess.assessment import Judgement
from tests.adapter import results, run

Map = dict[str, Any]

NOW = "2026-07-01T00:00:00Z"
START = "2026-04-01T00:00:00Z"
ORG = "C1/r1@organization"
ROLES = {"chief-executive": "ceo", "responsible-scaling-officer": "rso"}
STANDARDS = {"S": "asl-3/security", "D": "asl-3/deployment", "P": "procedure", "K": "commitments"}

TYPES: Map = {
    "snapshot": {},
    "document": {"shareable": True},
    "roster": {"shareable": True},
    "log": {"observes": "interval", "rows": "entries"},
    "nil-return": {"observes": "interval"},
    "reviewer-answer": {},
}
OK = {"rule": "evidence.ok", "message": "it is not in order"}


def requirement(name: str = "r1", **more: Any) -> Map:
    """A state of the organisation, shown by a snapshot not older than a month."""
    found = {
        "id": name,
        "title": name,
        "type": "snapshot",
        "method": "examine",
        "operation": "state",
        "min_reliability": "record",
        "max_age": "P1M",
        "validations": [OK],
        **more,
    }
    return {key: value for key, value in found.items() if value is not None}


def over_time(operation: str, **more: Any) -> Map:
    """A requirement for `instants` or `continuous` evidence, without a limit of age."""
    kind = "log" if operation == "continuous" else "snapshot"
    return requirement(**{"operation": operation, "type": kind, "max_age": None, **more})


def per_event(kind: str = "deployment", **more: Any) -> Map:
    """A requirement for each event of a type."""
    return requirement(
        **{"operation": "event", "for_each": f"event/{kind}", "max_age": None, **more}
    )


def control(name: str = "C1", *requirements: Map, clause: str | None = "S1", **more: Any) -> Map:
    """A control of the clause's standard, with one link whose stamp is current."""
    links = [] if clause is None else [link(clause)]
    return {
        "id": name,
        "title": name,
        "standard": STANDARDS[clause[0]] if clause else "asl-3/security",
        "owner": "security",
        "severity": "high",
        "statement": "It is done.",
        "rationale": "It helps.",
        "implements": links,
        "evidence": list(requirements) or [requirement()],
        **more,
    }


def link(clause: str, *by: str, state: str = "current") -> Map:
    """A link to a clause, carried by the requirements named or by all."""
    return {"clause": clause, "by": list(by), "state": state}


def needs(*controls: str) -> list[Map]:
    """Dependencies."""
    return [{"control": name, "because": "it rests on it"} for name in controls]


def clause(name: str = "S1", modality: str = "must", **more: Any) -> Map:
    """A clause that evidence alone can settle."""
    return {
        "id": name,
        "standard": STANDARDS[name[0]],
        "modality": modality,
        "check": "A",
        "children": [],
        **more,
    }


def group(name: str, *children: Map, modality: str = "must", **more: Any) -> list[Map]:
    """A clause and those directly below it."""
    ids = [child["id"] for child in children]
    below = [{**child, "parent": name} for child in children]
    return [clause(name, modality, children=ids, **more), *below]


def record(name: str = "e1", at: str = "2026-06-15T00:00:00Z", **more: Any) -> Map:
    """A good record of one instant, or of `from/to`, collected and received where it ends."""
    start, _, end = at.partition("/")
    digest = hashlib.sha256(name.encode()).hexdigest()
    return {
        "id": name,
        "type": "log" if end else "snapshot",
        "assets": ["organization"],
        "observed": {"from": start, "to": end} if end else start,
        "collected_at": end or start,
        "received_at": more.get("collected_at", end or start),
        "source": {"system": "broker", "query": "all", "rows": 3},
        "produced_by": {"party": "tooling"},
        "reliability": "record",
        "payload": {"ok": True},
        "payload_digest": digest,
        **more,
    }


def failing(name: str = "e1", at: str = "2026-06-15T00:00:00Z", **more: Any) -> Map:
    """A record whose validation is false."""
    return record(name, at, **{"payload": {"ok": False}, **more})


def gone(name: str = "e1", **more: Any) -> Map:
    """What is left of a record that was sealed and withdrawn."""
    return {
        "id": name,
        "type": "snapshot",
        "assets": ["organization"],
        "received_at": NOW,
        "problems": ["withdrawn"],
        **more,
    }


def nil_return(name: str = "n1", at: str = f"{START}/{NOW}", **more: Any) -> Map:
    """A statement that there was no deployment in the period."""
    return record(name, at, **{"type": "nil-return", "payload": {"event": "deployment"}, **more})


def asset(
    kind: str, name: str, start: str = "2020-01-01", end: str | None = None, **more: Any
) -> Map:
    """An asset in service; what is not a field of assets becomes an attribute."""
    fields = {key: more.pop(key) for key in ("models", "models_because") if key in more}
    service = {"from": start} if end is None else {"from": start, "to": end}
    return {"id": name, "type": kind, "in_service": service, "attributes": more, **fields}


def event(
    name: str = "d1", at: str = "2026-05-01T00:00:00Z", kind: str = "deployment", **more: Any
) -> Map:
    """An event; what is not a field of events becomes an attribute."""
    fields = {key: more.pop(key) for key in ("models", "models_because") if key in more}
    return {"id": name, "type": kind, "at": at, "attributes": more, **fields}


def party(name: str, *member_of: str | Map, kind: str = "person") -> Map:
    """A party; a membership is a party or one with its dates."""
    return {
        "id": name,
        "kind": kind,
        "member_of": [{"party": one} if isinstance(one, str) else one for one in member_of],
    }


PARTIES = [
    party("holding", kind="organization"),
    party("example-lab", "holding", kind="organization"),
    party("chief-executive", kind="role"),
    party("responsible-scaling-officer", kind="role"),
    party("security", "example-lab", kind="team"),
    party("tooling", "example-lab", kind="team"),
    party("assurance", "example-lab", kind="team"),
    party("auditor", kind="organization"),
    party("ceo", "chief-executive", "example-lab"),
    party("rso", "responsible-scaling-officer", "example-lab"),
    party("deputy", *ROLES, "example-lab"),
    party("guard", "security"),
    party("engineer", "example-lab"),
    party("reviewer", "assurance"),
]


def approvals(date: str = "2026-05-01", **roles: str) -> list[Map]:
    """Approvals by the two offices, or by others in their place."""
    held = {**ROLES, **{role.replace("_", "-"): name for role, name in roles.items()}}
    return [{"role": role, "party": name, "date": date} for role, name in held.items()]


def determination(outcome: str = "below", name: str = "d1", **more: Any) -> Map:
    """A determination about atlas and T1; `below` is supported."""
    return {
        "id": name,
        "model": "atlas",
        "threshold": "T1",
        "outcome": outcome,
        "assessed_at": "2026-04-15T00:00:00Z",
        "decided_at": "2026-05-10T00:00:00Z",
        "basis": "It was assessed.",
        "effective_compute": 10,
        "approvals": approvals(),
        **more,
    }


def deviation(kind: str = "substitute", **more: Any) -> Map:
    """A valid deviation about S1, approved and started in June."""
    return {
        "id": "v1",
        "kind": kind,
        "clause": "S1",
        "reason": "It is better so.",
        "requester": "engineer",
        "approvals": approvals("2026-06-01"),
        "starts": "2026-06-01",
        "expires": "2026-12-31",
        "compensating": ["C2"] if kind == "substitute" else [],
        **more,
    }


def waiver(name: str = "w1", **more: Any) -> Map:
    """A valid waiver of C1, approved and started in June."""
    found = {
        "id": name,
        "kind": "waiver",
        "control": "C1",
        "reason": "It is being mended.",
        "requester": "engineer",
        "approvals": approvals("2026-06-01"),
        "starts": "2026-06-01",
        "expires": "2026-08-31",
        **more,
    }
    return {key: value for key, value in found.items() if value is not None}


def interim(name: str = "i1", **more: Any) -> Map:
    """Valid interim measures in place of ASL-3 Security for atlas, which rest on C2."""
    return waiver(
        name,
        **{
            "kind": "interim-measure",
            "control": None,
            "standard": "asl-3/security",
            "model": "atlas",
            "measures": ["C2"],
            "same_assurance": "The weights are out of reach.",
            "notices": [
                {"to": "board", "date": "2026-06-01"},
                {"to": "long-term-benefit-trust", "date": "2026-06-01"},
            ],
            **more,
        },
    )


def threshold(name: str = "T1", kind: str = "threshold", **requires: str) -> Map:
    """A threshold; by default it requires ASL-3 Security."""
    requires = requires or {"security": "ASL-3"}
    return {"id": name, "domain": "d", "clause": name, "kind": kind, "requires": requires}


def rule(*clauses: str, standards: tuple[str, ...] = ("asl-3/security",)) -> Map:
    """What forbids an activity."""
    return {"standards": list(standards), "clauses": list(clauses), "because": "P0"}


def edition(clauses: list[Map], **more: Any) -> Map:
    """An edition with one threshold and a condition of each kind."""
    decided = {
        "declared": "declaration",
        "secured": "required: asl-3/security",
        "anywhere": "any-required",
        "capable": "threshold: T1",
    }
    data = {
        "determination": {
            "approvals": list(ROLES),
            "reassess_after": "P6M",
            "reassess_at_effective_compute": 4,
        },
        "thresholds": [threshold()],
        "conditions": [
            {"id": name, "title": name, "decided_by": by} for name, by in decided.items()
        ],
        "activities": {name: rule() for name in ("train", "deploy", "store")},
        "deviations": {
            "substitute": {"expect": ["responsible-scaling-officer"], "maximum": "P12M"},
            "not-applicable": {"must": list(ROLES), "expect": list(ROLES), "maximum": "P12M"},
            "waiver": {
                "critical": list(ROLES),
                "high": ["responsible-scaling-officer"],
                "maximum": "P6M",
            },
            "interim-measure": {
                "permission": "P8",
                "approvals": list(ROLES),
                "notices": ["board", "long-term-benefit-trust"],
                "maximum": "P6M",
            },
        },
        **more,
    }
    return {"clauses": clauses, "data": data}


def case(
    *records: Map,
    controls: list[Map] | None = None,
    clauses: list[Map] | None = None,
    assets: list[Map] | None = None,
    events: list[Map] | None = None,
    now: str = NOW,
    period: Map | None = None,
    data: Map | None = None,
    model: Map | None = None,
    **more: Any,
) -> Map:
    """A case; `data` are changes to the edition, all other names are parts of the project."""
    settings = ("parameters", "conditions", "permissions", "activated")
    things = [model or asset("model", "atlas", effective_compute=10), *(assets or [])]
    return {
        "now": now,
        "settings": {
            "organization": more.pop("organization", "example-lab"),
            "policy": "test",
            "catalog": "shipped",
            "period": period or {"start": START},
            **{name: name for name in ("inventory", "parties", "determinations", "evidence")},
            **{name: more.pop(name) for name in settings if name in more},
        },
        "edition": edition(clauses or [clause()], **(data or {})),
        "controls": [control()] if controls is None else controls,
        "types": {**TYPES, **more.pop("types", {})},
        "inventory": {"assets": things, "events": events or []},
        "parties": [*PARTIES, *more.pop("parties", [])],
        "determinations": more.pop("determinations", []),
        "deviations": more.pop("deviations", []),
        "records": list(records),
        "errors": more.pop("errors", []),
        **more,
    }


def of_control(*requirements: Map, **more: Any) -> Map:
    """A part of a case: one control with these requirements."""
    return {"controls": [control("C1", *requirements, **more)]}


# --- Reading results ------------------------------------------------------------------------------


def instances(given: Map) -> dict[str, str]:
    """Every instance and its status."""
    return {name: one["status"] for name, one in results(run(given))["instances"].items()}


def reasons(given: Map, instance: str = ORG) -> list[str]:
    """The reasons of one instance; none where it is met."""
    found = results(run(given))["instances"][instance]
    assert (found["status"] == "met") is (found["reasons"] == []) or found["status"] in (
        "alternative",
        "not-applicable",
    )
    return list(found["reasons"])


def holes(given: Map, instance: str = ORG) -> list[list[str]]:
    """The holes of one instance."""
    return list(results(run(given))["instances"][instance]["holes"])


def subject(given: Map, name: str = "model/atlas") -> Map:
    """Standards, controls, causes, clauses and activities of one subject."""
    return dict(results(run(given))["subjects"][name])


def clause_status(given: Map, name: str = "S1", about: str = "model/atlas") -> str:
    """The status of one clause."""
    return str(subject(given, about)["clauses"][name])


def control_status(given: Map, name: str = "C1", about: str = "model/atlas") -> str:
    """The status of one control."""
    return str(subject(given, about)["controls"][name])


def verdict(given: Map, standard: str = "asl-3/security", about: str = "model/atlas") -> str:
    """The verdict on one standard."""
    return str(subject(given, about)["standards"][standard])


def judgement(given: Map, name: str = "C1/r1") -> Judgement:
    """One judgement."""
    return next(one for one in run(given).judgements if one.id == name)


def answered(given: Map, answer: str = "accept", about: str = "C1/r1", **more: Any) -> Map:
    """The case with a reviewer's answer that is bound to what the case holds today."""
    today = judgement(given, about)
    name = more.pop("name", "a1")
    reviewer = more.pop("reviewer", "reviewer")
    meta = ("at", "produced_by", "received_at", "problems", "supersedes", "collected_at")
    outer = {key: more.pop(key) for key in meta if key in more}
    payload = {
        "judgement": about,
        "answer": answer,
        "reviewer": reviewer,
        "question_digest": today.question_digest,
        "control_digest": today.control_digest,
        "evidence_digest": today.evidence_digest,
        "conditions": [],
        **more,
    }
    found = record(
        name,
        outer.pop("at", "2026-06-20T00:00:00Z"),
        **{"produced_by": {"party": reviewer}, **outer, "type": "reviewer-answer"},
        payload=payload,
    )
    return {**given, "records": [*given["records"], found]}
