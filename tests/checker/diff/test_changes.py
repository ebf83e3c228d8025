"""One case for each kind of change: its class, its reason and both places, there and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.diff.model import Diff
from tests.checker.diff.sides import compared, shown, two
from tests.checker.lint.cases import CASES

FOLDER = CASES / "diff"
ALL: list[tuple[str, dict[str, Any]]] = [
    (f"{path.stem}: {case['name']}", case)
    for path in sorted(FOLDER.glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]
NAMED = (
    "modality-lower", "clause-removed", "clause-text-changed", "control-removed",
    "requirement-removed", "validation-removed", "max-age-longer", "cadence-longer", "grace-added",
    "tolerance-longer", "correct-within-longer", "reliability-lower", "independence-dropped",
    "parameter-bound-wider", "parameter-moved", "subjects-changed", "scope-narrowed",
    "condition-removed", "asset-removed-named", "retirement-earlier", "attribute-leaves-scope",
    "dependency-removed", "approver-dropped", "membership-removed", "party-removed",
    "determination-removed", "outcome-lower", "deviation-added", "deviation-end-later",
    "gate-allow-closed-on", "gate-commitments-off", "gate-announcement-shorter",
    "gate-own-review-off", "judgement-removed", "review-added", "review-removed",
    "indicator-removed", "bound-loosened", "visibility-narrowed", "closed-added",
    "closed-date-changed", "period-start-later", "period-end-changed", "edition-switched",
    "catalog-switched", "expression-changed", "loosening-added", "approval-of-change-added",
    "approval-of-change-removed", "record-removed",
)  # fmt: skip
"""What a case has to show, of all that a change may be."""


def both_ways(case: dict[str, Any], to: Path, patch: pytest.MonkeyPatch) -> tuple[Diff, Diff]:
    """The comparison there and back."""
    base, head = two(case.get("given", {}), case["change"], to, patch)
    return compared(base, head), compared(head, base)


@pytest.mark.parametrize("case", [one for _, one in ALL], ids=[name for name, _ in ALL])
def test_a_change_is_weighed(
    case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the case says, in both directions; ids differ, and no file is broken."""
    there, back = both_ways(case, tmp_path, monkeypatch)

    assert shown(there) == case["there"]
    assert shown(back) == case["back"]
    assert (there.exit.code, back.exit.code) == (0, 0)
    ids = [one.id for side in (there, back) for one in (side.policy.changes if side.policy else ())]
    assert len(set(ids)) == len(ids)


def test_every_kind_of_change_has_a_case() -> None:
    """None of those that weaken a policy quietly is left out."""
    codes = {line.split(" ")[1] for _, case in ALL for line in (*case["there"], *case["back"])}

    assert sorted(set(NAMED) - codes) == []


def test_a_case_that_only_the_new_expression_passes_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the cases file of either side, and what both versions say."""
    [case] = [
        one for name, one in ALL if name.endswith("an expression that a case shows to be weaker")
    ]

    there, _ = both_ways(case, tmp_path, monkeypatch)

    assert there.policy is not None
    [change] = there.policy.changes
    first = change.cases[0]
    assert (first.name, first.side, first.old, first.new) == (
        "one session more than is allowed", "base", "false", "true",
    )  # fmt: skip
    assert f"{first.file}:{first.line}" == "catalog/SEC-A.cases.yaml:12"
    assert {one.side for one in change.cases} == {"base", "head"}
    assert change.sentence.endswith(
        "; the case 'one session more than is allowed': only the new one passes it"
    )


def test_removed_with_evidence_names_the_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An asset that is gone while evidence still speaks of it."""
    [case] = [one for name, one in ALL if name.endswith("an asset that evidence names is removed")]

    there, _ = both_ways(case, tmp_path, monkeypatch)

    assert there.policy is not None
    assert there.policy.changes[0].sentence == (
        "environment/prod is removed; evidence still names it: roster-1"
    )
