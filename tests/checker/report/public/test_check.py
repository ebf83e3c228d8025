"""The check of an edition: it passes what was made from the full report, and nothing else."""

from __future__ import annotations

import json as plain
from collections.abc import Callable
from typing import Any

import pytest

from checker.report import json, model
from checker.report.public.check import MOST, Checked, check
from checker.report.public.redact import redact
from rsp.visibility import Visibility
from tests.checker.report import sample
from tests.checker.report.public.secrets import Maker
from tests.checker.report.public.test_redact import PUBLIC, REVIEWER, salted

FULL = salted(
    sample.report(
        instances=tuple(
            sample.instance(f"SEC-A/approvals@environment/{name}", "met")
            for name in ("prod", "web")
        )
    )
)
Change = Callable[[dict[str, Any]], object]


def checked(change: Change | None = None, audience: Visibility = PUBLIC) -> Checked:
    """The check of an edition of the sample after a change to its data."""
    data = json.render(redact(FULL, audience).report)
    if change is not None:
        tree = plain.loads(data)
        change(tree)
        report = json.read(plain.dumps(tree).encode())
        data = json.render(report)
    return check(data, json.read(data), FULL)


@pytest.mark.parametrize("audience", [PUBLIC, REVIEWER])
def test_what_was_made_from_it_is_faithful(audience: Visibility) -> None:
    """All commitments open, and no difference is found."""
    found = checked(audience=audience)

    assert found.differences == ()
    assert found.opened == len(redact(FULL, audience).items)


@pytest.mark.parametrize("number", range(4))
def test_every_report_has_a_faithful_edition(number: int) -> None:
    """Whatever stands in a report, opening the markers gives it back."""
    full = salted(Maker(number).report())
    data = json.render(redact(full, PUBLIC).report)

    assert check(data, json.read(data), full).differences == ()


def _verdict(tree: dict[str, Any]) -> None:
    tree["subjects"][0]["standards"][0]["verdict"] = "conformant"
    tree["subjects"][0]["standards"][0]["gate"] = "passes"


def _swap(tree: dict[str, Any]) -> None:
    first, second = tree["edition"]["commitments"][:2]
    first["commitment"], second["commitment"] = second["commitment"], first["commitment"]


def _commitment(tree: dict[str, Any]) -> None:
    tree["edition"]["commitments"][0]["commitment"] = "00" * 32


def _renamed(tree: dict[str, Any]) -> None:
    tree["edition"]["commitments"][0]["marker"] = "withheld:asset-000000000000"


def _asset(tree: dict[str, Any]) -> None:
    one = next(each for each in tree["instances"] if "withheld" in each["asset"])
    other = next(
        each
        for each in tree["instances"]
        if "withheld" in each["asset"] and each["asset"] != one["asset"]
    )
    one["asset"] = other["asset"]


def _counts(tree: dict[str, Any]) -> None:
    tree["counts"]["unmet"] -= 1
    tree["counts"]["met"] += 1


def _leaked(tree: dict[str, Any]) -> None:
    tree["records"][0]["source"] = "vault"


CHANGES: dict[str, tuple[Change, str]] = {
    "a verdict": (_verdict, "verdict"),
    "an exit code": (lambda tree: tree["exit"].update(code=0), "exit.code"),
    "a status": (lambda tree: tree["instances"][-1].update(status="alternative"), "status"),
    "a total": (_counts, "counts"),
    "an instance less": (lambda tree: tree["instances"].pop(), "instances: it has"),
    "a record more": (lambda tree: tree["records"].append(tree["records"][0]), "records: it has"),
    "a total of what is withheld": (
        lambda tree: tree["edition"]["withheld"].update(record=99),
        "99 of kind record are withheld",
    ),
    "a commitment less": (lambda tree: tree["edition"]["commitments"].pop(), "no commitment for"),
    "a commitment twice": (
        lambda tree: tree["edition"]["commitments"].append(tree["edition"]["commitments"][0]),
        "committed to twice",
    ),
    "another commitment": (_commitment, "does not open"),
    "commitments exchanged": (_swap, "does not open"),
    "a marker of nothing": (_renamed, "stands for nothing"),
    "another asset": (_asset, "asset"),
    "something shown": (_leaked, "it says 'vault'"),
    "salts": (lambda tree: tree.update(salt_seed=FULL.salt_seed), "salt_seed"),
    "levels": (
        lambda tree: tree.update(visibility=[{"kind": "asset", "id": "a", "level": "public"}]),
        "visibility",
    ),
    "the order": (lambda tree: tree["instances"].reverse(), "order"),
    "no edition": (lambda tree: tree.update(edition=None), "no edition"),
    "another audience": (
        lambda tree: tree["edition"].update(audience="reviewer"),
        "stands for nothing",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_edition_is_found_out(name: str) -> None:
    """Each change is named among the first differences."""
    change, expected = CHANGES[name]

    found = checked(change)

    assert 0 < len(found.differences) <= MOST
    assert any(expected in one for one in found.differences), found.differences


def test_another_full_report_is_found_out() -> None:
    """An edition of another assessment does not pass as one of this."""
    other = salted(sample.report(exit=model.Exit(code=0, because="the gate passed")))
    data = json.render(redact(other, PUBLIC).report)

    found = check(data, json.read(data), FULL)

    assert "exit.code: it says 0, the full report has 1" in found.differences


def test_what_no_report_has_is_found_out() -> None:
    """A key that is read over could hold anything."""
    data = json.render(redact(FULL, PUBLIC).report)
    more = data.replace(b'"schema":', b'"leak": "prod", "schema":', 1)
    assert more != data

    found = check(more, json.read(more), FULL)

    assert any("not part of a report" in one for one in found.differences)
