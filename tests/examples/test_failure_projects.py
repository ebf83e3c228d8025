"""The published failures as projects: each is red for the reasons on its page, and for no other."""

from __future__ import annotations

import msgspec
import pytest

from checker.assess.assessment import Reason
from tests.examples.projects import (
    EXPECTED,
    FAILURES,
    NAMES,
    Report,
    checked,
    complete,
    derived,
    expected,
    found,
    shown,
    tables,
)

LONGEST = 60
"""Lines of a patch; more would not be read."""
ABSENT = {
    Reason.MISSING.value,
    Reason.NOTHING_TO_ASSESS.value,
    Reason.UNDECLARED_PARAMETER.value,
}
"""What a checker that asks whether a control exists would notice."""


class Project(msgspec.Struct, frozen=True, kw_only=True):
    """A derived project that was checked, beside the complete lab."""

    name: str
    code: int
    report: Report
    lab: Report


@pytest.fixture(
    scope="module",
    params=[pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in NAMES],
)
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Each of them in turn."""
    name: str = request.param
    folder = tmp_path_factory.mktemp("failures")
    derived(name, folder / name)
    code, report = checked(folder / name, folder / "report.json")
    base = tmp_path_factory.getbasetemp()
    return Project(name=name, code=code, report=report, lab=complete(base))


def test_it_is_red_for_exactly_its_reasons(project: Project) -> None:
    """Verdicts, unmet instances, their reasons and the records in them are compared whole."""
    is_now = found(project.report, project.lab)

    assert expected(project.name, is_now) == is_now
    assert (project.code, project.report["gate"]["status"]) == (1, "failed")
    assert len(is_now.unmet) > 0
    assert project.report["diagnostics"] == []


def test_nothing_else_changed(project: Project) -> None:
    """Every other instance has the status it has in the complete lab, and so have all judgements.

    The gate names the standards that are not conformant now, and no other.
    """
    is_now = found(project.report, project.lab)
    others = set(is_now.unmet) | set(is_now.besides)
    red = {key for key, verdict in is_now.verdicts.items() if verdict != "conformant"}

    assert _states(project.lab, "instances", others) == _states(project.report, "instances", others)
    assert _states(project.lab, "judgements") == _states(project.report, "judgements")
    assert {f"{key} is not-conformant" for key in red} == set(project.report["gate"]["because"])
    assert {"conformant"} == set(found(project.lab, project.lab).verdicts.values())


def test_every_control_exists(project: Project) -> None:
    """Who only asks whether there is a control, an owner and evidence finds what the lab has."""
    unmet = found(project.report, project.lab).unmet
    existing = _existing(project.report)

    assert existing == _existing(project.lab)
    assert {name.partition("@")[0] for name in unmet} <= {
        f"{control}/{requirement}" for control, _, requirement, there in existing if there
    }
    assert not ABSENT & {code for reasons in unmet.values() for code, _, _ in reasons}


def test_the_page_shows_what_is_found(project: Project) -> None:
    """Its tables are those of the report, and it shows the command that makes and checks it."""
    found_now = tables(found(project.report, project.lab))
    page = (FAILURES / project.name / "README.md").read_text(encoding="utf-8")
    one = f"examples/published-failures/{project.name} out/{project.name}"

    assert shown(project.name, found_now) == found_now
    assert f"$ python examples/derive {one} && rsp check out/{project.name}\n" in page


@pytest.mark.parametrize("name", NAMES)
def test_a_patch_is_short(name: str) -> None:
    """So short that it is read."""
    text = (FAILURES / name / "patch.yaml").read_text(encoding="utf-8")

    assert len(text.splitlines()) <= LONGEST
    assert max(map(len, text.splitlines())) <= 100


def test_each_has_a_page_expectations_and_a_line_in_the_index() -> None:
    """And there are no others."""
    index = (FAILURES / "README.md").read_text(encoding="utf-8")

    assert {"fx-1", "fx-2", "fx-3", "fx-4", "fx-8", "fx-12"} == set(NAMES)
    assert sorted(path.stem for path in EXPECTED.glob("*.json")) == NAMES
    assert sorted(path.parent.name for path in FAILURES.glob("*/README.md")) == NAMES
    assert [name for name in NAMES if f"({name}/README.md)" not in index] == []


def _states(report: Report, what: str, without: set[str] = frozenset()) -> dict[str, str]:
    """Instance or judgement -> its status."""
    key = "status" if what == "instances" else "state"
    return {one["id"]: one[key] for one in report[what] if one["id"] not in without}


def _existing(report: Report) -> set[tuple[str, str, str, bool]]:
    """Control, owner, requirement, and whether there is a sound record of what it asks for."""
    types = {one["type"] for one in report["records"] if one["known"] and not one["reasons"]}
    return {
        (control["id"], control["owner"], one["id"], one["type"] in types)
        for control in report["controls"]
        for one in control["requirements"]
    }
