"""One pytest session that collects once, and runs the tests of each mutant in a process of its own.

The process that collected never runs a test, so no mutant meets what another, or the code as it is,
has left behind. First a child runs all tests on the code as it is, and says how long each took and
which lines it ran. Then each mutant has a child, in which it is put in place; the tests that run
its statement follow, the quickest first, until one fails or has no end.
"""

from __future__ import annotations

import gc
import signal
import time
from collections.abc import Callable
from typing import Any, NoReturn

import pytest

from tests.mutation.child import child
from tests.mutation.mutant import ROOT, Mutant
from tests.mutation.place import put
from tests.mutation.reach import Reach, reach
from tests.mutation.results import Found, State

FIRST, FACTOR = 4.0, 5.0
"""Seconds of processor time that a test may take under a mutant, and how many times its own."""

Say = Callable[[Any], NoReturn]


class Session:
    """A plugin of pytest that takes the place of its loop over tests."""

    def __init__(
        self,
        mutants: list[Mutant],
        found: Callable[[Found], None],
        minutes: float | None = None,
    ) -> None:
        self.mutants = mutants
        self.found = found
        self.minutes = minutes
        """After which no further mutant is begun."""
        self.broken: list[str] = []
        """Tests that fail on the code as it is."""
        self._files = {str(ROOT / each.file) for each in mutants}
        self._failed = False
        self._items: dict[str, pytest.Item] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember that something failed."""
        self._failed = self._failed or report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """All mutants, in the order given."""
        self._items = {item.nodeid: item for item in session.items}
        gc.collect()
        gc.freeze()
        tests: Reach | None = child(lambda _: reach(self._items, self._run, self._files)).said
        self.broken = ["the tests were ended"] if tests is None else tests.broken
        start = time.monotonic()
        for mutant in () if tests is None or self.broken else self.mutants:
            if self.minutes is not None and time.monotonic() - start > 60 * self.minutes:
                break
            self.found(self._judged(mutant, tests))
        return True

    def _judged(self, mutant: Mutant, tests: Reach) -> Found:
        chosen = tests.running(mutant)
        start = time.monotonic()
        end = child(lambda say: self._tried(mutant, chosen, tests, say))
        state, by = end.said or (State.KILLED, f"the process ended with status {end.status}")
        return Found.of(mutant, state, by, len(chosen), time.monotonic() - start)

    def _tried(
        self, mutant: Mutant, chosen: list[str], tests: Reach, say: Say
    ) -> tuple[State, str]:
        """What becomes of a mutant, and the test that notices it."""
        try:
            put(mutant)
        except LookupError as why:
            return State.NOT_RUN, str(why)
        for name in chosen:
            signal.signal(signal.SIGVTALRM, lambda *_, name=name: say((State.TIMEOUT, name)))
            signal.setitimer(signal.ITIMER_VIRTUAL, FIRST + FACTOR * tests.tests[name].seconds)
            if not self._run(name):
                return State.KILLED, name
        return State.SURVIVED, ""

    def _run(self, name: str) -> bool:
        self._failed = False
        item = self._items[name]
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        return not self._failed
