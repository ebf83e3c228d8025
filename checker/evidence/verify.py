"""Verification of the store: which records stand as documents, and what is wrong with the others.

The steps, for each record:

 1. its envelope is that of a record, and no other record has its id;
 2. it is in the manifest, and its canonical form has the digest that was sealed;
 3. it has one payload, inline or in a file, and the file is the one that was sealed;
 4. its artifacts are there, byte for byte, or it says where they are kept;
 5. its evidence type is known, and the payload has that type's shape;
 6. what was observed was observed before it was collected;
 7. the payload's bounds, rows and sample agree with the record;
 8. the payload shows exactly the assets that the record claims;

and for the manifest:

 9. every sealed record is there.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.evidence.check import Check
from checker.evidence.files import Files
from checker.evidence.offered import Offered, Problem
from checker.evidence.payloads import Payloads
from checker.evidence.store import Store
from checker.evidence.verified import Verified
from checker.read.bulk import many
from rsp.evidence import EvidenceType


def verify(store: Store, types: Mapping[str, EvidenceType]) -> Verified:
    """Every record of the store, with its problems; raises nothing for what records hold."""
    with many():
        offered, diagnostics = _checked(store, types)
        offered.sort(key=lambda item: (item.id, item.at.document, item.at.pointer))
    return Verified(
        offered=tuple(offered),
        diagnostics=(*store.diagnostics, *diagnostics),
        digest=hashlib.sha256(store.manifest.text).hexdigest(),
    )


def _checked(
    store: Store, types: Mapping[str, EvidenceType]
) -> tuple[list[Offered], list[Diagnostic]]:
    payloads = {name: Payloads(kind) for name, kind in types.items()}
    files = Files(store.tree, store.sources)
    ids = Counter(_id(stored.data.get("id")) for stored in store.records)
    offered: list[Offered] = []
    diagnostics: list[Diagnostic] = []
    for stored in store.records:
        check = Check(stored, store.manifest.lines, payloads, files)
        offered.append(check.run(twice=ids[_id(stored.data.get("id"))] > 1))
        diagnostics.extend(check.diagnostics)
    for item, found in _withdrawn(store, ids):
        offered.append(item)
        diagnostics.append(found)
    return offered, diagnostics


def _id(written: object) -> str:
    return written if isinstance(written, str) else ""


def _withdrawn(store: Store, present: Counter[str]) -> Iterator[tuple[Offered, Diagnostic]]:
    """Step 9: lines of the manifest whose record is gone."""
    for id, line in store.manifest.lines.items():
        if id in present:
            continue
        at = store.manifest.refs[id]
        because = f"; because: {line.withdrawn}" if line.withdrawn else ""
        message = f"the record {id} was sealed and is gone{because}"
        problem = Problem(reason="withdrawn", message=message, at=at)
        item = Offered(
            id=id,
            type=line.type,
            assets=line.assets,
            record=None,
            payload=None,
            digest=line.digest,
            payload_digest=None,
            received_at=line.received_at.earliest,
            problems=(problem,),
            at=at,
        )
        yield item, diagnose("record-withdrawn", at, message, reaches=())
