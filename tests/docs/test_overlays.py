"""The worked example of the page on overlays works, on the example lab."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

from checker.run import run_check
from tests.docs.pages import ROOT

PAGE = ROOT / "docs" / "overlays.md"
CLOCK = datetime(2026, 11, 21, tzinfo=UTC)


def test_the_worked_example(tmp_path: Path) -> None:
    """It gives no diagnostic, and the changes that it says it makes."""
    settings, overlay = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    lab = tmp_path / "lab"
    shutil.copytree(ROOT / "examples" / "example-lab", lab)
    file = lab / "rsp.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("catalog: shipped\n", settings), encoding="utf-8")
    (lab / "overlay").mkdir()
    (lab / "overlay" / "overlay.yaml").write_text(overlay, encoding="utf-8")

    run = run_check(lab, as_of=None, clock=CLOCK)

    assert [one.message for one in run.diagnostics if one.level == "error"] == []
    assert run.report is not None
    assert run.report.catalog.overlay is not None
    assert [(one.kind, one.change) for one in run.report.catalog.overlay.changes] == [
        ("weaker", "max-age-longer"),
        ("stronger", "dependency-added"),
        ("stronger", "independence-added"),
        ("stronger", "tolerance-shorter"),
        ("stronger", "validation-added"),
        ("neutral", "owner-changed"),
    ]
    moved = {one.control for one in run.report.links if one.state == "control-moved"}
    assert moved == {"SEC-WGT-02"}
