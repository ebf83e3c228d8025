"""Runs the shell steps of a composite action as the runner of a forge does.

Steps that use other actions are kept as what they would have been called with.
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.action.conftest import ROOT

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
GITHUB = {
    "event_name": "push",
    "repository": "example-lab/policy",
    "server_url": "https://forge.example",
    "run_id": "1",
}
_EXPRESSION = re.compile(r"\$\{\{ *(.*?) *\}\}")


class Ran(NamedTuple):
    """One run of the action."""

    code: int
    log: str
    summary: str
    outputs: dict[str, str]
    used: dict[str, dict[str, str]]
    """Steps that use others, by their name, with their inputs."""


class Runner:
    """A folder that is checked out, an event, and the folders of a runner."""

    def __init__(self, work: Path, temporary: Path, event: dict[str, Any] | None = None) -> None:
        self.work, self.temporary = work, temporary
        self.event: dict[str, Any] = event or {}
        self.steps: dict[str, dict[str, str]] = {}
        self.inputs: dict[str, str] = {}

    def run(self, *, skip: tuple[str, ...] = (), **inputs: str) -> Ran:
        """Every step whose condition holds, until one fails."""
        named = {name.replace("_", "-"): value for name, value in inputs.items()}
        known = {name: one.get("default", "") for name, one in ACTION["inputs"].items()}
        assert named.keys() <= known.keys()
        self.inputs, self.steps = {**known, **named}, {}
        summary = self.temporary / "summary"
        summary.write_text("", encoding="utf-8")
        log, code, used = "", 0, {}
        for step in ACTION["runs"]["steps"]:
            if step["name"] in skip or not self._holds(step.get("if", "${{ true }}")):
                continue
            if "uses" in step:
                used[step["name"]] = {k: self._text(v) for k, v in step.get("with", {}).items()}
                continue
            done = self._shell(step, summary)
            log += done.stdout
            if (code := done.returncode) != 0:
                break
        found = {name: self._text(one["value"]) for name, one in ACTION["outputs"].items()}
        return Ran(code, log, summary.read_text(encoding="utf-8"), found, used)

    def _shell(self, step: dict[str, Any], summary: Path) -> subprocess.CompletedProcess[str]:
        assert step["shell"] == "bash"
        output = self.temporary / "output"
        output.write_text("", encoding="utf-8")
        environment = {
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
            **{name: value for name, value in os.environ.items() if name.startswith("PIP_")},
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_REPOSITORY": "example-lab/policy",
            "GITHUB_WORKSPACE": str(self.work),
            "RUNNER_TEMP": str(self.temporary),
            **self.event.get("environment", {}),
            **{name: self._text(value) for name, value in step.get("env", {}).items()},
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=self.work,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
            check=False,
        )
        lines = output.read_text(encoding="utf-8").splitlines()
        if "id" in step:
            self.steps[step["id"]] = dict(line.split("=", 1) for line in lines)
        return done

    def _text(self, text: str) -> str:
        return _EXPRESSION.sub(lambda found: self._value(found[1]), text)

    def _value(self, name: str) -> str:
        """What a context holds; nothing where it has no such member, as with the runner."""
        first, *rest = name.split(".")
        if first == "inputs":
            return self._text(self.inputs[rest[0]])
        if first == "steps":
            return self.steps.get(rest[0], {}).get(rest[2], "")
        held: Any = {**GITHUB, **self.event}
        for step in rest:
            held = held.get(step, "") if isinstance(held, dict) else ""
        return str(held)

    def _holds(self, condition: str) -> bool:
        """A condition of equalities, of which those in brackets are joined by `or`."""
        text = _EXPRESSION.fullmatch(condition)
        assert text is not None, condition
        if text[1] == "true":
            return True
        return all(
            any(self._compared(one.strip("() ")) for one in part.split("||"))
            for part in text[1].split("&&")
        )

    def _compared(self, text: str) -> bool:
        left, sign, right = text.split()
        a, b = (s[1:-1] if s.startswith("'") else self._value(s) for s in (left, right))
        return (a == b) is (sign == "==")
