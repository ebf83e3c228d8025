"""Opening a project: every value by its key, every defect at its place, none that hides another."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checker.diagnostics.diagnostic import EVERYTHING
from checker.project.catalog import shipped_catalog_path
from checker.project.edition import edition_tree, editions_path
from checker.project.open import Opened, open_project

if TYPE_CHECKING:
    from .conftest import Change


def found(opened: Opened) -> list[tuple[str, str]]:
    """Place and code of every diagnostic, in the order of places."""
    return sorted((str(opened.sources.locate(item.at)), item.code) for item in opened.diagnostics)


def test_a_project_in_order_has_its_values_and_where_they_stand(project: Path) -> None:
    """Each entity by its key, and its line."""
    opened = open_project(project / "determinations")

    assert opened.diagnostics == ()
    assert opened.project is not None
    assert list(opened.project.catalog.controls) == ["SEC-A-1"]
    assert set(opened.project.catalog.types) == {"nil-return", "review", "reviewer-answer"}
    assert opened.project.catalog.custom
    assert list(opened.project.assets) == ["model/atlas"]
    assert list(opened.project.events) == ["event/deployment/d-1"]
    assert list(opened.project.parties) == ["example-lab"]
    assert list(opened.project.determinations) == ["d-1"]
    places = {
        key: str(opened.sources.locate(opened.project.refs[key]))
        for key in ("settings", "control/SEC-A-1", "type/review", "model/atlas",
                    "event/deployment/d-1", "party/example-lab", "determination/d-1")
    }  # fmt: skip
    assert places == {
        "settings": "rsp.yaml:1:1",
        "control/SEC-A-1": "catalog/security/SEC-A-1.yaml:1:1",
        "type/review": "catalog/evidence-types/review.schema.json:1:1",
        "model/atlas": "inventory.yaml:2:5",
        "event/deployment/d-1": "inventory.yaml:4:5",
        "party/example-lab": "parties.yaml:2:5",
        "determination/d-1": "determinations/atlas.yaml:2:5",
    }
    rule = opened.project.refs["control/SEC-A-1"].at("evidence", 0, "validations", 0, "rule")
    assert str(opened.sources.locate(rule)) == "catalog/security/SEC-A-1.yaml:20:15"


def test_clauses_and_thresholds_of_the_edition_have_places(project: Path) -> None:
    """In the documents that come with the tool."""
    opened = open_project(project)

    assert opened.project is not None
    clause = opened.sources.locate(opened.project.refs["clause/SEC-1"])
    assert clause.file == "edition:rsp-2.2/asl-3-security.md"
    assert clause.line > 10
    assert opened.project.refs["threshold/THR-CBRN-3"].document == "edition:rsp-2.2/thresholds.yaml"


def test_broken_files_are_all_reported(change: Change, project: Path) -> None:
    """Twenty broken files, twenty reports, and everything is reached."""
    for number in range(20):
        change(f"catalog/security/broken-{number:02}.yaml", "id: [\n")

    opened = open_project(project)

    assert found(opened) == [
        (f"catalog/security/broken-{number:02}.yaml:2:1", "syntax-invalid") for number in range(20)
    ]
    assert all(item.reaches == (EVERYTHING,) for item in opened.diagnostics)
    assert opened.project is not None


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("inventory.yaml", None, [("rsp.yaml:5:12", "file-missing")]),
        ("inventory.yaml", "assets: {}\n", [("inventory.yaml:1:9", "schema-violation")]),
        ("inventory.yaml", b"\xff\xff", [("inventory.yaml:1:1", "encoding-invalid")]),
        ("parties.yaml", "parties: [*a]\n", [("parties.yaml:1:11", "alias-refused"),
                                              ("parties.yaml:1:11", "schema-violation")]),
        ("deviations.yaml", "[" * 100_000, [("deviations.yaml:1:65", "too-deep")]),
        ("reviews.yaml", "reviews: []\nreviews: []\n", [("reviews.yaml:2:1", "duplicate-key")]),
        ("determinations/atlas.yml", "x: 1\n",
         [("determinations/atlas.yml:1:1", "file-unexpected")]),
        ("determinations/b.yaml", "determinations:\n  - {id: d-1}\n",
         [("determinations/b.yaml:2:5", "missing-key")] * 6),
        ("catalog/x.YAML", "x: 1\n", [("catalog/x.YAML:1:1", "file-unexpected")]),
    ],
)  # fmt: skip
def test_a_defect_is_reported_at_its_place(
    change: Change, path: str, text: str | bytes | None, expected: list[tuple[str, str]]
) -> None:
    """And the rest of the project is there, with everything reached."""
    opened = open_project(change(path, text))

    assert found(opened) == expected
    assert all(item.reaches == (EVERYTHING,) for item in opened.diagnostics)
    assert opened.project is not None


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("policy: rsp-2.2", "policy: rsp-9"),
        ("policy: rsp-2.2", "policy: ../editions/rsp-2.2"),
        ("catalog: catalog", "catalog: ../catalog"),
        ("catalog: catalog", "catalog: nowhere"),
        ("organization: example-lab", "organisation: example-lab"),
    ],
)
def test_without_settings_edition_or_catalog_there_is_no_project(
    change: Change, project: Path, settings: str, expected: str
) -> None:
    """What cannot be assessed is said, and is no project."""
    text = (project / "rsp.yaml").read_text(encoding="utf-8")

    opened = open_project(change("rsp.yaml", text.replace(settings, expected)))

    assert opened.project is None
    assert opened.diagnostics
    assert all(item.at.document == "rsp.yaml" for item in opened.diagnostics)


def test_no_project_file_is_a_diagnostic(tmp_path: Path) -> None:
    """Nothing found is a finding."""
    opened = open_project(tmp_path)

    assert opened.project is None
    assert [item.code for item in opened.diagnostics] == ["project-not-found"]


def test_a_second_control_of_an_id_leaves_what_both_bear_on_unassessed(
    change: Change, project: Path
) -> None:
    """The first stands; neither clause can be trusted."""
    text = (project / "catalog/security/SEC-A-1.yaml").read_text(encoding="utf-8")

    opened = open_project(change("catalog/x/other.yaml", text.replace("SEC-1\n", "SEC-2\n")))

    (item,) = opened.diagnostics
    assert item.code == "duplicate-id"
    assert item.at.document == "catalog/x/other.yaml"
    assert [related.at.document for related in item.related] == ["catalog/security/SEC-A-1.yaml"]
    assert set(item.reaches) == {"control/SEC-A-1", "clause/SEC-1", "clause/SEC-2"}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("inventory.yaml",
         "assets:\n  - {id: a, type: model, in_service: {from: 2026-01-01}}\n"
         "  - {id: a, type: model, in_service: {from: 2026-02-01}}\n"),
        ("parties.yaml", "parties:\n  - {id: a, kind: team}\n  - {id: a, kind: person}\n"),
        ("determinations/b.yaml", None),
    ],
)  # fmt: skip
def test_a_second_entity_of_an_id_reaches_everything(
    change: Change, project: Path, path: str, text: str | None
) -> None:
    """Who knows which of the two was meant."""
    if text is None:
        text = (project / "determinations/atlas.yaml").read_text(encoding="utf-8")

    opened = open_project(change(path, text))

    assert [item.code for item in opened.diagnostics] == ["duplicate-id"]
    assert opened.diagnostics[0].reaches == (EVERYTHING,)


def test_the_digest_can_be_recomputed_by_hand(project: Path) -> None:
    """The lines of `sha256sum` over the files, hashed once more."""
    opened = open_project(project)
    paths = ["deviations.yaml", "determinations/atlas.yaml", "inventory.yaml", "parties.yaml",
             "reviews.yaml", "rsp.yaml"]  # fmt: skip
    lines = "".join(
        f"{hashlib.sha256((project / path).read_bytes()).hexdigest()}  {path}\n"
        for path in sorted(paths)
    )

    assert opened.project is not None
    assert opened.project.digest == hashlib.sha256(lines.encode()).hexdigest()


def test_opening_twice_gives_the_same(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Wherever the project lies."""
    other = tmp_path_factory.mktemp("other") / "copy"
    shutil.copytree(project, other)

    first, second = open_project(project), open_project(other)

    assert first.project == second.project
    assert first.diagnostics == second.diagnostics


def test_checking_leaves_no_trace(project: Path) -> None:
    """Opening reads; it writes nothing."""
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*")}

    open_project(project)

    assert {path: path.stat().st_mtime_ns for path in project.rglob("*")} == before


def test_every_installed_edition_and_the_shipped_catalog_are_sound(project: Path) -> None:
    """What comes with the tool has no defect of its own."""
    text = (project / "rsp.yaml").read_text(encoding="utf-8")
    assert shipped_catalog_path() is not None
    for edition in sorted(path.name for path in editions_path().iterdir() if path.is_dir()):
        settings = text.replace("rsp-2.2", edition).replace("catalog: catalog", "catalog: shipped")
        (project / "rsp.yaml").write_text(settings, encoding="utf-8")

        opened = open_project(project)

        assert found(opened) == []
        assert opened.project is not None
        assert edition_tree(opened.project.settings) is not None
        assert not opened.project.catalog.custom
        assert len(opened.project.edition.clauses) > 100
