"""`rsp test` over catalogs: what the core makes of cases, and what goes unnoticed."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from checker.assess import candidate, coverage, instance, instances
from checker.assess.assessment import Reason
from checker.cli.main import main
from checker.evidence.payloads import Payloads
from checker.project.catalog import shipped_catalog_path
from checker.project.open_catalog import open_catalog
from checker.project.project import Project
from checker.testing.probes import probes
from checker.testing.run import run_tests
from checker.testing.seen import see
from checker.testing.setting import Setting
from checker.testing.stand import Stand
from rsp.case import Given
from tests.checker.lint import cases

NEVER = {Reason.VALIDATION_FAILED, Reason.EXCEPTION_IN_PERIOD, Reason.COMPLEMENT_UNKNOWN}
"""Given by written cases alone, or by types that none of these requirements asks for."""
BY_TRIAL = {Reason.CONTRADICTED, Reason.SCOPE_ERROR, Reason.REJECTED_IN_REVIEW}
"""Made by a trial, from other cases, from `where`, and by a reviewer."""


@pytest.fixture(scope="module")
def shipped() -> Project:
    """The shipped catalog."""
    path = shipped_catalog_path()
    assert path is not None
    project = open_catalog(path).project
    assert project is not None
    return project


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The base project of the lint cases, whose controls have cases."""
    return cases.build(None, tmp_path / "case", monkeypatch)


def met(project: Project, control: str, requirement: str) -> Setting:
    """A requirement's example, as the runner judges it when no case is written."""
    one = project.catalog.controls[control]
    found = next(each for each in one.evidence if each.id == requirement)
    types = {name: Payloads(kind) for name, kind in project.catalog.types.items()}
    return Stand(one, found, types, Given(), {}).setting(Given())


def test_the_cases_of_the_shipped_catalog_hold_and_leave_no_mutant() -> None:
    """Every control has cases, and every case holds."""
    path = shipped_catalog_path()
    assert path is not None

    run = run_tests(path, mutate=True)

    found = [*run.unread, *(one for each in run.controls for one in each.diagnostics)]
    assert [one.message for one in found] == []
    assert sum(each.cases for each in run.controls) > 100


def test_every_reason_that_fields_make_possible_is_reached(shipped: Project) -> None:
    """Over the requirements whose examples meet them, each by itself."""
    reached: set[Reason] = set()
    for name, requirement in (
        ("SEC-WGT-02", "approvals"),
        ("SEC-WGT-04", "tests"),
        ("SEC-WGT-05", "alerts"),
    ):
        setting = met(shipped, name, requirement)
        assert see(shipped, setting).met
        for probe in probes(setting):
            seen = see(shipped, probe.setting)
            codes = {Reason(code) for code in (seen.everywhere if probe.everywhere else seen.codes)}
            assert probe.must <= codes <= probe.must | probe.may, probe.name
            reached |= probe.must

    assert reached == set(Reason) - NEVER - BY_TRIAL


DEFECTS: dict[str, tuple[Any, str, Any, str]] = {
    "limits are not looked at": (candidate, "_limits", lambda *_: [], "late"),
    "holes are not looked for": (coverage, "holes", lambda *_: (), "coverage-hole"),
    "all is fresh": (instance, "fresh", lambda *_: True, "stale"),
    "contradictions are not looked for": (instance, "_contradictions", lambda *_: [], "contradict"),
    "what is unknown is passed over": (instances, "_strange", lambda *_: [], "unknown-asset"),
    "parameters are not asked for": (instances, "undeclared", lambda *_: [], "undeclared"),
}


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_of_the_core_is_noticed(
    name: str, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The settings made from fields show it, whatever is written."""
    module, attribute, instead, words = DEFECTS[name]
    if words == "late":
        control = base / "catalog" / "SEC-A.yaml"
        text = control.read_text(encoding="utf-8")
        control.write_text(
            text.replace("max_age: P35D", "max_age: P35D\n    max_lag: P3D"), "utf-8"
        )
    monkeypatch.setattr(module, attribute, instead)

    run = run_tests(base)

    found = [one for each in run.controls for one in each.diagnostics]
    assert any(one.code == "reason-not-reached" and words in one.message for one in found)


def test_cases_are_no_part_of_a_catalog(base: Path) -> None:
    """Neither its digest nor its defects: not even a file that cannot be read."""
    with_cases = open_catalog(base / "catalog").project
    (base / "catalog" / "SEC-A.cases.yaml").write_text("[: {", "utf-8")
    broken = open_catalog(base / "catalog")
    for path in (base / "catalog").glob("*.cases.yaml"):
        path.unlink()
    without = open_catalog(base / "catalog").project

    assert broken.diagnostics == ()
    assert broken.project is not None
    assert with_cases is not None
    assert without is not None
    digests = {one.catalog.digest for one in (with_cases, broken.project, without)}
    assert len(digests) == 1


def test_the_whole_base_passes_with_its_mutants(
    base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line for each control within 80 columns, and exit 0."""
    code = main(["test", str(base), "--mutate"])

    lines = capsys.readouterr().out.splitlines()
    assert code == 0
    assert [line.split()[:2] for line in lines[:-1]] == [
        ["COM-A", "ok"],
        ["PRO-A", "ok"],
        ["SEC-A", "ok"],
        ["SEC-B", "ok"],
    ]
    assert lines[-1].endswith(": all passed")
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("fails: 0", "fails: 0", 0),
        ("fails: 0", "reasons: [stale]", 1),
        ("change: {done: false}", "change: {missing: {}}", 3),
        ("control: COM-A", "control: COM-A\nunknown: 1", 3),
        ("control: COM-A", "control: [", 3),
    ],
)
def test_the_exit_code_says_what_is_wrong(
    base: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, expected: int
) -> None:
    """1 for a case that fails, 3 for a file that cannot be used; the JSON says it again."""
    path = base / "catalog" / "COM-A.cases.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), "utf-8")

    code = main(["test", str(base), "--format", "json"])

    answer = json.loads(capsys.readouterr().out)
    assert code == expected == answer["exit"]["code"]
    assert bool(answer["diagnostics"]) is (expected > 0)
    assert all(one["location"]["line"] >= 1 for one in answer["diagnostics"])


@pytest.mark.parametrize(
    "arguments", [["--control", "SEC-Z"], ["not-there"], ["--mutant"]], ids=" ".join
)
def test_what_cannot_be_understood_is_exit_2(
    arguments: list[str], base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unknown control, folder or option."""
    monkeypatch.chdir(base)

    assert main(["test", *arguments]) == 2


def test_nothing_tested_is_no_success(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A catalog without controls passes nothing."""
    for path in (base / "catalog").glob("*-*.yaml"):
        path.unlink()

    assert main(["test", str(base / "catalog")]) == 1
    assert capsys.readouterr().out == "nothing was tested\n"


def test_one_control_is_tested_alone(base: Path) -> None:
    """Findings about others are not looked for."""
    (base / "catalog" / "SEC-A.cases.yaml").unlink()

    run = run_tests(base / "catalog", ("SEC-B",))

    assert [one.control for one in run.controls] == ["SEC-B"]
    assert run.passed


def test_a_project_tests_the_catalog_it_uses(tmp_path: Path) -> None:
    """The shipped one where it names no other."""
    example = Path(__file__).parents[3] / "examples" / "example-lab"
    shutil.copy(example / "rsp.yaml", tmp_path / "rsp.yaml")
    for name in ("inventory.yaml", "parties.yaml"):
        shutil.copy(example / name, tmp_path / name)

    run = run_tests(tmp_path, ("SEC-WGT-02",))

    assert [one.control for one in run.controls] == ["SEC-WGT-02"]
    assert Counter(one.code for one in run.controls[0].diagnostics) == {}
    assert run.controls[0].cases > 10


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("SEC-A.yaml", "max_age: P35D", "max_age: P9999Y"),
        ("SEC-A.yaml", "tolerance: P1D", "tolerance: P9999Y"),
        ("SEC-A.yaml", "within: P31D", "within: P9999Y"),
        ("SEC-A.yaml", "max_age: P35D", "max_age: P35D\n    max_lag: P9999Y"),
        ("SEC-B.yaml", "cadence: P31D", "cadence: P9999Y"),
        ("SEC-A.yaml", "type: access-log", "type: access-hog"),
        ("SEC-A.yaml", "for_each: environment", "for_each: [a, b, c]"),
        ("SEC-A.yaml", "evidence.sessions.all(s, ", "evidence.sessions.all(s, s.x &&& "),
        ("SEC-A.cases.yaml", "fails: 1", "fails: 1\n        now: 0001-01-01"),
        ("SEC-A.cases.yaml", "fails: 1", "fails: 1\n        now: 9999-12-31"),
        ("SEC-A.cases.yaml", "fails: 1", "fails: 1\n        record: {observed: 0001-01-01}"),
        ("SEC-A.cases.yaml", "fails: 1", "fails: 1\n        record: {collected_at: 0001-01-01}"),
        ("SEC-A.cases.yaml", "fails: 1", "fails: 1\n        asset: {in_service: no}"),
        ("SEC-A.cases.yaml", "fails: 1", "fails: 1\n        asset: {without: x}"),
        ("SEC-A.cases.yaml", "fails: 1", "fails: 1\n        event: {at: 2026-01-01}"),
        ("SEC-A.cases.yaml", "fails: 1", "fails: 1\n        inventory: {surface: [{}]}"),
        ("SEC-A.cases.yaml", "fails: 1", "fails: 1\n        at: surface/x"),
        ("SEC-A.cases.yaml", "fails: 1", "fails: 1\n        errors: 1"),
        ("SEC-A.cases.yaml", "fails: 1", "fails: 1\n        reasons: [sad]"),
        ("SEC-A.cases.yaml", "fails: 1", "fails: 1\n        example: 9"),
        ("SEC-A.cases.yaml", "fails: 1", "fails: 1\n        payload: {}"),
        ("SEC-A.cases.yaml", "sessions_max: 2", "sessions_min: 2"),
        ("SEC-A.cases.yaml", "with: {people:", "with: {nobody:"),
    ],
)
def test_what_is_misstated_is_a_finding_and_no_defect_of_the_tool(
    base: Path, capsys: pytest.CaptureFixture[str], file: str, old: str, new: str
) -> None:
    """Exit 1 or 3, with a place in the file, and never a traceback or a pass."""
    path = base / "catalog" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")

    code = main(["test", str(base), "--mutate"])

    said = capsys.readouterr().err
    assert code in (1, 3), said
    assert f"{file}:" in said or "SEC-A.yaml:" in said
