"""Where a finding stands: always in a file of the project, at what its reader can change."""

from __future__ import annotations

import msgspec
import pytest

from checker.report import model
from checker.report.ci.place import HEAD, Places, is_here
from tests.checker.report.sample import instance, location, report

CATALOG = location("catalog:security/SEC-A.yaml", 21)
PROD = location("inventory.yaml", 5)
EVIDENCE = location("rsp.yaml", 9)


def _placed(one: model.Instance) -> model.Location:
    """The place of an instance, in a report that states an asset and where the store is named."""
    places = (
        model.ProjectPlace(id="environment/prod", location=PROD),
        model.ProjectPlace(id="settings/evidence", location=EVIDENCE),
    )
    return Places(report(places=places)).of_gap(one, one.reasons)


def _gap(
    asset: str, *evidence: str, code: str = "missing", at: model.Location = CATALOG
) -> model.Instance:
    reason = model.Reason(code=code, message="no record", evidence=evidence, location=at)
    return instance(f"SEC-A/approvals@{asset}", asset=asset, reasons=(reason,), location=CATALOG)


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        (_gap("environment/prod", "log-1"), location("evidence/log-1.yaml", 1)),
        (_gap("environment/prod"), PROD),
        (_gap("model/atlas+environment/prod"), PROD),
        (_gap("nothing:environment/prod"), PROD),
        (_gap("organization"), EVIDENCE),
        (_gap("organization", "log-9"), EVIDENCE),
        (_gap("environment/prod", at=location("own/SEC-A.yaml", 8)), location("own/SEC-A.yaml", 8)),
        (_gap("organization", code="undeclared-parameter"), EVIDENCE),
    ],
)
def test_a_gap_stands_at_its_record_else_its_asset_else_a_key(
    gap: model.Instance, expected: model.Location
) -> None:
    """A requirement in a catalog of the project's own comes first: it is a file of the project."""
    assert _placed(gap) == expected


def test_without_any_place_it_is_the_head_of_the_project() -> None:
    """A report of an older version has no places."""
    gap = _gap("organization")

    assert Places(report(places=())).of_gap(gap, gap.reasons) == HEAD


@pytest.mark.parametrize(
    "file",
    [
        "catalog:a.yaml",
        "edition:rsp/a.md",
        "/etc/passwd",
        "../x",
        "a/../b",
        "a//b",
        "",
        "a\\b",
        ".",
    ],
)
def test_what_is_no_path_inside_the_project_is_never_a_place(file: str) -> None:
    """A saved assessment could name anything; what is withheld has no line."""
    assert not is_here(location(file))
    assert not is_here(msgspec.structs.replace(location("rsp.yaml"), line=0))
    assert is_here(location("evidence/a b.yaml"))
