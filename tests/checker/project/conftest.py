"""A small project on disk, and how to change it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CONTROL = """\
id: {id}
title: Access is reviewed
standard: asl-3/security
owner: example-lab
severity: high
statement: Access is reviewed every month.
rationale: What is not reviewed grows.
implements:
  - clause: {clause}
evidence:
  - id: reviews
    title: A review each month
    type: review
    method: examine
    operation: instants
    cadence: P31D
    max_age: P31D
    min_reliability: record
    validations:
      - rule: evidence.done
        message: the review was not done
"""

TYPE: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "review",
    "title": "Review",
    "description": "A review.",
    "x-evidence": {"observes": "instant", "bounds": {"at": "at"}, "subjects": []},
    "type": "object",
    "additionalProperties": False,
    "required": ["at", "done"],
    "properties": {
        "at": {"type": "string", "format": "date-time", "description": "When."},
        "done": {"type": "boolean", "description": "Whether."},
    },
    "examples": [{"at": "2026-10-01T00:00:00Z", "done": True}],
}

FILES = {
    "rsp.yaml": """\
organization: example-lab
policy: rsp-2.2
catalog: catalog
period: {start: 2026-01-01}
inventory: inventory.yaml
parties: parties.yaml
determinations: determinations
evidence: evidence
deviations: deviations.yaml
reviews: reviews.yaml
""",
    "inventory.yaml": """\
assets:
  - {id: atlas, type: model, in_service: {from: 2026-01-01}}
events:
  - {id: d-1, type: deployment, at: 2026-02-01}
""",
    "parties.yaml": "parties:\n  - {id: example-lab, kind: organization}\n",
    "determinations/atlas.yaml": """\
determinations:
  - id: d-1
    model: atlas
    threshold: THR-CBRN-3
    outcome: cannot-rule-out
    assessed_at: 2026-05-01
    decided_at: 2026-05-02
    basis: The test was not passed.
""",
    "deviations.yaml": "deviations: []\n",
    "reviews.yaml": "reviews: []\n",
    "catalog/catalog.yaml": "name: own\nversion: '1'\npolicy: rsp-2.2\npublisher: Example Lab\n",
    "catalog/security/SEC-A-1.yaml": CONTROL.format(id="SEC-A-1", clause="SEC-1"),
    "catalog/evidence-types/review.schema.json": json.dumps(TYPE, indent=2),
    "evidence/.keep": "",
}

Change = Callable[[str, str | bytes | None], Path]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in order."""
    for path, text in FILES.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def change(project: Path) -> Change:
    """Write one file of the project, or remove it."""

    def changed(path: str, text: str | bytes | None) -> Path:
        file = project / path
        if text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return project

    return changed
