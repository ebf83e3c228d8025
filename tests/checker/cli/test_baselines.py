"""`--save-baseline` and `--baseline`: from a red gate to a green one that says what it knows."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from checker.report.layout import WIDTH, columns
from tests.checker.cli.conftest import Rsp, at, change

NEW = ("--until", "2027-03-31", "--by", "safeguards", "--because", "found when the gate came")
APP = "{id: app, type: surface, in_service: {from: 2026-01-01}}\n  - {id: api, "
WEB = "{id: web, type: surface, in_service: {from: 2026-01-01}}\n  - {id: app, "
GAP = "DEP-A/state@surface/app+model/atlas-2"


@pytest.fixture
def gapped(lab: Path) -> Path:
    """The project with a surface that nobody has evidence for."""
    change(lab / "inventory.yaml", "{id: api, ", APP)
    return lab


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def named(lab: Path, *more: str) -> None:
    """Name the baseline in rsp.yaml."""
    rest = "".join(f", {one}" for one in more)
    change(
        lab / "rsp.yaml",
        "gate: {allow_closed: true}",
        f"gate: {{allow_closed: true, baseline: {{file: baseline.yaml{rest}}}}}",
    )


def save(rsp: Rsp, *arguments: str) -> int:
    """Save a baseline of the project in its folder."""
    return rsp("check", "lab", "--save-baseline", "lab/baseline.yaml", *NEW, *arguments).code


def test_a_baseline_is_saved_and_the_gate_is_green_with_it(gapped: Path, rsp: Rsp) -> None:
    """It writes that file and nothing else; the verdict stays."""
    before = tree(gapped)

    run = rsp("check", "lab", "--save-baseline", "lab/baseline.yaml", *NEW)
    after = tree(gapped)
    text = after.pop("baseline.yaml").decode()

    assert after == before
    assert run.code == 0
    assert run.err.startswith("rsp: lab/baseline.yaml lists 1 gap, until 2027-03-31\n")
    assert "the verdict stays not-conformant; the gate lets it pass by baseline" in run.out
    assert "with 1 known gap" in " ".join(run.out.split())
    assert f'  - {{kind: instance, id: "{GAP}", reasons: [missing]}}\n' in text
    assert all(columns(line) <= WIDTH for line in run.out.splitlines())


def test_a_baseline_is_named_in_the_settings(gapped: Path, rsp: Rsp) -> None:
    """Every command that assesses goes by it; without it the gate is red."""
    assert save(rsp) == 0
    assert rsp("check", "lab").code == 1
    named(gapped)

    assert rsp("check", "lab").code == 0
    assert rsp("report", "lab").code == 0
    assert rsp("lint", "lab").err == ""


def test_a_baseline_may_be_named_before_it_is_saved(gapped: Path, rsp: Rsp) -> None:
    """Until then the file is missing, which is an error that reaches no verdict."""
    named(gapped)
    missing = rsp("check", "lab", "--format", "json")

    assert missing.code == 3
    assert "file-missing" in missing.err
    assert "not-assessed" not in {
        one["verdict"] for each in json.loads(missing.out)["subjects"] for one in each["standards"]
    }
    assert save(rsp) == 0
    assert rsp("check", "lab").code == 0


@pytest.mark.parametrize("format", ["text", "json", "markdown", "html"])
def test_every_format_says_how_many_gaps_it_knew(gapped: Path, rsp: Rsp, format: str) -> None:
    """And which."""
    save(rsp)

    run = rsp("check", "lab", "--baseline", "lab/baseline.yaml", "--format", format)

    words = " ".join(run.out.split())
    assert run.code == 0
    assert "the gate passed with 1 known gap from the baseline of 2026-06-30" in words
    assert "DEP-A/state@surface/app+model/atlas" in run.out.partition("known gap")[2]


def test_the_public_edition_counts_them(gapped: Path, rsp: Rsp, tmp_path: Path) -> None:
    """The number is public; who decided and why is not."""
    named(gapped)
    save(rsp)
    rsp("report", "lab", "--format", "json", "--output", "full.json")
    salt = tmp_path / "salt"
    run = rsp(
        "report", "lab", "--audience", "public", "--salt-file", salt, "--format", "json",
    )  # fmt: skip

    made = json.loads(run.out)

    assert made["exit"]["because"] == (
        "the gate passed with 1 known gap from the baseline of 2026-06-30"
    )
    assert (len(made["gate"]["baseline"]["known"]), made["gate"]["baseline"]["listed"]) == (1, 1)
    assert "found when the gate came" not in run.out
    assert '"security"' not in json.dumps(made["gate"])


def test_checking_writes_what_it_was_asked_to_and_nothing_else(gapped: Path, rsp: Rsp) -> None:
    """With a baseline and an output: the tree is the same but for that file."""
    save(rsp)
    before = tree(gapped.parent)

    run = rsp("check", "lab", "--baseline", "lab/baseline.yaml", "--output", "out.txt")
    after = tree(gapped.parent)

    assert run.code == 0
    assert after.pop("out.txt").endswith(b"missing\n")
    assert after == before


def test_a_new_gap_fails(gapped: Path, rsp: Rsp) -> None:
    """It is named as new beside the one that is known."""
    save(rsp)
    change(gapped / "inventory.yaml", "{id: app, ", WEB)

    run = rsp("check", "lab", "--baseline", "lab/baseline.yaml")

    assert run.code == 1
    assert "1 gap is not in the baseline of 2026-06-30" in " ".join(run.out.split())
    assert GAP.replace("app", "web") in run.out.partition("New, which fails")[2]


def test_what_is_closed_is_taken_out(gapped: Path, rsp: Rsp) -> None:
    """Until then it fails, with a warning at its line; afterwards the file is shorter."""
    save(rsp)
    named(gapped)
    change(gapped / "inventory.yaml", APP, "{id: api, ")

    red = rsp("check", "lab")
    shrunk = rsp("check", "lab", "--save-baseline", "lab/baseline.yaml")
    again = rsp("check", "lab", "--save-baseline", "lab/baseline.yaml")

    assert red.code == 1
    assert "lab/baseline.yaml:12:5: warning baseline-entry-stale: " in red.err
    assert "1 entry of the baseline to take out: closed" in " ".join(red.out.split())
    assert shrunk.code == 0
    assert shrunk.err == "rsp: 1 closed taken out of lab/baseline.yaml, which lists 0 gaps\n"
    assert again.err == "rsp: lab/baseline.yaml is as it was: none of its 0 gaps is closed\n"
    assert yaml.safe_load((gapped / "baseline.yaml").read_text())["gaps"] == []


def test_saving_over_a_baseline_adds_nothing(gapped: Path, rsp: Rsp) -> None:
    """A new gap is not let in by running the command again."""
    save(rsp)
    text = (gapped / "baseline.yaml").read_text()
    change(gapped / "inventory.yaml", "{id: app, ", WEB)

    again = rsp("check", "lab", "--save-baseline", "lab/baseline.yaml")
    asked = rsp("check", "lab", "--save-baseline", "lab/baseline.yaml", *NEW)

    assert (again.code, asked.code) == (1, 2)
    assert "takes out of it what is closed, and adds nothing" in asked.err
    assert (gapped / "baseline.yaml").read_text() == text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--save-baseline", "b.yaml"], "a new baseline needs --until, --by, --because"),
        (["--save-baseline", "b.yaml", *NEW[:4]], "needs --because"),
        (["--save-baseline", "b.yaml", *NEW, "--model", "atlas-2"], "cannot be saved"),
        (["--save-baseline", "b.yaml", *NEW, "--standard", "procedure"], "cannot be saved"),
        (["--save-baseline", "b.yaml", *NEW, "--by", "safegards"], "did you mean safeguards"),
        (["--save-baseline", "b.yaml", *NEW, "--because", "..."], "needs a reason in words"),
        (["--save-baseline", "b.yaml", *NEW, "--until", "2026-06-30"], "is not after its date"),
        (["--save-baseline", "b.yaml", *NEW, "--until", "2027-07-01"], "more than P1Y after"),
        (["--save-baseline", "b.yaml", *NEW, "--as-of", "2027-01-01"], "lies in the future"),
        (["--save-baseline", "b.yaml", *NEW, "--baseline", "c.yaml"], "exclude each other"),
        (["--save-baseline", "lab/evidence/b.yaml", *NEW], "lies in the evidence store"),
        (["--until", "2027-01-01"], "--until is for --save-baseline"),
        (["--baseline", "none.yaml"], "there is no baseline 'none.yaml'"),
        (["--baseline", "lab"], "there is no baseline 'lab'"),
    ],
)
def test_2_usage(gapped: Path, rsp: Rsp, arguments: list[str], message: str) -> None:
    """What cannot be a baseline is refused, and nothing is written."""
    before = tree(gapped.parent)

    run = rsp("check", "lab", *arguments)

    assert (run.code, message in run.err) == (2, True), run.err
    assert tree(gapped.parent) == before


def test_a_baseline_is_of_one_project(gapped: Path, rsp: Rsp) -> None:
    """Of two it cannot be."""
    shutil.copytree(gapped, gapped.parent / "other")

    run = rsp("check", "lab", "other", "--baseline", "b.yaml")

    assert (run.code, "a baseline is of one project" in run.err) == (2, True)


def test_a_project_without_gaps_has_no_baseline(lab: Path, rsp: Rsp) -> None:
    """There is nothing to list."""
    run = rsp("check", "lab", "--save-baseline", "b.yaml", *NEW)

    assert run.code == 2
    assert "the gate fails for no gap" in run.err


def test_a_project_with_errors_has_no_baseline(gapped: Path, rsp: Rsp) -> None:
    """What is not assessed would be let pass unseen."""
    change(gapped / "catalog" / "SEC-A.yaml", "severity: ", "severty: ")

    run = rsp("check", "lab", "--save-baseline", "b.yaml", *NEW)

    assert run.code == 3
    assert "no baseline was saved" in run.err
    assert not Path("b.yaml").exists()


def test_a_project_with_altered_records_has_no_baseline(gapped: Path, rsp: Rsp) -> None:
    """Exit 4, before anything else."""
    first = next(path for path in sorted((gapped / "evidence").glob("*.yaml")))
    first.unlink()

    run = rsp("check", "lab", "--save-baseline", "b.yaml", *NEW)

    assert run.code == 4
    assert not Path("b.yaml").exists()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("until: 2027-03-31", "until: 2027-06-30", "baseline-edited"),
        ("reasons: [missing]", "reasons: [missing, stale]", "baseline-edited"),
        ("  - {kind", "  - {knd", "unknown-key"),
        ("digest: ", "digest: 0", "schema-violation"),
        ("gaps:\n", "gaps\n", "syntax-invalid"),
    ],
)
def test_3_an_edited_baseline(gapped: Path, rsp: Rsp, old: str, new: str, code: str) -> None:
    """It is not used, no verdict is touched, and it cannot be shrunk either."""
    save(rsp)
    text = (gapped / "baseline.yaml").read_text()
    (gapped / "baseline.yaml").write_text(text.replace(old, new))
    edited = (gapped / "baseline.yaml").read_bytes()

    run = rsp("check", "lab", "--baseline", "lab/baseline.yaml")
    again = rsp("check", "lab", "--save-baseline", "lab/baseline.yaml")

    assert (run.code, again.code) == (3, 3)
    assert f"error {code}" in run.err
    assert "the baseline cannot be used, so no gap is known" in " ".join(run.out.split())
    assert "not-assessed" not in run.out
    assert (gapped / "baseline.yaml").read_bytes() == edited


def test_3_a_truncated_baseline(gapped: Path, rsp: Rsp) -> None:
    """Cut between two lines, it is not as it was written."""
    save(rsp)
    lines = (gapped / "baseline.yaml").read_text().splitlines(keepends=True)
    (gapped / "baseline.yaml").write_text("".join(lines[:-2]) + "gaps: []\n")

    assert "baseline-edited" in rsp("check", "lab", "--baseline", "lab/baseline.yaml").err


def test_3_a_baseline_of_another_catalog(gapped: Path, rsp: Rsp) -> None:
    """The catalog was upgraded: nobody agreed to its gaps."""
    save(rsp)
    change(gapped / "catalog" / "catalog.yaml", "version: ", "version: 9")

    run = rsp("check", "lab", "--baseline", "lab/baseline.yaml")

    assert run.code == 3
    assert "error baseline-of-other-rules: the baseline was saved for another catalog" in run.err


def test_a_baseline_ends(gapped: Path, rsp: Rsp, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the settings, before its own end."""
    save(rsp)
    named(gapped, "until: 2026-06-29")

    run = rsp("check", "lab")

    assert run.code == 1
    assert "the baseline ended with 2026-06-29" in " ".join(run.out.split())
    at(monkeypatch, datetime(2028, 1, 1, tzinfo=UTC))
    assert rsp("check", "lab", "--as-of", "2027-04-02").code == 1


def test_a_narrowed_run_goes_by_the_baseline_too(gapped: Path, rsp: Rsp) -> None:
    """What it leaves out is not called closed."""
    save(rsp)

    run = rsp("check", "lab", "--standard", "procedure", "--baseline", "lab/baseline.yaml")

    assert run.code == 0
    assert "1 known gap, 0 closed, 0 new" in " ".join(run.out.split())


@pytest.mark.parametrize(
    ("gate", "code", "message"),
    [
        ("standards: [asl-3/securty]", 3, "did you mean 'asl-3/security'"),
        ("standards: []", 3, "schema-violation"),
        ("modalities: [expect]", 3, "gate-invalid"),
        ("modalities: [aim]", 3, "schema-violation"),
        ("severities: [grave]", 3, "schema-violation"),
        ("fail_before_expiry: 7 days", 3, "duration-malformed"),
        ("fail_on_warnings: [record-unseald]", 3, "dangling-reference"),
        ("baseline: baseline.yaml", 3, "schema-violation"),
        ("baseline: {file: ../b.yaml}", 3, "path-escapes"),
        ("basline: {file: b.yaml}", 3, "unknown-key"),
    ],
)
def test_3_settings_of_the_gate(lab: Path, rsp: Rsp, gate: str, code: int, message: str) -> None:
    """Each mistake is said at its place, and never passes."""
    change(lab / "rsp.yaml", "{allow_closed: true}", f"{{allow_closed: true, {gate}}}")

    run = rsp("check", "lab")

    assert run.code == code
    assert message in run.err
    assert "lab/rsp.yaml:12:" in run.err


def test_a_narrowed_gate_says_so(gapped: Path, rsp: Rsp) -> None:
    """In the summary, beside what passes."""
    narrow = "{allow_closed: true, severities: [critical], standards: [asl-3/deployment]}"
    change(gapped / "rsp.yaml", "{allow_closed: true}", narrow)

    run = rsp("check", "lab")
    words = " ".join(run.out.split())

    assert "not gated: " in words
    assert "(gate.standards: asl-3/deployment; gate.severities: critical)" in words
    assert "not satisfied and not gated" in words
    assert all(columns(line) <= WIDTH for line in run.out.splitlines())
