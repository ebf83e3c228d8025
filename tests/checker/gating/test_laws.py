"""Laws over generated cases: what the gate lets pass moves no verdict and is said."""

from __future__ import annotations

import copy
from functools import cache

import msgspec
import pytest

from checker.gate import altered, leave
from checker.gating.look import look
from rsp.project import Gate as Policy
from tests import adapter
from tests.builder import Map
from tests.checker.gating.gates import baseline, gate, settings
from tests.reference.test_equal import digests_of
from tests.strategies import random_case

CASES = 30
POLICIES = (
    {"severities": ["critical"]},
    {"modalities": ["must"]},
    {"standards": ["procedure"]},
    {"standards": ["asl-3/security"], "severities": ["critical", "high"], "modalities": ["must"]},
    {"fail_before_expiry": "P3M"},
)


@cache
def generated(seed: int) -> Map:
    """A case of a fixed seed."""
    return random_case(seed, digests_of)


@pytest.mark.parametrize("seed", range(CASES))
def test_no_setting_moves_a_verdict(seed: int) -> None:
    """Nor any status; the assessment differs in what it says of ends alone."""
    plain = adapter.results(adapter.run(generated(seed)))
    for policy in POLICIES:
        given = copy.deepcopy(generated(seed))
        given["settings"]["gate"] = policy

        assert adapter.results(adapter.run(given)) == plain


@pytest.mark.parametrize("seed", range(CASES))
def test_narrowing_lets_no_more_fail_and_says_what_it_lets_pass(seed: int) -> None:
    """A verdict that passes the gate as it is passes a narrowed one, or is not gated; one that
    passes only narrowed is named with its reason."""
    given = generated(seed)
    whole = gate(given)
    for policy in POLICIES:
        narrow = gate(given, settings(**policy))

        for key, word in narrow.words.items():
            if whole.words[key] == "passes":
                assert word in ("passes", "not gated"), (policy, key)
            if (word, whole.words[key]) == ("passes", "fails"):
                assert narrow.let[key].by, (policy, key)
        through = {
            f"{one.subject}: {one.standard}"
            for one in (narrow.gate.scope.left_out if narrow.gate.scope else ())
            if one.kind == "must"
        }
        assert through == {why.rpartition(": ")[0] for why in narrow.gate.musts_left_out}


@pytest.mark.parametrize("seed", range(CASES))
def test_nothing_helps_against_a_record_that_was_altered(seed: int) -> None:
    """Neither settings nor a baseline of all gaps."""
    given = copy.deepcopy(generated(seed))
    given["records"].append(
        {
            "id": "gone-for-good",
            "type": next(iter(given["types"])),
            "assets": ["organization"],
            "received_at": given["settings"]["period"]["start"],
            "problems": ["withdrawn"],
        }
    )
    assessment, grounds = adapter.run_with_grounds(given)
    seen = look(assessment, grounds, Policy(), None, sure=True, saving=True).savable

    for policy in (*map(_settings, POLICIES), Policy()):
        found = gate(given, policy, baseline(seen)).gate
        assert altered(assessment)
        assert found.status == "failed"
        assert leave(found, assessment, ()).code == 4


@pytest.mark.parametrize("seed", range(CASES))
def test_a_baseline_of_all_gaps_passes_where_nobody_is_needed(seed: int) -> None:
    """Every standard that is short passes by it if it has no gap that nobody can let pass; with
    one, the gate fails."""
    given = generated(seed)
    assessment, grounds = adapter.run_with_grounds(given)
    seen = look(assessment, grounds, Policy(), None, sure=True, saving=True).savable
    fatal = any(one.fatal for one in seen)

    found = gate(given, None, baseline(seen))

    assert found.gate.baseline is not None
    assert [one.instance for one in found.gate.baseline.new] == [
        one.id for one in seen if one.fatal
    ]
    if fatal:
        assert found.gate.status == "failed"
        return
    for subject in assessment.subjects:
        for one in subject.standards:
            if one.required and one.verdict.value in ("not-conformant", "undetermined"):
                assert found.words[subject.id, one.id] in ("passes", "not gated")


@pytest.mark.parametrize("seed", range(CASES))
def test_any_gap_that_is_not_listed_fails(seed: int) -> None:
    """Each gap left out of the baseline is new, and the gate fails for it."""
    given = generated(seed)
    assessment, grounds = adapter.run_with_grounds(given)
    seen = look(assessment, grounds, Policy(), None, sure=True, saving=True).savable
    for index in range(0, len(seen), max(1, len(seen) // 4)):
        rest = [*seen[:index], *seen[index + 1 :]]

        found = gate(given, None, baseline(rest)).gate

        assert found.status == "failed"
        assert found.baseline is not None
        assert len(found.baseline.new) == 1 + sum(one.fatal for one in rest)


def test_the_generated_cases_have_what_the_laws_are_about() -> None:
    """Gaps of every kind, some that nobody can let pass, and gates that pass by each setting."""
    kinds, fatal, by = set[str](), 0, set[str]()
    for seed in range(CASES):
        given = generated(seed)
        assessment, grounds = adapter.run_with_grounds(given)
        seen = look(assessment, grounds, Policy(), None, sure=True, saving=True).savable
        kinds |= {one.kind.value for one in seen}
        fatal += any(one.fatal for one in seen)
        for found in (
            gate(given, None, baseline(seen)),
            *(gate(given, _settings(policy)) for policy in POLICIES),
        ):
            by |= {what for let in found.let.values() for what in let.by}

    assert kinds == {"instance", "judgement", "link", "clause"}
    assert 0 < fatal < CASES
    assert by == {"baseline", "gate.severities", "gate.modalities"}


def _settings(policy: dict[str, object]) -> Policy:
    found = settings(**policy)
    assert msgspec.structs.asdict(found) != msgspec.structs.asdict(Policy())
    return found
