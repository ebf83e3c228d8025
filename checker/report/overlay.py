"""What the report says of an overlay: every change, those that ask for less first."""

from __future__ import annotations

from checker.assess.assessment import Assessment
from checker.assess.overlay import OverlayChange
from checker.project.project import Project
from checker.report import model
from rsp.overlay import Overlay


def overlay_head(project: Project, assessment: Assessment) -> model.OverlayHead | None:
    """The overlay with its changes, None where the project has none."""
    overlaid = project.overlaid
    if overlaid is None:
        return None
    return model.OverlayHead(
        because=" ".join(overlaid.overlay.because.split()),
        digest=overlaid.digest,
        base=overlaid.base.digest,
        changes=tuple(_change(one, overlaid.overlay) for one in assessment.overlay),
    )


def _change(one: OverlayChange, overlay: Overlay) -> model.OverlayChange:
    entry = None if one.entry is None else overlay.loosening[one.entry]
    approvals = () if entry is None else entry.approvals
    return model.OverlayChange(
        kind=one.change.kind.value,
        change=one.change.what,
        at=one.change.path,
        was=one.change.was,
        becomes=one.change.becomes,
        sentence=one.change.sentence,
        reason=None if entry is None else " ".join(entry.reason.split()),
        approvals=tuple(f"{each.party} as {each.role}, {each.date}" for each in approvals),
        unapproved=one.defects,
    )
