"""Evidence to ask for, by whom to ask: things of one requirement that are asked for alike are one
row."""

from __future__ import annotations

from collections.abc import Iterable

from checker.report.model import Instance
from checker.report.requests import Request
from rsp.value import Value


class Ask(Value, frozen=True, kw_only=True):
    """One thing to ask for, for everything it is not shown for."""

    request: Request
    """The first of them; the others differ from it in asset, dates and due date."""
    requirement: str
    """`CONTROL/requirement`."""
    named: tuple[tuple[str, str], ...]
    """Instances, and what each is about."""
    dates: tuple[str, ...]
    """The stretches asked for, where they are the same for all."""
    due: str
    """The date, or the first and last of them."""

    @property
    def count(self) -> int:
        """How many things are asked for."""
        return len(self.named)


class Item(Value, frozen=True, kw_only=True):
    """One kind of evidence in one form for one period, and all that it is to show."""

    evidence: str
    form: str
    period: str
    asks: tuple[Ask, ...]


class Asks(Value, frozen=True, kw_only=True):
    """All that is to be asked for."""

    groups: dict[str, tuple[Item, ...]]
    """Whom to ask -> what."""
    place: dict[str, str]
    """Instance -> the instance that its row is named for."""

    @property
    def rows(self) -> tuple[Ask, ...]:
        """All of them."""
        return tuple(one for each in self.groups.values() for item in each for one in item.asks)

    def places(self, instances: Iterable[Instance]) -> tuple[str, ...]:
        """The rows in which instances are asked for."""
        return tuple(dict.fromkeys(self.place[one.id] for one in instances if one.id in self.place))


def asks(requests: tuple[Request, ...]) -> Asks:
    """By whom to ask, then by evidence, then in order of their ids."""
    alike: dict[tuple[str, str, str], list[Request]] = {}
    for one in requests:
        alike.setdefault((one.ask, _requirement(one), one.status), []).append(one)
    groups: dict[str, dict[tuple[str, str, str], list[Ask]]] = {}
    for (who, _, _), mine in alike.items():
        one = mine[0]
        kind = (one.evidence, one.form, one.period)
        groups.setdefault(who, {}).setdefault(kind, []).append(_ask(mine))
    return Asks(
        groups={
            who: tuple(
                Item(evidence=evidence, form=form, period=period, asks=tuple(kinds[key]))
                for key in sorted(kinds)
                for evidence, form, period in [key]
            )
            for who, kinds in sorted(groups.items())
        },
        place={one.instance: mine[0].instance for mine in alike.values() for one in mine},
    )


def _ask(mine: list[Request]) -> Ask:
    due = sorted({one.due for one in mine})
    return Ask(
        request=mine[0],
        requirement=_requirement(mine[0]),
        named=tuple((one.instance, one.asset) for one in mine),
        dates=mine[0].dates if len({one.dates for one in mine}) == 1 else (),
        due=due[0] if len(due) == 1 else f"{due[0]} to {due[-1]}",
    )


def _requirement(one: Request) -> str:
    return one.instance.partition("@")[0]
