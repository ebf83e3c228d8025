"""The activation report says what put a standard in force as it is, and takes no claim for more."""

from __future__ import annotations

import json as plain
from typing import Any

import jsonschema
import msgspec
import pytest

from checker.report import model
from checker.report.activation import json, markdown
from checker.report.activation.build import activation
from tests.checker.report import sample


def determination(**changes: Any) -> model.Determination:
    """One that could not rule a threshold out, decided."""
    base = model.Determination(
        threshold="THR-X",
        domain="testing",
        outcome="cannot-rule-out",
        effective="cannot-rule-out",
        because=None,
        messages=(),
        determination="x-1",
        standing="decided",
        decided_at="2026-02-01",
        basis="No margin.",
        location=sample.location("determinations/x.yaml", 2),
    )
    return msgspec.structs.replace(base, **changes)


def report(found: model.Determination, because: str) -> model.Report:
    """A model for which one standard is in force for one reason."""
    base = sample.report()
    subject = next(one for one in base.subjects if one.kind == "model")
    standard = sample.standard("asl-3/security", "not-conformant", because=(because,))
    mine = msgspec.structs.replace(subject, determinations=(found,), standards=(standard,))
    return sample.report(subjects=(mine,))


CASES: dict[str, tuple[dict[str, Any], str, str, bool, str]] = {
    "passed": (
        {"outcome": "passed", "effective": "passed"},
        "THR-X: passed",
        "passed",
        False,
        "determined: the model passed the threshold",
    ),
    "cannot be ruled out": (
        {},
        "THR-X: cannot-rule-out",
        "cannot-rule-out",
        True,
        "by precaution: it was not determined that the threshold was passed",
    ),
    "stated in public": (
        {"standing": "publicly-stated"},
        "THR-X: cannot-rule-out (as publicly stated)",
        "cannot-rule-out",
        True,
        "so the organisation stated in public, and no approval was presented",
    ),
    "no determination": (
        {"outcome": None, "because": "no-determination", "determination": None, "basis": None,
         "standing": None, "decided_at": None},
        "THR-X: no determination",
        "no-determination",
        True,
        "nobody found anything",
    ),
    "unsupported": (
        {"outcome": "below", "because": "determination-unsupported", "messages": ("too old",)},
        "THR-X: determined below, unsupported: too old",
        "unsupported",
        True,
        "nobody found that the threshold was passed",
    ),
    "voluntary": (
        {"outcome": "below", "effective": "below"},
        "activated voluntarily on 2026-03-01: to be careful",
        "voluntary",
        True,
        "by choice: the organisation put it in force",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_ground_is_told_as_what_it_is(name: str) -> None:
    """Passed, precaution, nothing determined, no effect, choice: each in its own words."""
    changes, because, kind, precaution, words = CASES[name]

    found = activation(report(determination(**changes), because))

    (force,) = found.force
    (ground,) = force.grounds
    assert (ground.kind, ground.precaution) == (kind, precaution)
    assert words in markdown.render(found).replace("*", "")


def test_what_is_below_is_not_among_the_grounds() -> None:
    """A threshold that is not reached stands apart, with where that is known from."""
    changes = {"outcome": "below", "effective": "below", "standing": "publicly-stated"}
    found = activation(report(determination(**changes), "activated voluntarily on 2026-03-01: x"))

    (one,) = found.below
    assert one.threshold == "THR-X"
    assert "`x-1`, stated in public on 2026-02-01" in markdown.render(found)


def statement(name: str, standing: str, against: tuple[str, ...] = (), **changes: Any) -> Any:
    """A record with a public statement about a clause."""
    said = model.Statement(
        text=f"text of {name}",
        standing=standing,
        public_by="2026-02-02",
        dated_by="source",
        title="A post",
        places=("news.example",),
        through=(),
        against=against,
        about=("SEC-1",),
    )
    base = msgspec.structs.replace(
        sample.report().records[0],
        id=name,
        type="public-statement",
        summary=f"text of {name}",
        reliability=model.RecordReliability(declared="claim", effective="claim", limited=None),
        statement=said,
    )
    return msgspec.structs.replace(base, **changes)


def test_claims_are_told_as_claims_and_show_nothing() -> None:
    """Dated, with their source; what better sources contradict is only among contradictions."""
    records = (
        statement("ACT-1", "stated"),
        statement("CON-1", "contradicted", ("ACT-1",)),
        statement("CON-2", "disputed", ("SEC-1",), known=False),
        statement("CON-3", "unsupported", ("nowhere",)),
    )
    found = activation(sample.report(records=records))
    shown = markdown.render(found)
    before, _, after = shown.partition("## 4 Contradictions")

    assert found.claims_only
    assert "**Claims alone.**" in before
    assert "text of ACT-1" in before
    assert "news.example" in before
    assert "text of CON-" not in before
    assert [one.said.id for one in found.conflicts if one.said] == ["CON-1", "CON-2", "CON-3"]
    assert "What prevails: what it is held against prevails." in after
    assert "nothing here decides between them" in after
    assert "Goes beyond nowhere" in after
    assert "not there at the assessment date" in after
    assert all("CON-1" not in one.said for each in found.families for one in each.protections)


def test_only_what_is_satisfied_everywhere_is_shown() -> None:
    """A control that is satisfied for one subject and in gap for another is not shown."""
    base = sample.report()
    lines = {
        "gap": model.ControlLine(id="SEC-A", status="gap", causes=(), because=(), accepted_by=()),
        "satisfied": model.ControlLine(
            id="SEC-A", status="satisfied", causes=(), because=(), accepted_by=()
        ),
    }
    both = tuple(
        msgspec.structs.replace(one, controls=(lines[status],))
        for one, status in zip(base.subjects, ("satisfied", "gap"), strict=True)
    )
    fine = tuple(msgspec.structs.replace(one, controls=(lines["satisfied"],)) for one in both)

    assert activation(sample.report(subjects=both)).families[0].shown == 0
    assert activation(sample.report(subjects=fine)).families[0].shown == 1


def test_monitoring_counts_what_is_met() -> None:
    """How often and how fresh as asked, and how many of its instances are met."""
    found = activation(sample.report())

    watch = next(one for one in found.watches if one.control == "SEC-B")
    assert (watch.asked, watch.met, watch.of) == ("the whole period, holes up to P1D", 1, 1)
    assert watch.fresh_until == "2026-08-02T00:00:00Z"


def test_evidence_that_contradicts_evidence_is_told_once() -> None:
    """Both sides, and that neither prevails."""
    side = model.Side(
        name="log-1",
        says="true",
        assets=("environment/prod",),
        observed=model.Hole(start="2026-01-01T00:00:00Z", end="2026-02-01T00:00:00Z"),
        source="vault",
        produced_by="ops",
    )
    reason = model.Reason(
        code="contradicted",
        message="log-1 and log-2 differ",
        evidence=("log-1", "log-2"),
        location=sample.location(),
        about="rule",
        sides=(side, msgspec.structs.replace(side, name="log-2", says="false")),
    )
    instances = tuple(
        sample.instance(f"SEC-A/approvals@environment/{name}", reasons=(reason,))
        for name in ("prod", "web")
    )

    (found,) = activation(sample.report(instances=instances)).conflicts

    assert [one.name for one in found.sides] == ["log-1", "log-2"]
    assert found.prevails == "neither: what is contradicted shows nothing"


def test_it_fits_its_schema_and_is_escaped() -> None:
    """The data fit the published schema; text from files acts on nothing."""
    hostile = "<script>x</script> [a](javascript:b) | c"
    found = activation(sample.report(records=(statement("ACT-1", "stated"),)))
    schema = json.activation_schema()
    jsonschema.Draft202012Validator.check_schema(schema)

    jsonschema.validate(plain.loads(json.render(found)), schema)
    changed = msgspec.structs.replace(found, title=hostile)
    assert "<script>" not in markdown.render(changed)
    assert "[a](javascript" not in markdown.render(changed)
