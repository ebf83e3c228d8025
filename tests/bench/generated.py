"""A generated project of any size: a catalog, an inventory and sealed evidence, all alike."""

from __future__ import annotations

import json
from pathlib import Path


def _field(description: str, **rules: object) -> dict[str, object]:
    return {"description": description, **rules}


CHECK = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name", "ok", "age_days"],
    "properties": {
        "name": _field("Check.", type="string"),
        "ok": _field("Passed.", type="boolean"),
        "age_days": _field("Days since it ran.", type="integer"),
    },
}

TYPE = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Generated state",
    "description": "A generated payload.",
    "type": "object",
    "additionalProperties": False,
    "required": ["at", "asset", "rows"],
    "properties": {
        "at": _field("Time of the reading.", type="string", format="date-time"),
        "asset": _field("Subject key.", type="string"),
        "rows": _field("Checks.", type="array", minItems=1, items=CHECK),
    },
    "x-evidence": {
        "observes": "instant",
        "bounds": {"at": "at"},
        "subjects": [{"key": "{asset}"}],
        "rows": "rows",
        "shareable": True,
    },
}

CONTROL = """\
id: GEN-{n:05d}
title: Generated control {n}
standard: asl-3/security
owner: security-engineering
severity: {severity}
statement: >
  The checks of kind {t} pass on every asset of type kind-{k}, whatever they are called, as the
  generated evidence shows for each of them at the end of the period.
rationale: >
  A catalog of this size has controls of about this length: an identifier, a statement, a reason,
  links to the policy, edges to other controls, evidence requirements and a crosswalk.
implements:
  - clause: {clause}
    by: [checks]
depends_on: {edges}
parameters:
  oldest_days:
    type: integer
    description: Days after which a check counts as not run.
    stricter: lower
    minimum: 1
    maximum: 90
    default: 31
evidence:
  - id: checks
    title: Every check of kind {t} passed
    type: generated-{t}
    method: examine
    for_each: kind-{k}
    where: asset.watched
    operation: state
    max_age: P35D
    max_lag: P7D
    min_reliability: record
    independent_of: [owner]
    validations:
      - rule: evidence.rows.all(r, r.ok)
        message: a check failed
      - rule: evidence.rows.all(r, r.age_days <= params.oldest_days)
        message: a check is too old
crosswalk:
  - framework: nist-800-53r5
    id: ca-7
    relation: intersects
    basis: inferred
  - framework: metr-common-elements
    id: M2
    relation: intersects
    basis: inferred
"""

SETTINGS = """\
organization: generated-lab
policy: rsp-2.2
catalog: catalog
period: {start: 2026-01-01}
closed: {as_of: 2026-06-30, because: generated}
inventory: inventory.yaml
parties: parties.yaml
determinations: determinations
evidence: evidence
"""

PARTIES = """\
parties:
  - {id: generated-lab, kind: organization}
  - {id: security-engineering, kind: team, member_of: [{party: generated-lab}]}
  - {id: evidence-collection, kind: team, member_of: [{party: generated-lab}]}
"""

CLAUSES = ("SEC-1", "SEC-2a.5", "SEC-2a.6", "SEC-2b.1", "SEC-2b.2", "SEC-2c.1", "SEC-2c.3", "SEC-3")
SEVERITIES = ("critical", "high", "medium", "low")


def write(root: Path, controls: int, records_each: int = 10) -> None:
    """Write a project with that many controls and records, all of which pass."""
    side = max(1, round(controls**0.5))
    types = -(-controls // side)
    _catalog(root / "catalog", controls, side, types)
    (root / "rsp.yaml").write_text(SETTINGS)
    (root / "parties.yaml").write_text(PARTIES)
    (root / "determinations").mkdir()
    assets = ["assets:", "  - {id: gen-1, type: model, in_service: {from: 2025-01-01}}"]
    for kind in range(side):
        assets += [
            f"  - {{id: a-{kind}-{n}, type: kind-{kind}, in_service: {{from: 2025-01-01}}, "
            "attributes: {watched: true}}"
            for n in range(records_each)
        ]
    (root / "inventory.yaml").write_text("\n".join(assets) + "\n")
    (root / "evidence").mkdir()
    for number in range(types):
        with (root / "evidence" / f"generated-{number}.jsonl").open("w") as out:
            for kind in range(side):
                if number * side + kind < controls:
                    out.writelines(_record(number, kind, n) for n in range(records_each))


def _catalog(folder: Path, controls: int, side: int, types: int) -> None:
    (folder / "evidence-types").mkdir(parents=True)
    (folder / "catalog.yaml").write_text(
        "name: generated\nversion: '1'\npolicy: rsp-2.2\npublisher: generated\n"
    )
    for number in range(types):
        name = f"generated-{number}"
        payload = json.loads(_record(number, 0, 0))["payload"]
        schema = {**TYPE, "$id": name, "examples": [payload]}
        (folder / "evidence-types" / f"{name}.schema.json").write_text(json.dumps(schema))
    for number in range(controls):
        edges = [
            f"{{control: GEN-{below:05d}, because: it rests on it}}"
            for below in sorted({number // 2, number // 3})
            if below < number
        ]
        family = folder / f"family-{number // 500}"
        family.mkdir(exist_ok=True)
        (family / f"GEN-{number:05d}.yaml").write_text(
            CONTROL.format(
                n=number,
                t=number // side,
                k=number % side,
                severity=SEVERITIES[number % 4],
                clause=CLAUSES[number % len(CLAUSES)],
                edges=f"[{', '.join(edges)}]",
            )
        )


def _record(number: int, kind: int, asset: int) -> str:
    at = "2026-06-20T08:00:00Z"
    key = f"kind-{kind}/a-{kind}-{asset}"
    rows = [{"name": f"check-{n}", "ok": True, "age_days": n} for n in range(5)]
    record = {
        "id": f"r-{number}-{kind}-{asset}",
        "type": f"generated-{number}",
        "assets": [key],
        "observed": at,
        "collected_at": "2026-06-20T09:00:00Z",
        "source": {"system": "generator", "query": "all checks", "rows": len(rows)},
        "produced_by": {"party": "evidence-collection"},
        "reliability": "record",
        "payload": {"at": at, "asset": key, "rows": rows},
    }
    return json.dumps(record) + "\n"
