"""Probes that are kept find what probes that are made anew find."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from checker.lint import again, probes, rules
from checker.lint.again import Probes
from checker.run import run_lint
from tests.checker.cli.conftest import CASES, use_edition

LAB = CASES / "lab"
EDITS = (
    ("catalog/SEC-A.yaml", "evidence.", "evidence . "),
    ("catalog/SEC-A.yaml", "type: weight-log", "type: filter-state"),
    ("catalog/evidence-types/weight-log.schema.json", '"required"', '"x-required"'),
    ("catalog/DEP-A.yaml", "rule: ", "rule: true || "),
)


def test_kept_probes_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After each of a row of edits, and after each is taken back."""
    use_edition(monkeypatch)
    lab = shutil.copytree(LAB, tmp_path / "lab")
    kept = Probes()

    for path, old, new in EDITS:
        text = (lab / path).read_text()
        for written in (text.replace(old, new, 1), text):
            assert written != text or written == text
            (lab / path).write_text(written)
            anew = run_lint(lab).diagnostics
            assert run_lint(lab, chosen=lambda same: _with(same, kept)).diagnostics == anew


def test_only_what_changed_is_probed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One validation of one control, after a first run over all."""
    use_edition(monkeypatch)
    lab = shutil.copytree(LAB, tmp_path / "lab")
    kept, probed = Probes(), []

    def counted(*given: object) -> object:
        probed.append(given)
        return probes.probed(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(again, "probed", counted)
    run_lint(lab, chosen=lambda same: _with(same, kept))
    first = len(probed)
    control = lab / "catalog" / "DEP-A.yaml"
    control.write_text(control.read_text().replace("rule: ", "rule: true && ", 1))
    run_lint(lab, chosen=lambda same: _with(same, kept))

    assert first > 1
    assert len(probed) == first + 1


def _with(same: tuple[rules.Rule, ...], kept: Probes) -> tuple[rules.Rule, ...]:
    return tuple(kept.rule if rule is probes.rule else rule for rule in same)
