"""deviation-invalid, compensation-loop: decisions that have no effect (R20)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from checker.assess.context import Context
from checker.assess.defects import Defect
from checker.assess.deviations import defects
from checker.assess.evaluate import Evaluator
from checker.assess.force import dependencies
from checker.assess.loops import in_a_loop
from checker.assess.parties import Parties
from checker.assess.places import Places
from checker.assess.shelf import Shelf
from checker.assess.window import of_period
from checker.diagnostics.diagnostic import Diagnostic, Related
from checker.diagnostics.make import diagnose
from checker.project.project import Project
from rsp.deviation import GATE_ALONE, Deviation
from rsp.ref import Ref
from rsp.time import END_OF_TIME


def rule(project: Project) -> Iterator[Diagnostic]:
    """Deviations that are not valid, each reason by itself; the report gives the same reasons.

    A waiver that has ended is no defect: what it was about counts on (R20), so it has to stay.
    """
    closed = project.settings.closed
    context = _context(project, END_OF_TIME if closed is None else closed.as_of.latest)
    sound = []
    for name, deviation in project.deviations.items():
        at = project.refs[f"deviation/{name}"]
        found = defects(context, deviation)
        if all(defect.of_today for defect in found):
            sound.append(deviation)
        kept = deviation.kind in GATE_ALONE
        for defect in found:
            if not defect.named and not ((closed is None or kept) and defect.of_today):
                yield _invalid(name, at, defect)
        if kept:
            continue
        if closed is None and deviation.expires.latest <= project.settings.period.start.earliest:
            text = "it expired before the period began"
            yield _invalid(name, at, Defect(text=text, key="expires"))
    yield from _loops(project, sound)


def _loops(project: Project, sound: list[Deviation]) -> Iterator[Diagnostic]:
    """Waivers that come back to the control they waive, at any time that they are in effect."""
    edges, seen = dependencies(project), set()
    for start in sorted({one.starts.earliest for one in sound}):
        now = [one for one in sound if one.starts.earliest <= start <= one.expires.latest]
        loops = in_a_loop(edges, now)
        for name, back in loops.items():
            if name in seen:
                continue
            seen.add(name)
            at = project.refs[f"deviation/{name}"].at("compensating")
            yield diagnose(
                "compensation-loop",
                at,
                f"{name} waives {project.deviations[name].control} on the strength of"
                f" {', '.join(back)}, which is waived in turn, or rests on what is, on the"
                " strength of the first",
                related=[
                    Related(at=project.refs[f"deviation/{other}"].at("compensating"), message=other)
                    for other in loops
                    if other != name
                ],
                help="name a compensating control that no waiver of the same time leads back from",
                reaches=(),
            )


def _invalid(name: str, at: Ref, defect: Defect) -> Diagnostic:
    return diagnose(
        "deviation-invalid",
        at.at(defect.key) if defect.key is not None else at,
        f"{name} has no effect: {defect.text}",
        help="correct it and have it approved again, or remove it",
        reaches=(),
    )


def _context(project: Project, now: datetime) -> Context:
    """What judging deviations needs: no record and no asset."""
    parties = Parties(project.parties, project.settings.organization)
    shelf = Shelf((), {}, parties, now)
    return Context(
        project=project,
        now=now,
        parties=parties,
        places=Places({}, {}, of_period(project.settings.period, now)),
        shelf=shelf,
        evaluator=Evaluator(shelf, {}, now),
    )
