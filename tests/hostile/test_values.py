"""Authored files of the right shape whose values are meant to exhaust or to confuse."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.hostile.conftest import Found

Put = Callable[[str, str | bytes], Path]
Survive = Callable[..., Found]


@pytest.fixture
def change(project: Path, put: Put) -> Callable[[str, Callable[[Any], None]], None]:
    """Changes the data of an authored file and writes it again."""

    def apply(name: str, by: Callable[[Any], None]) -> None:
        data = yaml.load((project / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        by(data)
        put(name, json.dumps(data))

    return apply


Change = Callable[[str, Callable[[Any], None]], None]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("0001-01-01", "9999-12-30"),
        ("0001-01-01", "9999-12-31"),
        ("0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"),
        ("9999-12-31", "0001-01-01"),
        ("2026-01-01T00:00:00.000001Z", "2026-01-01T00:00:00.000001Z"),
        ("2026-02-29", "2026-13-01"),
        ("0000-00-00", "2026-01-01T25:00:00Z"),
    ],
)
def test_dates_at_the_ends_of_the_calendar_are_read_or_refused(
    start: str, end: str, change: Change, survive: Survive
) -> None:
    """A period that overflows is a finding, or a period."""
    change("rsp.yaml", lambda data: data.update(period={"start": start, "end": end}))

    found = survive(known=False)

    assert any(file in ("rsp.yaml", "deviations.yaml") for _, file, _ in found.places)


@pytest.mark.parametrize("length", ["P9999Y", "P99999D", "PT99999999S", "P9999M", "P0D", "-P1D"])
def test_durations_without_measure_are_read_or_refused(
    length: str, change: Change, survive: Survive
) -> None:
    """A limit may lie beyond the calendar."""

    def limits(data: Any) -> None:
        data["evidence"][0].update(max_age=length, tolerance=length, max_lag=length)
        data["evidence"][0]["with"]["people"]["within"] = length

    change("catalog/SEC-A.yaml", limits)

    survive()


def test_ids_are_compared_as_written(change: Change, survive: Survive) -> None:
    """An id in another Unicode form, or with letters that look alike, is not an id."""
    change("inventory.yaml", lambda data: data["assets"][0].update(id="ca\u0301fe"))

    found = survive()

    assert ("schema-violation", "inventory.yaml", 1) in found.places


@pytest.mark.parametrize("id", ["pr\u043ed", "prod\u200b", "prod ", "PROD\n", "../prod", "", "-x"])
def test_an_id_that_looks_like_another_is_refused(
    id: str, change: Change, survive: Survive
) -> None:
    """Identifiers are plain ASCII without space."""
    change("inventory.yaml", lambda data: data["assets"][1].update(id=id))

    found = survive()

    assert ("schema-violation", "inventory.yaml", 1) in found.places


def test_a_thousand_unknown_keys_are_reported_up_to_a_limit(
    change: Change, survive: Survive
) -> None:
    """The file is named, the report stays readable."""
    change("parties.yaml", lambda data: data.update({f"key{n}": n for n in range(1000)}))

    found = survive()

    assert ("unknown-key", "parties.yaml", 1) in found.places
    assert len(found.messages) < 400


def test_a_long_circle_of_parties_ends(change: Change, survive: Survive) -> None:
    """Two thousand parties, each a member of the next."""

    def loop(data: Any) -> None:
        data["parties"] += [
            {"id": f"p{n}", "kind": "team", "member_of": [{"party": f"p{(n + 1) % 2000}"}]}
            for n in range(2000)
        ]

    change("parties.yaml", loop)

    found = survive()

    assert "membership-loop" in found.codes


def test_deviations_that_renew_each_other_end(change: Change, survive: Survive) -> None:
    """A circle of renewals is followed once."""

    def loop(data: Any) -> None:
        one = {key: value for key, value in data["deviations"][0].items() if key != "modle"}
        data["deviations"] = [
            {**one, "id": f"d{n}", "renews": f"d{(n + 1) % 300}"} for n in range(300)
        ]

    change("deviations.yaml", loop)

    found = survive(code=1, known=False)

    assert "deviation-invalid" in found.codes


def test_determinations_that_supersede_each_other_end(change: Change, survive: Survive) -> None:
    """A circle of successors is no determination, which is the safe side."""

    def loop(data: Any) -> None:
        one = data["determinations"][0]
        data["determinations"] = [
            {
                **one,
                "id": f"d{n}",
                "outcome": "below",
                "supersedes": {"determination": f"d{(n + 1) % 300}", "because": "newer"},
            }
            for n in range(300)
        ]

    change("determinations/atlas.yaml", loop)

    survive()


def test_a_circle_of_many_controls_has_one_message(
    project: Path, put: Put, survive: Survive
) -> None:
    """The path is cut where a message ends, and nothing recurses."""
    text = (project / "catalog" / "COM-A.yaml").read_text(encoding="utf-8")
    for number in range(400):
        edge = f"depends_on:\n  - {{control: X-{(number + 1) % 400}, because: circle}}\n"
        one = text.replace("id: COM-A", f"id: X-{number}").replace(
            "implements:\n  - clause: COM-1\n", edge
        )
        put(f"catalog/x/X-{number}.yaml", one)

    found = survive()

    assert "dependency-cycle" in found.codes
    assert sum("in a circle" in message for message in found.messages) == 1


def test_a_long_chain_of_controls_is_no_recursion(
    project: Path, put: Put, survive: Survive
) -> None:
    """A thousand controls, each resting on the next."""
    text = (project / "catalog" / "COM-A.yaml").read_text(encoding="utf-8")
    head = text.replace(
        "implements:\n  - clause: COM-1\n", "depends_on:\n  - {control: X-N, because: chain}\n"
    )
    for number in range(1000):
        one = head.replace("id: COM-A", f"id: X-{number}").replace("X-N", f"X-{number + 1}")
        put(f"catalog/x/X-{number}.yaml", one)

    found = survive(seconds=120)

    assert "dangling-reference" in found.codes


@pytest.mark.parametrize(
    "name", ["__proto__", "__class__", "constructor", "id", "type", "in_service"]
)
def test_an_attribute_cannot_pass_for_a_fact_of_the_inventory(
    name: str, change: Change, survive: Survive
) -> None:
    """Attributes are plain data; one named like a built-in fact does not replace it."""
    change("inventory.yaml", lambda data: data["assets"][1]["attributes"].update({name: "lie"}))

    found = survive()

    assets = {one.asset for one in found.check.assessment.instances}
    assert "environment/prod" in assets
    assert not any("lie" in key for key in assets)
