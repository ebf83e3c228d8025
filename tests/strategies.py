"""Hypothesis strategies for whole cases: what the rules decide on, biased to their boundaries.

A case is mostly in order: evidence is laid exactly to the limits, then a few faults are drawn, so
that every reason, status and verdict is common and small cases stay readable. `cases()` gives the
plain dictionaries that `tests/reference/evaluator.py` reads; nothing in them is a date object.
"""

from __future__ import annotations

import calendar
import copy
import hashlib
import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st

from tests.reference import evaluator as reference

Map = dict[str, Any]
T = TypeVar("T")
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


@cache
def _below(n: int) -> st.SearchStrategy[int]:
    return st.integers(0, n - 1)


class Draw:
    """Choices of one case; each shrinks to the first and most ordinary one."""

    def __init__(self, choose: Callable[[int], int]) -> None:
        self._choose = choose
        """Gives a number from 0 to below its argument."""

    def below(self, n: int) -> int:
        return self._choose(n) if n > 1 else 0

    def chance(self, percent: int) -> bool:
        """True this often; what is drawn near zero is False."""
        return self.below(100) >= 100 - percent

    def pick(self, options: Sequence[T]) -> T:
        return options[self.below(len(options))]

    def weighted(self, options: Sequence[tuple[int, T]]) -> T:
        """One of the options by weight; the first is the ordinary one."""
        at = self.below(sum(weight for weight, _ in options))
        for weight, option in options:
            if at < weight:
                return option
            at -= weight
        raise AssertionError("weights are exhausted")


# --- Times ----------------------------------------------------------------------------------------

TIMES = [
    ("2026-11-21", ["2026-10-21", "2026-11-01", "2026-08-31", "2026-09-30T12:00:00Z"]),
    ("2026-11-21T12:00:00Z", ["2026-10-21T12:00:00Z", "2026-10-31", "2026-08-31"]),
    ("2024-02-29T00:00:00Z", ["2024-01-29", "2024-01-31", "2023-11-30"]),
    ("2024-02-29", ["2024-01-30", "2023-12-31", "2024-02-01"]),
    ("2025-03-31T00:00:00Z", ["2025-02-28", "2025-01-31", "2025-03-01"]),
    ("2026-03-01T00:00:00Z", ["2026-01-31", "2025-12-31T23:59:59Z"]),
    ("2026-09-30", ["2026-07-01", "2026-06-30T12:00:00Z", "2026-06-01"]),
    ("2026-01-01T00:00:00Z", ["2025-01-01", "2025-10-01T00:00:01Z"]),
]
"""Assessment dates, and starts of periods before them: month ends and leap days among them."""


def text(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def back(at: datetime, duration: str) -> datetime:
    """The instant one duration before, clamped."""
    months, days = _split(duration)
    year, month = divmod(at.year * 12 + at.month - 1 - months, 12)
    day = min(at.day, calendar.monthrange(year, month + 1)[1])
    return at.replace(year=year, month=month + 1, day=day) - days


def _split(duration: str) -> tuple[int, timedelta]:
    if duration.startswith("PT"):
        return 0, timedelta(hours=int(duration[2:-1]))
    number = int(duration[1:-1])
    return (number, timedelta()) if duration.endswith("M") else (0, timedelta(days=number))


def digest(*parts: str) -> str:
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()


# --- Parties --------------------------------------------------------------------------------------

ROLES = ["chief-executive", "responsible-scaling-officer"]
OWNERS = ["security", "platform"]
SEVERITIES = ["critical", "high", "medium", "low"]
RECIPIENTS = ["board", "long-term-benefit-trust"]


def parties(d: Draw, now: datetime) -> list[Map]:
    """The same people in every case; some belong to something only until or from a day near now."""

    def party(name: str, kind: str, *member_of: str, **bounds: str) -> Map:
        return {"id": name, "kind": kind, "member_of": [{"party": m, **bounds} for m in member_of]}

    day = now.date().isoformat()
    bounds = d.pick([{}, {}, {}, {"to": day}, {"from": "2020-01-01"}, {"from": day}])
    earlier = (now - 20 * DAY).date().isoformat()
    left = d.pick([{"to": earlier}, {}, {"from": earlier}, {"to": day}])
    everyone = [
        party("example-lab", "organization", *(["holding"] if d.chance(30) else [])),
        party("holding", "organization"),
        party("auditor", "organization"),
        party("validator", "organization"),
        party("chief-executive", "role"),
        party("responsible-scaling-officer", "role"),
        party("security", "team", "example-lab"),
        party("platform", "team", "example-lab"),
        party("tooling", "team", "example-lab"),
        party("assurance", "team", "example-lab"),
        party("ceo", "person", "chief-executive", "example-lab"),
        party("rso", "person", "responsible-scaling-officer", **bounds),
        party("deputy", "person", *ROLES, "example-lab"),
        party("guard", "person", "security"),
        party("engineer", "person", "platform"),
        party("reviewer", "person", "assurance"),
        party("contractor", "person", "security", **left),
    ]
    unknown = d.weighted([(96, ""), (2, "security"), (1, "platform"), (1, "example-lab")])
    return [p for p in everyone if p["id"] != unknown]


def approvals(d: Draw, roles: Sequence[str], date: str) -> list[Map]:
    people = {"chief-executive": "ceo", "responsible-scaling-officer": "rso"}
    return [{"role": role, "party": people[role], "date": date} for role in roles]


def spoil_approvals(d: Draw, given: list[Map], now: datetime) -> None:
    """One of the ways in which approvals do not support a decision."""
    match d.below(6):
        case 0:
            given.pop()
        case 1:
            for approval in given:
                approval["party"] = "deputy"
        case 2:
            given[-1]["party"] = d.pick(["ghost", "guard", given[-1]["role"]])
        case 3:
            given[-1]["date"] = text(now + d.pick([SECOND, 0 * SECOND]))
        case 4:
            given[0]["party"] = "deputy"  # holds the role too: still supported
        case _:
            given[-1]["date"] = now.date().isoformat()


# --- The project around the evidence --------------------------------------------------------------


def in_service(d: Draw, start: datetime, now: datetime) -> Map:
    if d.below(10) < 7:
        return {"from": "2020-01-01"}
    lately = [now - 5 * DAY, now - 10 * DAY, now - 3 * DAY - SECOND]
    begun = d.pick([start, start + SECOND, *lately, now, start - DAY, now + DAY])
    ended = d.pick([None, None, now, now - 3 * DAY, now + DAY, start, start + SECOND])
    found = {"from": text(begun)}
    if ended is not None and ended >= begun:
        found["to"] = text(ended) if d.chance(70) else ended.date().isoformat()
    return found


def inventory(d: Draw, start: datetime, now: datetime) -> Map:
    models = ["atlas", "boreal"][: d.weighted([(55, 1), (38, 2), (7, 0)])]
    assets: list[Map] = [
        {
            "id": name,
            "type": "model",
            "in_service": in_service(d, start, now) if d.chance(25) else {"from": "2020-01-01"},
            "attributes": {"effective_compute": d.pick([10, 10, 40, 39, 41]), "frontier": True},
        }
        for name in models
    ]
    for kind, attribute in (("environment", "holds_weights"), ("surface", "public")):
        for number in range(d.weighted([(55, 1), (33, 2), (12, 0)])):
            asset = {
                "id": f"{kind[0]}{number + 1}",
                "type": kind,
                "in_service": in_service(d, start, now),
                "attributes": d.pick([{attribute: True}] * 5 + [{attribute: False}, {}]),
            }
            operator = d.weighted([(40, "platform"), (30, "validator"), (20, None), (5, "ghost")])
            if operator is not None:
                asset["operated_by"] = d.pick([operator, operator, operator, "contractor"])
            assets.append(_of_models(d, asset))
    events = []
    for kind, number in (("deployment", 1), ("deployment", 2), ("grant", 1)):
        if d.chance(35):
            at = d.pick([now - 5 * DAY, start, now, start + DAY, start - SECOND, now + SECOND])
            event = {
                "id": f"{kind[0]}{number}",
                "type": kind,
                "at": text(at) if d.chance(80) else at.date().isoformat(),
                "attributes": d.pick([{"real": True}] * 4 + [{"real": False}, {}]),
            }
            events.append(_of_models(d, event))
    return {"assets": assets, "events": events}


def _of_models(d: Draw, thing: Map) -> Map:
    models: Any = d.weighted([(80, None), (10, ["atlas"]), (5, ["boreal"]), (5, "none")])
    return thing if models is None else {**thing, "models": models}


def determinations(d: Draw, case: Map, now: datetime) -> list[Map]:
    """None, one or two for each model and threshold, at the edges of what makes one effective."""
    found: list[Map] = []
    models = [a["id"] for a in case["inventory"]["assets"] if a["type"] == "model"]
    models += ["ghost"] if d.chance(2) else []
    for model in models:
        for threshold in case["edition"]["data"]["thresholds"]:
            severe = threshold["id"] != "T4"
            outcome = d.weighted(
                [(50 if severe else 90, "below"), (20, "cannot-rule-out"), (14, "passed"), (6, "")]
            )
            if outcome:
                found.append(_determination(d, model, threshold["id"], outcome, now, len(found)))
            if outcome and d.chance(12):
                second = d.pick(["below", "below", "cannot-rule-out", "passed"])
                new = _determination(d, model, threshold["id"], second, now, len(found))
                if d.chance(60):
                    new["supersedes"] = {"determination": found[-1]["id"], "because": "newer"}
                found.append(new)
    return found


def _determination(
    d: Draw, model: str, threshold: str, outcome: str, now: datetime, number: int
) -> Map:
    assessed = now - 60 * DAY
    decided = now - d.pick([20, 20, 10]) * DAY
    found: Map = {
        "id": f"d{number}",
        "model": model,
        "threshold": threshold,
        "outcome": outcome,
        "assessed_at": text(assessed),
        "decided_at": text(decided),
        "basis": "assessed",
        "effective_compute": 10.5,
        "approvals": approvals(d, ROLES, decided.date().isoformat()),
    }
    match d.weighted(
        [
            (64, ""),
            (8, "approvals"),
            (6, "age"),
            (6, "compute"),
            (8, "public"),
            (6, "date"),
            (2, "order"),
        ]
    ):
        case "approvals":
            spoil_approvals(d, found["approvals"], now)
        case "age":
            found["assessed_at"] = text(back(now, "P6M") + d.pick([0 * SECOND, SECOND]))
        case "compute":
            found["effective_compute"] = d.pick([10, 10.0, 2.5, None])
        case "public":
            found |= {"standing": "publicly-stated", "approvals": [], "effective_compute": None}
        case "date":
            found["decided_at"] = text(now + d.pick([0 * SECOND, SECOND]))
        case "order":
            found["assessed_at"] = text(decided + d.pick([0 * SECOND, SECOND]))
    return found


CONDITIONS = [
    ("declared", "declaration"),
    ("denied", "declaration"),
    ("security-required", "required: asl-3/security"),
    ("any-required", "any-required"),
    ("open", "threshold: {}"),
]


def edition_data(d: Draw, controls: list[Map]) -> Map:
    both = {"deployment": "ASL-3", "security": "ASL-3"}
    used = {c["standard"].rpartition("/")[2] for c in controls}
    here = {name: level for name, level in both.items() if name in used or d.chance(8)}
    thresholds: list[Map] = [{"id": "T1", "kind": "threshold", "requires": here or both}]
    if d.chance(40):
        thresholds.append({"id": "T2", "kind": "threshold", "requires": {"security": "ASL-3"}})
    if d.chance(12):
        requires = {"deployment": "ASL-4", "security": "ASL-4"}
        thresholds.append({"id": "T4", "kind": "threshold", "requires": requires})
    if d.chance(10):
        thresholds.append({"id": "T9", "kind": "checkpoint", "requires": both})
    deploying = {
        "standards": ["asl-3/deployment", "asl-3/security"],
        "clauses": [],
        "because": "P0",
    }
    return {
        "determination": {
            "approvals": ROLES,
            "reassess_after": "P6M",
            "reassess_at_effective_compute": 4,
        },
        "thresholds": [{"domain": "d", "clause": t["id"], **t} for t in thresholds],
        "conditions": [
            {"id": i, "title": i, "decided_by": by.format(thresholds[-1]["id"])}
            for i, by in CONDITIONS
        ],
        "activities": {
            "train": {"standards": ["asl-3/security"], "clauses": [], "because": "P0"},
            "deploy": deploying,
            "store": copy.deepcopy(deploying),
        },
        "deviations": {
            "substitute": {"must": [], "expect": ROLES[1:], "maximum": "P12M"},
            "not-applicable": {"must": ROLES, "expect": ROLES[1:], "maximum": "P12M"},
            "waiver": {
                **dict.fromkeys(SEVERITIES[:2], ROLES),
                **dict.fromkeys(SEVERITIES[2:], ROLES[1:]),
                "maximum": "P6M",
            },
            "interim-measure": {
                "permission": "interim",
                "approvals": ROLES,
                "notices": RECIPIENTS,
                "maximum": "P6M",
            },
        },
    }


# --- Controls -------------------------------------------------------------------------------------

TYPES = {
    "snapshot": {"rows": None, "shareable": False, "observes": "instant"},
    "document": {"rows": None, "shareable": True, "observes": "instant"},
    "log": {"rows": "entries", "shareable": False, "observes": "interval"},
    "ticket": {"rows": None, "shareable": False, "observes": "instant"},
    "roster": {"rows": None, "shareable": True, "observes": "instant"},
    "report": {
        "rows": None,
        "shareable": False,
        "observes": "interval",
        "complementary": "controls",
    },
    "reviewer-answer": {"rows": None, "shareable": False, "observes": "instant"},
    "nil-return": {"rows": None, "shareable": False, "observes": "interval"},
}
OPERATIONS = {
    "state": ["snapshot", "document", "log", "report"],
    "instants": ["snapshot"],
    "continuous": ["log", "log", "report"],
    "event": ["ticket", "document"],
}
SCOPES: list[Any] = [
    None,
    "environment",
    "surface",
    "model",
    ["surface", "model"],
    "event/deployment",
    "event/grant",
    ["environment", "surface"],
]


def scopes(d: Draw, inventory: Map) -> list[Any]:
    """What requirements are for each of; nearly always something that is there."""
    there = {thing["type"] for thing in inventory["assets"]}
    there |= {f"event/{thing['type']}" for thing in inventory["events"]}
    return [
        kind
        for kind in SCOPES
        if kind is None
        or set([kind] if isinstance(kind, str) else kind) <= there
        or d.chance(30 if "event" in kind else 4)
    ]


def requirement(d: Draw, name: str, open_limit: bool, scopes: list[Any]) -> Map:
    for_each = d.pick(scopes)
    is_event = isinstance(for_each, str) and for_each.startswith("event/")
    operation = "event" if is_event else d.pick(["state", "instants", "continuous"])
    found: Map = {
        "id": name,
        "title": name,
        "type": d.pick(OPERATIONS[operation]),
        "method": "examine",
        "operation": operation,
        "min_reliability": d.weighted(
            [(50, "record"), (35, "representation"), (12, "independent"), (3, "claim")]
        ),
    }
    if for_each is not None:
        found["for_each"] = for_each
    if d.chance(30):
        _add_where(found)
    ages = ["P1M", "P31D", "P10D", "PT24H"] + ["params.limit"] * (3 * open_limit)
    if operation == "state" or d.chance(25 if is_event else 70):
        found["max_age"] = d.pick(ages)
    if operation == "instants":
        by_calendar = ["calendar-month", "calendar-month", "calendar-quarter", "calendar-year"]
        lengths = ["P1M", "P31D", "P28D", *(["params.limit"] * open_limit)]
        found["cadence"] = d.pick(lengths if d.chance(60) else by_calendar)
    if operation == "continuous" and d.chance(60):
        found["tolerance"] = d.pick(["P1D", "PT1H", "P1M"])
    if d.chance(50):
        found["max_lag"] = d.pick(["P2D", "PT6H", "P1M"])
    if d.chance(45):
        found["correct_within"] = d.pick(["P3D", "P1M"])
    if for_each is not None and not is_event and d.chance(40):
        graces = ["P3D", "P10D", "P7D", "P1D", "P1M", *(["params.limit"] * open_limit)]
        found["grace"] = d.pick(graces)
    if d.chance(20) and for_each is not None and not is_event:
        found["responsibility"] = d.pick(["shared", "inherited"])
    if d.chance(45 if found["type"] == "log" else 4):
        found["sample"] = _sample_rule(d)
    found["independent_of"] = d.weighted([(65, []), (27, ["owner"]), (8, ["organization"])])
    return found


def _sample_rule(d: Draw) -> Map:
    found: Map = {"at_least": d.pick([2, 5])}
    if d.chance(50):
        found["percent"] = d.pick([10, 12.5, 0.1, 100])
    if d.chance(30):
        found["exceptions_at_most"] = 1
    return found


def _add_where(requirement: Map) -> None:
    rules = {"environment": "asset.holds_weights", "event/deployment": "event.real"}
    for_each = requirement.get("for_each")
    if isinstance(for_each, str) and for_each in rules:
        requirement["where"] = rules[for_each]
    elif for_each == ["surface", "model"]:
        requirement["where"] = "model.frontier"


def _add_validations(d: Draw, requirement: Map, parameters: Map) -> None:
    rules = ["evidence.ok"] if d.chance(85) else []
    if "most" in parameters:
        rules.append("evidence.count <= params.most")
    elif d.chance(25):
        rules.append("evidence.count <= 5")
    if d.chance(12):
        rules.append("ratio(evidence.part, evidence.whole) >= 0.5")
    if d.chance(12):
        rules.append("evidence.rows.all(a, evidence.rows.all(b, a == b || a != b))")
    if d.chance(2):
        rules.append("evidence.missing == 1")
    if d.chance(15):
        requirement["with"] = {"roster": {"type": "roster", "within": d.pick(["P7D", "P1M"])}}
        rules.append(d.pick(["roster.ok", "evidence.count <= roster.count"]))
    requirement["validations"] = [{"rule": rule, "message": "no"} for rule in rules]


STANDARDS = [
    (12, ["procedure"]),
    (32, ["procedure", "asl-3/security"]),
    (9, ["asl-3/security"]),
    (25, ["procedure", "asl-3/security", "asl-3/deployment"]),
    (11, ["procedure", "asl-3/security", "commitments"]),
    (11, ["asl-3/deployment", "commitments"]),
]


def controls_for(d: Draw, inventory: Map) -> list[Map]:
    """One to five controls, at least one for each of the standards that have clauses."""
    standards = d.weighted(STANDARDS)
    there = scopes(d, inventory)
    found: list[Map] = []
    number = max(len(standards), d.weighted([(30, 1), (25, 2), (25, 3), (12, 4), (8, 5)]))
    for at in range(number):
        standard = standards[at] if at < len(standards) else d.pick(standards)
        found.append(control(d, f"C{at + 1}", standard, found, there))
    _add_independence(d, found)
    return found


def _add_independence(d: Draw, controls: list[Map]) -> None:
    """Now and then somebody else than who showed another requirement, which may not exist."""
    names = [f"{c['id']}/{r['id']}" for c in controls for r in c["evidence"]]
    for one in (r for c in controls for r in c["evidence"]):
        if d.chance(9):
            name = d.pick(names) if d.chance(96) else "C9/r1"
            one["independent_of"] = [*one["independent_of"], name]


def control(d: Draw, name: str, standard: str, earlier: list[Map], there: list[Any]) -> Map:
    parameters = _parameters(d)
    found: Map = {
        "id": name,
        "title": name,
        "standard": standard,
        "owner": d.pick(OWNERS),
        "severity": SEVERITIES[int(name[1:]) % len(SEVERITIES)],
        "statement": "s",
        "rationale": "r",
        "implements": [],
        "depends_on": [],
        "parameters": parameters,
        "evidence": [],
        "any_of": [],
    }
    for number in range(d.weighted([(60, 1), (33, 2), (7, 3)])):
        one = requirement(d, f"r{number + 1}", "limit" in parameters, there)
        if number > 0 and d.chance(50):
            one = _alternative(d, found["evidence"][0], one["id"])
            other = d.pick([each["id"] for each in found["evidence"]])
            found["any_of"].append({"id": f"either{number}", "of": [other, one["id"]]})
        _add_validations(d, one, parameters)
        if d.chance(22):
            one["judgement"] = "Is it enough?"
        found["evidence"].append(one)
    for other in earlier:
        # R19: nothing but a commitment rests on a commitment.
        if (standard == "commitments" or other["standard"] != "commitments") and d.chance(30):
            found["depends_on"].append({"control": other["id"], "because": "it does"})
            if d.chance(3) and (standard == "commitments") == (other["standard"] == "commitments"):
                other["depends_on"].append({"control": name, "because": "a cycle"})
    match d.below(100):
        case 97:
            found["evidence"], found["any_of"] = [], []
        case 98:
            found["depends_on"].append({"control": name, "because": "it is itself"})
        case 99:
            found["depends_on"].append({"control": "C9", "because": "nothing is"})
    return found


def _parameters(d: Draw) -> Map:
    """A length of time, a number, both or neither."""
    parameters: Map = {}
    if d.chance(20):
        parameters["limit"] = {"type": "duration", "policy_leaves_open": True, "description": "d"}
    if d.chance(15):
        parameters["most"] = {"type": "integer", "description": "d"}
        parameters["most"] |= d.pick([{"default": 5}, {"policy_leaves_open": True}])
    return parameters


def _alternative(d: Draw, requirement: Map, name: str) -> Map:
    """A requirement for the same, shown by something else."""
    found = {**copy.deepcopy(requirement), "id": name}
    found["type"] = d.pick(OPERATIONS[found["operation"]])
    found.pop("with", None)
    found.pop("judgement", None)
    return found


# --- Clauses --------------------------------------------------------------------------------------


def clauses_for(d: Draw, controls: list[Map]) -> list[Map]:
    """Leaves that the controls implement, some that nothing does, and groups over them."""
    found: list[Map] = []
    standards = {c["standard"] for c in controls} | {d.pick(["procedure", "asl-3/security"])}
    for standard in sorted(standards):
        letter = "K" if standard == "commitments" else standard.rpartition("/")[2][0].upper()
        leaves: list[Map] = []
        for one in (c for c in controls if c["standard"] == standard):
            for _ in range(d.weighted([(75, 1), (22, 2), (3, 0)])):
                leaf = _clause(d, f"{letter}{len(leaves) + 1}", standard)
                judged = [r["id"] for r in one["evidence"] if "judgement" in r]
                if (judged and d.chance(60)) or d.chance(4):
                    leaf["check"] = d.pick(["P", "J", "A/P"])
                leaves.append(leaf)
                one["implements"].append(_link(d, one, leaf["id"], judged))
        if leaves and d.chance(15):
            extra = d.pick([c for c in controls if c["standard"] == standard] or controls[:1])
            linked = [link["clause"] for link in extra["implements"]]
            if extra["standard"] == standard and (leaves[0]["id"] not in linked or d.chance(20)):
                extra["implements"].append(_link(d, extra, leaves[0]["id"], []))
        if d.chance(3):
            # R14: of another standard, which need not be in force where the clause is.
            other = d.pick(controls)
            other["implements"].append(_link(d, other, leaves[0]["id"] if leaves else "gone", []))
        if not leaves or d.chance(14):
            leaves.append(_clause(d, f"{letter}{len(leaves) + 1}", standard))
        found += _grouped(d, leaves, letter, standard)
    return found


def _clause(d: Draw, name: str, standard: str) -> Map:
    modality = d.weighted(
        [(56, "must"), (30, "expect"), (6, "may"), (2, "aim"), (3, "example"), (3, "note")]
    )
    found: Map = {
        "id": name,
        "standard": standard,
        "modality": "commitment" if standard == "commitments" and d.chance(80) else modality,
        "check": "A",
        "text": name,
        "when": None,
        "parent": None,
        "children": [],
    }
    if d.chance(18):
        found["when"] = d.pick([name for name, _ in CONDITIONS])
    return found


def _link(d: Draw, control: Map, clause: str, judged: list[str]) -> Map:
    carrying = [judged[0]] if judged else [r["id"] for r in control["evidence"]][:1]
    by = [] if d.chance(80) else carrying
    states = [(95, "current"), (3, "unreviewed"), (2, "control-moved")]
    return {"clause": clause, "by": by, "state": d.weighted(states)}


def _grouped(d: Draw, leaves: list[Map], letter: str, standard: str) -> list[Map]:
    if not d.chance(45):
        return leaves
    group = _clause(d, f"{letter}0", standard)
    if group["modality"] in ("example", "note"):
        group["modality"] = "may"
    members = leaves[: d.below(len(leaves)) + 1]
    if len(members) > 1 and members[0]["modality"] == "may" and d.chance(60):
        inner, members = members[1:], members[:1]
        members[0]["children"] = [leaf["id"] for leaf in inner]
        for leaf in inner:
            leaf["parent"] = members[0]["id"]
    group["children"] = [leaf["id"] for leaf in members]
    for leaf in members:
        leaf["parent"] = group["id"]
        if group["when"] in ("declared", "denied") and d.chance(15):
            leaf["when"] = group["when"]
    return [group, *leaves]


# --- Deviations -----------------------------------------------------------------------------------


def deviations(d: Draw, case: Map, now: datetime) -> list[Map]:
    found: list[Map] = []
    models = [a["id"] for a in case["inventory"]["assets"] if a["type"] == "model"]
    for clause in case["edition"]["clauses"]:
        kinds = ["not-applicable"] * (clause["when"] in ("declared", "denied") and d.chance(75))
        kinds += ["substitute"] * (clause["modality"] == "expect" and d.chance(45))
        for kind in kinds:
            roles = case["edition"]["data"]["deviations"][kind].get(clause["modality"], [])
            day = (now - 30 * DAY).date().isoformat()
            one: Map = {
                "id": f"v{len(found)}",
                "kind": kind,
                "clause": clause["id"],
                "reason": "r",
                "requester": "tooling",
                "approvals": approvals(d, roles, day),
                "starts": day,
                "expires": (now + 60 * DAY).date().isoformat(),
                "compensating": [],
            }
            if models and d.chance(20):
                one["model"] = d.pick(models)
            if kind == "substitute":
                one["compensating"] = _compensating(d, case["controls"], clause["id"])
            found.append(one)
            if d.chance(35):
                found += _spoiled(d, one, now)
    return found


def _compensating(d: Draw, controls: list[Map], clause: str) -> list[str]:
    others = [
        c["id"]
        for c in controls
        if all(link["clause"] != clause for link in c["implements"]) or d.chance(10)
    ]
    return [d.pick(others)] if others else []


def _spoiled(d: Draw, one: Map, now: datetime, maximum: str = "P12M") -> list[Map]:
    """Bring a deviation to or over a limit; gives what it continues, if that is the limit."""
    match d.below(11):
        case 0:
            one["expires"] = text(now - d.pick([0 * SECOND, SECOND]))
        case 1:
            one["starts"] = text(now + d.pick([0 * SECOND, SECOND]))
        case 2 if one["approvals"]:
            spoil_approvals(d, one["approvals"], now)
        case 3 if one["approvals"]:
            one["requester"] = d.pick(["ghost", "rso", "engineer", "security", "example-lab"])
        case 4:
            whole = reference.after(reference.moment(one["starts"])[0], maximum)
            one["expires"] = text(whole + d.pick([0 * SECOND, SECOND]))
        case 5:
            one["compensating"] = []
        case 7 if one["approvals"]:
            one["starts"] = one["approvals"][-1]["date"] = now.date().isoformat()
        case 8:
            one["starts"] = one["expires"] = text(now)
        case 6 if one["approvals"]:
            later = reference.moment(one["starts"])[0] + d.pick([0 * SECOND, DAY, DAY + SECOND])
            one["approvals"][-1]["date"] = text(later)
        case 9:
            return [_under_another_name(d, one, maximum)]
        case _:
            whole = 153 if maximum == "P6M" else 335
            before = {**copy.deepcopy(one), "id": one["id"] + "-before"}
            before["expires"] = one["starts"]
            before["starts"] = text(now - d.pick([whole, whole - 1, whole + 1, 60]) * DAY)
            target = next(key for key in ("clause", "control", "standard") if key in one)
            before[target] = before[target] if d.chance(50) else "gone"
            one["renews"] = before["id"] if d.chance(90) else "unknown"
            return [before]
    return []


def _under_another_name(d: Draw, one: Map, maximum: str) -> Map:
    """What was decided before about the same, or nearly, and is not renewed by name."""
    start = reference.moment(one["starts"])[0]
    before = {**copy.deepcopy(one), "id": one["id"] + "-other"}
    before["expires"] = text(back(start, maximum) + d.pick([SECOND, 0 * SECOND, 20 * DAY]))
    before["starts"] = text(back(start, maximum) - 30 * DAY)
    for key in ("requirement", "asset", "model"):
        if d.chance(15):
            before[key] = {"requirement": "r1", "asset": "organization", "model": "atlas"}[key]
        elif d.chance(15):
            before.pop(key, None)
    return before


# --- What the gate accepts ------------------------------------------------------------------------


def gate_deviations(d: Draw, case: Map, now: datetime) -> list[Map]:
    """Waivers and interim measures; in some cases of every control, so that the gate passes."""
    found: list[Map] = []
    if d.chance(35):
        return found
    every = d.chance(50)
    for control in case["controls"]:
        if every or d.chance(40):
            one = _waiver(d, case, control, now, every)
            found.append(one)
            if d.chance(8 if every else 35):
                found += _spoiled(d, one, now, "P6M")
            if d.chance(8):
                found.append({**copy.deepcopy(one), "id": one["id"] + "-too"})
    if len(found) > 1 and d.chance(12):
        one, other = found[0], found[-1]
        one["compensating"], other["compensating"] = [other["control"]], [one["control"]]
    models = [a["id"] for a in case["inventory"]["assets"] if a["type"] == "model"]
    if models and d.chance(80):
        one = _interim(d, case, models, now)
        found.append(one)
        if d.chance(30):
            found += _spoiled(d, one, now, "P6M")
    kept = {one["id"]: one for one in found}
    return list(kept.values())


def _decided(d: Draw, name: str, roles: Sequence[str], now: datetime) -> Map:
    day = (now - 30 * DAY).date().isoformat()
    return {
        "id": name,
        "reason": "r",
        "requester": "tooling",
        "approvals": approvals(d, roles, day),
        "starts": day,
        "expires": (now + 60 * DAY).date().isoformat(),
        "compensating": [],
    }


def _waiver(d: Draw, case: Map, control: Map, now: datetime, whole: bool) -> Map:
    rule = case["edition"]["data"]["deviations"]["waiver"]
    one = _decided(d, f"w-{control['id']}", rule[control["severity"]], now)
    one |= {"kind": "waiver", "control": control["id"]}
    if d.chance(10 if whole else 30):
        names = [r["id"] for r in control["evidence"]] or ["r1"]
        one["requirement"] = d.pick(names) if d.chance(90) else "r9"
    if d.chance(5 if whole else 25):
        keys = [f"{a['type']}/{a['id']}" for a in case["inventory"]["assets"]]
        one["asset"] = d.pick(["organization", *keys])
    if d.chance(8 if whole else 20):
        one["model"] = d.pick(["atlas", "boreal"])
    if d.chance(15 if whole else 35):
        one["compensating"] = [d.pick(case["controls"])["id"] if d.chance(95) else "C9"]
    return one


def _interim(d: Draw, case: Map, models: list[str], now: datetime) -> Map:
    """Interim measures, mostly for a model that has a satisfied control to rest on."""
    one = _decided(d, "interim", ROLES, now)
    shown = [
        (model, name)
        for model in models
        for name, status in reference.evaluate(case)["subjects"]
        .get(f"model/{model}", {"controls": {}})["controls"]
        .items()
        if status == "satisfied"
    ]
    model, measure = models[0], d.pick(case["controls"])["id"]
    if shown and d.chance(85):
        model, measure = d.pick(shown)
    standards = ["asl-3/security", "asl-3/deployment", "asl-4/security", "procedure"]
    told = text(now + d.weighted([(90, -DAY), (5, 0 * SECOND), (5, SECOND)]))
    one |= {
        "kind": "interim-measure",
        "standard": standards[d.weighted([(60, 0), (30, 1), (5, 2), (5, 3)])],
        "model": model,
        "same_assurance": "s",
        "measures": [measure] if d.chance(96) else ["C9"],
        "notices": [{"to": name, "date": told} for name in RECIPIENTS],
    }
    if d.chance(6):
        one["notices"].pop()
    if d.chance(92):
        case["settings"]["permissions"].append({"clause": "interim", "because": "b"})
    return one


# --- Evidence -------------------------------------------------------------------------------------


class Evidence:
    """The records of a case while they are made, and what each one is for."""

    def __init__(self, d: Draw, world: reference.World) -> None:
        self.d = d
        self.world = world
        self.records: list[Map] = []
        self.made = 0
        """How many records were made; some of them were dropped since."""
        self.purpose: dict[str, Map] = {}

    def add(self, kind: str, keys: list[str], span: tuple[datetime, datetime], **more: Any) -> Map:
        """A sound record, collected and received in time."""
        self.made += 1
        start, end = span
        instant = start == end
        collected = min(self.world.now, end + self.d.pick([0 * SECOND, timedelta(hours=1)]))
        record: Map = {
            "id": f"e{self.made}",
            "type": kind,
            "assets": keys,
            "observed": text(start) if instant else {"from": text(start), "to": text(end)},
            "collected_at": text(max(collected, end)),
            "received_at": text(max(collected, end)),
            "source": {"system": "broker", "query": "all", "rows": 3},
            "produced_by": {"party": "tooling"},
            "reliability": "record",
            "payload": {
                "ok": True,
                "count": 3,
                "part": 3,
                "whole": 4,
                "rows": [1, 2],
                "serial": self.made,
            },
            "problems": [],
            **more,
        }
        if kind == "report":
            record["payload"]["controls"] = self.presumed()
        if self.d.chance(5):
            record["payload_file"] = "payload.json"
        self.records.append(record)
        self.redigest(record)
        return record

    def presumed(self) -> list[Any]:
        """Controls that a provider's report leaves to the organisation."""
        names = [*self.world.controls, *self.world.controls, "C9"]
        row: Any = {"control": self.d.pick(names) if self.d.chance(90) else self.d.pick([3, "C9"])}
        return [row] if self.d.chance(45) else []

    def whole(self) -> list[Map]:
        """The records that have no problem yet."""
        return [r for r in self.records if not r["problems"] and r["payload"] is not None]

    def redigest(self, record: Map) -> None:
        record["digest"] = digest("record", record["id"])
        record["payload_digest"] = digest("payload", record["id"])

    def copy(self, record: Map) -> Map:
        """Another record like this one, with a payload of its own."""
        self.made += 1
        other = {**copy.deepcopy(record), "id": f"e{self.made}"}
        other["payload"] = {**(other.get("payload") or {}), "serial": self.made}
        self.records.append(other)
        self.redigest(other)
        if record["id"] in self.purpose:
            self.purpose[other["id"]] = self.purpose[record["id"]]
        return other

    def move(self, record: Map, by: timedelta) -> None:
        start, end = (at + by for at in reference.observed(record))
        if isinstance(record["observed"], str):
            record["observed"] = text(start)
        else:
            record["observed"] = {"from": text(start), "to": text(end)}

    def cover(self, instance: Map) -> None:
        """Evidence that shows one instance, at the limits of what does."""
        requirement = instance["requirement"]
        who = "tooling"
        if (
            requirement["min_reliability"] == "independent"
            or "organization" in requirement["independent_of"]
        ):
            who = "auditor"
        level = requirement["min_reliability"]
        declared = "record" if level == "representation" and self.d.chance(50) else level
        for span in self.spans(instance):
            if span[1] > self.world.now:
                continue
            record = self.add(requirement["type"], [instance["key"]], span, reliability=declared)
            if requirement.get("responsibility") and self.d.chance(60):
                who = self.d.pick(["validator", "auditor"])
            if any("/" in name for name in requirement["independent_of"]) and self.d.chance(80):
                who = self.d.pick(["assurance", "validator", "contractor"])
            record["produced_by"] = {"party": who}
            if "sample" in requirement and self.d.chance(35):
                draw_sample(self.d, record, requirement["sample"])
            self.purpose[record["id"]] = instance
            for join in requirement.get("with", {}).values():
                self.join(instance, join, record)

    def join(self, instance: Map, join: Map, record: Map) -> None:
        """Records to join: nearly always one that will do, sometimes another beside it."""
        keys = [instance["key"], "organization", *instance["parts"]]
        keys = keys[:2] if instance["kind"] == "event" else keys
        for _ in range(self.d.weighted([(75, 1), (25, 2)])):
            end = reference.observed(record)[1]
            away = self.d.pick([0 * SECOND, -7 * DAY, -7 * DAY, 7 * DAY, -7 * DAY - SECOND, DAY])
            end = end + away if end + away <= self.world.now else end
            other = self.add(join["type"], [self.d.pick(keys)], (end, end))
            other["reliability"] = "claim" if self.d.chance(8) else record["reliability"]
            other["produced_by"] = record["produced_by"]

    def spans(self, instance: Map) -> list[tuple[datetime, datetime]]:
        control, requirement = instance["control"], instance["requirement"]
        start, end = instance["due"], instance["window"][1]
        max_age = reference.limit(self.world, control, requirement.get("max_age"))
        due = min(self.world.now, instance["retired"] or self.world.now)
        if requirement["operation"] == "event":
            at = reference.moment(self.world.events[instance["key"]]["at"])[0]
            at = min(self.world.now, at + self.d.pick([0 * SECOND, DAY]))
            return [(at, at)]
        oldest = back(due, max_age) if max_age else start
        newest = self.d.pick([due, due, oldest, oldest + SECOND, max(oldest, due - DAY)])
        if requirement["operation"] == "state":
            long = timedelta() if requirement["type"] != "log" else self.d.pick([DAY, 40 * DAY])
            return [(newest - long, newest)]
        if requirement.get("cadence") in reference.MONTHS:
            return self.by_calendar(start, end, requirement["cadence"], max(newest, start))
        if requirement["operation"] == "instants":
            cadence = reference.limit(self.world, control, requirement.get("cadence")) or "P1M"
            return self.regular(start, end, cadence, max(newest, start))
        tolerance = reference.limit(self.world, control, requirement.get("tolerance"))
        last = end if max_age is None else max(newest, start + SECOND)
        return self.adjacent(start, min(last, end), tolerance)

    def regular(
        self, start: datetime, end: datetime, cadence: str, newest: datetime
    ) -> list[tuple[datetime, datetime]]:
        """Instants as far apart as the cadence allows, and a newest one."""
        found: list[tuple[datetime, datetime]] = []
        at = start if self.d.chance(30) else reference.after(start, cadence)
        while at < end and len(found) < 6:
            found.append((at, at))
            at = reference.after(at, cadence)
        if not found or found[-1][0] < newest:
            found.append((newest, newest))
        return found

    def by_calendar(
        self, start: datetime, end: datetime, unit: str, newest: datetime
    ) -> list[tuple[datetime, datetime]]:
        """One observation in each calendar unit, at or over one of its ends; and a newest."""
        found: list[tuple[datetime, datetime]] = []
        for first, last in reference.silent_units(unit, start, end, []):
            spans = [(first, first), (last - SECOND, last - SECOND), (first, last)]
            spans += [(first - DAY, first + DAY), (last - DAY, last)]
            found.append(self.d.pick(spans))
        return [*found, (newest, newest)]

    def adjacent(
        self, start: datetime, end: datetime, tolerance: str | None
    ) -> list[tuple[datetime, datetime]]:
        """Spans that meet, overlap or leave exactly the tolerated hole."""
        if end <= start:
            return []
        begin = start - self.d.pick([0 * SECOND, DAY, SECOND])
        middle = start + timedelta(seconds=int((end - start).total_seconds()) // 2)
        gap = self.d.pick([0 * SECOND, SECOND, DAY, 0 * SECOND])
        match self.d.below(3):
            case 0:
                return [(begin, end)]
            case 1 if middle > begin:
                return [(begin, middle), (middle - gap, end)]
            case _:
                resume = reference.after(middle, tolerance) if tolerance else middle
                if middle > begin and resume < end:
                    return [(begin, middle), (resume, end)]
                return [(begin, end)]


# --- Faults ---------------------------------------------------------------------------------------

STORE_PROBLEMS = [
    "not-presented",
    "unsealed",
    "malformed",
    "tampered",
    "withdrawn",
    "too-large",
    "not-presented",
]


def _problem(e: Evidence, record: Map) -> None:
    problem = e.d.pick(STORE_PROBLEMS)
    record["problems"] = [problem]
    if problem == "unsealed":
        record["received_at"] = None
    if problem in ("malformed", "too-large"):
        record |= {"payload": None, "payload_digest": None}
    if problem == "withdrawn":
        keep = {"id", "type", "assets", "digest", "received_at", "problems"}
        for name in set(record) - keep:
            del record[name]
        record["payload_digest"] = None


def _find_malformed(record: Map) -> None:
    """What the store says of a record that observes what came after its collection (R2)."""
    if "withdrawn" not in record["problems"] and "malformed" not in record["problems"]:
        collected = reference.moment(record["collected_at"])[1]
        if reference.observed(record)[1] > collected:
            record["problems"] = [*record["problems"], "malformed"]


def _fail(e: Evidence, record: Map) -> None:
    match e.d.below(7):
        case 0 | 1:
            record["payload"]["ok"] = False
        case 2:
            record["payload"]["count"] = 6
        case 3:
            record["payload"].pop("ok", None)
        case 4:
            record["payload"]["count"] = "many"
        case 5:
            record["payload"]["whole"] = 0
        case _:
            record["payload"]["rows"] = list(range(100))


def _too_many_rows(e: Evidence, record: Map) -> None:
    """Over the budget of the one rule that loops in a loop."""
    nested = "evidence.rows.all(a, evidence.rows.all(b, a == b || a != b))"
    instance = e.purpose.get(record["id"])
    if instance is not None and e.d.chance(50):
        instance["requirement"]["validations"].append({"rule": nested, "message": "no"})
    record["payload"]["rows"] = list(range(100))


def _drop(e: Evidence, record: Map) -> None:
    e.records.remove(record)


def _move(e: Evidence, record: Map) -> None:
    e.move(record, e.d.pick([-SECOND, SECOND, -DAY, -40 * DAY, -400 * DAY]))


def _collect_late(e: Evidence, record: Map) -> None:
    """At the longest lag, one second later, after now, or received after now."""
    end, now = reference.observed(record)[1], e.world.now
    instance = e.purpose.get(record["id"])
    lag = instance and reference.limit(
        e.world, instance["control"], instance["requirement"].get("max_lag")
    )
    limit = reference.after(end, lag) if lag else now
    at = e.d.pick([limit + SECOND, limit, now + SECOND, now, now])
    record["collected_at"] = record["received_at"] = text(at)
    if e.d.chance(15):
        record["received_at"] = text(now + e.d.pick([SECOND, 0 * SECOND]))
    if e.d.chance(10):
        record["collected_at"] = at.date().isoformat()


def _weaken(e: Evidence, record: Map) -> None:
    match e.d.below(4):
        case 0:
            record["reliability"] = e.d.pick(["representation", "claim", "record", "independent"])
        case 1:
            record["source"].pop("query", None)
        case 2:
            record["source"].pop("rows", None)
        case _:
            record["reliability"] = "independent"
            record["produced_by"] = {"party": e.d.pick(["auditor", "tooling", "ghost"])}


def _produce(e: Evidence, record: Map) -> None:
    others = ["security", "platform", "guard", "engineer", "contractor", "ghost", "example-lab"]
    party = e.d.pick([*others, "auditor", "reviewer", "assurance"])
    record["produced_by"] = {"party": party}
    if party == "contractor" and e.d.chance(60):
        # Collected at an end of the day on which the contractor came or went.
        day = (e.world.now - 20 * DAY).replace(hour=0, minute=0, second=0)
        at = day + e.d.pick([DAY, DAY, 0 * DAY, DAY - SECOND])
        if reference.observed(record)[1] <= at:
            record["collected_at"] = record["received_at"] = text(at)


def _share(e: Evidence, record: Map) -> None:
    """The same payload or artifact in another record, of another time or key, or truly the same."""
    same = [r for r in e.whole() if r["type"] == record["type"] and r is not record]
    other = e.d.pick(same) if same and e.d.chance(70) else e.copy(record)
    if e.d.chance(60):
        other["payload"], other["payload_digest"] = record["payload"], record["payload_digest"]
    else:
        other["artifacts"] = record["artifacts"] = [{"sha256": digest("shared"), "path": "a"}]
    if e.d.chance(30):
        e.move(other, -SECOND)


def _contradict(e: Evidence, record: Map) -> None:
    """A second record, of the same or a touching time, that says otherwise."""
    other = e.copy(record)
    other["payload"]["ok"] = False
    if e.d.chance(30):
        start, end = reference.observed(record)
        e.move(other, e.d.pick([-(end - start), -SECOND]))
    if e.d.chance(30):
        other["reliability"] = "claim"


def _except(e: Evidence, record: Map) -> None:
    """An exception before a good record, which answers it within the limit or just not."""
    other = e.copy(record)
    _fail(e, other)
    instance = e.purpose.get(record["id"])
    within = instance and instance["requirement"].get("correct_within")
    start, end = reference.observed(record)
    early = back(end, within) if within else end - DAY
    early -= e.d.pick([0 * SECOND, SECOND, 0 * SECOND])
    length = end - start
    if length and e.d.chance(60):
        length = min(length, DAY)
        other["observed"] = {"from": text(early - length), "to": text(early)}
    else:
        e.move(other, early - end)
    if e.d.chance(15):
        other["source"]["system"] = "elsewhere"


def _fail_long_ago(e: Evidence, record: Map) -> None:
    """Evidence from before the window, or from after it, that fails or merely lies there."""
    other = e.copy(record)
    start, end = reference.observed(record)
    instance = e.purpose.get(record["id"])
    first = instance["window"][0] if instance is not None else start
    e.move(other, e.d.pick([first - end, first - end - SECOND, -400 * DAY, DAY]))
    if e.d.chance(75):
        _fail(e, other)
    if e.d.chance(30):
        other["source"]["system"] = "elsewhere"
    if e.d.chance(10):
        other["reliability"] = "claim"
    if e.d.chance(25):
        # Settled or not by what is as old.
        e.move(e.copy(record), first - end + e.d.pick([0 * SECOND, SECOND]))
    seen = reference.observed(other)[1]
    if seen <= e.world.now:
        other["collected_at"] = other["received_at"] = text(seen)


def _supersede(e: Evidence, record: Map) -> None:
    """A bad record and its replacement, which may lack something that replacing takes."""
    bad = record
    new = e.copy(record)
    e.d.weighted([(5, _fail), (3, _problem), (2, _resource)])(e, bad)
    new["supersedes"] = {"record": bad["id"], "because": "wrong"}
    if "collected_at" in bad:
        bad["collected_at"] = text(reference.observed(bad)[1])
        new["collected_at"] = new["received_at"] = text(
            min(e.world.now, reference.observed(bad)[1] + 2 * SECOND)
        )
    match e.d.below(12):
        case 5:
            e.move(new, e.d.pick([SECOND, -SECOND]))
        case 6 if not isinstance(new["observed"], str):
            start, end = reference.observed(new)
            first, last = e.d.pick([(-DAY, 0 * DAY), (SECOND, 0 * DAY), (0 * DAY, -SECOND)])
            if start + first < end + last:
                new["observed"] = {"from": text(start + first), "to": text(end + last)}
        case 0:
            new["reliability"] = e.d.pick(["claim", "representation"])
        case 1:
            new["collected_at"] = bad.get("collected_at", new["collected_at"])
        case 2 if "organization" not in bad["assets"]:
            bad["assets"] = [*bad["assets"], "organization"]
        case 3 if "organization" not in new["assets"]:
            new["assets"] = [*new["assets"], "organization"]
        case 4:
            new["payload_digest"] = bad.get("payload_digest")


def _name_another(e: Evidence, record: Map) -> None:
    """One record for two keys, or for something that nobody knows."""
    known = [*e.world.assets, "organization", *e.world.events]
    unknown = [
        "environment/ghost",
        "model/ghost",
        "event/deployment/ghost",
        "surface/s1+model/ghost",
    ]
    key = e.d.pick(unknown) if e.d.chance(35) else e.d.pick(known)
    if key not in record["assets"] and record["type"] != "nil-return":
        record["assets"] = [*record["assets"], key]


def draw_sample(d: Draw, record: Map, rule: Map) -> None:
    """A sample that is just enough, or one row or statement short of it."""
    population = d.pick([40, 41, 3, 1, 2000])
    part = -(-int(rule.get("percent", 0) * 10) * population // 1000)
    size = min(population, max(rule["at_least"], part))
    size = max(1, min(population, size + d.weighted([(80, 0), (12, -1), (8, 1)])))
    found = {"population": population, "method": "random", "size": size, "seed": 7}
    found["exceptions"] = d.weighted([(80, 0), (20, 1)])
    if d.chance(6):
        del found[d.pick(["seed", "exceptions"])]
    record["sample"] = found


def _sample(e: Evidence, record: Map) -> None:
    """A sample where there may be no rule for one."""
    instance = e.purpose.get(record["id"])
    rule = instance and instance["requirement"].get("sample")
    draw_sample(e.d, record, rule or {"at_least": 2})


def _resource(e: Evidence, record: Map) -> None:
    record["source"]["system"] = "elsewhere"


FAULTS: list[tuple[int, Callable[[Evidence, Map], None]]] = [
    (10, _move),
    (12, _fail),
    (14, _problem),
    (16, _collect_late),
    (9, _weaken),
    (10, _produce),
    (9, _share),
    (7, _contradict),
    (9, _except),
    (9, _fail_long_ago),
    (14, _supersede),
    (7, _name_another),
    (2, _resource),
    (3, _too_many_rows),
    (8, _sample),
    (4, _drop),
]


def spoil(e: Evidence) -> None:
    """A few faults, mostly none or one."""
    for _ in range(e.d.weighted([(28, 0), (24, 1), (17, 2), (13, 3), (9, 4), (9, 6)])):
        whole = e.whole()
        if whole:
            e.d.weighted(FAULTS)(e, e.d.pick(whole))


# --- Nil returns and answers ----------------------------------------------------------------------


def nil_returns(e: Evidence, instances: list[Map]) -> None:
    """Statements that nothing happened, about the organisation and about models."""
    start, end = e.world.period
    events = {i["requirement"]["for_each"]: i["requirement"] for i in instances}
    subjects = ["organization", *e.world.models]
    for for_each, requirement in events.items():
        happened = [key for key in e.world.events if key.startswith(for_each + "/")]
        for subject in subjects:
            denies = [
                key
                for key in happened
                if subject == "organization" or reference.in_scope_of_model(e.world, key, subject)
            ]
            if not e.d.chance(8 if denies else 80):
                continue
            last = end
            max_age = requirement.get("max_age")
            if max_age in ("P10D", "PT24H") and e.d.chance(50):
                last = max(back(end, max_age), start + SECOND)
            first = start + e.d.weighted([(85, 0), (8, -1), (7, 1)]) * SECOND
            last -= e.d.weighted([(88, 0), (7, 1), (5, 10)]) * SECOND
            if first >= last:
                continue
            about = [subject] if e.d.chance(95) else [*{subject: 0, e.d.pick(subjects): 0}]
            record = e.add("nil-return", about, (first, last))
            record["reliability"] = requirement["min_reliability"]
            record["produced_by"] = {"party": e.d.weighted([(85, "auditor"), (15, "tooling")])}
            record["payload"] = {
                "event": for_each.removeprefix("event/"),
                "subject": subject,
                "from": text(first),
                "to": text(last),
                "statement": "none",
                "searched": "all",
            }


def answers(e: Evidence, case: Map) -> None:
    """A reviewer's answer to most judgements, bound to today's digests or not quite."""
    evidence = reference.evidence_digests(case) if case["digests"]["questions"] else {}
    for name, today in sorted(evidence.items()):
        for _ in range(e.d.weighted([(75, 1), (13, 0), (12, 2)])):
            at = e.world.now
            record = e.add("reviewer-answer", ["organization"], (at, at))
            reviewer = e.d.weighted(
                [(86, "reviewer"), (5, "auditor"), (9, e.d.pick(["guard", "ghost", "tooling"]))]
            )
            record["produced_by"] = {"party": reviewer}
            record["payload"] = {
                "judgement": name,
                "answer": e.d.weighted([(86, "accept"), (14, "reject")]),
                "reviewer": reviewer if e.d.chance(97) else "rso",
                "because": "b",
                "answered_at": text(at),
                "question_digest": case["digests"]["questions"][name],
                "control_digest": case["digests"]["controls"][name.partition("/")[0]],
                "evidence_digest": today,
                "conditions": _answer_conditions(e) if e.d.chance(15) else [],
            }
            if e.d.chance(10):
                part = e.d.pick(["evidence_digest", "control_digest", "question_digest"])
                record["payload"][part] = digest("another")
            if e.d.chance(8):
                _answer_again(e, record)
            if e.d.chance(6):
                _problem(e, record)


def _answer_again(e: Evidence, record: Map) -> None:
    """Another answer that names this one; it replaces it if it is by the same party, and later."""
    new = e.copy(record)
    new["payload"]["answer"] = "accept"
    new["payload"]["conditions"] = []
    new["supersedes"] = {"record": record["id"], "because": "newer"}
    for time in ("observed", "collected_at", "received_at"):
        record[time] = text(e.world.now - DAY)
    match e.d.below(6):
        case 0:
            new["payload"]["reviewer"] = "auditor"
            new["produced_by"] = {"party": "auditor"}
        case 1:
            new["payload"]["judgement"] = "C1/r1"
        case 2:
            new["collected_at"] = record["collected_at"]


def _answer_conditions(e: Evidence) -> list[Map]:
    shown = e.d.pick(e.records)["id"] if e.d.chance(75) else "unknown"
    return [{"id": "c1", "text": "t", "met": not e.d.chance(15), "shown_by": shown}]


def symbolic_digests(case: Map) -> Map:
    """Stand-ins for the digests of controls and questions that answers are bound to."""
    return {
        "controls": {c["id"]: digest("control", c["id"]) for c in case["controls"]},
        "questions": {
            f"{c['id']}/{r['id']}": digest("question", c["id"], r["id"])
            for c in case["controls"]
            for r in c["evidence"]
            if "judgement" in r
        },
    }


# --- Cases ----------------------------------------------------------------------------------------


@st.composite
def cases(
    draw: Callable[[st.SearchStrategy[int]], int],
    digests_of: Callable[[Map], Map] = symbolic_digests,
) -> Map:
    """A whole case, as `evaluator.evaluate` reads it.

    `digests_of` gives the digests of controls and questions of a case that is complete but for the
    answers to its judgements.
    """
    return make_case(Draw(lambda n: draw(_below(n))), digests_of)


def random_case(seed: int, digests_of: Callable[[Map], Map] = symbolic_digests) -> Map:
    """The same without Hypothesis: quicker, each seed independent of the others, not shrunk."""
    return make_case(Draw(random.Random(seed).randrange), digests_of)


def make_case(d: Draw, digests_of: Callable[[Map], Map]) -> Map:
    """A case from these choices."""
    now_text, starts = d.pick(TIMES)
    now = reference.moment(now_text)[1]
    start_text = d.pick(starts)
    start = reference.moment(start_text)[0]
    things = inventory(d, start, now)
    controls = controls_for(d, things)
    case: Map = {
        "now": now_text,
        "clock": text(now) if d.chance(90) else text(now - DAY),
        "settings": _settings(d, start_text, now, controls),
        "edition": {"clauses": clauses_for(d, controls), "data": edition_data(d, controls)},
        "controls": controls,
        "types": TYPES,
        "inventory": things,
        "parties": parties(d, now),
        "determinations": [],
        "deviations": [],
        "records": [],
        "errors": [],
    }
    _finish_project(d, case, now)
    e = Evidence(d, reference.World(case))
    _finish_evidence(e, case)
    case["digests"] = digests_of(case)
    answers(e, case)
    for record in e.records:
        _find_malformed(record)
    case["deviations"] += gate_deviations(d, case, now)
    return case


def _settings(d: Draw, start: str, now: datetime, controls: list[Map]) -> Map:
    period = {"start": start}
    if d.chance(12):
        period["end"] = text(now - d.pick([0 * SECOND, 3 * DAY, -3 * DAY]))
    declared: Map = {}
    for one in controls:
        values: Map = {"limit": d.pick(["P1M", "P28D"]), "most": d.pick([3, 5])}
        if d.chance(8):
            values = {"limit": d.pick(["soon", 5]), "most": d.pick(["many", 4.5])}
        declared[one["id"]] = {
            name: {"value": values[name], "because": "b"}
            for name in one["parameters"]
            if d.chance(90)
        }
    return {
        "organization": "example-lab",
        "policy": "rsp-2.2",
        "catalog": "shipped",
        "period": period,
        **{name: name for name in ("inventory", "parties", "determinations", "evidence")},
        "parameters": declared,
        "conditions": [{"condition": "declared", "because": "b"}] if d.chance(80) else [],
        "permissions": [],
        "activated": [],
        "gate": {},
    }


def _finish_project(d: Draw, case: Map, now: datetime) -> None:
    """Everything that needs clauses, controls and inventory to be there."""
    settings, clauses = case["settings"], case["edition"]["clauses"]
    for clause in clauses:
        if clause["modality"] == "may" and d.chance(50):
            settings["permissions"].append({"clause": clause["id"], "because": "b"})
    procedure = [c["id"] for c in clauses if c["standard"] == "procedure"]
    for rule in case["edition"]["data"]["activities"].values():
        rule["clauses"] = procedure[: d.below(3)]
    if d.chance(15):
        at = now + d.pick([0 * SECOND, SECOND, -DAY])
        standard = d.pick(["asl-3/security", "asl-3/deployment"])
        settings["activated"].append(
            {"standard": standard, "model": "atlas", "date": text(at), "because": "b"}
        )
    case["determinations"] = determinations(d, case, now)
    case["deviations"] = deviations(d, case, now)
    if d.chance(9):
        reach = [
            f"control/{d.pick(case['controls'])['id']}",
            f"clause/{d.pick(clauses)['id']}",
            f"type/{d.pick(sorted(TYPES))}",
            *(f"deviation/{one['id']}" for one in case["deviations"][:1]),
        ]
        everything = ["*", "control/ghost", "clause/ghost", "type/ghost", "record/e1"]
        case["errors"] = [{"reaches": [d.pick(reach) if d.chance(85) else d.pick(everything)]}]


def _finish_evidence(e: Evidence, case: Map) -> None:
    on_events = []
    for control in case["controls"]:
        for requirement in control["evidence"]:
            is_event = str(requirement.get("for_each")).startswith("event/")
            if is_event:
                on_events.append(reference.make(control, requirement, "", "nothing"))
            for instance in reference.real_instances(e.world, control, requirement):
                if not e.d.chance(25 if control["any_of"] else 4):
                    e.cover(instance)
    nil_returns(e, on_events)
    spoil(e)
    for record in e.records:
        _find_malformed(record)
    case["records"] = e.records
