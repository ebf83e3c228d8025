"""What a keystroke costs in the language server: time until its findings are there, and memory."""

from __future__ import annotations

import gc
import statistics
import sys
from pathlib import Path

EDITS = 500
"""Texts of one control, each with another expression."""


def typing() -> None:
    """In this process, without a client: quick runs, thorough ones, and what 500 edits leave."""
    from checker.lsp.desk import Desk
    from checker.lsp.model import Document, Root
    from checker.lsp.publish import Wire
    from tests.bench.__main__ import LAB, ROOT, RSP, median, run, timed

    lint = median(lambda: run([*RSP, "lint", str(LAB)]), 3)
    wire = Wire(encoding="utf-16", windows=False, pages=None)
    desk = Desk(wire, [ROOT], lambda *_: None)
    root = Root(folder=LAB, head="rsp.yaml")
    file = ROOT / "controls" / "security" / "weights" / "SEC-WGT-02.yaml"
    text = file.read_text(encoding="utf-8")

    def typed(number: int, *, thorough: bool) -> float:
        changed = text.replace("s.person)", f"s.person && size(s.person) != {number})", 1)
        desk.put(file, Document(uri=file.as_uri(), version=number, text=changed))
        seconds = timed(lambda: desk.lint(root, lambda: None, thorough=thorough))[1]
        gc.unfreeze()
        return seconds

    first, whole = typed(0, thorough=False), typed(0, thorough=True)
    quick = statistics.median(typed(number, thorough=False) for number in range(1, 8))
    rest = statistics.median(typed(number, thorough=True) for number in range(8, 15))
    print(f"rsp lint examples/example-lab   {lint:7.3f} s   1.0x")
    for name, seconds in (
        ("first findings", first),
        ("first thorough run", whole),
        ("after a keystroke", quick),
        ("after a rest", rest),
    ):
        print(f"{name:31s} {seconds:7.3f} s   {seconds / lint:.1f}x")
    before = _resident()
    for number in range(100, 100 + EDITS):
        typed(number, thorough=True)
    gc.collect()
    print(f"{EDITS} thorough runs left {_resident() - before:.0f} MiB of {_resident():.0f}")


def _resident() -> float:
    """MiB in memory now; of systems without /proc nothing is known."""
    status = Path("/proc/self/status")
    if not status.exists():
        print("no /proc: memory is not measured", file=sys.stderr)
        return 0.0
    line = next(one for one in status.read_text().splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
