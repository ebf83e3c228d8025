"""Run `python -m tests.mutation [FILE…]`: seed defects in the core, count those the tests notice.

Without files, those of checker/assess, checker/gating and checker/gate.py. It runs one process at a
time and can be stopped at any moment (Ctrl-C): each result is appended to the file of results as it
comes, and what was found so far is summed up. Exit code 0 if nothing survived, 1 if something did,
2 if the tests fail without any defect.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
from pathlib import Path

import pytest

from tests.mutation.mutant import ROOT, Mutant, mutants_of
from tests.mutation.results import Found, State, summary, survivors_in
from tests.mutation.session import Session

EQUAL = "tests/reference/test_equal.py::test_the_core_finds_what_the_reference_finds"
TESTS = (
    "tests/checker/assess",
    "tests/checker/test_gate.py",
    "tests/checker/test_gate_reviews.py",
    "tests/checker/gating/test_settings.py",
    "tests/checker/gating/test_baseline.py",
    f"{EQUAL}[0]",
    f"{EQUAL}[1]",
)
OPTIONS = ("-p", "no:terminal", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", "not slow")
ADDED = ("-o", "addopts=--import-mode=importlib", "--rootdir", str(ROOT))


def main() -> int:
    """Parse, run, sum up."""
    asked = _parser().parse_args()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.default_int_handler)
    mutants = chosen(asked.files or core(), asked.sample, asked.seed)
    if asked.only is not None:
        mutants = [one for one in mutants if asked.only in one.id]
    if asked.again is not None:
        wanted = survivors_in(asked.again)
        mutants = [one for one in mutants if one.id in wanted]
    print(f"{len(mutants)} mutants", flush=True)
    found, broken = run(mutants, asked.tests, asked.without, asked.output, asked.minutes)
    if broken:
        print("these tests fail without any defect:", *broken, sep="\n  ", file=sys.stderr)
        return 2
    print(*summary(found), sep="\n")
    return 1 if any(one.state is State.SURVIVED for one in found) else 0


def core() -> list[str]:
    """The files that decide a verdict and the gate."""
    files = sorted(
        path for name in ("assess", "gating") for path in (ROOT / "checker" / name).glob("*.py")
    )
    return [*(str(path.relative_to(ROOT)) for path in files), "checker/gate.py"]


def chosen(files: list[str], sample: int | None, seed: int) -> list[Mutant]:
    """The mutants of files, or so many of them in random order."""
    mutants = [one for file in files for one in mutants_of(file)]
    if sample is None:
        return mutants
    return random.Random(seed).sample(mutants, min(sample, len(mutants)))


def run(
    mutants: list[Mutant],
    tests: list[str],
    without: list[str],
    output: Path | None,
    minutes: float | None,
) -> tuple[list[Found], list[str]]:
    """What became of each, and the tests that fail without any defect."""
    found: list[Found] = []

    def keep(one: Found) -> None:
        found.append(one)
        if output is not None:
            with output.open("a", encoding="utf-8") as lines:
                lines.write(one.text + "\n")

    session = Session(mutants, keep, minutes)
    paths = [str(ROOT / each) for each in tests]
    left_out = [f"--deselect={each}" for each in without]
    code = pytest.main([*OPTIONS, *ADDED, *left_out, *paths], plugins=[session])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.INTERRUPTED):
        session.broken.append(f"(pytest ended with {code})")
    return found, session.broken


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("files", nargs="*", help="files to seed defects in (default: the core)")
    parser.add_argument("--sample", type=int, help="so many mutants, drawn at random")
    parser.add_argument("--seed", type=int, default=0, help="of the draw (default: 0)")
    parser.add_argument("--only", help="only mutants whose name contains this")
    parser.add_argument("--minutes", type=float, help="begin no mutant after so many minutes")
    parser.add_argument("--output", type=Path, help="append each result to this file")
    parser.add_argument("--again", type=Path, help="only what survives by this file of results")
    parser.add_argument("--tests", nargs="+", default=list(TESTS), help="the tests to run")
    parser.add_argument("--without", nargs="+", default=[], help="tests of these to leave out")
    return parser


if __name__ == "__main__":
    sys.exit(main())
