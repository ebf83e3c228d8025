"""What closing each gap frees, found while the statuses are: no gap is assessed again for it."""

from __future__ import annotations

from checker.assess.assessment import (
    ClauseStatus,
    ControlStatus,
    Link,
    StandardVerdict,
    Status,
    Verdict,
)
from checker.assess.controls import Standing
from checker.assess.needs import FINE, SETTLED, Needs, of_clause, of_control, substitutes
from checker.graph.ways import HOLDS, Ways, bits, either, every, gap, tally
from rsp.value import Value


class Freed(Value, frozen=True, kw_only=True):
    """What becomes satisfied for a subject under a supposition."""

    controls: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    """Satisfied or substituted."""
    standards: tuple[str, ...] = ()
    """Conformant."""


class Effect(Value, frozen=True, kw_only=True):
    """What one gap stands in the way of."""

    frees: Freed
    """What is satisfied once it is closed and nothing else changes."""
    controls: int
    """Further controls that cannot be satisfied while it is open, whatever else is closed."""
    clauses: int
    standards: int


class Freeing:
    """Is told each control, then each clause, in dependency order; then knows every effect."""

    def __init__(self, standing: Standing, links: dict[str, list[Link]]) -> None:
        self._standing = standing
        self._links = links
        self._gaps: list[str] = []
        self._bits: dict[str, Ways] = {}
        self._controls: dict[str, ControlStatus] = {}
        self._clauses: dict[str, ClauseStatus] = {}
        self._ways: dict[tuple[str, str], Ways] = {}
        """Kind and id -> ways, of what does not hold."""

    def control(self, one: ControlStatus) -> None:
        """Note a control; those it depends on are known."""
        self._controls[one.id] = one
        if one.status in FINE:
            return
        if one.status is Status.GAP:
            self._bits[one.id] = gap(len(self._gaps))
            self._gaps.append(one.id)
        self._ways["control", one.id] = self._of(of_control(self._standing, one))

    def clause(self, one: ClauseStatus) -> None:
        """Note a clause; its children and all controls are known."""
        self._clauses[one.id] = one
        links = self._links.get(one.id, [])
        found = self._of(of_clause(self._standing, self._controls, self._clauses, links, one))
        for each in substitutes(self._standing, self._controls, one):
            found = either(found, self._of(each))
        self._ways["clause", one.id] = found

    def effects(self, standards: tuple[StandardVerdict, ...]) -> dict[str, Effect]:
        """By control in gap."""
        open_ones = {
            key: ways
            for key, ways in self._ways.items()
            if key[0] == "control" or self._clauses[key[1]].status not in FINE
        }
        for one in standards:
            if one.required and one.verdict is not Verdict.CONFORMANT:
                open_ones["standard", one.id] = self._standard(one)
        freed: dict[tuple[int, str], list[str]] = {}
        for (kind, name), ways in sorted(open_ones.items()):
            for index in bits(ways.alone):
                freed.setdefault((index, kind), []).append(name)
        width = len(self._gaps)
        blocked = {
            kind: tally(
                (ways.needed & ~ways.alone for (of, _), ways in open_ones.items() if of == kind),
                width,
            )
            for kind in ("control", "clause", "standard")
        }
        return {
            name: Effect(
                frees=Freed(
                    controls=tuple(freed.get((index, "control"), ())),
                    clauses=tuple(freed.get((index, "clause"), ())),
                    standards=tuple(freed.get((index, "standard"), ())),
                ),
                controls=blocked["control"][index],
                clauses=blocked["clause"][index],
                standards=blocked["standard"][index],
            )
            for index, name in enumerate(self._gaps)
        }

    def _standard(self, one: StandardVerdict) -> Ways:
        standard = self._standing.project.edition.standards.get(one.id)
        mine = standard.clauses if standard is not None else ()
        counting = [name for name in mine if name in self._clauses and self._clauses[name].counts]
        found = every(self._ways["clause", name] for name in counting)
        judged = bool(counting) and not self._standing.reach.everything
        return found if judged else found.stuck(possible=False)

    def _of(self, needs: Needs) -> Ways:
        found = every(
            (
                *(self._bits[name] for name in needs.gaps if name in self._bits),
                *(self._ways.get(("control", name), HOLDS) for name in needs.controls),
                *(self._ways.get(("clause", name), HOLDS) for name in needs.clauses),
            )
        )
        if not needs.open:
            return found
        return found.stuck(possible=all(one.kind in SETTLED for one in needs.open))
