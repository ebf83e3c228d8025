"""From the report model to the activation report; a pure function of it."""

from __future__ import annotations

from collections.abc import Iterator

from checker.report.activation.force import below, evaluations, force
from checker.report.activation.model import SCHEMA, Activation, Open
from checker.report.activation.protect import families, watches
from checker.report.activation.said import conflicts, parted, statements
from checker.report.model import Report
from checker.report.view import gaps

_CLAIM = "claim"


def activation(report: Report) -> Activation:
    """The activation report of an assessment, or of an edition of one."""
    there = [one for one in report.records if one.known]
    of_evaluations, of_protections = parted(report)
    return Activation(
        schema=SCHEMA,
        tool=report.tool,
        organization=report.project.organization,
        title=report.project.title,
        as_of=report.as_of,
        period=report.period,
        policy=report.policy,
        catalog=report.catalog,
        edition=report.edition,
        partial=report.partial,
        claims_only=bool(there) and all(one.reliability.effective == _CLAIM for one in there),
        records=len(there),
        force=tuple(force(report)),
        below=tuple(below(report)),
        evaluations=evaluations(report),
        said_of_evaluations=of_evaluations,
        families=families(report),
        said_of_protections=of_protections,
        watches=tuple(watches(report)),
        conflicts=tuple(conflicts(report)),
        open=tuple(_open(report)),
    )


def _open(report: Report) -> Iterator[Open]:
    """Gaps in their order, open judgements, what ends next, what came too late to count."""
    for subject in report.subjects:
        for one in subject.determinations:
            if one.because is not None:
                words = f"{one.because}: {'; '.join(one.messages)}"
                name = f"{subject.id}: {one.threshold}"
                yield Open(kind="determination", id=name, words=words, when=None)
    for gap in gaps(report):
        words = f"{gap.title} ({gap.severity}, {gap.owner}): {len(gap.instances)} unmet"
        yield Open(kind="gap", id=gap.control, words=words, when=None)
    for question in report.judgements:
        if question.state == "open":
            words = " ".join(question.question.split())
            yield Open(kind="judgement", id=question.id, words=words, when=None)
    yield from sorted(_ending(report), key=lambda one: (one.when or "", one.id))
    for said in statements(report):
        if not said.counts:
            words = "a statement that was not there at the date, and does not count"
            yield Open(kind="later", id=said.id, words=words, when=said.public_by)


def _ending(report: Report) -> Iterator[Open]:
    for one in report.instances:
        ends = one.fresh_until
        if one.status == "met" and ends is not None and ends > report.as_of.instant:
            words = "needs newer evidence from then on"
            yield Open(kind="ends", id=one.id, words=words, when=ends)
    for deviation in report.deviations:
        if deviation.valid:
            words = f"deviation ({deviation.kind}) ends"
            yield Open(kind="ends", id=deviation.id, words=words, when=deviation.expires)
