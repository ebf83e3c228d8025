"""unreviewed-link, suspect-link: a link nobody read, or whose clause or control moved since."""

from __future__ import annotations

from collections.abc import Iterator

from checker.assess.links import links_of
from checker.diagnostics.diagnostic import Diagnostic, Related
from checker.diagnostics.make import diagnose
from checker.project.project import Project
from rsp.stamp import LinkState

_MOVED = {
    LinkState.CLAUSE_MOVED: "the clause changed",
    LinkState.CONTROL_MOVED: "the control changed",
    LinkState.BOTH_MOVED: "clause and control changed",
    LinkState.UNKNOWN_RECIPE: "the stamp is of a recipe this version does not know",
}


def rule(project: Project) -> Iterator[Diagnostic]:
    """Every link that is not current; the assessment keeps its clause from being satisfied."""
    for links in links_of(project).values():
        for link in links:
            state = LinkState(link.state)
            if state is LinkState.CURRENT:
                continue
            clause = Related(
                at=project.refs[f"clause/{link.clause}"], message=f"the clause {link.clause}"
            )
            if state is LinkState.UNREVIEWED:
                yield diagnose(
                    "unreviewed-link",
                    link.at,
                    f"nobody has reviewed that {link.control} implements {link.clause}",
                    help=f"read both, then run: rsp review {link.control} --because …",
                    related=(clause,),
                    reaches=(),
                )
            else:
                yield diagnose(
                    "suspect-link",
                    link.at,
                    f"{_MOVED[state]} since {link.control} was reviewed against {link.clause}",
                    help=f"read both again, then run: rsp review {link.control} --because …",
                    related=(clause,),
                    reaches=(),
                )
