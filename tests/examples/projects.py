"""The projects of examples/published-failures, derived and checked as their pages say."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from checker.cli.main import main
from tests.examples.example_lab import FOLDER

EXAMPLES = FOLDER.parent
FAILURES = EXAMPLES / "published-failures"
EXPECTED = Path(__file__).parent / "published"
NAMES = sorted(path.parent.name for path in FAILURES.glob("*/patch.yaml"))
WRITE = os.environ.get("RSP_GOLDENS") == "write"
_BLOCK = re.compile(r"(?<=<!-- found -->\n).*?(?=<!-- end -->\n)", re.DOTALL)

Report = dict[str, Any]


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What is expected of a project, whole; RSP_GOLDENS=write renews it from what was found."""

    verdicts: dict[str, str]
    """`subject: standard` -> verdict, of all standards that are required."""
    unmet: dict[str, list[tuple[str, str, list[str]]]]
    """Instance -> its reasons: code, message, ids of records."""
    besides: dict[str, str]
    """Instances that the complete lab does not have, with their status."""


def checked(folder: Path, output: Path) -> tuple[int, Report]:
    """Exit code and report of `rsp check --format json`."""
    code = main(["check", str(folder), "--format", "json", "--output", str(output)])
    report: Report = json.loads(output.read_bytes())
    return code, report


def derived(name: str, target: Path) -> None:
    """Make a project by the command that its page shows."""
    command = [sys.executable, str(EXAMPLES / "derive"), str(FAILURES / name), str(target)]
    subprocess.run(command, check=True, capture_output=True)


@cache
def _complete(output: Path) -> Report:
    return checked(FOLDER, output)[1]


def complete(base: Path) -> Report:
    """The report of the lab that all are derived from, made once."""
    return _complete(base / "lab.json")


def found(report: Report, lab: Report) -> Found:
    """What there is to expect of a report."""
    known = {one["id"] for one in lab["instances"]}
    return Found(
        verdicts={
            f"{subject['id']}: {standard['id']}": standard["verdict"]
            for subject in report["subjects"]
            for standard in subject["standards"]
            if standard["required"]
        },
        unmet={
            one["id"]: [(why["code"], why["message"], why["evidence"]) for why in one["reasons"]]
            for one in report["instances"]
            if one["status"] == "unmet"
        },
        besides={one["id"]: one["status"] for one in report["instances"] if one["id"] not in known},
    )


def expected(name: str, instead: Found) -> Found:
    """What was looked at and is expected; renewed where that is asked for."""
    path = EXPECTED / f"{name}.json"
    if WRITE:
        text = json.dumps(msgspec.to_builtins(instead), indent=1, ensure_ascii=False) + "\n"
        path.write_text(text, encoding="utf-8", newline="\n")
    return msgspec.json.decode(path.read_bytes(), type=Found)


def shown(name: str, instead: str) -> str:
    """The tables on the page of a project; renewed where that is asked for."""
    page = FAILURES / name / "README.md"
    text = page.read_text(encoding="utf-8")
    if WRITE:
        text = _BLOCK.sub(lambda _: instead, text)
        page.write_text(text, encoding="utf-8", newline="\n")
    (block,) = _BLOCK.findall(text)
    return str(block)


def tables(one: Found) -> str:
    """Verdicts, and what is unmet and why, as the page shows them."""
    lines = ["\n| Subject | Standard | Verdict |", "|---|---|---|"]
    for key, verdict in one.verdicts.items():
        subject, standard = key.split(": ")
        bold = "" if verdict == "conformant" else "**"
        lines.append(f"| {subject} | {standard} | {bold}{verdict}{bold} |")
    for instance, reasons in one.unmet.items():
        lines += [f"\n`{instance}`:\n"]
        lines += [f"- `{code}`: {message}" for code, message, _ in reasons]
    return "\n".join(lines) + "\n\n"
