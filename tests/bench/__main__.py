"""Run the benchmarks: `python -m tests.bench`; prints ratios measured in this run.

start     `rsp check` on the example lab, whole process, against Python importing the dependencies
scale     `rsp check` on generated projects of 1,000 and 10,000 controls with 10 records each
profile   where the time of the larger one goes, by stage
forecast  `rsp forecast` on the example lab over 90 and 365 days, against one `rsp check`
formats   every format of the report of 2,000 controls and 20,000 instances, against JSON
fixing    what it costs there to say what each of some 2,000 gaps frees, to prove ten, to plan
typing    an answer to a keystroke in the language server, and its memory, against one `rsp lint`
page      size and time against JSON of the page of 2,000 controls, met and unmet, and how long
          until Chromium answers
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from tests.bench.generated import write
from tests.bench.page import page
from tests.bench.typing import typing

T = TypeVar("T")

ROOT = Path(__file__).parents[2]
LAB = ROOT / "examples" / "example-lab"
IMPORTS = "import networkx, jsonschema, jsonschema_rs, yaml, markdown_it, msgspec, rfc8785; " + (
    "from cel_expr_python import cel"
)
RSP = [sys.executable, "-m", "checker.cli.main"]


def main() -> None:
    """Every benchmark, or those named on the command line."""
    benchmarks = {
        "start": start,
        "scale": scale,
        "profile": profile,
        "forecast": forecast,
        "formats": formats,
        "fixing": fixing,
        "typing": typing,
        "page": page,
    }
    for name in sys.argv[1:] or benchmarks:
        benchmarks[name]()


def start() -> None:
    """The command on the example lab against the imports alone."""
    imports = median(lambda: run([sys.executable, "-c", IMPORTS]), 7)
    check = median(lambda: run([*RSP, "check", str(LAB)]), 7)
    lint = median(lambda: run([*RSP, "lint", str(LAB)]), 3)
    help_ = median(lambda: run([*RSP, "--help"]), 7)
    bare = median(lambda: run([sys.executable, "-c", "pass"]), 7)
    print(f"imports of the dependencies     {imports:7.3f} s   1.0x")
    print(f"rsp check examples/example-lab  {check:7.3f} s   {check / imports:.1f}x the imports")
    print(f"rsp lint examples/example-lab   {lint:7.3f} s   {lint / imports:.1f}x the imports")
    print(f"rsp --help                      {help_:7.3f} s   {help_ / bare:.1f}x a bare Python")


def scale() -> None:
    """Time and memory as the catalog grows tenfold."""
    taken: dict[int, float] = {}
    for controls in (1_000, 10_000):
        with tempfile.TemporaryDirectory() as folder:
            project = generated(Path(folder), controls)
            began = time.perf_counter()
            peak = run([*RSP, "check", str(project), "--output", f"{folder}/report.txt"])
            taken[controls] = time.perf_counter() - began
        print(
            f"{controls:6d} controls, {controls * 10:6d} records  {taken[controls]:7.2f} s  "
            f"peak {peak / 1024:5.0f} MiB"
        )
    print(f"ten times the controls took {taken[10_000] / taken[1_000]:.1f} times as long")


def profile() -> None:
    """The stages of the larger run, in this process."""
    from checker.assess.assess import assess
    from checker.evidence.store import read_store
    from checker.evidence.verify import verify
    from checker.lint import rules
    from checker.project.open import open_project
    from rsp.time import Moment

    with tempfile.TemporaryDirectory() as folder:
        path = generated(Path(folder), 10_000)
        opened, load = timed(lambda: open_project(path))
        project = opened.project
        assert project is not None
        store, read = timed(lambda: read_store(opened.tree, "evidence", opened.sources))
        verified, check = timed(lambda: verify(store, project.catalog.types))
        found, lint = timed(lambda: rules.apply(rules.ALWAYS, project))
        now = Moment.parse("2026-06-30").latest
        _, judge = timed(lambda: assess(project, verified.offered, found, now))
    total = load + read + check + lint + judge
    for name, seconds in (
        ("open project and catalog", load),
        ("read records", read),
        ("verify records", check),
        ("rules over the catalog", lint),
        ("assess", judge),
    ):
        print(f"{name:26s} {seconds:7.2f} s  {seconds / total:4.0%}")


def forecast() -> None:
    """Whole processes: a forecast assesses each of its days, and opens the project once."""
    check = median(lambda: run([*RSP, "check", str(LAB)]), 5)
    print(f"rsp check examples/example-lab  {check:7.3f} s   1.0x")
    for until, days in (("P89D", 90), ("P364D", 365)):
        _, taken = timed(lambda until=until: run([*RSP, "forecast", str(LAB), "--until", until]))
        print(
            f"rsp forecast, {days:3d} days         {taken:7.3f} s  {taken / check:.1f}x one check, "
            f"where checks of each day are {days}x"
        )


def formats() -> None:
    """Seconds and bytes of each, and of JSON as it was assessed; half a year later nothing is fresh
    any longer, so that every instance is asked for."""
    from checker.cli.deliver import FORMATS, rendered
    from checker.run import run_check
    from rsp.time import Moment

    with tempfile.TemporaryDirectory() as folder:
        path = generated(Path(folder), 2_000)
        late = Moment.parse("2026-12-31")
        run, assessing = timed(
            lambda: run_check(path, as_of=late, clock=datetime(2027, 1, 2, tzinfo=UTC))
        )
        report = run.report
        assert report is not None
    json_, base = timed(lambda: rendered(report, "json", colour=False))
    print(f"assessed {len(report.instances)} instances in {assessing:.2f} s")
    print(f"json      {base:7.2f} s  {len(json_) / 1e6:6.1f} MB   1.0x")
    for format in FORMATS:
        if format != "json":
            made, taken = timed(lambda format=format: rendered(report, format, colour=False))
            print(
                f"{format:9s} {taken:7.2f} s  {len(made) / 1e6:6.1f} MB  {taken / base:4.1f}x json,"
                f" {(assessing + taken) / (assessing + base):.1f}x with the assessment"
            )


def fixing() -> None:
    """Effects, proofs and plans over 10,000 controls of which about a fifth are in gap."""
    from checker.assess.assess import assess_with_grounds
    from checker.assess.plans import plans
    from checker.assess.subjects import outcome, traced
    from checker.evidence.store import read_store
    from checker.evidence.verify import verify
    from checker.project.open import open_project
    from checker.read.bulk import many
    from checker.report.gaps import root_gaps
    from rsp.time import Moment

    with tempfile.TemporaryDirectory() as folder, many():
        opened = open_project(generated(Path(folder), 10_000))
        project = opened.project
        assert project is not None
        store = read_store(opened.tree, "evidence", opened.sources)
        offered = [
            one
            for index, one in enumerate(verify(store, project.catalog.types).offered)
            if index % 47
        ]
        now = Moment.parse("2026-06-30").latest
        (found, grounds), judge = timed(lambda: assess_with_grounds(project, offered, (), now))
        standing = grounds.standings["model/gen-1"]
        _, plain = timed(lambda: outcome(standing, grounds.links))
        _, tracing = timed(lambda: traced(standing, grounds.links))
        gaps, listing = timed(lambda: root_gaps(project, found, grounds))
        _, planning = timed(lambda: plans(grounds, "model/gen-1"))
    for name, seconds in (
        ("assess", judge),
        ("of which one subject", tracing),
        ("of which what gaps free", tracing - plain),
        (f"list {len(gaps)} gaps, prove ten", listing),
        ("plans", planning),
    ):
        print(f"{name:29s} {seconds:7.2f} s")


def generated(folder: Path, controls: int) -> Path:
    """A sealed project of that many controls."""
    from checker.evidence.seal import seal
    from checker.evidence.seal import write as write_manifest
    from checker.evidence.store import read_store
    from checker.project.open import open_project

    project = folder / "project"
    project.mkdir()
    write(project, controls)
    opened = open_project(project)
    assert opened.project is not None, opened.diagnostics[:3]
    store = read_store(opened.tree, "evidence", opened.sources)
    sealed = seal(store, datetime(2026, 6, 25, tzinfo=UTC))
    assert sealed.text is not None, sealed.diagnostics[:3]
    write_manifest(sealed.text, project / "evidence" / "manifest.jsonl")
    return project


def run(command: list[str]) -> int:
    """Run a whole process; returns the largest peak memory of any child so far, in KiB."""
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=False)
    assert done.returncode in (0, 1), done.stderr.decode()[-2000:]
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def timed(what: Callable[[], T]) -> tuple[T, float]:
    """A result and the seconds it took."""
    began = time.perf_counter()
    result = what()
    return result, time.perf_counter() - began


def median(what: Callable[[], object], times: int) -> float:
    """Median seconds over several runs."""
    return statistics.median(timed(what)[1] for _ in range(times))


if __name__ == "__main__":
    main()
