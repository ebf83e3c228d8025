"""What would turn a standard green for a subject: which gaps to close, and what else it takes."""

from __future__ import annotations

from collections.abc import Iterable

from checker.assess.assessment import StandardVerdict, Verdict
from checker.assess.grounds import Grounds
from checker.assess.needs import FINE, SETTLED, Needs, Open, of_clause, of_control, substitutes
from rsp.value import Value


class Plan(Value, frozen=True, kw_only=True):
    """What a standard lacks for a subject, and what re-assessing with it says."""

    subject: str
    standard: str
    gaps: tuple[str, ...]
    """Controls to close, in order of their ids; of a clause with substitutes its cheapest way."""
    open: tuple[Open, ...]
    """What is in the way beside gaps."""
    reached: bool
    """Whether the standard is conformant once the gaps are closed and nothing else changes; where
    it is so, that was proved by judging the subject again."""
    reached_with: bool
    """Whether it is once besides the judgements of `open` are accepted and its links reviewed;
    proved in the same way."""


def plans(grounds: Grounds, subject: str) -> tuple[Plan, ...]:
    """One for each standard that is required of the subject and not conformant."""
    return tuple(
        _plan(grounds, subject, one)
        for one in grounds.outcomes[subject].standards
        if one.required and one.verdict is not Verdict.CONFORMANT
    )


def _plan(grounds: Grounds, subject: str, one: StandardVerdict) -> Plan:
    walk = _Walk(grounds, subject)
    lacks = walk.standard(one)
    gaps = tuple(sorted(lacks.gaps))
    open_ones = tuple(sorted(lacks.open.values(), key=lambda each: (each.kind, each.id)))
    met = [name for control in gaps for name in grounds.unmet(subject, control)]
    accepted = [each.id for each in open_ones if each.kind == "judgement"]
    reviewed = [
        (control, clause)
        for each in open_ones
        if each.kind == "link"
        for control, _, clause in (each.id.partition(" "),)
    ]
    return Plan(
        subject=subject,
        standard=one.id,
        gaps=gaps,
        open=open_ones,
        reached=not open_ones and _is_conformant(grounds, subject, one.id, met),
        reached_with=all(each.kind in SETTLED for each in open_ones)
        and _is_conformant(grounds, subject, one.id, met, accepted, reviewed),
    )


def _is_conformant(
    grounds: Grounds,
    subject: str,
    standard: str,
    met: list[str],
    accepted: Iterable[str] = (),
    reviewed: Iterable[tuple[str, str]] = (),
) -> bool:
    """What a re-assessment says."""
    after = grounds.suppose(subject, frozenset(met), frozenset(accepted), frozenset(reviewed))
    verdicts = {one.id: one.verdict for one in after.standards}
    return verdicts[standard] is Verdict.CONFORMANT


class _Lacks:
    """All that was found to be lacking so far."""

    def __init__(self) -> None:
        self.gaps: set[str] = set()
        self.open: dict[tuple[str, str, str], Open] = {}
        self.visited: set[str] = set()
        """Controls that were followed downwards."""

    def cost(self, beside: _Lacks) -> tuple[int, int, int]:
        """How much more it is than what is lacking anyway: first what cannot be settled."""
        more = [one for key, one in self.open.items() if key not in beside.open]
        fixed = sum(1 for one in more if one.kind not in SETTLED)
        return fixed, len(self.gaps - beside.gaps), len(more) - fixed

    def add(self, other: _Lacks) -> None:
        """Take over what another one found."""
        self.gaps |= other.gaps
        self.open |= other.open


class _Walk:
    """Follows what is needed downwards, each thing once."""

    def __init__(self, grounds: Grounds, subject: str) -> None:
        self._grounds = grounds
        self._standing = grounds.standings[subject]
        self._outcome = grounds.outcomes[subject]

    def standard(self, one: StandardVerdict) -> _Lacks:
        """All that the counting clauses of a standard lack."""
        found = _Lacks()
        standard = self._standing.project.edition.standards.get(one.id)
        counting = [
            name
            for name in (standard.clauses if standard is not None else ())
            if name in self._outcome.clauses and self._outcome.clauses[name].counts
        ]
        if not counting or self._standing.reach.everything:
            because = "an error reaches everything" if counting else "it has no clause that counts"
            found.open["clause", one.id, because] = Open(kind="clause", id=one.id, because=because)
        self._all(counting, found)
        return found

    def _all(self, clauses: Iterable[str], found: _Lacks) -> None:
        """First what there is one way to, so that the choices among substitutes can build on it."""
        choices: list[tuple[Needs, ...]] = []
        pending, seen = list(clauses), set[str]()
        while pending:
            name = pending.pop()
            if name in seen:
                continue
            seen.add(name)
            ways = self._ways(name)
            if len(ways) == 1:
                self._controls(ways[0], found)
                pending += ways[0].clauses
            elif ways:
                choices.append(ways)
        for ways in choices:
            tried = []
            for way in ways:
                lacks = _Lacks()
                self._controls(way, lacks)
                self._all(way.clauses, lacks)
                tried.append(lacks)
            found.add(min(tried, key=lambda lacks: lacks.cost(found)))

    def _ways(self, name: str) -> tuple[Needs, ...]:
        """What a clause lacks, and what each of its substitutes does; nothing where it holds."""
        one, outcome = self._outcome.clauses[name], self._outcome
        if one.status in FINE:
            return ()
        links = self._grounds.links.get(name, [])
        direct = of_clause(self._standing, outcome.controls, outcome.clauses, links, one)
        return (direct, *substitutes(self._standing, outcome.controls, one))

    def _controls(self, needs: Needs, found: _Lacks) -> None:
        """What these needs come to: their own, then those of every control below."""
        pending = [needs]
        while pending:
            each = pending.pop()
            found.gaps.update(each.gaps)
            found.open |= {(one.kind, one.id, one.because): one for one in each.open}
            for name in each.controls:
                if name not in found.visited:
                    found.visited.add(name)
                    pending.append(of_control(self._standing, self._outcome.controls[name]))
