"""A memo gives back only what the same inputs gave: each input by itself makes another result.

The pairs share every object but the one that differs, as the days of a forecast do, so that only
the key of the memo can tell them apart.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from checker.assess.assess import assess
from checker.assess.assessment import Assessment
from checker.assess.memo import Memo, Shown
from checker.evidence.offered import Offered
from checker.expr.cel import Result, Rule
from checker.project.project import Project
from rsp.time import Moment
from tests.adapter import offered_of, project_of
from tests.builder import asset, case, event, of_control, record, requirement

Map = dict[str, Any]
Inputs = tuple[Project, list[Offered], str]
FIRST, LATER = "2026-06-30", "2026-07-05"


def _reading(rule: str, **more: Any) -> Map:
    """A requirement whose validation is that rule."""
    validation = {"rule": rule, "message": "no"}
    return requirement(**{"max_age": "P1Y", "validations": [validation], **more})


def _case(rule: str, *more: Map, reads: Map | None = None, **fields: Any) -> Inputs:
    """A surface, a record of it, and that rule; `reads` are further keys of the requirement."""
    parameter = {"type": "integer", "description": "m", "stricter": "lower", "default": 3}
    given = case(
        record(assets=["surface/api"]),
        *more,
        assets=[asset("surface", "api", tier="first"), *fields.pop("assets", [])],
        parameters={"C1": {"most": {"value": 3, "because": "b"}}},
        **of_control(
            _reading(rule, for_each="surface", **(reads or {})), parameters={"most": parameter}
        ),
        **fields,
    )
    return project_of(given), offered_of(given), FIRST


def _other_payload(inputs: Inputs) -> Inputs:
    project, offered, day = inputs
    return project, [msgspec.structs.replace(offered[0], payload={"ok": False})], day


def _other_attribute(inputs: Inputs) -> Inputs:
    project, offered, day = inputs
    surface = project.assets["surface/api"]
    changed = msgspec.structs.replace(surface, attributes={"tier": "second"})
    assets = {**project.assets, "surface/api": changed}
    return msgspec.structs.replace(project, assets=assets), offered, day


def _other_parameter(inputs: Inputs) -> Inputs:
    project, offered, day = inputs
    declared = msgspec.structs.replace(project.settings.parameters["C1"]["most"], value=2)
    settings = msgspec.structs.replace(project.settings, parameters={"C1": {"most": declared}})
    return msgspec.structs.replace(project, settings=settings), offered, day


def _later(inputs: Inputs) -> Inputs:
    project, offered, _ = inputs
    return project, offered, LATER


def _other_record(inputs: Inputs) -> Inputs:
    project, offered, day = inputs
    assert offered[0].record is not None
    source = msgspec.structs.replace(offered[0].record.source, system="other")
    changed = msgspec.structs.replace(offered[0].record, source=source)
    return project, [msgspec.structs.replace(offered[0], record=changed)], day


LATER_SURFACE = asset("surface", "new", "2026-07-02")
ROSTER = {"with": {"team": {"type": "roster", "within": "P2M"}}}
ROSTERS = (
    record("t1", "2026-06-01T00:00:00Z", type="roster"),
    record(
        "t2",
        "2026-06-14T00:00:00Z",
        type="roster",
        payload={"ok": False},
        collected_at="2026-07-02T00:00:00Z",
    ),
)
SECOND = record(
    "e2", assets=["surface/api"], payload={"ok": False}, collected_at="2026-07-02T00:00:00Z"
)

PAIRS: dict[str, tuple[Inputs, Callable[[Inputs], Inputs]]] = {
    "the payload": (_case("evidence.ok"), _other_payload),
    "the record": (_case("record.source.system == 'broker'"), _other_record),
    "which records are known": (_case("evidence.ok", SECOND), _later),
    "a joined record": (_case("team.ok", *ROSTERS, reads=ROSTER), _later),
    "the asset": (_case("asset.tier == 'first'"), _other_attribute),
    "a parameter": (_case("params.most > 2"), _other_parameter),
    "the inventory": (_case("inventory.surface.size() == 1", assets=[LATER_SURFACE]), _later),
    "the events": (
        _case("inventory.event.size() == 0", events=[event(at="2026-07-02T00:00:00Z")]),
        _later,
    ),
    "the date": (_case("as_of < timestamp('2026-07-03T00:00:00Z')"), _later),
}
WHERES: dict[str, tuple[Inputs, Callable[[Inputs], Inputs]]] = {
    "the asset": (_case("evidence.ok", reads={"where": "asset.tier == 'first'"}), _other_attribute),
    "a parameter": (_case("evidence.ok", reads={"where": "params.most > 2"}), _other_parameter),
    "the inventory": (
        _case(
            "evidence.ok",
            reads={"where": "inventory.surface.size() == 1"},
            assets=[LATER_SURFACE],
        ),
        _later,
    ),
    "the date": (
        _case("evidence.ok", reads={"where": "as_of < timestamp('2026-07-03T00:00:00Z')"}),
        _later,
    ),
}


def _assessed(inputs: Inputs, memo: Memo | None = None) -> Assessment:
    project, offered, day = inputs
    return assess(project, offered, (), Moment.parse(day).latest, memo)


def _shown(found: Assessment) -> dict[str, tuple[str, ...]]:
    return {one.id: tuple(why.code.value for why in one.reasons) for one in found.instances}


@pytest.mark.parametrize("pairs", [PAIRS, WHERES], ids=["validation", "where"])
def test_a_memo_tells_apart_what_a_result_depends_on(
    pairs: dict[str, tuple[Inputs, Callable[[Inputs], Inputs]]],
) -> None:
    """In either order, and as often as it is asked; by itself each makes a difference."""
    for name, (one, changed) in pairs.items():
        other = changed(one)
        for first, second in ((one, other), (other, one)):
            memo = Memo()
            found = [_assessed(each, memo) for each in (first, second, first, second)]

            assert found[0] == found[2] == _assessed(first), name
            assert found[1] == found[3] == _assessed(second), name
            assert _shown(found[0]) != _shown(found[1]), name


def test_a_memo_saves_evaluations(monkeypatch: pytest.MonkeyPatch) -> None:
    """What no date changes is evaluated once; what reads the date, at each."""
    counted: list[str] = []
    real = Rule.__call__

    def counting(self: Rule, scope: Map) -> Result:
        counted.append(self.text)
        return real(self, scope)

    monkeypatch.setattr(Rule, "__call__", counting)
    where = {"where": "asset.tier == 'first'"}
    memo = Memo()
    for text, times in (("evidence.ok", 1), ("as_of > timestamp('2026-01-01T00:00:00Z')", 3)):
        project, offered, _ = _case(text, reads=where)
        counted.clear()
        for day in ("2026-07-01", "2026-07-02", "2026-07-03"):
            _assessed((project, offered, day), memo)

        assert counted.count(text) == times
        assert counted.count(where["where"]) <= 1


def test_a_memo_keeps_what_it_knows_by_identity() -> None:
    """So that nothing else can come to have the same one."""
    memo = Memo()
    identities = {memo.same(object()) for _ in range(100)}

    assert len(identities) == 100


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 1.0),
        (1, True),
        ("1", 1),
        ([1], (1,)),
        ({"a": 1}, {"b": 1}),
    ],
)
def test_values_that_show_differently_are_told_apart(one: object, other: object) -> None:
    """Also those that Python holds to be equal."""
    shown = Shown(Memo())

    assert shown.number(one) != shown.number(other)
