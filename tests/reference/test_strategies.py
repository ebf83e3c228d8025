"""The generated cases are valid, quick to make, and reach every state that the rules know."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from rsp.asset import Inventory
from rsp.control import Control
from rsp.deviation import Deviation
from rsp.evidence import EvidenceRecord
from rsp.party import Party
from rsp.project import Settings
from rsp.standard import EditionData
from rsp.threshold import Determination
from tests.reference.evaluator import evaluate
from tests.strategies import cases, random_case

Map = dict[str, Any]
CASES = 2_000

STATES: dict[str, set[str | None]] = {
    "reason": {
        "missing",
        "stale",
        "late",
        "coverage-hole",
        "exception-in-period",
        "validation-failed",
        "validation-error",
        "contradicted",
        "weak-reliability",
        "not-independent",
        "reused",
        "malformed",
        "unsealed",
        "tampered",
        "withdrawn",
        "unknown-asset",
        "scope-error",
        "nothing-to-assess",
        "undeclared-parameter",
        "too-large",
        "rejected-in-review",
        "not-presented",
        "sample-inadequate",
        "complement-unknown",
    },
    "instance": {"met", "unmet", "alternative", "not-applicable"},
    "judgement": {"open", "accepted", "rejected"},
    "control": {
        "not-assessed",
        "not-applicable",
        "gap",
        "undermined",
        "undetermined",
        "satisfied",
    },
    "clause": {
        "not-assessed",
        "gap",
        "uncovered",
        "undermined",
        "undetermined",
        "satisfied",
        "substituted",
        "not-applicable",
        "informative",
    },
    "verdict": {"conformant", "not-conformant", "undetermined", "not-assessed", "not-required"},
    "activity": {"forbidden", "undetermined", "no forbidding clause found"},
    "because": {"no-determination", "determination-unsupported", None},
    "deviation": {
        f"{kind} {word}"
        for kind in ("substitute", "not-applicable", "waiver", "interim-measure")
        for word in ("valid", "not valid")
    },
    "accepted verdict": {"conformant", "not-conformant", "undetermined", "not-assessed"},
    "accepted": {
        "standard by waivers",
        "standard by interim measures",
        "control in gap",
        "control undermined",
        "activity beside interim measures",
    },
}
"""Every state of R8, R13, R14, R16, R17, R18, R20 and R22."""

NAMES = {
    "verdict": "standards",
    "control": "controls",
    "clause": "clauses",
    "activity": "activities",
}


def states(result: Map) -> set[tuple[str, Any]]:
    """The states that one result holds."""
    found: set[tuple[str, Any]] = set()
    for instance in result["instances"].values():
        found |= {("instance", instance["status"])} | {("reason", r) for r in instance["reasons"]}
    found |= {("judgement", state) for state in result["judgements"].values()}
    for subject in result["subjects"].values():
        for part in ("verdict", "control", "clause", "activity"):
            found |= {(part, state) for state in subject[NAMES[part]].values()}
        found |= {("accepted verdict", state) for state in subject["accepted"].values()}
        found |= {("accepted", what) for what in accepted(subject)}
    return found | {("because", d["because"]) for d in result["determinations"].values()}


def accepted(subject: Map) -> set[str]:
    """What the gate accepts for one subject."""
    found = {
        f"standard by {'interim measures' if name.startswith('interim') else 'waivers'}"
        for names in subject["accepted_by"].values()
        for name in names
    }
    for name in subject["accepted_controls"]:
        in_gap = subject["controls"][name] == "gap"
        found.add("control in gap" if in_gap else "control undermined")
    if any(subject["interim"].values()):
        found.add("activity beside interim measures")
    return found


def decided(case: Map, result: Map) -> set[tuple[str, Any]]:
    """The kinds of deviations of a case, and whether each is valid."""
    return {
        (
            "deviation",
            f"{one['kind']} {'valid' if result['deviations'][one['id']] else 'not valid'}",
        )
        for one in case["deviations"]
    }


@pytest.fixture(scope="module")
def seen() -> Counter[tuple[str, Any]]:
    """In how many of the cases each state appears."""
    counts: Counter[tuple[str, Any]] = Counter()

    for seed in range(CASES):
        case = random_case(seed)
        result = evaluate(case)
        counts.update(states(result) | decided(case, result))
    return counts


@pytest.mark.parametrize("kind", STATES)
def test_every_state_appears_in_the_cases(kind: str, seen: Counter[tuple[str, Any]]) -> None:
    """In one case of a hundred at least; and nothing appears that the rules do not name."""
    found = {state for part, state in seen if part == kind}
    rare = {state for state in STATES[kind] if seen[kind, state] < 0.01 * CASES}

    assert found == STATES[kind]
    assert rare == set()


@settings(
    max_examples=60,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(cases())
def test_cases_are_what_people_could_have_written(case: Map) -> None:
    """Every part decodes as the authored value that it stands for."""
    links = [{k: v for k, v in link.items() if k != "state"} for link in implements(case)]

    _decode(tuple[Control, ...], [{**c, "implements": []} for c in case["controls"]])
    assert all(set(link) == {"clause", "by"} for link in links)
    _decode(Settings, case["settings"])
    _decode(EditionData, case["edition"]["data"])
    _decode(Inventory, case["inventory"])
    _decode(tuple[Party, ...], case["parties"])
    _decode(tuple[Determination, ...], case["determinations"])
    _decode(tuple[Deviation, ...], case["deviations"])
    _decode(tuple[EvidenceRecord, ...], [r for r in map(authored, case["records"]) if r])
    assert len({record["id"] for record in case["records"]}) == len(case["records"])


def implements(case: Map) -> list[Map]:
    return [link for control in case["controls"] for link in control["implements"]]


def authored(record: Map) -> Map | None:
    """What of a record is in its file; nothing of one that was withdrawn."""
    if "withdrawn" in record["problems"]:
        return None
    known_from_the_store = {"received_at", "problems", "digest", "payload_digest"}
    return {key: value for key, value in record.items() if key not in known_from_the_store}


def _decode(kind: Any, plain: Any) -> None:
    msgspec.convert(plain, kind, dec_hook=lambda scalar, text: scalar.parse(text))
