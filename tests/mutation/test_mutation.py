"""Seeded defects: each form is seeded, what notices one is told from what does not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutation.__main__ import core
from tests.mutation.mutant import ROOT, mutants_of
from tests.mutation.results import equivalents, survivors_in

SAMPLE = "tests/mutation/sample/limits.py"
SUITE = "tests/mutation/sample/suite.py"


def mutate(*options: str) -> subprocess.CompletedProcess[str]:
    """Run it as from the command line."""
    command = [sys.executable, "-m", "tests.mutation", *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


def becoming(source: str) -> list[str]:
    """What is made of a function's only statement, in the order it is seeded."""
    return [f"{one.operator}: {one.becomes}" for one in mutants_of("x.py", source)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("return a < b", ["comparison flipped: a >= b", "boundary moved: a <= b"]),
        ("return a == b", ["comparison flipped: a != b"]),
        ("return not a", ["not dropped: a"]),
        (
            "return a and b",
            ["and/or: a or b", "condition dropped: b", "condition dropped: a"],
        ),
        ("return any(a)", ["any to all: all"]),
        ("return max(a)", ["max to min: min"]),
        ("return a.earliest", ["earliest to latest: a.latest"]),
        ("return a & b", ["& or |: a | b"]),
        ("return True", ["truth flipped: False"]),
        ("return 1", ["number changed: 0", "number changed: 2"]),
        ("return [x for x in a if x]", ["filter dropped: for x in a"]),
        ("return a in (b.c, b.d)", [
            "comparison flipped: a not in (b.c, b.d)",
            "member dropped: (b.d,)",
            "member dropped: (b.c,)",
        ]),
        ("if a: b()", [
            "condition always False: if False:",
            "condition always True: if True:",
            "statement left out: pass",
        ]),
        ("for x in a: continue", ["statement left out: pass"]),
        ("a += b", ["statement left out: pass"]),
        ("yield a", ["statement left out: pass"]),
        ("'a text'", []),
        ("b: X | None = a", []),
        ("assert a < b", []),
        ("return f'{a < b}'", []),
    ],
)  # fmt: skip
def test_each_form_of_defect_is_seeded(body: str, expected: list[str]) -> None:
    """And no text, annotation or assertion is touched."""
    assert becoming(f"def f(a, b):\n    {body}") == expected


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        ("tuple[str, ...]", ["()"]),
        ("dict[str, int] | None", ["{}", "None"]),
        ("bool", ["True", "False"]),
        ("str", []),
    ],
)
def test_a_result_is_let_go_by_its_type(annotation: str, expected: list[str]) -> None:
    """What is empty or either truth, and nothing of other types."""
    assert becoming(f"def f(a) -> {annotation}:\n    return a") == [
        f"result let go: return {each}" for each in expected
    ]


def test_names_of_mutants_outlive_moved_lines_and_are_unique() -> None:
    """They count what reads the same in one function."""
    source = "def f(a):\n    if a < 1:\n        return 5\n    return a < 1\n"
    names = [one.id for one in mutants_of("x.py", source)]

    assert names == [one.id for one in mutants_of("x.py", f"\n\n{source}")]
    assert len(set(names)) == len(names)
    assert "x.py::f: a < 1 -> a <= 1 #2" in names


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, int, Path]:
    """What is said of the sample, the exit code, and the file of results."""
    output = tmp_path_factory.mktemp("mutation") / "results.jsonl"
    run = mutate(SAMPLE, "--tests", SUITE, "--output", str(output))
    return run.stdout, run.returncode, output


def test_a_defect_that_no_test_notices_is_told_from_all_others(
    sampled: tuple[str, int, Path],
) -> None:
    """Of the sample: the limit that is never asked for, and the level that nobody looks up."""
    said, code, output = sampled

    assert code == 1
    assert survivors_in(output) == {
        f"{SAMPLE}::above: value > limit -> value >= limit",
        f"{SAMPLE}: ('low', 'high') -> ('low',)",
    }
    assert f"survived  {SAMPLE}:15  boundary moved" in said


def test_what_has_no_end_is_noticed(sampled: tuple[str, int, Path]) -> None:
    """The loop whose number never grows."""
    lines = [json.loads(line) for line in sampled[2].read_text(encoding="utf-8").splitlines()]
    states = {one["id"].partition("::")[2]: one["state"] for one in lines}

    assert states["Count.steps: number += 1 -> pass"] == "timeout"
    assert states["Count.steps: found.append(number) -> pass"] == "killed"


def test_of_the_core_a_known_defect_is_noticed_where_it_is_tested() -> None:
    """And by tests that never run it, it is not."""
    defect = "::fresh: max_age.after(observed) >= until -> max_age.after(observed) > until"
    of_it = ("checker/assess/window.py", "--only", defect, "--tests")

    assert mutate(*of_it, "tests/checker/assess/test_presence.py").returncode == 0
    other = mutate(*of_it, "tests/checker/graph/test_order.py")
    assert other.returncode == 1
    assert "(no test runs it)" in other.stdout


def test_nothing_is_said_where_the_tests_fail_without_a_defect(tmp_path: Path) -> None:
    """Every defect would seem to be noticed."""
    red = tmp_path / "test_red.py"
    red.write_text("def test_red():\n    assert False\n", encoding="utf-8")
    run = mutate(SAMPLE, "--tests", str(red))

    assert run.returncode == 2
    assert "test_red" in run.stderr


def test_each_defect_that_is_listed_as_equivalent_is_one_of_the_core() -> None:
    """Where code changes, its entry in equivalent.yaml is looked at anew."""
    files = {name.partition(".py")[0] + ".py" for name in equivalents()}
    names = {one.id for file in files & set(core()) for one in mutants_of(file)}

    assert sorted(set(equivalents()) - names) == []
