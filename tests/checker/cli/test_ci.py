"""The formats for CI from the command line: paths, exit codes, what is refused, whole outputs."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from checker.report.sarif import render as rendering
from tests.checker.cli.conftest import Rsp, at, change
from tests.checker.cli.test_golden import _break, _compare

FORMATS = ("sarif", "junit", "github", "summary")
HINT = (
    "rsp: paths begin at the project's folder; --prefix names it where it is not the top of the"
    " repository\n"
)
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
EXAMPLES = Path(__file__).parents[3] / "examples"


def _red(lab: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr("checker.__version__", "0.0.0")
    patch.setattr("checker.run.__version__", "0.0.0")
    _break(lab)
    at(patch, datetime(2026, 10, 5, tzinfo=UTC))


def _shown(format: str, found: str) -> str:
    """SARIF one value to a line; digests of what is none of these formats' doing left out."""
    if format == "sarif":
        found = json.dumps(json.loads(found), indent=1) + "\n"
    return _DIGEST.sub("<digest>", found)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("state", ["green", "red"])
def test_whole_outputs(
    lab: Path, rsp: Rsp, monkeypatch: pytest.MonkeyPatch, state: str, format: str
) -> None:
    """The exit code is that of the gate in every format, and the same bytes come of what is
    saved."""
    monkeypatch.setattr("checker.__version__", "0.0.0")
    monkeypatch.setattr("checker.run.__version__", "0.0.0")
    if state == "red":
        _red(lab, monkeypatch)

    run = rsp("check", "lab", "--format", format)
    rsp("check", "lab", "--format", "json", "--output", "saved.json")
    saved = rsp("report", "saved.json", "--format", format, "--prefix", "lab")

    assert run.code == saved.code == (1 if state == "red" else 0)
    assert run.out == saved.out
    _compare(f"ci/{state}.{format}", _shown(format, run.out))


@pytest.mark.parametrize("format", ["github", "summary"])
@pytest.mark.parametrize("name", ["example-lab", "opus-4-activation"])
def test_the_examples(rsp: Rsp, monkeypatch: pytest.MonkeyPatch, name: str, format: str) -> None:
    """As a pull request and a step would show them."""
    at(monkeypatch, datetime(2026, 11, 21, tzinfo=UTC))

    found = rsp("check", EXAMPLES / name, "--format", format, "--prefix", f"examples/{name}").out

    text = _DIGEST.sub("<digest>", found)
    _compare(f"ci/{name}.{format}", re.sub(r"(rsp-checker` )[\d.]+", r"\1<version>", text))


def _files(found: str) -> set[str]:
    """The paths that a log names."""
    results: list[dict[str, Any]] = json.loads(found)["runs"][0]["results"]
    return {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in results}


def test_paths_begin_where_the_repository_does(
    lab: Path, rsp: Rsp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the nearest folder with a `.git`, else at the working folder, else at the project."""
    _red(lab, monkeypatch)

    def paths(*more: str) -> set[str]:
        found = rsp("check", lab, "--format", "sarif", *more)
        assert found.err == ""
        return {one.rpartition("/")[0] for one in _files(found.out) if one.endswith("rsp.yaml")}

    assert paths() == {"lab"}
    monkeypatch.chdir(lab / "evidence")
    assert paths() == {""}
    (lab.parent / ".git").write_text("gitdir: elsewhere\n", encoding="utf-8")
    assert paths() == {"lab"}
    (lab / ".git").mkdir()
    assert paths() == {""}
    assert paths("--prefix", "./a b//c/") == {"a%20b/c"}


def test_a_saved_assessment_does_not_know_where_its_project_lies(
    lab: Path, rsp: Rsp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That is said, unless the working folder is the project's or it is named."""
    rsp("check", "lab", "--format", "json", "--output", "saved.json")
    saved = str(Path("saved.json").resolve())

    assert rsp("report", saved, "--format", "github").err == HINT
    assert rsp("report", saved, "--format", "github", "--prefix", "lab").err == ""
    monkeypatch.chdir(lab)
    assert rsp("report", saved, "--format", "github").err == ""


@pytest.mark.parametrize("format", FORMATS)
def test_a_project_that_cannot_be_opened_is_told_in_every_format(
    lab: Path, rsp: Rsp, format: str
) -> None:
    """A file that does not appear would leave the last one standing."""
    (lab / "rsp.yaml").write_text("organization: [\n", encoding="utf-8")

    run = rsp("check", "lab", "--format", format, "--output", "out")

    assert (run.code, run.out) == (3, "")
    assert "Gate: FAILED (exit 3)" in run.err
    found = Path("out").read_text(encoding="utf-8")
    assert "syntax-invalid" in found
    assert "lab/rsp.yaml" in found
    assert "nothing could be assessed" in found


def test_a_broken_file_is_no_pass(lab: Path, rsp: Rsp) -> None:
    """What it reaches is an error in JUnit, and it stands on its line in the others."""
    change(lab / "catalog" / "SEC-B.yaml", "severity: critical", "severty: critical")

    log = json.loads(rsp("check", "lab", "--format", "sarif").out)["runs"][0]

    (invocation,) = log["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 3)
    assert {one["ruleId"] for one in log["results"]} >= {"gate-failed", "unknown-key"}
    junit = rsp("check", "lab", "--format", "junit").out
    assert 'file="lab/catalog/SEC-B.yaml"' in junit
    assert 'type="not-assessed"' in junit


@pytest.mark.parametrize("format", ["sarif", "github"])
def test_lint_in_the_formats_of_ci(lab: Path, rsp: Rsp, format: str) -> None:
    """The second of two sides as related location; exit 3, as in every format."""
    change(lab / "catalog" / "SEC-B.yaml", "id: SEC-B\n", "id: SEC-A\n")

    run = rsp("lint", "lab", "--format", format)

    assert run.code == 3
    assert "lab/catalog/SEC-" in run.out
    if format == "sarif":
        log = json.loads(run.out)["runs"][0]
        assert log["automationDetails"] == {"id": "rsp-lint/"}
        twice = next(one for one in log["results"] if one["ruleId"] == "duplicate-id")
        assert "relatedLocations" in twice


def test_lint_of_a_catalog_and_of_a_project_each_at_its_place(lab: Path, rsp: Rsp) -> None:
    """Paths of both begin at the working folder."""
    for name in ("a", "b"):
        (lab / "catalog" / f"BAD-{name}.yaml").write_text("id: [", encoding="utf-8")

    found = rsp("lint", "lab/catalog", "lab", "--format", "sarif").out

    assert {one for one in _files(found) if "BAD" in one} == {
        "lab/catalog/BAD-a.yaml", "lab/catalog/BAD-b.yaml",
    }  # fmt: skip


def test_what_is_cut_is_said(lab: Path, rsp: Rsp, monkeypatch: pytest.MonkeyPatch) -> None:
    """On standard error as well as in the log; the exit code does not change."""
    _red(lab, monkeypatch)
    monkeypatch.setattr(rendering, "MOST_BYTES", 3_000)

    run = rsp("check", "lab", "--format", "sarif")

    assert run.code == 1
    assert re.search(r"^rsp: \d+ results left out, the least important, as GitHub", run.err, re.M)
    assert "results left out" in run.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--prefix", "x"), "--prefix is of sarif, junit, github, summary, and not of text"),
        (("--format", "sarif", "--prefix", "../x"), "'../x' is no folder inside the repository"),
        (("--format", "sarif", "--prefix", "/x"), "'/x' is no folder inside the repository"),
        (("--format", "sarif", "--prefix", "C:\\x"), "is no folder inside the repository"),
        (("--format", "sarif", "--more", "https://x"), "--more is of summary, and not of sarif"),
        (("--format", "summary", "--more", "javascript:x"), "is no http or https address"),
        (("--format", "summary", "--more", "https://x) [y]("), "is no http or https address"),
        (("--format", "sarif", "--max-size", "50"), "--max-size is of markdown and pdf"),
    ],
)
def test_what_a_format_does_not_have_is_refused(
    lab: Path, rsp: Rsp, arguments: tuple[str, ...], message: str
) -> None:
    """Exit 2, before anything is assessed."""
    run = rsp("check", "lab", *arguments)

    assert (run.code, run.out) == (2, "")
    assert message in run.err


def test_a_public_edition_holds_nothing_of_what_it_withholds(lab: Path, rsp: Rsp) -> None:
    """Also as SARIF and JUnit; its places are the head of the project."""
    for format in FORMATS:
        run = rsp("report", "lab", "--format", format, "--audience", "public", "--salt-file", "s")

        assert run.code == 0
        assert "environment/prod" not in run.out
        assert "evidence/" not in run.out.replace("evidence store", "")
