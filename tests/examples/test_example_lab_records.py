"""No record of the complete lab is redundant, and none can change unnoticed.

A whole assessment takes about half a second, too long for the thousands of ways in which one record
can go wrong. So for every record and every mutation the real rules judge the controls that read its
type, and nothing else (`judge_control`). That this turns a verdict is shown with the whole
assessment for one record of each type, in `test_example_lab.py`.
"""

from __future__ import annotations

from typing import Any

import pytest

from checker.assess.assessment import Answered, Instance, Reason
from checker.assess.shelf import ANSWER
from checker.evidence.offered import Offered
from tests.examples.example_lab import NIL, TYPES, ExampleLab, Record, example_lab
from tests.examples.harms import HARMS
from tests.examples.mutations import MUTATIONS, put

ANSWERS = [id for id, kind in TYPES.items() if kind == ANSWER]
RECORDS = [id for id, kind in TYPES.items() if kind != ANSWER]

FAILED = (Reason.VALIDATION_FAILED, Reason.EXCEPTION_IN_PERIOD)


@pytest.mark.parametrize("id", RECORDS)
def test_nothing_can_happen_to_a_record_unnoticed(id: str) -> None:
    """Removed, withdrawn, aged, weakened, re-addressed or tampered with: what it met is unmet."""
    lab = example_lab()

    for mutate, reasons in MUTATIONS.items():
        unmet = lab.unmet(id, mutate(lab, lab.record(id)))
        noticed = _noticed(lab, id, unmet, reasons)
        assert noticed, f"nobody notices that {id} is {mutate.__name__}"


@pytest.mark.parametrize("id", [id for id in RECORDS if TYPES[id] != NIL])
def test_bad_news_is_noticed_although_the_record_is_sealed_again(id: str) -> None:
    """A payload that tells of a failure is an exception for the control that is to prevent it."""
    lab = example_lab()
    record, harm = lab.record(id), HARMS[TYPES[id]]
    put(record["payload"], harm.path, harm.value)

    told = lab.offer(record)

    assert told.problems == ()
    noticed = any(
        instance.control in harm.controls and why.code in FAILED and id in why.evidence
        for instance in lab.unmet(id, told).values()
        for why in instance.reasons
    )
    assert noticed, f"{' or '.join(harm.controls)} does not notice {harm.path} = {harm.value!r}"


@pytest.mark.parametrize("id", ANSWERS)
def test_an_answer_holds_only_as_it_was_given(id: str) -> None:
    """Removed, altered, given to another question or by the owner, it leaves its judgement open."""
    lab = example_lab()
    payload = lab.record(id)["payload"]
    name = payload["judgement"]

    assert lab.judgement(name, "", None).state is Answered.ACCEPTED
    for changed in (None, *_defective(lab, id)):
        assert lab.judgement(name, id, changed).state is Answered.OPEN
    rejected = {**lab.record(id), "payload": {**payload, "answer": "reject"}}
    assert lab.judgement(name, id, lab.offer(rejected)).state is Answered.REJECTED


@pytest.mark.parametrize("id", ANSWERS)
def test_an_answer_lapses_when_any_evidence_it_read_changes(id: str) -> None:
    """Even a change that no validation minds, sealed again, opens the question again."""
    lab = example_lab()
    name = lab.record(id)["payload"]["judgement"]
    control, _, requirement = name.partition("/")
    read = {
        record
        for instance in lab.green.instances
        if (instance.control, instance.requirement) == (control, requirement)
        for record in instance.candidates
    }

    assert read
    for record in sorted(read):
        again = lab.offer({**lab.record(record), "note": "Read again."})
        assert lab.judgement(name, record, again).state is Answered.OPEN


def _noticed(
    lab: ExampleLab, id: str, unmet: dict[str, Instance], reasons: frozenset[Reason]
) -> bool:
    """Whether an instance that rested on the record says so, or one that reads it beside others."""
    if TYPES[id] == NIL:
        reasons = frozenset({Reason.NOTHING_TO_ASSESS})
    rested = lab.resting.get(id, set())
    beside = {name for name in unmet if lab.reads_beside(unmet[name], TYPES[id])}
    return any(
        (name in rested and why.code in reasons)
        or (name in beside and why.code is Reason.VALIDATION_ERROR)
        for name in unmet
        for why in unmet[name].reasons
    )


def _defective(lab: ExampleLab, id: str) -> list[Offered]:
    """The answer tampered with, to another question, on other evidence, by the owner."""
    record = lab.record(id)
    control = record["payload"]["judgement"].partition("/")[0]
    owner = lab.project.catalog.controls[control].owner

    def changed(**payload: Any) -> Record:
        return {**record, "payload": {**record["payload"], **payload}}

    return [
        lab.offer(changed(because="No reason."), sealed=False),
        lab.offer(changed(judgement="SEC-XXX-01/other")),
        lab.offer(changed(evidence_digest="0" * 64)),
        lab.offer(changed(control_digest="0" * 32)),
        lab.offer({**changed(reviewer=owner), "produced_by": {"party": owner}}),
    ]
