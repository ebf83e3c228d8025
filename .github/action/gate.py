"""Run the gate on each project once, write every format from what was saved, say what came out.

It leaves with 0 whatever the gate says, so that the steps after it upload and comment; the highest
exit code is the output `exit-code`, and the last step of the action leaves with it. What the tool
prints of a project stands between marks that keep the runner from taking it for commands.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import subprocess
import sys
from collections.abc import Mapping
from itertools import chain, count
from pathlib import Path

FILES = {"html": "report.html", "sarif": "report.sarif", "junit": "report.junit.xml"}
"""Formats that are kept, beside the JSON that they are made of."""
PLACED = ("sarif", "junit")
"""Those whose paths begin at the top of the repository."""
NONE = "none"
WEAKER = "weaker"
"""What fails in the comparison where the input says nothing, or came out empty."""
HEADS = ("rsp.yaml", "rsp-workspace.yaml")
USAGE = 2
DEFECT = 5
"""The exit code of a run that did not come to its end, as one that was killed."""


def main() -> int:
    """All projects, one after the other."""
    reports = Path(sys.argv[1])
    asked = os.environ
    codes: list[int] = []
    words: list[str] = []
    for project, folder in folders(asked["RSP_PROJECT"]).items():
        kept = reports / folder
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir(parents=True)
        for run, text in ((gate, "summary.md"), (compare, "diff.md")):
            code = run(project, kept, asked)
            codes.append(code)
            words += said(project, kept / text, code)
    if not codes:
        say("error", "No project was named; the input `project` is empty")
        codes.append(USAGE)
    sarif = gathered(reports)
    comment = reports.with_name("comment.md")
    code = max(codes)
    if code and (len(codes) > 2 or not words):
        words.insert(0, f"**Failed**, exit code {code}: the highest of all that ran.\n")
    comment.write_text("\n".join(words), encoding="utf-8")
    output(
        {
            "exit-code": str(code),
            "gate": "failed" if code else "passed",
            "reports": str(reports) if any(reports.rglob("*.*")) else "",
            "sarif": str(sarif) if sarif else "",
            "comment": str(comment),
        }
    )
    return 0


def folders(text: str) -> dict[str, str]:
    """Each project that is named, with a folder name of its own."""
    named = dict.fromkeys(line.strip() for line in text.splitlines() if line.strip())
    found: dict[str, str] = {}
    for project in named:
        slug = re.sub(r"[^a-z0-9]+", "-", project.lower()).strip("-") or "project"
        others = (f"{slug}-{number}" for number in count(2))
        taken = set(found.values())
        found[project] = next(one for one in chain([slug], others) if one not in taken)
    return found


def said(project: str, text: Path, code: int) -> list[str]:
    """What the comment and the summary of the run say of one step; a failure is never left out."""
    if text.exists():
        words = text.read_text(encoding="utf-8")
    elif code:
        step = "Gate" if text.stem == "summary" else "Comparison"
        name = project.replace("`", "'")
        words = f"## `{name}`\n\n**{step}: failed**, exit code {code}; the log says why.\n"
    else:
        return []
    append("GITHUB_STEP_SUMMARY", words)
    return [words]


def gate(project: str, kept: Path, asked: Mapping[str, str]) -> int:
    """The exit code of `rsp check`; its formats are in the folder, its findings in the log."""
    if Path(project).is_dir() and not any(Path(project, name).exists() for name in HEADS):
        say("error", f"{project}: the folder has no rsp.yaml; what lies above it is not checked")
        return USAGE
    if Path(project, HEADS[1]).exists():
        say("error", f"{project}: a workspace; name the folders of its projects, one a line")
        return USAGE
    saved = kept / "report.json"
    dated = ["--as-of", asked["RSP_AS_OF"]] if asked.get("RSP_AS_OF") else []
    code = rsp("check", *dated, "--format", "json", "--output", saved, "--", project)
    if not saved.exists():
        rsp("lint", "--format", "github", "--", project, commands=True)
        say("error", f"{project}: the gate failed with exit code {code}, without a report")
        return code or DEFECT
    inside = ["--prefix", within(project)] if within(project) else []
    more = ["--more", asked["RSP_MORE"]] if asked.get("RSP_MORE") else []
    rsp("report", saved, "--format", "text")
    rsp("report", saved, "--format", "github", *inside, commands=True)
    rsp("report", saved, "--format", "summary", *inside, *more, "--output", kept / "summary.md")
    for format, name in FILES.items():
        placed = inside if format in PLACED else []
        rsp("report", saved, "--format", format, *placed, "--output", kept / name)
        if not (kept / name).exists():
            say("error", f"{project}: the report could not be written as {format}")
            return max(code, DEFECT)
    if not (kept / "summary.md").exists():
        say("error", f"{project}: the report could not be written as summary")
        return max(code, DEFECT)
    return code


def within(project: str) -> str:
    """The folder of a project as seen from the top of the checkout; nothing for the top itself."""
    found = os.path.relpath(project, os.environ.get("GITHUB_WORKSPACE", os.curdir))
    return "" if found == os.curdir else Path(found).as_posix()


def compare(project: str, kept: Path, asked: Mapping[str, str]) -> int:
    """The exit code of `rsp diff`; 0 where there is nothing to compare with."""
    base = asked.get("RSP_BASE") or asked.get("RSP_PULL_BASE") or NONE
    if base == NONE:
        return 0
    failing = asked.get("RSP_FAIL_ON", "").strip() or WEAKER
    options = [] if failing == NONE else ["--fail-on", failing]
    written = kept / "diff.md"
    code = rsp(
        "diff",
        f"--project={project}",
        "--format",
        "markdown",
        *options,
        "--output",
        written,
        "--",
        base,
    )
    if not written.exists():
        code = code or DEFECT
    if code:
        say("error", f"{project}: rsp diff {base[:12]} left with {code}; the log says why")
    return code


def rsp(*arguments: str | Path, commands: bool = False) -> int:
    """The exit code of one run of the tool, its output in the log; `commands`: for the runner.
    One that a signal ended has a defect: its own code is below 0, and would count as none."""
    command = [sys.executable, "-I", "-m", "checker.cli.main", *map(str, arguments)]
    mark = secrets.token_hex(16)
    if not commands:
        print(f"::stop-commands::{mark}", flush=True)
    code = subprocess.run(command, check=False, stderr=subprocess.STDOUT).returncode
    if not commands:
        print(f"::{mark}::", flush=True)
    return code if code >= 0 else DEFECT


def say(level: str, text: str) -> None:
    """An annotation without a place, whatever characters a path has."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    print(f"::{level} title=rsp::{escaped}", flush=True)


def gathered(reports: Path) -> Path | None:
    """A folder with the SARIF of every project, as the upload takes it."""
    found = sorted(reports.glob("*/report.sarif"))
    if not found:
        return None
    folder = reports.with_name("sarif")
    folder.mkdir(exist_ok=True)
    for one in found:
        (folder / f"{one.parent.name}.sarif").write_bytes(one.read_bytes())
    return folder


def append(variable: str, text: str) -> None:
    """Add a text to a file that the runner names, if it does."""
    target = os.environ.get(variable)
    if target:
        with Path(target).open("a", encoding="utf-8") as stream:
            stream.write(f"{text}\n")


def output(values: Mapping[str, str]) -> None:
    """The outputs of the step; none of them has a line end."""
    lines = "".join(f"{name}={value}\n" for name, value in values.items())
    target = os.environ.get("GITHUB_OUTPUT")
    if target:
        with Path(target).open("a", encoding="utf-8") as stream:
            stream.write(lines)
    print(json.dumps(values, indent=2))


if __name__ == "__main__":
    sys.exit(main())
