"""Microsoft's SARIF Multitool, with the rules of GitHub's code scanning on."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
PACKAGE = ROOT / "tests" / "judges" / "node_modules" / "@microsoft" / "sarif-multitool-linux"
SCHEMA = PACKAGE / "sarif-2.1.0.json"
_FOUND = re.compile(r"^.*?: (?P<level>error|warning) (?P<rule>[A-Z]+\w*): (?P<text>.*)$", re.M)
_LARGEST = 200_000
"""KiB of a log; by itself it looks at nothing larger than 10,000."""

ALLOWED = {"SARIF2005"}
"""An address of the tool (`informationUri`): the project has none that would outlive it."""


def verdict(data: bytes, folder: Path) -> list[str]:
    """What it finds fault with, errors and warnings, apart from what is allowed."""
    log = folder / "log.sarif"
    log.write_bytes(data)
    done = subprocess.run(
        [PACKAGE / "Sarif.Multitool", "validate", log, "--rule-kind", "Sarif;Ghas",
         "--output", folder / "verdict.sarif", "--log", "ForceOverwrite",
         "--max-file-size-in-kb", str(_LARGEST)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "1 files scanned" in done.stdout, done.stdout + done.stderr
    assert json.loads((folder / "verdict.sarif").read_bytes())["runs"]
    return [
        f"{one['level']} {one['rule']} {one['text'][:300]}"
        for one in _FOUND.finditer(done.stdout)
        if one["rule"] not in ALLOWED
    ]
