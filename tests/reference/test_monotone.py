"""R12: nothing that takes away, asks for more or breaks something improves a status.

Each law is an operation that makes a case worse, or no better: it is applied to generated cases,
and no instance, control, clause, standard or activity of the core may come out better. What is
better is defined here once, worst first. Exceptions are those of docs/rules.md, each named where it
is made.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from checker.assess.assessment import Assessment
from tests import adapter
from tests.reference.test_equal import digests_of
from tests.strategies import cases, random_case

Map = dict[str, Any]
Operation = Callable[[Map, Random], Iterator[Map]]
"""Gives some of the ways in which a case can be made worse."""

CASES = 300
"""On how many cases of a fixed seed each law is tried."""

WORST_FIRST: dict[str, list[set[str]]] = {
    "instances": [{"unmet"}, {"alternative"}, {"met"}, {"not-applicable"}],
    "controls": [
        {"not-assessed"},
        {"gap"},
        {"undermined"},
        {"undetermined"},
        {"satisfied"},
        {"not-applicable"},
    ],
    "clauses": [
        {"not-assessed"},
        {"gap"},
        {"uncovered"},
        {"undermined"},
        {"undetermined"},
        {"substituted", "informative"},
        {"satisfied"},
        {"not-applicable"},
    ],
    "standards": [
        {"not-assessed"},
        {"not-conformant"},
        {"undetermined"},
        {"conformant"},
        {"not-required"},
    ],
    "activities": [{"forbidden"}, {"undetermined"}, {"no forbidding clause found"}],
    "gates": [{"fails"}, {"passes"}],
}


def rank(part: str, status: str) -> int:
    return next(at for at, same in enumerate(WORST_FIRST[part]) if status in same)


def improved(before: Map, after: Map) -> list[tuple[str, ...]]:
    """Everything that is better after than before, of what there was before."""
    found: list[tuple[str, ...]] = []
    for name, one in before["instances"].items():
        new = after["instances"].get(name)
        if new is None:
            # What stands for nothing goes when there is something.
            if "@nothing" not in name:
                found.append((name, one["status"], "absent"))
        elif rank("instances", new["status"]) > rank("instances", one["status"]):
            found.append((name, one["status"], new["status"]))
    for name, one in before["subjects"].items():
        for part in ("controls", "clauses", "standards", "activities", "gates"):
            theirs = gates(after["subjects"][name]) if part == "gates" else None
            for key, status in (gates(one) if part == "gates" else one[part]).items():
                new = (theirs or after["subjects"][name][part]).get(key, "absent")
                if (
                    part == "activities"
                    and new == "undetermined"
                    and is_hidden(before, after, name)
                ):
                    continue
                if new == "absent" or rank(part, new) > rank(part, status):
                    found.append((name, part, key, status, new))
    return found


def gates(subject: Map) -> dict[str, str]:
    """What the gate makes of each verdict on a subject."""
    return {
        name: "passes"
        if verdict in ("conformant", "not-required") or name in subject["accepted_by"]
        else "fails"
        for name, verdict in subject["standards"].items()
    }


def is_hidden(before: Map, after: Map, subject: str) -> bool:
    """Whether what forbade an activity may be hidden, as less was assessed than before.

    R12: an error that turns `not-conformant` into `not-assessed` is no improvement, nor what
    follows; nothing that was forbidden comes to have no clause that forbids it.
    """
    return any(
        after["subjects"][name][part].get(key) == "not-assessed" != status
        for name, part in ((subject, "standards"), ("organization", "clauses"))
        for key, status in before["subjects"][name][part].items()
    )


def undoes_a_lapse(before: Map, after: Map) -> bool:
    """Whether an acceptance comes back; R12 calls that no improvement."""
    return any(
        state == "accepted" and before["judgements"][name] != "accepted"
        for name, state in after["judgements"].items()
    )


# --- Operations -----------------------------------------------------------------------------------


def remove_quiet_record(case: Map, random: Random) -> Iterator[Map]:
    """Leave out a record that no reason names."""
    loud = named_by_reasons(adapter.run(case))
    quiet = [one for one in case["records"] if one["id"] not in loud]
    for gone in random.sample(quiet, min(3, len(quiet))):
        yield {**case, "records": [one for one in case["records"] if one is not gone]}


def named_by_reasons(assessment: Assessment) -> set[str]:
    presuming = {name for one in assessment.instances if one.rests_on for name in one.candidates}
    return presuming | {
        name for one in assessment.instances for why in one.reasons for name in why.evidence
    }


def add_gap(case: Map, random: Random) -> Iterator[Map]:
    """Bring into service, or let happen, what nothing shows."""
    about = random.choice([{}, {}, {"models": ["atlas"]}])
    for kind in ("environment", "surface"):
        asset = {"id": "new", "type": kind, "in_service": {"from": "2020-01-01"}, "attributes": {}}
        yield with_inventory(case, assets=[asset | about])
    # Of every model: where there is none of any, one of another lets a nil return about this one
    # count (R12).
    event = {"id": "new", "type": "deployment", "at": case["now"], "attributes": {"real": True}}
    yield with_inventory(case, events=[event])


def with_inventory(case: Map, **more: list[Map]) -> Map:
    parts = case["inventory"]
    return {
        **case,
        "inventory": {**parts, **{name: parts[name] + new for name, new in more.items()}},
    }


SHORTER = {
    "P1M": "P28D",
    "P31D": "P30D",
    "P28D": "P27D",
    "P10D": "P9D",
    "P7D": "P6D",
    "P3D": "P2D",
    "P2D": "P1D",
    "P1D": "PT1H",
    "PT24H": "PT1H",
    "PT6H": "PT1H",
    "PT1H": "PT30M",
    "calendar-year": "calendar-quarter",
    "calendar-quarter": "calendar-month",
}
"""For each limit of a case one that is shorter from every instant on; a unit of the calendar and a
length of time have no order."""
RELIABILITY = ["claim", "representation", "record", "independent"]


def tighten(change: Callable[[Map], bool], *, of_joined: bool = False) -> Operation:
    """Make one requirement of the case ask for more; `change` says whether it could.

    With `of_joined` it may leave a validation without the record it reads: a contradiction is none
    any more where one side cannot be evaluated (R12), so requirements with one are left out.
    """

    def operation(case: Map, random: Random) -> Iterator[Map]:
        spared = contradicted(case) if of_joined else set()
        places = [
            (at, index)
            for at, control in enumerate(case["controls"])
            for index, one in enumerate(control["evidence"])
            if f"{control['id']}/{one['id']}" not in spared
        ]
        random.shuffle(places)
        changed = 0
        for at, index in places:
            controls = copy.deepcopy(case["controls"])
            if changed < 2 and change(controls[at]["evidence"][index]):
                changed += 1
                yield {**case, "controls": controls}

    return operation


def contradicted(case: Map) -> set[str]:
    """The requirements of which an instance is contradicted."""
    found = adapter.results(adapter.run(case))["instances"]
    return {name.partition("@")[0] for name in found if "contradicted" in found[name]["reasons"]}


def shorter(limit: str) -> Callable[[Map], bool]:
    def change(requirement: Map) -> bool:
        found = SHORTER.get(requirement.get(limit, ""))
        requirement[limit] = found or requirement.get(limit)
        return found is not None

    return change


def shorten_grace(case: Map, random: Random) -> Iterator[Map]:
    """Shorten every grace of a control, for alternatives share theirs.

    Where all there is was in its grace, there was nothing to judge by, and now there is (R12).
    """
    before = adapter.results(adapter.run(case))["instances"]
    for at in range(len(case["controls"])):
        controls = copy.deepcopy(case["controls"])
        could = [shorter("grace")(one) for one in controls[at]["evidence"]]
        if any(could):
            changed = {**case, "controls": controls}
            after = adapter.results(adapter.run(changed))["instances"]
            if all(name in after for name in before if "@nothing" in name):
                yield changed


def shorter_within(requirement: Map) -> bool:
    for join in requirement.get("with", {}).values():
        join["within"] = SHORTER[join["within"]]
    return bool(requirement.get("with"))


def add_max_lag(requirement: Map) -> bool:
    return bool(requirement.setdefault("max_lag", "PT1H") == "PT1H")


def more_reliable(requirement: Map) -> bool:
    have = RELIABILITY.index(requirement["min_reliability"])
    requirement["min_reliability"] = RELIABILITY[min(have + 1, 3)]
    return have < 3


def add_independence(requirement: Map) -> bool:
    missing = sorted({"owner", "organization"} - set(requirement["independent_of"]))
    requirement["independent_of"] = [*requirement["independent_of"], *missing[:1]]
    return bool(missing)


def add_other_producer(requirement: Map) -> bool:
    """Ask for somebody else than whoever showed another requirement."""
    named = "C1/r1" in requirement["independent_of"]
    requirement["independent_of"] = [*requirement["independent_of"], "C1/r1"]
    return not named


def larger_sample(requirement: Map) -> bool:
    rule = requirement.get("sample")
    if rule is not None:
        requirement["sample"] = {**rule, "at_least": rule["at_least"] + 1, "exceptions_at_most": 0}
    return rule is not None


def leave_to_others(requirement: Map) -> bool:
    """Make it the doing of whoever operates the asset."""
    own = requirement.get("responsibility", "own") == "own"
    requirement["responsibility"] = "inherited"
    return own


def add_validation(requirement: Map) -> bool:
    requirement["validations"].append({"rule": "evidence.count <= 5", "message": "too many"})
    return True


def split_alternatives(case: Map, random: Random) -> Iterator[Map]:
    """Ask for each of a control's alternatives by itself; what some carried, all carry now."""
    for at, control in enumerate(case["controls"]):
        if control["any_of"]:
            links = [{**link, "by": []} for link in control["implements"]]
            controls = list(case["controls"])
            controls[at] = {**control, "any_of": [], "implements": links}
            yield {**case, "controls": controls}


STRONGER = {"note": "aim", "aim": "expect", "expect": "must"}


def raise_modality(case: Map, random: Random) -> Iterator[Map]:
    """Make a note an aim, an aim an expectation, an expectation a must."""
    clauses = case["edition"]["clauses"]
    before = adapter.results(adapter.run(case))["subjects"].values()
    weak = [
        at
        for at, clause in enumerate(clauses)
        if clause["modality"] in STRONGER
        and not any(begins_to_count(case, clause, one["clauses"]) for one in before)
    ]
    for at in random.sample(weak, min(3, len(weak))):
        raised = list(clauses)
        raised[at] = {**clauses[at], "modality": STRONGER[clauses[at]["modality"]]}
        yield {**case, "edition": {**case["edition"], "clauses": raised}}


DUTIES = ("must", "expect", "commitment")


def begins_to_count(case: Map, clause: Map, statuses: dict[str, str]) -> bool:
    """Whether a raised clause would be the first to count, for its standard or in its group.

    Then a verdict or a group that there was nothing to judge by has something (R12).
    """
    if clause["id"] not in statuses:
        return False
    counting = [
        one
        for one in case["edition"]["clauses"]
        if one["standard"] == clause["standard"]
        and one["modality"] in DUTIES
        and statuses[one["id"]] != "not-applicable"
    ]
    beside = [
        one
        for one in counting
        if one["parent"] == clause["parent"] and statuses[one["id"]] != "uncovered"
    ]
    in_group = clause["modality"] == "aim" and clause["parent"] is not None
    return not counting or (in_group and not beside)


def add_error(case: Map, random: Random) -> Iterator[Map]:
    """An error that reaches a control, a clause, or everything."""
    for reach in (
        f"control/{random.choice(case['controls'])['id']}",
        f"clause/{random.choice(case['edition']['clauses'])['id']}",
        "*",
    ):
        yield {**case, "errors": [*case["errors"], {"reaches": [reach]}]}


OPERATIONS: dict[str, Operation] = {
    "remove a quiet record": remove_quiet_record,
    "add a gap": add_gap,
    **{
        f"shorten {limit}": tighten(shorter(limit))
        for limit in ("max_age", "cadence", "tolerance", "max_lag", "correct_within")
    },
    "shorten grace": shorten_grace,
    "shorten within": tighten(shorter_within, of_joined=True),
    "add a max_lag": tighten(add_max_lag),
    "raise min_reliability": tighten(more_reliable, of_joined=True),
    "add to independent_of": tighten(add_independence),
    "ask for another producer": tighten(add_other_producer),
    "leave it to the operator": tighten(leave_to_others),
    "ask for a larger sample": tighten(larger_sample),
    "add a validation": tighten(add_validation),
    "split alternatives": split_alternatives,
    "raise a modality": raise_modality,
    "add an error": add_error,
}


# --- What the gate accepts ------------------------------------------------------------------------

GATE_ALONE = ("waiver", "interim-measure")
ACCEPTANCE = ("accepted", "accepted_by", "accepted_controls", "interim")


def without_acceptance(found: Map) -> Map:
    """Results without what the gate accepts: statuses, verdicts and what they rest on."""
    instances = {
        name: {key: value for key, value in one.items() if key != "accepted_by"}
        for name, one in found["instances"].items()
    }
    subjects = {
        name: {key: value for key, value in one.items() if key not in ACCEPTANCE}
        for name, one in found["subjects"].items()
    }
    return {**found, "instances": instances, "subjects": subjects, "deviations": {}}


def test_r12_what_moves_the_gate_alone_moves_no_status_and_no_verdict() -> None:
    """With every waiver and interim measure gone, all else is byte for byte what it was."""
    accepted = 0
    for seed in range(CASES):
        case, before = seeded(seed)
        kept = [one for one in case["deviations"] if one["kind"] not in GATE_ALONE]
        after = adapter.results(adapter.run({**case, "deviations": kept}))

        assert without_acceptance(after) == without_acceptance(before), f"seed {seed}"
        assert not any(one["accepted_by"] for one in after["subjects"].values()), f"seed {seed}"
        accepted += any(one["accepted_by"] for one in before["subjects"].values())

    assert accepted > CASES // 50


def test_r12_without_a_waiver_the_gate_is_no_better() -> None:
    """Unless it kept another from being valid: as the earlier of a chain, or in a loop with it."""
    uses = worse = 0
    for seed in range(CASES):
        case, before = seeded(seed)
        for one in case["deviations"]:
            if one["kind"] not in GATE_ALONE:
                continue
            kept = [other for other in case["deviations"] if other is not one]
            after = adapter.results(adapter.run({**case, "deviations": kept}))
            if any(
                valid and not before["deviations"][name]
                for name, valid in after["deviations"].items()
            ):
                continue
            for name, subject in before["subjects"].items():
                gained = set(after["subjects"][name]["accepted_by"]) - set(subject["accepted_by"])
                assert gained == set(), f"seed {seed}"
                lost = set(subject["accepted_by"]) - set(after["subjects"][name]["accepted_by"])
                worse += bool(lost)
            uses += 1

    assert uses > CASES // 3
    assert worse > 0


def better(
    case: Map, before: Map, operation: Operation, random: Random
) -> Iterator[list[tuple[str, ...]]]:
    """What each use of an operation improves."""
    for changed in operation(case, random):
        after = adapter.results(adapter.run(changed))
        if not undoes_a_lapse(before, after):
            yield improved(before, after)


# --- Laws -----------------------------------------------------------------------------------------


@cache
def seeded(seed: int) -> tuple[Map, Map]:
    """A case and what the core finds in it; no operation changes a case in place."""
    case = random_case(seed, digests_of)
    return case, adapter.results(adapter.run(case))


@pytest.mark.parametrize("name", OPERATIONS)
def test_r12_no_operation_improves_anything(name: str) -> None:
    """In cases of fixed seeds."""
    uses = 0
    for seed in range(CASES):
        for found in better(*seeded(seed), OPERATIONS[name], Random(seed)):
            assert found == [], f"seed {seed}"
            uses += 1

    assert uses > CASES // 3


@settings(
    max_examples=200,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)
@given(cases(digests_of=digests_of), st.sampled_from(sorted(OPERATIONS)), st.integers(0, 99))
def test_r12_no_operation_improves_anything_in_small_cases(case: Map, name: str, seed: int) -> None:
    """In cases that Hypothesis draws, and shrinks where one is improved."""
    before = adapter.results(adapter.run(case))

    for found in better(case, before, OPERATIONS[name], Random(seed)):
        assert found == []
