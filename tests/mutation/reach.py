"""Which lines a test runs, and how long it takes: from one run on the code as it is."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Collection, Iterable
from types import FrameType
from typing import Any, NamedTuple

from tests.mutation.mutant import ROOT, Mutant

Line = tuple[str, int]
"""Path of a file and number of a line."""


class Ran(NamedTuple):
    """How a test went on the code as it is."""

    passed: bool
    seconds: float
    """Processor time, traced."""
    lines: int
    """A bit for each line of `Reach.bits` that it ran."""


class Reach(NamedTuple):
    """How all tests went."""

    bits: dict[Line, int]
    tests: dict[str, Ran]

    @property
    def broken(self) -> list[str]:
        """Tests that fail although nothing is seeded: then nothing can be said."""
        return [name for name, one in self.tests.items() if not one.passed]

    def running(self, mutant: Mutant) -> list[str]:
        """The tests that run a mutant's statement, the quickest first; all for one of a module."""
        first, last = mutant.lines
        path = str(ROOT / mutant.file)
        wanted = 0
        for number in range(first, last + 1):
            wanted |= self.bits.get((path, number), 0)
        chosen = [
            name for name, one in self.tests.items() if not mutant.owner or one.lines & wanted
        ]
        return sorted(chosen, key=lambda name: self.tests[name].seconds)


def reach(tests: Iterable[str], run: Callable[[str], bool], files: Collection[str]) -> Reach:
    """Run every test and note the lines that it runs in files; `run` says whether it passed."""
    found = Reach({}, {})
    for name in tests:
        lines: set[Line] = set()
        start = time.process_time()
        sys.settrace(_tracer(lines, files))
        try:
            passed = run(name)
        finally:
            sys.settrace(None)
        mask = 0
        for line in lines:
            mask |= found.bits.setdefault(line, 1 << len(found.bits))
        found.tests[name] = Ran(passed, time.process_time() - start, mask)
    return found


def _tracer(lines: set[Line], files: Collection[str]) -> Any:
    """Notes the lines that run in files."""

    def inside(frame: FrameType, event: str, _: Any) -> Any:
        lines.add((frame.f_code.co_filename, frame.f_lineno))
        return inside

    def outside(frame: FrameType, event: str, argument: Any) -> Any:
        if frame.f_code.co_filename in files:
            return inside(frame, event, argument)
        return None

    return outside
