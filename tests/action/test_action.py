"""The action, its shell steps run as a runner runs them, on the package that it builds itself."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.action.conftest import ROOT, Forge
from tests.action.runner import ACTION, Runner

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("action")]
OPUS = "examples/opus-4-activation"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a runner after the first step."""
    temporary = tmp_path_factory.mktemp("runner")
    done = Runner(ROOT, temporary).run(
        skip=tuple(step["name"] for step in ACTION["runs"]["steps"][1:])
    )
    assert done.code == 0, done.log
    return temporary


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A checkout of two commits, the second of which changes nothing of the project."""
    folder = tmp_path / "work"
    shutil.copytree(ROOT / OPUS, folder / OPUS)
    _git(folder, "init", "--quiet", "--initial-branch", "main")
    _commit(folder, "first")
    (folder / "notes").write_text("unrelated\n", encoding="utf-8")
    _commit(folder, "second")
    return folder


def _git(folder: Path, *arguments: str) -> str:
    author = ["-c", "user.name=policy-author", "-c", "user.email=author@lab.example"]
    done = subprocess.run(
        ["git", *author, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def _commit(folder: Path, message: str) -> None:
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "--message", message)


def _runner(work: Path, installed: Path, event: dict[str, object] | None = None) -> Runner:
    for name in ("reports", "sarif"):
        shutil.rmtree(installed / "rsp-gate" / name, ignore_errors=True)
    return Runner(work, installed, event)


def _request(
    base: str, forge: Forge | None = None, head: str = "example-lab/policy"
) -> dict[str, object]:
    """A pull request, from this repository or from a fork."""
    request = {"number": 7, "base": {"sha": base}, "head": {"repo": {"full_name": head}}}
    return {
        "event_name": "pull_request",
        "event": {"pull_request": request},
        "environment": {"GITHUB_API_URL": forge.url} if forge else {},
        "token": "of-this-test",
    }


def test_a_red_gate_fails_the_job_after_everything_is_written(work: Path, installed: Path) -> None:
    """Reports and findings are kept, the summary says why, the exit code is that of the gate."""
    ran = _runner(work, installed).run(project=OPUS, sarif="true", base="none")

    assert (ran.code, ran.outputs["exit-code"], ran.outputs["gate"]) == (1, "1", "failed")
    reports = Path(ran.outputs["reports"])
    assert sorted(path.name for path in reports.rglob("*.*")) == [
        "report.html",
        "report.json",
        "report.junit.xml",
        "report.sarif",
        "summary.md",
    ]
    assert ran.used["Upload reports"]["path"] == str(reports)
    (sarif,) = Path(ran.used["Upload findings"]["sarif_file"]).iterdir()
    assert json.loads(sarif.read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert "**Gate: failed**" in ran.summary
    assert "::error title=gate-failed,file=examples/opus-4-activation/rsp.yaml" in ran.log


def test_what_is_not_asked_for_is_not_uploaded(work: Path, installed: Path) -> None:
    """Neither findings nor reports; the gate is the same."""
    ran = _runner(work, installed).run(project=OPUS, artifact="")

    assert (ran.code, ran.used) == (1, {})


def test_only_annotations_are_commands(work: Path, installed: Path) -> None:
    """Whatever else the tool prints stands between marks that switch commands off."""
    ran = _runner(work, installed).run(project=OPUS, base="none")

    stopped, outside = "", []
    for line in ran.log.splitlines():
        if line.startswith("::stop-commands::"):
            stopped = line.rpartition("::")[2]
        elif stopped and line == f"::{stopped}::":
            stopped = ""
        elif not stopped:
            outside.append(line)
    told = [
        line for line in outside if not line.startswith(("::error ", "::warning ", "::notice "))
    ]
    assert json.loads("\n".join(told))["gate"] == "failed"
    assert stopped == ""


def test_a_pull_request_is_compared_and_commented_once(
    work: Path, installed: Path, forge: Forge
) -> None:
    """Two runs, one comment, with what the change does."""
    base = _git(work, "rev-parse", "HEAD~1")
    for _ in range(2):
        ran = _runner(work, installed, _request(base, forge)).run(
            project=OPUS, comment="true", token="of-this-test"
        )

    assert (ran.code, len(forge.comments)) == (1, 1)
    body = forge.comments[0]["body"]
    assert body.startswith("<!-- rsp gate -->\n## anthropic against rsp-2.2")
    assert "<!-- rsp diff -->" in body
    assert body.count("**Gate: failed**") == 1


def test_a_change_that_weakens_fails_by_itself(work: Path, installed: Path) -> None:
    """A gate that was loosened is named, with exit code 1 from the comparison too."""
    base = _git(work, "rev-parse", "HEAD")
    settings = work / OPUS / "rsp.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text}\ngate:\n  allow_closed: true\n", encoding="utf-8")
    _commit(work, "third")

    ran = _runner(work, installed, _request(base)).run(project=OPUS)
    calm = _runner(work, installed, _request(base)).run(project=OPUS, fail_on="none")

    assert "rsp diff" in ran.log
    assert "left with 1" in ran.log
    assert "left with" not in calm.log
    assert "allow_closed" in ran.summary.replace("\\", "")


def test_a_fork_uploads_and_comments_nothing_and_is_told(
    work: Path, installed: Path, forge: Forge
) -> None:
    """Its token may not; the result is that of the gate."""
    forge.refuse = 403
    event = _request(_git(work, "rev-parse", "HEAD~1"), forge, head="somebody/policy")

    ran = _runner(work, installed, event).run(project=OPUS, sarif="true", comment="true")

    assert ran.code == 1
    assert "Upload findings" not in ran.used
    assert "::notice title=rsp::The token may not comment on this pull request" in ran.log


def test_a_shallow_checkout_says_what_it_lacks(work: Path, installed: Path, tmp_path: Path) -> None:
    """The base is not there: exit code 2, and the input that brings it."""
    base = _git(work, "rev-parse", "HEAD~1")
    shallow = tmp_path / "shallow"
    _git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{work}", str(shallow))

    ran = _runner(shallow, installed, _request(base)).run(project=OPUS)

    assert (ran.code, ran.outputs["exit-code"]) == (2, "2")
    assert "fetch-depth: 0" in ran.log


@pytest.mark.parametrize(
    ("project", "code", "said"),
    [
        ("", "2", "No project was named"),
        ("nowhere", "2", "there is no file or folder"),
        (f"{OPUS}\nnowhere", "2", "there is no file or folder"),
    ],
)
def test_what_is_not_there_fails(
    work: Path, installed: Path, project: str, code: str, said: str
) -> None:
    """Never green, and a project that is there is still assessed."""
    ran = _runner(work, installed).run(project=project, base="none")

    assert (ran.outputs["exit-code"], ran.outputs["gate"]) == (code, "failed")
    assert said in ran.log
    assert ("## anthropic" in ran.summary) is (OPUS in project)


def test_a_broken_project_is_annotated(work: Path, installed: Path) -> None:
    """Without a report: exit code 3, and the line that is wrong."""
    settings = work / OPUS / "rsp.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "nonsense: [\n", encoding="utf-8")

    ran = _runner(work, installed).run(project=OPUS, base="none")

    assert (ran.code, ran.outputs["exit-code"]) == (3, "3")
    assert "::error " in ran.log
    assert "examples/opus-4-activation/rsp.yaml" in ran.log
