"""Of a catalog with and without an overlay, the comparison is that of overlays."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.assess.overlay import overlay_changes
from checker.assess.parties import Parties
from checker.project.open import open_project
from rsp.time import END_OF_TIME
from tests.checker.diff.sides import compared, two

HEAVIER = {
    "owner-changed": "undecidable",
    "visibility-narrowed": "undecidable",
    "visibility-widened": "neutral",
}
"""What weighs more between two revisions than in an overlay, which says why it differs."""
OVERLAY = """\
because: we differ
controls:
  SEC-A:
    set: {severity: medium, owner: policy-counsel, visibility: internal}
    requirements:
      sessions:
        set: {max_age: P60D, tolerance: PT12H, where: asset.holds_weights || true}
        add: {independent_of: [owner]}
        remove:
          with: [people]
          validations:
            - covers(column(people.people, "person"), column(evidence.sessions, "person"))
  SEC-B:
    remove: {depends_on: [SEC-A], any_of: [either]}
    requirements: {review: {remove: {keys: [judgement, correct_within]}}}
remove: [COM-A]
"""


def test_the_changes_are_those_of_the_overlay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kind, code and path of each, but for what weighs more."""
    change = {
        "append": {"project/rsp.yaml": "overlay: overlay.yaml\n", "project/overlay.yaml": OVERLAY}
    }
    base, head = two({}, change, tmp_path, monkeypatch)
    project = open_project(head).project
    assert project is not None
    parties = Parties(project.parties, project.settings.organization)

    diff = compared(base, head)

    assert diff.policy is not None
    found = {
        one.at: (one.kind, one.change)
        for one in diff.policy.changes
        if one.at.startswith(("control/", "type/", "clause/"))
    }
    expected = {
        one.change.path: (one.change.kind.value, one.change.what)
        for one in overlay_changes(project, parties, END_OF_TIME)
    }
    assert len(found) == len(expected) == 14
    apart = {at for at in expected if found[at] != expected[at]}
    assert {found[at][1] for at in apart} <= set(HEAVIER)
    assert {HEAVIER[found[at][1]] == found[at][0] for at in apart} == {True}
    assert found.keys() == expected.keys()
