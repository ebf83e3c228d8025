"""What the page is made of: rows of clauses and controls, matrix, timeline, drawings, register."""

from __future__ import annotations

import re

import msgspec

from checker.report.html.drawing import drawings
from checker.report.html.matrix import matrices
from checker.report.html.register import groups, worth
from checker.report.html.timeline import timeline
from checker.report.html.trace import trace, worst
from checker.report.html.verdicts import WIDE, verdicts
from tests.checker.report import sample

MET, UNMET = "SEC-B/approvals@environment/prod", "SEC-A/approvals@environment/prod"


def test_the_worst_status_stands_for_several() -> None:
    """And nothing in force for none."""
    assert worst(["satisfied", "gap", "undermined"]) == "gap"
    assert worst(["gap", "not-assessed"]) == "not-assessed"
    assert worst([]) == "not-in-force"


def test_every_control_is_in_its_family_with_what_needs_it() -> None:
    """And with its instances, by requirement."""
    (rows,) = trace(sample.report()).families.values()

    first, second = rows
    assert (first.info.id, first.needed_by, first.unmet, first.total) == ("SEC-A", ("SEC-B",), 1, 1)
    assert (second.info.id, second.needed_by, second.unmet) == ("SEC-B", (), 0)
    (found,) = second.shown["approvals"].findings
    assert [one.id for one in found.rows] == [MET]


def test_what_instances_have_in_common_is_said_once() -> None:
    """Status and date; where they differ, each row says its own."""
    alike = tuple(sample.instance(f"SEC-A/approvals@environment/{n}", "met") for n in range(2))
    later = msgspec.structs.replace(alike[1], fresh_until="2027-01-01T00:00:00Z")

    one = trace(sample.report(instances=alike)).families["security/weights"][0].shown["approvals"]
    two = trace(sample.report(instances=(alike[0], later))).families["security/weights"][0]

    assert (one.status, one.until, one.dated) == ("met", "2026-08-02T00:00:00Z", False)
    shown = two.shown["approvals"]
    assert (shown.status, shown.until, shown.dated) == ("met", None, True)


def test_clauses_are_nested_as_in_the_text() -> None:
    """However deep; a parent that is its own ends nothing."""
    info = sample.report().clauses[0]
    clauses = (
        info,
        msgspec.structs.replace(info, id="SEC-1a", parent="SEC-1"),
        msgspec.structs.replace(info, id="SEC-1a.1", parent="SEC-1a"),
        msgspec.structs.replace(info, id="LOOP", parent="LOOP"),
    )

    (standard,) = trace(sample.report(clauses=clauses)).standards

    assert [row.depth for row in standard.rows] == [0, 1, 2, 0]


def test_subjects_for_which_a_clause_stands_alike_are_named_together() -> None:
    """Those for which it stands otherwise apart."""
    base = sample.report()
    model = next(one for one in base.subjects if one.kind == "model")
    other = msgspec.structs.replace(model, id="model/other")
    (first, *rest) = model.clauses
    third = msgspec.structs.replace(
        model, id="model/third", clauses=(msgspec.structs.replace(first, tested="none"), *rest)
    )

    (standard,) = trace(sample.report(subjects=(model, other, third))).standards

    row = next(row for row in standard.rows if row.info.id == first.id)
    assert [subjects for subjects, _ in row.alike] == [(model.id, other.id), (third.id,)]


def test_the_matrix_shows_holes() -> None:
    """A cell is met, met in part, or a hole; holes are named in words."""
    (one,) = matrices(sample.report())

    assert one.assets == ("environment/prod",)
    assert one.counts == {"met": 1, "part": 0, "unmet": 1}
    assert one.holes == ((("environment/prod",), ("SEC-1",)),)


def test_a_cell_with_both_is_met_in_part() -> None:
    """It is no hole, and not met either."""
    instances = (
        sample.instance(UNMET),
        sample.instance("SEC-A/reviews@environment/prod", "met"),
    )

    (one,) = matrices(sample.report(instances=instances))

    assert one.counts == {"met": 0, "part": 1, "unmet": 0}


def test_what_does_not_apply_is_no_cell() -> None:
    """Neither met nor a hole."""
    instances = (sample.instance(UNMET, "not-applicable"),)

    assert matrices(sample.report(instances=instances)) == ()


def test_the_timeline_shows_what_was_seen_holes_and_the_next_end() -> None:
    """Of each control; an end that has passed is none to come."""
    found = timeline(sample.report())

    bars = {bar.name: bar for bar in found.bars}
    assert found.of == "control"
    assert bars["SEC-A"].holes
    assert not bars["SEC-A"].seen
    assert bars["SEC-B"].seen
    assert bars["SEC-B"].ends_on == "2026-08-02T00:00:00Z"
    assert "nothing from 2026-02-01 to 2026-03-01" in bars["SEC-A"].words


def test_coming_ends_are_in_order() -> None:
    """Instances and deviations, the next first."""
    found = timeline(sample.report())

    assert [one.until for one in found.dates] == sorted(one.until for one in found.dates)
    assert {(one.kind, one.name) for one in found.dates} >= {("requirement", "SEC-B/approvals")}
    (end,) = (one for one in found.dates if one.kind == "requirement")
    assert (end.instances, end.records) == (((MET, "environment/prod"),), ("log-1",))
    assert found.total == len(found.dates)


def test_many_controls_are_drawn_by_family() -> None:
    """A drawing of hundreds of rows would show nothing."""
    instances = tuple(sample.instance(f"C-{n}/r@environment/prod", "met") for n in range(201))
    controls = tuple(sample.control(f"C-{n}") for n in range(201))

    found = timeline(sample.report(instances=instances, controls=controls))

    assert (found.of, [bar.name for bar in found.bars]) == ("family", ["security/weights"])


def test_the_graph_is_drawn_by_family_and_by_control() -> None:
    """A line on which a gap is passed on is heavy."""
    found = drawings(sample.report())

    assert [box.name for box in found["families"].boxes] == ["security/weights"]
    boxes = found["controls"].boxes
    assert [box.name for box in boxes] == ["SEC-A", "SEC-B"]
    (line,) = found["controls"].lines
    assert (boxes[line.above].name, boxes[line.below].name) == ("SEC-B", "SEC-A")
    assert re.fullmatch(r"[MCh0-9 .-]+", line.path)


def test_the_register_leads_back_to_what_a_record_shows() -> None:
    """And says what it declares where it counts as something else."""
    (group,) = groups(sample.report())

    (showing,) = group.showings
    (row,) = showing.rows
    assert row.shows == (MET,)
    assert (showing.requirements, row.about) == (
        ("SEC-B/approvals",),
        ((MET, "environment/prod"),),
    )
    assert group.worth == worth(row.record) == "representation (declares record)"
    assert group.file == "evidence/log-1.yaml"


def test_bars_are_filled_from_end_to_end() -> None:
    """Whatever the counts are."""
    found = [one for card in verdicts(sample.report()).cards for one in card.verdicts]

    assert found
    for one in found:
        assert sum(width for *_, width in one.bar) == (WIDE if one.tally.total else 0)
        assert sum(count for _, count, *_ in one.bar) == one.tally.total
