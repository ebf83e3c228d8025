"""The complete lab is green, is made anew byte for byte, and is red where anything is missing.

What a change of any single record does is in `test_example_lab_records.py`.
"""

from __future__ import annotations

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
from checker.assess.assessment import Assessment, Instance, Reason, Shown
from checker.run import run_check
from tests.examples.example_lab import FOLDER, TYPES, ExampleLab, example_lab

CLOCK = datetime(2026, 11, 21, tzinfo=UTC)
CONFORMANT, NOT_REQUIRED = "conformant", "not-required"
FIRST = {kind: id for id, kind in reversed(TYPES.items())}
"""One record of each type."""


def test_check_passes_the_gate_with_every_required_standard_conformant() -> None:
    """Both models under ASL-3, the organisation and its commitments are conformant; exit code 0."""
    run = run_check(FOLDER, as_of=None, clock=CLOCK)

    assert run.assessment is not None
    asl3 = {"asl-3/deployment": CONFORMANT, "asl-3/security": CONFORMANT}
    expected = {
        "organization": {"procedure": CONFORMANT, "commitments": CONFORMANT},
        "model/atlas-1": dict.fromkeys(asl3, NOT_REQUIRED),
        "model/atlas-2": asl3,
        "model/atlas-2-bio": asl3,
    }
    assert expected == _verdicts(run.assessment)
    assert run.gate.because == ()
    assert run.exit.code == 0


def test_generating_again_gives_the_same_bytes(tmp_path: Path) -> None:
    """What is committed is what the generator makes."""
    copy = tmp_path / "example-lab"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns("evidence", "__pycache__"))
    environment = {**os.environ, "PYTHONPATH": str(FOLDER.parents[1])}

    subprocess.run([sys.executable, str(copy / "generate")], check=True, env=environment)

    assert _bytes(FOLDER / "evidence") == _bytes(copy / "evidence")


@pytest.mark.parametrize("kind", sorted(FIRST))
def test_without_one_record_a_verdict_changes(kind: str) -> None:
    """The whole assessment is no longer conformant where the record of a type is removed."""
    conformant = _all_conformant(example_lab().assess_without(FIRST[kind]))

    assert not conformant


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

    conformant = _all_conformant(found)
    assert not conformant
    missed = any(_misses(instance, added.key) for instance in found.instances)
    assert missed


def _events(*, within: bool) -> list[str]:
    """The events that happened within the period of the assessment, or those before it."""
    project = example_lab().project
    start = project.settings.period.start.earliest
    return sorted(
        key for key, event in project.events.items() if (event.at.earliest >= start) is within
    )


@pytest.mark.parametrize("like", _events(within=True))
def test_an_event_nobody_shows_anything_about_is_noticed(like: str) -> None:
    """One more event of a type, like one that is there, misses its evidence by name."""
    found, added = _one_more_event(like)

    conformant = _all_conformant(found)
    assert not conformant
    missed = any(_misses(instance, added) for instance in found.instances)
    assert missed


@pytest.mark.parametrize("like", _events(within=False))
def test_an_event_before_the_period_is_missed_by_a_register(like: str) -> None:
    """No evidence is asked about one by one before the period, but the registers must hold it."""
    found, added = _one_more_event(like)

    conformant = _all_conformant(found)
    assert not conformant
    asked_about = [instance.id for instance in found.instances if added in instance.asset]
    assert asked_about == []
    failed = {why.code for instance in found.instances for why in instance.reasons}
    assert Reason.VALIDATION_FAILED in failed


def _one_more_event(like: str) -> tuple[Assessment, str]:
    lab = example_lab()
    added = msgspec.structs.replace(lab.project.events[like], id="unlisted")
    return _with(lab, events={**lab.project.events, added.key: added}), added.key


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
