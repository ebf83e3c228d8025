"""Today's status of controls and clauses, from `rsp check` in a process of its own.

The process reads saved files, keeps nothing of this one waiting, and takes its memory with it.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from checker.lsp.names import Kind
from rsp.value import Value

_COMMAND = ("-m", "checker.cli.main", "check", "--format", "json")


class Statuses(Value, frozen=True, kw_only=True):
    """What one check found."""

    as_of: str
    closed: bool
    of: dict[str, dict[str, list[str]]]
    """By kind and id, a line for each subject."""


class Standing:
    """The statuses of one project; asking for them never waits."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._found: Statuses | None = None
        self._stale = True
        self._running: subprocess.Popen[bytes] | None = None
        self._over = False
        self._lock = threading.Lock()

    def changed(self) -> None:
        """Files were saved: what is known is from before."""
        with self._lock:
            self._stale = True

    def stop(self) -> None:
        """End a check that is under way, and begin none."""
        with self._lock:
            self._over = True
            if self._running is not None:
                self._running.kill()

    def lines(self, kind: Kind, id: str) -> Iterator[str]:
        """What is known today, with its date; begins a check where that is outdated."""
        with self._lock:
            if self._stale and self._running is None and not self._over:
                self._begin()
            found, running = self._found, self._running is not None
        if found is not None:
            lines = found.of.get(kind.value, {}).get(id, ["it counts for no subject"])
            before = ", before the last save" if running else ""
            closed = ", where the assessment is closed" if found.closed else ""
            yield f"As of {found.as_of}{closed}{before}: {'; '.join(lines)}"
        if running:
            yield "The saved project is being assessed; look again in a moment."
        elif found is None:
            yield "The saved project cannot be assessed; rsp check says why."

    def _begin(self) -> None:
        self._stale = False
        self._running = subprocess.Popen(
            [sys.executable, *_COMMAND, str(self._folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        threading.Thread(target=self._wait, args=(self._running,), daemon=True).start()

    def _wait(self, running: subprocess.Popen[bytes]) -> None:
        out, _ = running.communicate()
        found = statuses(out)
        with self._lock:
            self._running = None
            self._found = found


def statuses(report: bytes) -> Statuses | None:
    """The statuses in a report, None where there is no report in it."""
    try:
        data: Any = msgspec.json.decode(report)
        of: dict[str, dict[str, list[str]]] = {}
        for subject in data["subjects"]:
            for kind, name in ((Kind.CONTROL, "controls"), (Kind.CLAUSE, "clauses")):
                for one in subject[name]:
                    line = f"{subject['id']} {one['status']}"
                    of.setdefault(kind.value, {}).setdefault(one["id"], []).append(line)
        as_of = data["as_of"]
        return Statuses(as_of=as_of["date"], closed=as_of["source"] == "closed", of=of)
    except (msgspec.DecodeError, KeyError, TypeError):
        return None
