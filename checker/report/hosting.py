"""Places that outside parties operate, by criterion: one matrix for each clause about them.

Nothing here knows a clause by its id. A clause is about such places where a requirement that
carries it is shared or inherited, or is asked only where others operate. Its criteria are itself
and the duties beside it, a group of groups by its groups.
"""

from __future__ import annotations

from checker.assess.assessment import Assessment, Instance, Shown
from checker.assess.links import carrying
from checker.assess.parties import Parties
from checker.assess.window import of_asset, of_period
from checker.project.project import Project
from checker.report.model import HostingCell, HostingMatrix, HostingRow, HostingStatus
from rsp.asset import Asset
from rsp.clause import Clause, Modality
from rsp.requirement import Responsibility

_DUTIES = (Modality.MUST, Modality.EXPECT, Modality.COMMITMENT)


def hosting(project: Project, assessment: Assessment) -> tuple[HostingMatrix, ...]:
    """The matrices, in the order of their clauses."""
    return _Hosting(project, assessment).matrices()


class _Hosting:
    """Tables over a project and its assessment that every matrix reads."""

    def __init__(self, project: Project, assessment: Assessment) -> None:
        self._project = project
        self._outside = _operated_outside(project, assessment)
        self._responsibility = {
            (control.id, one.id): one.responsibility
            for control in project.catalog.controls.values()
            for one in control.evidence
        }
        self._by_requirement: dict[tuple[str, str], list[Instance]] = {}
        self._by_place: dict[tuple[str, str, str], list[Instance]] = {}
        for one in assessment.instances:
            self._by_requirement.setdefault((one.control, one.requirement), []).append(one)
            for part in self._places(one):
                at = (one.control, one.requirement, part)
                self._by_place.setdefault(at, []).append(one)
        self._carried: dict[str, list[tuple[str, str]]] = {}
        for control in project.catalog.controls.values():
            for link in control.implements:
                names = [(control.id, name) for name in carrying(control, link.clause)]
                self._carried.setdefault(link.clause, []).extend(names)

    def matrices(self) -> tuple[HostingMatrix, ...]:
        """One for each clause that has places to show."""
        found = (self._matrix(clause) for clause in self._project.edition.clauses.values())
        return tuple(one for one in found if one is not None and one.rows)

    def _matrix(self, clause: Clause) -> HostingMatrix | None:
        theirs = [name for name in self._carried.get(clause.id, ()) if self._is_about(name)]
        if not theirs:
            return None
        kinds = {kind for name in theirs for kind in self._kinds(name)}
        criteria = (clause.id, *_criteria(self._project, clause))
        return HostingMatrix(
            clause=clause.id,
            criteria=criteria,
            rows=tuple(
                HostingRow(
                    asset=key,
                    operator=str(asset.operated_by),
                    operator_known=str(asset.operated_by) in self._project.parties,
                    cells=tuple(self._cell(key, one) for one in criteria),
                )
                for key, asset in self._outside.items()
                if asset.type in kinds
            ),
        )

    def _is_about(self, name: tuple[str, str]) -> bool:
        """Whether a requirement is another's doing, or asked only where others operate."""
        if self._responsibility[name] is not Responsibility.OWN:
            return True
        placed = [one for one in self._by_requirement.get(name, ()) if "/" in one.asset]
        return bool(placed) and all(self._places(one) for one in placed)

    def _places(self, instance: Instance) -> list[str]:
        return [part for part in instance.asset.split("+") if part in self._outside]

    def _kinds(self, name: tuple[str, str]) -> set[str]:
        """The types of the places it is about: of a pair, of the part that others operate."""
        control, id = name
        [asked] = [one for one in self._project.catalog.controls[control].evidence if one.id == id]
        there = {asset.type for asset in self._outside.values()}
        return set(asked.kinds) & there

    def _cell(self, place: str, criterion: str) -> HostingCell:
        below = _all_below(self._project, criterion)
        names = dict.fromkeys(name for clause in below for name in self._carried.get(clause, ()))
        here = [one for name in names for one in self._by_place.get((*name, place), ())]
        return HostingCell(
            criterion=criterion,
            status=_status(here, asked=any(name in self._by_requirement for name in names)),
            responsibility=tuple(
                each.value
                for each in Responsibility
                if any(self._responsibility[one.control, one.requirement] is each for one in here)
            ),
            instances=tuple(one.id for one in here),
            records=tuple(sorted({name for one in here for name in one.evidence})),
        )


def _status(here: list[Instance], *, asked: bool) -> HostingStatus:
    """The worst of what is asked there, or that nothing is."""
    shown = {one.status for one in here}
    if not shown:
        return "elsewhere" if asked else "not-asked"
    if Shown.UNMET in shown:
        return "unmet"
    return "not-applicable" if shown == {Shown.NOT_APPLICABLE} else "met"


def _operated_outside(project: Project, assessment: Assessment) -> dict[str, Asset]:
    """Assets in service in the period whose named operator is not inside the organisation."""
    parties = Parties(project.parties, project.settings.organization)
    period = of_period(project.settings.period, assessment.now)
    return {
        key: asset
        for key, asset in sorted(project.assets.items())
        if asset.operated_by is not None
        and not parties.inside(asset.operated_by, assessment.now)
        and of_asset(period, asset) is not None
    }


def _criteria(project: Project, clause: Clause) -> tuple[str, ...]:
    """The duties beside a clause, in order."""
    clauses = project.edition.clauses
    found: list[str] = []
    for one in clauses.values():
        beside = one.standard == clause.standard and one.parent == clause.parent
        if not beside or one.id == clause.id or one.modality not in _DUTIES:
            continue
        children = [clauses[name] for name in one.children if name in clauses]
        of_groups = any(child.children for child in children)
        duties = [child.id for child in children if child.modality in _DUTIES]
        found += duties if of_groups else [one.id]
    return tuple(found)


def _all_below(project: Project, clause: str) -> list[str]:
    """A clause and everything below it."""
    found = [clause]
    for name in found:
        found += project.edition.clauses[name].children
    return found
