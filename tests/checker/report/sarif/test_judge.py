"""Logs as others judge them: the SARIF Multitool with GitHub's rules, and the published schema."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from checker.report.ci.told import told
from checker.report.model import Report
from checker.report.sarif.render import render
from checker.run import run_check
from tests.checker.report import sample
from tests.checker.report.sarif.judge import ROOT, SCHEMA, verdict
from tests.hostile.reports import hostile
from tests.hostile.strings import EVERY

INSTANCES = 30_000
TODAY = datetime(2026, 11, 21, tzinfo=UTC)


@cache
def example(name: str) -> Report:
    """The report of an example."""
    report = run_check(ROOT / "examples" / name, as_of=None, clock=TODAY).report
    assert report is not None
    return report


def large() -> Report:
    """A report of many unmet instances of a thousand controls."""
    controls = [f"SEC-{number}" for number in range(1_000)]
    instances = tuple(
        sample.instance(f"{controls[number % 1_000]}/approvals@environment/e-{number}")
        for number in range(INSTANCES)
    )
    return sample.report(
        instances=instances,
        controls=tuple(sample.control(name) for name in controls),
        root_gaps=tuple(
            sample.root_gap(name, instances=tuple(one.id for one in instances[at::1_000]))
            for at, name in enumerate(controls)
        ),
    )


REPORTS: dict[str, Callable[[], Report]] = {
    "example-lab": lambda: example("example-lab"),
    "opus-4-activation": lambda: example("opus-4-activation"),
    "hostile": lambda: hostile(example("opus-4-activation")),
    "hostile and long": lambda: hostile(sample.report(), EVERY),
}


@pytest.mark.parametrize("name", REPORTS)
def test_the_judge_finds_no_fault(name: str, tmp_path: Path) -> None:
    """No error and no warning; the schema holds as well."""
    found = render(told(REPORTS[name]()), "examples/a b")

    assert verdict(found.data, tmp_path) == []
    jsonschema_rs.validator_for(_schema()).validate(json.loads(found.data))


@pytest.mark.slow
def test_a_large_log_is_cut_to_what_github_takes(tmp_path: Path) -> None:
    """All of it holds to the schema and the limits; the judge, who takes minutes for all, reads its
    beginning and its end."""
    every = told(large())
    found = render(every)

    log = json.loads(found.data)
    assert jsonschema_rs.validator_for(_schema()).is_valid(log)
    results = log["runs"][0]["results"]
    assert (len(every.findings), len(results)) == (INSTANCES + 6, 25_000)
    assert found.left_out == INSTANCES + 6 - 25_000
    (note,) = log["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"].startswith(f"{found.left_out} results left out")
    assert len(gzip.compress(found.data)) <= 10_000_000
    assert max(len(one["locations"]) + len(one["relatedLocations"]) for one in results[1:]) <= 1_000
    prints = {one["partialFingerprints"]["primaryLocationLineHash"] for one in results}
    assert len(prints) == len(results)
    log["runs"][0]["results"] = results[:300] + results[-300:]
    assert verdict(json.dumps(log).encode(), tmp_path) == []


def _schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return found


def _helpless(run: dict[str, Any]) -> None:
    for one in run["tool"]["driver"]["rules"]:
        del one["help"]


def _nowhere(run: dict[str, Any]) -> None:
    for one in run["results"]:
        del one["locations"]


def _unknown_rule(run: dict[str, Any]) -> None:
    run["results"][0]["ruleIndex"] = 999


@pytest.mark.parametrize("spoil", [_helpless, _nowhere, _unknown_rule])
def test_the_judge_would_find_a_fault(
    spoil: Callable[[dict[str, Any]], None], tmp_path: Path
) -> None:
    """Its rules are on: a log that GitHub would refuse does not pass."""
    log = json.loads(render(told(sample.report())).data)
    spoil(log["runs"][0])

    assert verdict(json.dumps(log).encode(), tmp_path) != []
