"""The complete lab is green, is made anew byte for byte, and rests on each of its records.

A whole assessment of it takes about half a second, too long for the thousands of ways in which one
record can go wrong. So for every record and every mutation the real rules judge the controls that
read its type, and nothing else (`judge_control`); that this turns a verdict is shown with the whole
assessment for one record of each type, and for an added asset and event of each type.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from checker.assess.assess import assess
from checker.assess.assessment import Answered, Assessment, Instance, Reason, Shown
from checker.evidence.offered import Offered
from checker.run import run_check
from tests.examples.example_lab import ANSWER, FOLDER, NIL, ExampleLab, Record, example_lab
from tests.examples.harms import HARMS
from tests.examples.mutations import MUTATIONS, put

CLOCK = datetime(2026, 11, 21, tzinfo=UTC)
MANIFEST = (FOLDER / "evidence" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
TYPES = {line["id"]: line["type"] for line in map(json.loads, MANIFEST)}
ANSWERS = [id for id, kind in TYPES.items() if kind == ANSWER]
RECORDS = [id for id, kind in TYPES.items() if kind != ANSWER]
FIRST = {kind: id for id, kind in reversed(TYPES.items()) if kind != ANSWER}
"""One record of each type."""

OVER_TIME = Reason.EXCEPTION_IN_PERIOD
CONFORMANT, NOT_REQUIRED = "conformant", "not-required"


def test_check_passes_the_gate_with_every_required_standard_conformant() -> None:
    """Both models under ASL-3, the organisation and its commitments are conformant; exit code 0."""
    run = run_check(FOLDER, as_of=None, clock=CLOCK)

    assert run.assessment is not None
    asl3 = {"asl-3/deployment": CONFORMANT, "asl-3/security": CONFORMANT}
    assert {
        "organization": {"procedure": CONFORMANT, "commitments": CONFORMANT},
        "model/atlas-1": dict.fromkeys(asl3, NOT_REQUIRED),
        "model/atlas-2": asl3,
        "model/atlas-2-bio": asl3,
    } == _verdicts(run.assessment)
    assert (0, "passed", ()) == (run.exit.code, run.gate.status, run.gate.because)


def test_generating_again_gives_the_same_bytes(tmp_path: Path) -> None:
    """What is committed is what the generator makes."""
    copy = tmp_path / "example-lab"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns("evidence", "__pycache__"))
    environment = {**os.environ, "PYTHONPATH": str(FOLDER.parents[1])}

    subprocess.run([sys.executable, str(copy / "generate")], check=True, env=environment)

    assert _bytes(FOLDER / "evidence") == _bytes(copy / "evidence")


@pytest.mark.parametrize("id", RECORDS)
def test_nothing_can_happen_to_a_record_unnoticed(id: str) -> None:
    """Removed, withdrawn, aged, weakened, re-addressed or tampered with: an instance it met is not."""
    lab = example_lab()

    for mutate, reasons in MUTATIONS.items():
        unmet = lab.unmet(id, mutate(lab, lab.record(id)))
        assert _noticed(lab, id, unmet, reasons), (
            f"{id}: nobody notices that it is {mutate.__name__}"
        )


@pytest.mark.parametrize("id", [id for id in RECORDS if TYPES[id] != NIL])
def test_bad_news_in_a_record_is_noticed_although_it_is_sealed_again(id: str) -> None:
    """A payload that tells of a failure is an exception for the control that exists to prevent it."""
    lab = example_lab()
    record, harm = lab.record(id), HARMS[TYPES[id]]
    put(record["payload"], harm.path, harm.value)

    told = lab.offer(record)

    assert told.problems == ()
    assert any(
        instance.control in harm.controls
        and why.code in (Reason.VALIDATION_FAILED, OVER_TIME)
        and id in why.evidence
        for instance in lab.unmet(id, told).values()
        for why in instance.reasons
    ), f"{id}: {' or '.join(harm.controls)} does not notice {harm.path} = {harm.value!r}"


@pytest.mark.parametrize("kind", sorted(FIRST))
def test_without_one_record_a_verdict_changes(kind: str) -> None:
    """The whole assessment is no longer conformant where the record of a type is removed."""
    lab = example_lab()

    without = lab.assess(FIRST[kind])

    assert not _all_conformant(without)


@pytest.mark.parametrize("id", ANSWERS)
def test_an_answer_holds_only_as_it_was_given(id: str) -> None:
    """Removed, altered, given to another question or by the owner, it leaves its judgement open."""
    lab = example_lab()
    payload = lab.record(id)["payload"]
    name = payload["judgement"]
    owner = lab.project.catalog.controls[name.partition("/")[0]].owner

    assert Answered.ACCEPTED is lab.judgement(name, "", None).state
    for changed in (None, *_weaker_answers(lab, id, owner)):
        assert Answered.OPEN is lab.judgement(name, id, changed).state
    rejected = {**lab.record(id), "payload": {**payload, "answer": "reject"}}
    assert Answered.REJECTED is lab.judgement(name, id, lab.offer(rejected)).state


@pytest.mark.parametrize("id", ANSWERS)
def test_an_answer_lapses_when_any_evidence_it_read_changes(id: str) -> None:
    """Even a change that no validation minds, sealed again, makes the question open again."""
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
        note = lab.offer({**lab.record(record), "note": "Read again."})
        assert Answered.OPEN is lab.judgement(name, record, note).state


@pytest.mark.parametrize(
    "like",
    [
        "document/noncompliance-policy",
        "environment/research",
        "model/atlas-2",
        "repository/model-code",
        "site/headquarters",
        "surface/internal-chat",
        "system/log-platform",
        "vendor/feedback-vendor",
    ],
)
def test_an_asset_nobody_shows_anything_about_is_noticed(like: str) -> None:
    """One more asset of a type, like one that is there, misses its evidence by name."""
    lab = example_lab()
    added = msgspec.structs.replace(lab.project.assets[like], id="unlisted")

    found = _with(lab, assets={**lab.project.assets, added.key: added})

    assert not _all_conformant(found)
    assert any(_misses(instance, added.key) for instance in found.instances)


@pytest.mark.parametrize("like", sorted(example_lab().project.events))
def test_an_event_nobody_shows_anything_about_is_noticed(like: str) -> None:
    """One more event of a type, like one that is there, misses its evidence by name."""
    lab = example_lab()
    added = msgspec.structs.replace(lab.project.events[like], id="unlisted")

    found = _with(lab, events={**lab.project.events, added.key: added})

    assert not _all_conformant(found)
    assert any(_misses(instance, added.key) for instance in found.instances)


def _noticed(
    lab: ExampleLab, id: str, unmet: dict[str, Instance], reasons: frozenset[Reason]
) -> bool:
    """Whether an instance that rested on the record says so, or one that reads it beside another."""
    if TYPES[id] == NIL:
        reasons = frozenset({Reason.NOTHING_TO_ASSESS})
    rested = lab.resting.get(id, set())
    beside = {name for name in unmet if lab.reads_beside(unmet[name], TYPES[id])}
    return any(
        name in rested
        and why.code in reasons
        or name in beside
        and why.code is Reason.VALIDATION_ERROR
        for name in unmet
        for why in unmet[name].reasons
    )


def _weaker_answers(lab: ExampleLab, id: str, owner: str) -> list[Offered]:
    """The same answer: tampered with, about another question, on other evidence, by the owner."""
    record = lab.record(id)

    def changed(**payload: Any) -> Record:
        return {**record, "payload": {**record["payload"], **payload}}

    by_owner = {**changed(reviewer=owner), "produced_by": {"party": owner}}
    return [
        lab.offer(changed(because="No reason."), sealed=False),
        lab.offer(changed(judgement="SEC-XXX-01/other")),
        lab.offer(changed(evidence_digest="0" * 64)),
        lab.offer(changed(control_digest="0" * 32)),
        lab.offer(by_owner),
    ]


def _with(lab: ExampleLab, **parts: Any) -> Assessment:
    project = msgspec.structs.replace(lab.project, **parts)
    return assess(project, lab.offered.values(), [], lab.now)


def _misses(instance: Instance, key: str) -> bool:
    return (
        instance.status is Shown.UNMET
        and key in instance.asset.split("+")
        and any(why.code is Reason.MISSING for why in instance.reasons)
    )


def _verdicts(assessment: Assessment) -> dict[str, dict[str, str]]:
    return {
        subject.id: {standard.id: standard.verdict.value for standard in subject.standards}
        for subject in assessment.subjects
    }


def _all_conformant(assessment: Assessment) -> bool:
    verdicts = [each for one in _verdicts(assessment).values() for each in one.values()]
    return {*verdicts} <= {CONFORMANT, NOT_REQUIRED}


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.jsonl"))
    }
