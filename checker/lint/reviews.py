"""reason-missing, duplicate-id: reviews that say nothing, and two reviews of one link (R21)."""

from __future__ import annotations

from collections.abc import Iterator

from checker.diagnostics.diagnostic import Diagnostic, Related
from checker.diagnostics.make import diagnose
from checker.lint.walk import controls
from checker.project.project import Project
from rsp.ref import Ref

_HELP = "say in words what was looked at"


def publisher(project: Project) -> Iterator[Diagnostic]:
    """Stamps in the catalog whose reason has no words."""
    for control, at in controls(project):
        for index, link in enumerate(control.implements):
            if link.reviewed is not None:
                here = at.at("implements", index, "reviewed", "because")
                yield from _wordless(control.id, link.clause, link.reviewed.because, here)


def own(project: Project) -> Iterator[Diagnostic]:
    """Stamps of the organisation's own whose reason has no words, or whose link has another."""
    first: dict[tuple[str, str], Ref] = {}
    for index, review in enumerate(project.own_reviews):
        at = project.refs[f"review/{index}"]
        yield from _wordless(review.control, review.clause, review.because, at.at("because"))
        seen = first.setdefault((review.control, review.clause), at)
        if seen is not at:
            yield diagnose(
                "duplicate-id",
                at,
                f"the link of {review.control} to {review.clause} has two reviews",
                help="keep the one that was written last",
                related=(Related(at=seen, message="the first one is here"),),
                reaches=(f"clause/{review.clause}",),
            )


def _wordless(control: str, clause: str, because: str, at: Ref) -> Iterator[Diagnostic]:
    if not any(one.isalpha() for one in because):
        yield diagnose(
            "reason-missing",
            at,
            f"the review of {control} against {clause} gives no reason in words",
            help=_HELP,
            reaches=(f"clause/{clause}",),
        )
