"""R11: requirements that one producer met with one run are listed together."""

from __future__ import annotations

from checker.assess.correlated import Run, correlated
from tests.adapter import run
from tests.builder import Map, case, control, record, requirement


def runs(*records: Map) -> tuple[Run, ...]:
    """Of two controls, the first with two requirements."""
    first = [requirement("r1"), requirement("r2", type="document")]
    given = case(
        *records,
        controls=[control("C1", *first), control("C2", requirement("r1", type="roster"))],
    )
    found = run(given)
    return correlated(found.instances, found.records)


def offered(name: str, kind: str, **more: object) -> Map:
    """A record of a type."""
    return record(name, type=kind, **more)


def test_r11_requirements_that_one_run_shows_stand_together() -> None:
    """With how many controls, and the records."""
    [found] = runs(offered("e1", "snapshot"), offered("e2", "document"), offered("e3", "roster"))

    assert (found.producer, found.system) == ("tooling", "broker")
    assert found.requirements == ("C1/r1", "C1/r2", "C2/r1")
    assert found.controls == ("C1", "C2")
    assert found.records == ("e1", "e2", "e3")


def test_r11_another_producer_system_or_time_is_another_run() -> None:
    """Each of the three sets them apart."""
    assert (
        runs(
            offered("e1", "snapshot"),
            offered("e2", "document", produced_by={"party": "auditor"}),
            offered("e3", "roster", source={"system": "other", "query": "all"}),
        )
        == ()
    )
    assert runs(offered("e1", "snapshot"), offered("e2", "document", at="2026-06-16")) == ()


def test_r11_only_what_is_met_rests_on_anything() -> None:
    """A failing record shows nothing."""
    failing = offered("e2", "document", payload={"ok": False})

    assert runs(offered("e1", "snapshot"), failing) == ()


def test_r11_the_run_with_most_on_it_comes_first() -> None:
    """Then by producer, system and time."""
    later = {"collected_at": "2026-06-17T00:00:00Z"}
    found = runs(
        offered("e1", "snapshot"),
        offered("e2", "document"),
        offered("f1", "snapshot", **later),
        offered("f2", "document", **later),
        offered("f3", "roster", **later),
    )

    assert [len(one.requirements) for one in found] == [3, 2]
