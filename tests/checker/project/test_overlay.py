"""An overlay on a catalog: what it merges, where each part stands, and who has to approve it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from checker.assess.assessment import Status
from checker.project.open import Opened, open_project
from checker.project.project import Project
from checker.review.sides import sides_of
from checker.run import Run, run_check
from rsp.stamp import LinkState
from rsp.time import Moment
from tests.checker.lint import cases

Lab = Callable[..., Path]
HEAD = "because: The lab is stricter.\n"
APPROVED = """
loosening:
  - change: max-age-longer
    at: control/SEC-A/evidence/sessions/max_age
    was: P35D
    becomes: P40D
    reason: The month is closed late.
    approvals:
      - {role: chief-executive, party: the-chief-executive, date: 2026-03-01}
"""
LONGER = """controls:
  SEC-A:
    requirements:
      sessions:
        set: {max_age: P40D}
"""


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lab:
    """The base project with an overlay, each file by its name; stamped by its owner before."""

    def made(overlay: str, named: str = "overlay", **files: str) -> Path:
        project = cases.build(None, tmp_path / "lab", monkeypatch)
        settings = project / "rsp.yaml"
        settings.write_text(f"{settings.read_text(encoding='utf-8')}overlay: {named}\n")
        (project / "overlay").mkdir()
        for name, text in {"overlay.yaml": overlay, **files}.items():
            (project / "overlay" / name).write_text(text, encoding="utf-8")
        return project

    return made


def project_of(opened: Opened) -> Project:
    assert opened.project is not None
    assert [one.message for one in opened.diagnostics] == []
    return opened.project


def checked(path: Path, date: str = "2026-06-15") -> Run:
    return run_check(path, as_of=Moment.parse(date), clock=datetime(2026, 7, 1, tzinfo=UTC))


def states(path: Path) -> dict[str, LinkState]:
    project = project_of(open_project(path))
    return {
        one.control.id: one.own.state
        for name in ("SEC-A", "SEC-B")
        for one in sides_of(project, name)
    }


def not_assessed(run: Run) -> set[str]:
    assert run.assessment is not None
    return {
        one.id
        for subject in run.assessment.subjects
        for one in subject.controls
        if one.status is Status.NOT_ASSESSED
    }


TIGHT = (
    HEAD
    + """controls:
  SEC-B:
    requirements:
      roster:
        set: {max_age: P7D, judgement: Is it complete?}
        add:
          validations:
            - {rule: size(evidence.people) < 50, message: too many people}
    remove: {evidence: [review], any_of: [either], implements: [SEC-2]}
    add:
      implements: [{clause: SEC-2, by: [roster]}]
      evidence:
        - {id: list, title: A list, type: roster, method: examine, operation: state,
           max_age: P7D, min_reliability: record}
"""
)


def test_parts_are_merged_by_their_ids(lab: Lab) -> None:
    """Removed, set and added; what is not named stays as it is."""
    project = project_of(open_project(lab(TIGHT)))
    control = project.catalog.controls["SEC-B"]

    assert [one.id for one in control.evidence] == ["roster", "list"]
    assert str(control.evidence[0].max_age) == "P7D"
    assert [one.rule for one in control.evidence[0].validations] == [
        "evidence.complete",
        "size(evidence.people) < 50",
    ]
    assert control.any_of == ()
    assert control.title == "The roster is reviewed"


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (("title",), "catalog/SEC-B.yaml:2:8"),
        (("evidence", 0, "where"), "catalog/SEC-B.yaml:20:12"),
        (("evidence", 0, "max_age"), "overlay/overlay.yaml:6:24"),
        (("evidence", 0, "judgement"), "overlay/overlay.yaml:6:40"),
        (("evidence", 0, "validations", 0, "rule"), "catalog/SEC-B.yaml:25:15"),
        (("evidence", 0, "validations", 1, "message"), "overlay/overlay.yaml:9:59"),
        (("evidence", 1, "type"), "overlay/overlay.yaml:14:43"),
        (("implements", 0, "clause"), "overlay/overlay.yaml:12:29"),
        (("depends_on", 0), "catalog/SEC-B.yaml:12:5"),
    ],
)
def test_what_the_overlay_adds_stands_there(
    lab: Lab, steps: tuple[str | int, ...], expected: str
) -> None:
    """And all else in the catalog, though removing moved it up."""
    opened = open_project(lab(TIGHT))

    at = project_of(opened).refs["control/SEC-B"].at(*steps)

    assert str(opened.sources.locate(at)) == expected


def test_name_and_version_stay_and_the_digest_covers_both(lab: Lab) -> None:
    """Another overlay is another catalog, under the name it is laid over."""
    path = lab(TIGHT)
    one = project_of(open_project(path))
    (path / "overlay" / "overlay.yaml").write_text(TIGHT.replace("P7D", "P6D"), encoding="utf-8")
    two = project_of(open_project(path))

    assert one.overlaid is not None
    assert (one.catalog.name, one.catalog.version) == ("example", "1")
    assert len({one.catalog.digest, two.catalog.digest, one.overlaid.base.digest}) == 3


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ("set: {owner: chief-executive}", LinkState.CURRENT),
        ("set: {severity: critical, rationale: Because.}", LinkState.CURRENT),
        ("set: {title: Other}", LinkState.CONTROL_MOVED),
        ("add: {depends_on: [{control: SEC-B, because: x}]}", LinkState.CONTROL_MOVED),
        ("requirements: {sessions: {set: {max_age: P1D}}}", LinkState.CONTROL_MOVED),
    ],
)
def test_stamps_hold_for_an_owner_and_not_for_what_is_shown(
    lab: Lab, change: str, state: LinkState
) -> None:
    """A control that asks for something else has to be read again by the organisation."""
    path = lab(f"{HEAD}controls:\n  SEC-A:\n    {change}\n")

    assert states(path) == {"SEC-A": state, "SEC-B": LinkState.CURRENT}


def test_a_parameter_value_moves_no_stamp(lab: Lab) -> None:
    """It is what the project declares, wherever it is written, and the report shows it."""
    path = lab(
        HEAD + "controls:\n  SEC-A:\n    parameters:\n      sessions_max: {value: 5, because: x}\n"
    )
    settings = path / "rsp.yaml"
    text = settings.read_text(encoding="utf-8")
    start = text.index("parameters:")
    settings.write_text(text[:start] + "overlay: overlay\n", encoding="utf-8")

    opened = open_project(path)
    project = project_of(opened)
    run = checked(path)

    assert project.settings.parameters["SEC-A"]["sessions_max"].value == 5
    at = project.refs["settings"].at("parameters", "SEC-A", "sessions_max", "value")
    assert str(opened.sources.locate(at)) == "overlay/overlay.yaml:5:29"
    assert states(path)["SEC-A"] is LinkState.CURRENT
    assert run.report is not None
    assert run.report.catalog.overlay is not None
    assert [one.change for one in run.report.catalog.overlay.changes] == ["parameter-set"]


def test_what_nobody_approved_is_not_assessed(lab: Lab) -> None:
    """The control and what rests on it; the report says so beside the change."""
    run = checked(lab(HEAD + LONGER))

    assert [one.code for one in run.diagnostics if "overlay" in one.code] == ["overlay-loosens"]
    assert {"SEC-A", "SEC-B"} <= not_assessed(run)
    assert run.report is not None
    assert run.report.catalog.overlay is not None
    assert run.report.catalog.overlay.changes[0].unapproved == ("no entry approves it",)
    assert run.exit.code == 3


def test_an_approval_counts_from_its_date(lab: Lab) -> None:
    """Before it, the catalog was weakened by nobody who may (R24)."""
    path = lab(HEAD + LONGER + APPROVED)

    assert "SEC-A" in not_assessed(checked(path, "2026-02-28"))
    assert "SEC-A" not in not_assessed(checked(path, "2026-06-15"))


def test_an_approval_is_of_one_value(lab: Lab) -> None:
    """Nobody approved the longer one; the entry is about nothing."""
    run = checked(lab(HEAD + LONGER.replace("P40D", "P400D") + APPROVED))

    assert sorted(one.code for one in run.diagnostics if "overlay" in one.code) == [
        "overlay-loosens",
        "overlay-matches-nothing",
    ]
    assert "SEC-A" in not_assessed(run)


@pytest.mark.parametrize(
    ("team", "answers"), [("security-engineering", True), ("policy-counsel", False)]
)
@pytest.mark.parametrize("about", ["control", "joined type", "own type"])
def test_nobody_approves_what_they_answer_for(
    lab: Lab, about: str, team: str, *, answers: bool
) -> None:
    """Not for a control of theirs, nor for a type that it asks for or reads beside it."""
    files, overlay = {}, HEAD + LONGER + APPROVED
    if about != "control":
        name = "roster" if about == "joined type" else "access-log"
        types = cases.CASES / "base" / "project" / "catalog" / "evidence-types"
        schema = (types / f"{name}.schema.json").read_text(encoding="utf-8")
        looser = schema.replace('"minLength": 1, "title": "Who"', '"title": "Who"')
        files = {f"{name}.schema.json": looser}
        steps = "people" if name == "roster" else "sessions"
        overlay = HEAD + (
            APPROVED.replace("max-age-longer", "bound-loosened")
            .replace(
                "control/SEC-A/evidence/sessions/max_age",
                f"type/{name}/properties/{steps}/items/properties/person/minLength",
            )
            .replace("was: P35D", "was: '1'")
            .replace("    becomes: P40D\n", "")
        )
    path = lab(overlay, **files)
    parties = path / "parties.yaml"
    text = parties.read_text(encoding="utf-8")
    more = f"member_of: [{{party: {team}}}, {{party: chief-executive}}"
    parties.write_text(text.replace("member_of: [{party: chief-executive}", more), encoding="utf-8")

    run = checked(path)

    assert run.report is not None
    assert run.report.catalog.overlay is not None
    (change,) = run.report.catalog.overlay.changes
    expected = ("the-chief-executive answers for what it changes",) if answers else ()
    assert change.unapproved == expected
    assert ("SEC-A" in not_assessed(run)) is answers


def test_a_removed_control_needs_an_approval(lab: Lab) -> None:
    """Without one there is no saying what it would have shown."""
    run = checked(lab(HEAD + "remove: [PRO-A]\n"))

    assert "overlay-loosens" in {one.code for one in run.diagnostics}
    assert run.assessment is not None
    assert {
        standard.verdict.value
        for subject in run.assessment.subjects
        for standard in subject.standards
        if standard.required
    } == {"not-assessed"}


def test_controls_and_types_come_with_the_folder(lab: Lab) -> None:
    """A type may take the place of the catalog's; its schema is compared."""
    base = Path(cases.CASES / "base" / "project" / "catalog")
    control = (base / "SEC-A.yaml").read_text(encoding="utf-8").replace("SEC-A", "SEC-Z")
    roster = (base / "evidence-types" / "roster.schema.json").read_text(encoding="utf-8")
    looser = roster.replace(', "minLength": 1, "title": "Who"', ', "title": "Who"')
    path = lab(HEAD, **{"SEC-Z.yaml": control, "roster.schema.json": looser})

    opened = open_project(path)
    run = checked(path)

    assert opened.project is not None
    assert "SEC-Z" in opened.project.catalog.controls
    found = [one for one in run.diagnostics if one.code == "overlay-loosens"]
    assert "bound-loosened" in "".join(one.message for one in found)
    assert {run.sources.locate(one.at).file for one in found} == {"overlay/roster.schema.json"}
    assert {key for one in found for key in one.reaches} == {"type/roster"}


def test_a_file_alone_is_an_overlay(lab: Lab) -> None:
    """Where there is nothing to add to the catalog."""
    project = project_of(open_project(lab(TIGHT, named="overlay/overlay.yaml")))

    assert project.overlaid is not None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("because: &a x\ncontrols: *a\n", "alias-refused"),
        ("because: x\nbecause: y\n", "duplicate-key"),
        ("[]\n", "schema-violation"),
        ("", "document-empty"),
        (HEAD + "loosening: [{change: x, at: y, reason: z, approvals: []}]\n", "schema-violation"),
        (HEAD + "controls: {SEC-A: {set: {severity: none}}}\n", "schema-violation"),
        (
            HEAD + "controls: {SEC-A: {requirements: {sessions: {set: {max_age: 3d}}}}}\n",
            "duration-malformed",
        ),
        (HEAD + "controls: {../../x: {}}\n", "schema-violation"),
        (HEAD + "controls: " + "{SEC-A: " * 200 + "}" * 200 + "\n", "too-deep"),
    ],
)
def test_hostile_text_is_a_diagnostic_and_stops_the_verdict(lab: Lab, text: str, code: str) -> None:
    """Whatever is wrong with the overlay, nothing is assessed without it."""
    run = checked(lab(text))

    assert code in {one.code for one in run.diagnostics}
    assert run.exit.code == 3
    assert "SEC-A" in not_assessed(run)


@pytest.mark.parametrize(
    ("named", "code"),
    [("../lab", "path-escapes"), ("none", "file-missing"), ("/etc/passwd", "path-escapes")],
)
def test_a_path_that_leads_elsewhere(lab: Lab, named: str, code: str) -> None:
    """The overlay lies in the project."""
    run = checked(lab(HEAD, named=named))

    assert code in {one.code for one in run.diagnostics}
    assert "SEC-A" in not_assessed(run)


def test_a_project_without_an_overlay_has_no_change(lab: Lab) -> None:
    """And its report none to show."""
    path = lab(HEAD)
    settings = path / "rsp.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("overlay: overlay\n", ""))

    run = checked(path)

    assert run.assessment is not None
    assert run.assessment.overlay == ()
    assert run.report is not None
    assert run.report.catalog.overlay is None
    assert msgspec.json.encode(run.report).count(b'"overlay":null') == 1
