"""membership-loop: a party that is a member of itself through others."""

from __future__ import annotations

from collections.abc import Iterator

from checker.diagnostics.diagnostic import Diagnostic, Related
from checker.diagnostics.make import diagnose
from checker.graph.order import cycles
from checker.lint.names import circle
from checker.project.project import Project


def rule(project: Project) -> Iterator[Diagnostic]:
    """One diagnostic for each loop: inside it everybody belongs to everybody."""
    parties = project.parties
    edges = {
        name: tuple(one.party for one in party.member_of if one.party in parties)
        for name, party in parties.items()
    }
    for path in cycles(edges):
        places = []
        for name, following in zip(path, (*path[1:], path[0]), strict=True):
            index = [one.party for one in parties[name].member_of].index(following)
            places.append(project.refs[f"party/{name}"].at("member_of", index, "party"))
        yield diagnose(
            "membership-loop",
            places[0],
            f"parties are members of each other in a circle: {circle(path)}",
            help="remove the membership that is not one",
            related=tuple(
                Related(at=place, message=f"{name} is a member of the next")
                for place, name in zip(places[1:], path[1:], strict=True)
            ),
        )
