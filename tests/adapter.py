"""Turns a plain-dictionary case into the values of the core, runs it, and returns plain results."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import msgspec

from checker.assess.assess import assess_with_grounds
from checker.assess.assessment import Assessment
from checker.assess.grounds import Grounds
from checker.diagnostics.diagnostic import Diagnostic, Level
from checker.evidence.offered import Offered, Problem
from checker.project.project import Project
from rsp.asset import Inventory
from rsp.clause import Check, Clause, Modality
from rsp.control import Control
from rsp.deviation import Deviation
from rsp.evidence import EvidenceRecord, EvidenceType, TypeRules
from rsp.party import Party
from rsp.project import Catalog, Settings
from rsp.ref import Ref
from rsp.stamp import clause_fingerprint, control_fingerprint, link_fingerprint, stamp
from rsp.standard import Edition, EditionData, Standard
from rsp.threshold import Determination
from rsp.time import Moment, instant_text

Case = dict[str, Any]


def decode(kind: Any, plain: Any) -> Any:
    """A value from plain data, scalars parsed."""
    return msgspec.convert(plain, kind, dec_hook=lambda scalar, text: scalar.parse(text))


def project_of(case: Case) -> Project:
    """The project of a case, every link with the stamp its state asks for."""
    clauses = {plain["id"]: _clause(plain) for plain in case["edition"]["clauses"]}
    types = {name: _type(name, plain) for name, plain in case["types"].items()}
    digests = {name: kind.digest for name, kind in types.items()}
    controls = {plain["id"]: _control(plain, clauses, digests) for plain in case["controls"]}
    inventory: Inventory = decode(Inventory, case["inventory"])
    standards: dict[str, list[str]] = {}
    for clause in clauses.values():
        standards.setdefault(clause.standard, []).append(clause.id)
    parties = decode(tuple[Party, ...], case["parties"])
    determinations = decode(tuple[Determination, ...], case["determinations"])
    deviations = decode(tuple[Deviation, ...], case["deviations"])
    refs = {
        "settings": Ref(document="rsp.yaml"),
        **{f"control/{name}": Ref(document=f"{name}.yaml") for name in controls},
        **{f"clause/{name}": Ref(document="policy.md", pointer=f"/{name}") for name in clauses},
        **{f"determination/{one.id}": Ref(document=f"{one.id}.yaml") for one in determinations},
        **{one.key: Ref(document="inventory.yaml") for one in inventory.assets},
        **{one.key: Ref(document="inventory.yaml") for one in inventory.events},
        **{f"deviation/{one.id}": Ref(document=f"{one.id}.yaml") for one in deviations},
    }
    return Project(
        settings=decode(Settings, case["settings"]),
        edition=Edition(
            id="test",
            title="Test",
            effective="2025-01-01",
            source="none",
            standards={
                name: Standard(id=name, title=name, clauses=tuple(ids))
                for name, ids in standards.items()
            },
            clauses=clauses,
            data=decode(EditionData, case["edition"]["data"]),
            digest="0" * 64,
        ),
        catalog=Catalog(
            name="test", version="1", digest="0" * 64, custom=False, controls=controls, types=types
        ),
        assets={asset.key: asset for asset in inventory.assets},
        events={event.key: event for event in inventory.events},
        parties={party.id: party for party in parties},
        determinations={one.id: one for one in determinations},
        deviations={one.id: one for one in deviations},
        own_reviews=(),
        refs=refs,
        digest="0" * 64,
    )


def offered_of(case: Case) -> list[Offered]:
    """The records of a case as the store would offer them."""
    return [_offered(plain) for plain in case["records"]]


def errors_of(case: Case) -> list[Diagnostic]:
    """The errors that were found in the files of a case."""
    return [
        Diagnostic(
            code="case",
            level=Level.ERROR,
            message="an error of the case",
            at=Ref(document="case"),
            reaches=tuple(error["reaches"]),
        )
        for error in case.get("errors", [])
    ]


def run(case: Case) -> Assessment:
    """Assess a case with the core."""
    return run_with_grounds(case)[0]


def run_with_grounds(case: Case) -> tuple[Assessment, Grounds]:
    """Assess a case with the core, and keep what its subjects were judged on."""
    now = Moment.parse(case["now"]).latest
    return assess_with_grounds(project_of(case), offered_of(case), errors_of(case), now)


def results(assessment: Assessment) -> dict[str, Any]:
    """An assessment as the reference evaluator states it."""
    return {
        "instances": {
            one.id: {
                "status": one.status.value,
                "reasons": sorted({why.code.value for why in one.reasons}),
                "holes": [[instant_text(hole.start), instant_text(hole.end)] for hole in one.holes],
                "accepted_by": list(one.accepted_by),
            }
            for one in assessment.instances
        },
        "deviations": {one.id: one.valid for one in assessment.deviations},
        "judgements": {one.id: one.state.value for one in assessment.judgements},
        "subjects": {
            one.id: {
                "standards": {each.id: each.verdict.value for each in one.standards},
                "controls": {each.id: each.status.value for each in one.controls},
                "causes": {each.id: list(each.causes) for each in one.controls if each.causes},
                "clauses": {each.id: each.status.value for each in one.clauses},
                "activities": {name: each.finding for name, each in one.activities.items()},
                "accepted": {
                    each.id: each.accepted.value for each in one.standards if each.accepted
                },
                "accepted_by": {
                    each.id: list(each.accepted_by) for each in one.standards if each.accepted_by
                },
                "accepted_controls": {
                    each.id: list(each.accepted_by) for each in one.controls if each.accepted_by
                },
                "interim": {name: list(each.interim) for name, each in one.activities.items()},
            }
            for one in assessment.subjects
        },
        "determinations": {
            f"{each.model}/{each.threshold}": {
                "effective": each.effective.value,
                "because": each.because,
            }
            for one in assessment.subjects
            for each in one.determinations
        },
    }


def _clause(plain: dict[str, Any]) -> Clause:
    return Clause(
        id=plain["id"],
        standard=plain["standard"],
        modality=Modality(plain["modality"]),
        check=Check(plain["check"]),
        text=plain.get("text", plain["id"]),
        source=None,
        when=plain.get("when"),
        parent=plain.get("parent"),
        children=tuple(plain.get("children", ())),
    )


def _control(plain: dict[str, Any], clauses: dict[str, Clause], digests: dict[str, str]) -> Control:
    bare = {**plain, "implements": [_bare(link) for link in plain.get("implements", [])]}
    control: Control = decode(Control, bare)
    links = []
    for link, written in zip(bare["implements"], plain.get("implements", []), strict=True):
        if written.get("state", "current") == "current" and link["clause"] in clauses:
            sides = (
                clause_fingerprint(clauses[link["clause"]], clauses),
                link_fingerprint(control_fingerprint(control, digests), link.get("by", ())),
            )
            review = {
                "stamp": stamp(*sides),
                "by": "publisher",
                "date": "2025-01-01",
                "because": "-",
            }
            links.append({**link, "reviewed": review})
        else:
            links.append(link)
    return decode(Control, {**bare, "implements": links})  # type: ignore[no-any-return]


def _bare(link: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in link.items() if key != "state"}


def _type(name: str, plain: dict[str, Any]) -> EvidenceType:
    return EvidenceType(
        name=name,
        title=name,
        schema={"type": "object"},
        rules=decode(
            TypeRules,
            {
                "observes": plain.get("observes", "instant"),
                "bounds": {},
                "rows": plain.get("rows"),
                "subjects": plain.get("subjects", ()),
                "shareable": plain.get("shareable", False),
                "complementary": plain.get("complementary"),
            },
        ),
        digest=hashlib.sha256(name.encode()).hexdigest(),
    )


def _offered(plain: dict[str, Any]) -> Offered:
    meta = ("received_at", "problems", "digest", "payload_digest")
    record = {key: value for key, value in plain.items() if key not in meta}
    at = Ref(document="evidence.jsonl", pointer=f"/{plain['id']}")
    problems = tuple(
        Problem(reason=reason, message=reason, at=at) for reason in plain.get("problems", ())
    )
    withdrawn = "withdrawn" in plain.get("problems", ())
    received = plain.get("received_at")
    digest = hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()
    return Offered(
        id=plain["id"],
        type=plain["type"],
        assets=tuple(plain["assets"]),
        record=None if withdrawn else decode(EvidenceRecord, record),
        payload=plain.get("payload"),
        digest=plain.get("digest", digest),
        payload_digest=plain.get("payload_digest"),
        received_at=Moment.parse(received).latest if received else None,
        problems=problems,
        at=at,
    )
