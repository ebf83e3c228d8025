"""What became of mutants: a line for each as it comes, then the score and those to look at."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.mutation.mutant import Mutant

EQUIVALENT = Path(__file__).with_name("equivalent.yaml")


class State(Enum):
    """What became of a mutant."""

    KILLED = "killed"
    TIMEOUT = "timeout"
    """A test had no end: noticed too."""
    SURVIVED = "survived"
    EQUIVALENT = "equivalent"
    """It survived, and the list of equivalents says why no test can notice it."""
    NOT_RUN = "not run"
    """It could not be put in place, and counts nowhere."""


class Found(NamedTuple):
    """A mutant and what became of it."""

    id: str
    file: str
    line: int
    operator: str
    state: State
    by: str
    """The test that noticed it, or why it was not run."""
    tests: int
    """How many tests run its statement."""
    seconds: float

    @classmethod
    def of(cls, mutant: Mutant, state: State, by: str, tests: int, seconds: float) -> Found:
        """What became of a mutant; of a survivor whether it is known to be equivalent."""
        if state is State.SURVIVED and mutant.id in equivalents():
            state = State.EQUIVALENT
        place = (mutant.id, mutant.file, mutant.line, mutant.operator)
        return cls(*place, state, by, tests, round(seconds, 2))

    @property
    def text(self) -> str:
        """One line of JSON."""
        return json.dumps({**self._asdict(), "state": self.state.value}, ensure_ascii=False)


def equivalents() -> dict[str, str]:
    """Ids of mutants that no test can notice, each with the reason."""
    listed: list[dict[str, Any]] = yaml.safe_load(EQUIVALENT.read_text(encoding="utf-8")) or []
    return {each["mutant"]: each["because"] for each in listed}


def survivors_in(path: Path) -> set[str]:
    """Ids of mutants whose last line in a file of results says that they survived."""
    lines = path.read_text(encoding="utf-8").splitlines()
    last = {each["id"]: each["state"] for each in map(json.loads, lines)}
    return {name for name, state in last.items() if state == State.SURVIVED.value}


def summary(found: Iterable[Found]) -> Iterator[str]:
    """Counts and score by file, the score of all, and the survivors."""
    by_file: dict[str, Counter[State]] = {}
    left = []
    for one in found:
        by_file.setdefault(one.file, Counter())[one.state] += 1
        if one.state is State.SURVIVED:
            left.append(one)
    total: Counter[State] = sum(by_file.values(), Counter())
    yield " ".join(f"{each.value:>10}" for each in State) + "  score  file"
    for name, counts in [*sorted(by_file.items()), ("all", total)]:
        yield " ".join(f"{counts[each]:10}" for each in State) + f" {score(counts):>6}  {name}"
    for one in sorted(left, key=lambda each: (each.file, each.line)):
        where = "" if one.tests else " (no test runs it)"
        yield f"survived  {one.file}:{one.line}  {one.operator}{where}\n    {one.id}"


def score(counts: Counter[State]) -> str:
    """Noticed out of those that can be noticed, in percent; '-' where there are none."""
    noticed = counts[State.KILLED] + counts[State.TIMEOUT]
    whole = noticed + counts[State.SURVIVED]
    return f"{100 * noticed / whole:.1f}%" if whole else "-"
