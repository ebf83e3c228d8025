"""`rsp new`: what nobody said is refused by lint until it is written; then the file is sound."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from checker.read.yaml_nodes import read_yaml
from tests.checker.cli.conftest import Result, Rsp, change
from tests.checker.cli.test_init import GIVEN, on_a_terminal

ENVIRONMENT = """\
  - id: prod-us
    type: environment
    models: [atlas-1]
    in_service: {from: 2026-09-01}
    attributes: {holds_weights: true, kind: production, hosted_by_third_party: false}
"""


@pytest.fixture
def project(rsp: Rsp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new project that is the working folder."""
    monkeypatch.chdir(tmp_path)
    assert rsp("init", *GIVEN).code == 0
    change(tmp_path / "inventory.yaml", "\n# Environments", f"{ENVIRONMENT}\n# Environments")
    return tmp_path


def found(rsp: Rsp) -> dict[str, list[str]]:
    """What lint says of errors: by file, the codes."""
    said: dict[str, list[str]] = {}
    for one in json.loads(rsp("lint", "--format", "json").out)["diagnostics"]:
        if one["level"] == "error":
            said.setdefault(one["location"]["file"], []).append(one["code"])
    return said


def empties(data: Any) -> int:
    """How many values are empty."""
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return (data is None) + sum(empties(one) for one in inner)


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (
            ("determination", "--model", "atlas-1", "--threshold", "THR-CBRN-3",
             "--outcome", "below"),
            "determinations/atlas-1-cbrn-3.yaml",
        ),
        (
            ("evidence", "weight-access-log", "--asset", "environment/prod-us"),
            "evidence/weight-access-log/weight-access-log-environment-prod-us.yaml",
        ),
        (("evidence", "headcount"), "evidence/headcount/headcount.yaml"),
        (("deviation", "--kind", "waiver", "--control", "SEC-WGT-02"), "deviations.yaml"),
        (("deviation", "--kind", "not-applicable", "--clause", "THR-NEW"), "deviations.yaml"),
        (("deviation", "--kind", "substitute", "--clause", "SEC-2a.6"), "deviations.yaml"),
        (
            ("deviation", "--kind", "interim-measure", "--standard", "asl-3/security",
             "--model", "atlas-1"),
            "deviations.yaml",
        ),
        (
            ("control", "--id", "SEC-OWN-01", "--title", "The roster is short",
             "--clause", "SEC-2a.6", "--because", "We go further."),
            "overlay/SEC-OWN-01.yaml",
        ),
    ],
)  # fmt: skip
def test_what_nobody_said_is_refused(
    project: Path, rsp: Rsp, arguments: tuple[str, ...], file: str
) -> None:
    """Lint names each empty value of the file, and no other file."""
    made = rsp("new", *arguments)

    assert (made.code, made.err) == (0, "")
    said = found(rsp)
    data = read_yaml((project / file).read_bytes(), "-").data
    assert list(said) == [file]
    assert said[file].count("value-missing") == empties(data) > 0


def filled(path: Path, values: dict[str, str]) -> None:
    """Write values where a file leaves them empty, by key."""
    text = path.read_text(encoding="utf-8")
    for key, value in values.items():
        text = re.sub(rf"(?m)^( *(?:- )?{key}:)(?: +#.*)?$", rf"\1 {value}", text)
    path.write_text(text, encoding="utf-8")


def clean(result: Result) -> bool:
    """Whether lint found no error."""
    return result.code == 0


def test_a_filled_determination_lints(project: Path, rsp: Rsp) -> None:
    """With the approvals in the roles of the edition."""
    rsp("new", "determination", "--model", "atlas-1", "--threshold", "THR-AIRD-4", "--outcome",
        "below", "--assessed-at", "2026-09-02", "--decided-at", "2026-09-05", "--basis",
        "It solves no task")  # fmt: skip
    filled(
        project / "determinations/atlas-1-aird-4.yaml",
        {"party": "chief-executive", "date": "2026-09-05"},
    )

    assert clean(rsp("lint"))


def test_a_filled_deviation_lints(project: Path, rsp: Rsp) -> None:
    """The file is as it was but for the new one."""
    before = (project / "deviations.yaml").read_text(encoding="utf-8")
    made = rsp("new", "deviation", "--kind", "not-applicable", "--clause", "THR-NEW", "--reason",
               "There is none: really", "--requester", "general-counsel", "--starts", "2026-09-20",
               "--expires", "2026-12-31")  # fmt: skip
    assert made.code == 0
    after = (project / "deviations.yaml").read_text(encoding="utf-8")
    assert after.startswith(before.removesuffix(" []\n") + "\n")
    people = {"chief-executive": "the-chief", "responsible-scaling-officer": "the-officer"}
    for role, person in people.items():
        after = re.sub(
            rf"(role: {role}\n +party:).*\n( +date:).*", rf"\1 {person}\n\2 2026-09-19", after
        )
    (project / "deviations.yaml").write_text(after, encoding="utf-8")
    with (project / "parties.yaml").open("a", encoding="utf-8") as parties:
        for role, person in people.items():
            parties.write(f"  - {{id: {person}, kind: person, member_of: [{{party: {role}}}]}}\n")

    result = rsp("lint")

    assert clean(result), result.err


def test_a_filled_record_lints_and_can_be_sealed(project: Path, rsp: Rsp) -> None:
    """Dates of the command line are the bounds of the payload, to the instant."""
    rsp("new", "evidence", "weight-access-log", "--asset", "environment/prod-us", "--from",
        "2026-10-01", "--to", "2026-10-31", "--collected", "2026-11-01T08:00:00Z", "--system",
        "access broker", "--query", "export", "--party", "security-engineering", "--reliability",
        "record", "--id", "october")  # fmt: skip
    file = project / "evidence/weight-access-log/october.yaml"
    filled(file, {"rows": "0", "enforcement": "blocked"})
    text = file.read_text(encoding="utf-8")
    for name in ("interruptions", "sessions", "store_accesses", "service_reads"):
        text = re.sub(rf"(?m)^  {name}:\n(?:    .*\n)+", f"  {name}: []\n", text)
    file.write_text(text, encoding="utf-8")

    result = rsp("lint")

    assert clean(result), result.err
    assert rsp("evidence", "seal").out == "1 records sealed: 1 new, 0 replaced\n"
    assert "1 sound" in rsp("evidence", "verify").out


def test_a_filled_control_waits_for_its_review(project: Path, rsp: Rsp) -> None:
    """Nobody has read its link yet; a review makes it clean."""
    made = rsp("new", "control", "--id", "SEC-OWN-01", "--title", "The roster is short",
               "--clause", "SEC-2a.6", "--type", "access-roster", "--owner", "security-engineering",
               "--severity", "high", "--statement", "Few people are on it.", "--rationale",
               "Few can leak little.", "--because", "We go further.")  # fmt: skip
    assert made.out.splitlines()[:3] == [
        "wrote overlay/overlay.yaml",
        "wrote overlay/SEC-OWN-01.yaml",
        "changed rsp.yaml",
    ]
    values = {
        "id": "roster", "title": "Three people", "method": "examine", "for_each": "environment",
        "operation": "state\\n    max_age: P31D", "min_reliability": "record",
        "rule": "size(evidence.people) <= 3", "message": "there are more",
    }  # fmt: skip
    filled(project / "overlay/SEC-OWN-01.yaml", values)

    assert found(rsp) == {"overlay/SEC-OWN-01.yaml": ["unreviewed-link"]}
    assert rsp("review", "SEC-OWN-01", "--because", "read both sides").code == 0
    assert clean(rsp("lint"))


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("determination",), "--model, --threshold, --outcome are missing"),
        (("evidence", "weight-access-log"), "--asset is missing"),
        (("evidence", "weight-acces-log"), "there is no evidence type"),
        (("evidence", "weight-access-log", "--asset", "model/atlas-1"), "is about environment/"),
        (("evidence", "weight-access-log", "--asset", "environment/prod-eu"), "no asset or event"),
        (("deviation",), "--kind is missing"),
        (("deviation", "--kind", "waiver"), "--control is missing"),
        (("deviation", "--kind", "waiver", "--clause", "SEC-1"), "a waiver is about no clause"),
        (("deviation", "--kind", "substitute", "--clause", "SEC-2a"), "lets nobody approve"),
        (("control",), "--id, --title, --clause, --because are missing"),
        (
            ("control", "--id", "X-1", "--title", "t", "--because", "b", "--clause", "SEC-2a",
             "--clause", "DEP-1"),
            "belong to asl-3/deployment and asl-3/security",
        ),
        (
            ("control", "--id", "SEC-WGT-02", "--title", "t", "--because", "b", "--clause",
             "SEC-2a"),
            "there is a control 'SEC-WGT-02' already",
        ),
        (("policy",), "invalid choice"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(
    project: Path, rsp: Rsp, arguments: tuple[str, ...], why: str
) -> None:
    """Exit 2, and nothing is written."""
    before = {file: file.read_bytes() for file in project.rglob("*") if file.is_file()}

    result = rsp("new", *arguments)

    assert (result.code, result.out) == (2, "")
    assert why in result.err
    assert {file: file.read_bytes() for file in project.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("deviation", "--kind", "not-applicable", "--clause", "THR-NEW"),
        ("evidence", "headcount"),
        ("determination", "--model", "atlas-1", "--threshold", "THR-CBRN-3", "--outcome", "below"),
    ],
)
def test_nothing_is_written_twice(project: Path, rsp: Rsp, arguments: tuple[str, ...]) -> None:
    """Also where the first one is not filled in yet."""
    assert rsp("new", *arguments).code == 0
    assert rsp("new", *arguments).code == 2


def test_a_terminal_is_asked_for_what_it_is_about(project: Path, rsp: Rsp) -> None:
    """The rest is left to be filled in."""
    code, said = on_a_terminal(
        "new", "determination", answers="atlas-9\natlas-1\nTHR-CBRN-3\nbelow\n", folder=project
    )

    assert code == 0, said
    assert "there is no model 'atlas-9'" in said
    assert list(found(rsp)) == ["determinations/atlas-1-cbrn-3.yaml"]


def test_parameters_to_declare_are_printed(project: Path, rsp: Rsp) -> None:
    """With what each is; nothing is written, and an empty value is refused in `rsp.yaml`."""
    result = rsp("new", "parameters", "SEC-WGT-02")

    assert result.out.startswith("parameters:\n  SEC-WGT-02:\n    # Longest time between")
    with (project / "rsp.yaml").open("a", encoding="utf-8") as settings:
        settings.write(result.out)
    assert found(rsp)["rsp.yaml"].count("value-missing") == 2
