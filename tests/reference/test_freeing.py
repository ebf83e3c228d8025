"""What closing a gap is said to free is what judging the subject again finds.

The effects of all gaps are computed at once, while causes are found; here each gap is closed by
itself, and left open by itself, in generated cases, and everything is judged again.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from checker.assess.assessment import Status, Verdict
from checker.assess.freeing import Freed
from checker.assess.grounds import Grounds
from checker.assess.needs import FINE, SETTLED, Open
from checker.assess.plans import Plan, plans
from checker.assess.subjects import Outcome, outcome
from tests import adapter
from tests.reference.test_equal import digests_of
from tests.strategies import cases, random_case

Map = dict[str, Any]
CHUNK, CHUNKS = 150, 4

SEARCH = settings(
    max_examples=100,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)


def seeds(chunk: int) -> range:
    return range(chunk * CHUNK, (chunk + 1) * CHUNK)


def grounds_of(case: Map) -> Grounds:
    return adapter.run_with_grounds(case)[1]


def closing(grounds: Grounds, subject: str, controls: tuple[str, ...]) -> frozenset[str]:
    """The instances that close these controls."""
    return frozenset(name for one in controls for name in grounds.unmet(subject, one))


def in_gap(grounds: Grounds, subject: str) -> tuple[str, ...]:
    found = grounds.outcomes[subject].controls.values()
    return tuple(one.id for one in found if one.status is Status.GAP)


def differing(case: Map) -> list[tuple[str, str, Freed, Freed]]:
    """Gaps of which something else is said than is found."""
    grounds = grounds_of(case)
    found = []
    for subject, effects in grounds.effects.items():
        assert tuple(sorted(effects)) == in_gap(grounds, subject)
        for control, effect in effects.items():
            after = grounds.suppose(subject, closing(grounds, subject, (control,)))
            proven = grounds.freed(subject, after)
            if proven != effect.frees:
                found.append((subject, control, effect.frees, proven))
    return found


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_what_a_gap_frees_is_what_is_found_with_it_closed(chunk: int) -> None:
    """For every gap of every subject, in cases of fixed seeds."""
    freeing = 0
    for seed in seeds(chunk):
        case = random_case(seed, digests_of)

        assert differing(case) == [], f"seed {seed}"
        effects = grounds_of(case).effects.values()
        freeing += sum(bool(one.frees.clauses) for each in effects for one in each.values())
    assert freeing > 40


@SEARCH
@given(cases(digests_of=digests_of))
def test_what_a_gap_frees_in_small_cases(case: Map) -> None:
    """In cases that Hypothesis draws, and shrinks where they differ."""
    assert differing(case) == []


def holding(found: Outcome) -> set[tuple[str, str]]:
    """What is satisfied, of each kind."""
    return {
        *(("controls", one.id) for one in found.controls.values() if one.status in FINE),
        *(("clauses", one.id) for one in found.clauses.values() if one.status in FINE),
        *(("standards", one.id) for one in found.standards if one.verdict is Verdict.CONFORMANT),
    }


def all_links(grounds: Grounds) -> set[tuple[str, str]]:
    return {(one.control, one.clause) for links in grounds.links.values() for one in links}


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_what_a_gap_stands_in_the_way_of_fails_with_all_else_closed(chunk: int) -> None:
    """All that would hold with everything closed and settled, and does not without this gap; what
    could not hold in any case may be counted besides."""
    more = 0
    for seed in seeds(chunk):
        grounds = grounds_of(random_case(seed, digests_of))
        links = all_links(grounds)
        for subject, standing in grounds.standings.items():
            gaps = in_gap(grounds, subject)
            asked = frozenset(standing.judgements)
            full = holding(grounds.suppose(subject, closing(grounds, subject, gaps), asked, links))
            now = holding(grounds.outcomes[subject])
            for gap in gaps:
                others = tuple(name for name in gaps if name != gap)
                less = holding(
                    grounds.suppose(subject, closing(grounds, subject, others), asked, links)
                )
                effect = grounds.effects[subject][gap]
                for kind in ("controls", "clauses", "standards"):
                    freed = {(kind, name) for name in getattr(effect.frees, kind)}
                    blocked = {one for one in full - less - now - freed if one[0] == kind}
                    said = getattr(effect, kind)
                    assert said >= len(blocked), f"seed {seed}: {subject} {gap} {kind}"
                    if len(full) == len(holding_if_all(grounds, subject)):
                        assert said == len(blocked), f"seed {seed}: {subject} {gap} {kind}"
                        more += said
    assert more > 50


def holding_if_all(grounds: Grounds, subject: str) -> list[str]:
    """Everything that could hold at best."""
    found = grounds.outcomes[subject]
    required = [one.id for one in found.standards if one.required]
    return [*found.controls, *found.clauses, *required]


def plan_holds(grounds: Grounds, plan: Plan, gaps: tuple[str, ...], open: list[Open]) -> bool:
    """Whether the standard is conformant with these closed and settled, all judged again."""
    after = grounds.suppose(
        plan.subject,
        closing(grounds, plan.subject, gaps),
        frozenset(one.id for one in open if one.kind == "judgement"),
        {
            (control, clause)
            for one in open
            if one.kind == "link"
            for control, clause in (one.id.split(" "),)
        },
    )
    return {one.id: one.verdict for one in after.standards}[plan.standard] is Verdict.CONFORMANT


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_plan_is_enough_and_nothing_in_it_is_too_much(chunk: int) -> None:
    """It says that it is reached exactly where it is, and fails without any gap it names."""
    reached = dropped = 0
    for seed in seeds(chunk):
        grounds = grounds_of(random_case(seed, digests_of))
        for subject in grounds.outcomes:
            for plan in plans(grounds, subject):
                open = list(plan.open)
                fixed = any(one.kind not in SETTLED for one in open)
                assert plan.reached is plan_holds(grounds, plan, plan.gaps, []), f"seed {seed}"
                assert plan.reached_with is plan_holds(grounds, plan, plan.gaps, open)
                assert plan.reached_with is not fixed, f"seed {seed}: {plan}"
                assert plan.reached is (not open), f"seed {seed}: {plan}"
                reached += plan.reached_with
                if not fixed:
                    for gap in plan.gaps:
                        rest = tuple(name for name in plan.gaps if name != gap)
                        assert not plan_holds(grounds, plan, rest, open), f"seed {seed}: {plan}"
                        dropped += 1
    assert reached > 50
    assert dropped > 50


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_judging_again_what_is_touched_is_judging_all_again(chunk: int) -> None:
    """What a supposition leaves as it was could not have changed."""
    for seed in seeds(chunk):
        grounds = grounds_of(random_case(seed, digests_of))
        for subject in grounds.standings:
            for gap in in_gap(grounds, subject):
                met = closing(grounds, subject, (gap,))
                some = grounds.suppose(subject, met)
                whole = outcome(grounds.supposing(subject, met), grounds.links)

                assert some == whole, f"seed {seed}: {subject} {gap}"
