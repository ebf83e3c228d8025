"""From what a case states to a setting: one requirement's examples, types and surroundings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from checker.evidence.payloads import Payloads
from checker.lint.sample_facts import reached, subject_keys
from checker.testing.given import GivenError, joined_payload, over, payload_of
from checker.testing.setting import (
    INSIDE,
    OUTSIDE,
    TESTED,
    Setting,
    exactly,
    offered,
    period_start,
)
from checker.testing.setting import (
    ORGANIZATION as HOUSE,
)
from checker.testing.surroundings import Surroundings
from checker.testing.values import parameter_values
from rsp.case import Given, JoinedCase
from rsp.control import Control
from rsp.evidence import ORGANIZATION, EvidenceType, Observed
from rsp.ref import Ref
from rsp.requirement import Operation, Requirement
from rsp.time import TimeError

JOINED = "beside-"
"""Before the name of a record that is read beside the one under test, in its id."""


_YEARS = (1900, 2900)
"""The years in which something can be observed; time ends at 9999."""


class Stand:
    """Makes the settings of one requirement; raises GivenError where something is misstated."""

    def __init__(
        self,
        control: Control,
        requirement: Requirement,
        types: Mapping[str, Payloads],
        base: Given,
        params: Mapping[str, str | int | float | bool],
    ) -> None:
        self.requirement = requirement
        self.control = msgspec.structs.replace(control, evidence=(requirement,), any_of=())
        self._types = types
        self._kind = types[requirement.type]
        self._base = base
        self._params = {**params, **base.params}
        self._start = payload_of(self._kind.kind, base, None)
        self._around = Surroundings(control, requirement, self._start, HOUSE)
        self._check_names(base)

    def setting(self, case: Given) -> Setting:
        """The setting of a case; of the base itself for an empty one."""
        self._check_names(case)
        given = over(self._base, case)
        payload = payload_of(self._kind.kind, case, self._start)
        self._check_payload(self._kind, payload, ("change",))
        stated = given.record
        observed = stated.observed or _observed(self._kind.kind, payload)
        if not _YEARS[0] <= observed.span.start.year <= observed.span.end.year <= _YEARS[1]:
            years = f"{_YEARS[0]} and {_YEARS[1]}"
            raise GivenError(f"what a case observes lies between {years}", "record", "observed")
        collected = stated.collected_at or exactly(observed.span.end)
        now = given.now.latest if given.now is not None else collected.latest
        keys = self._keys(payload)
        place = self._place(keys, given.at)
        start = observed.span.start
        if any(key.startswith("event/") for key in keys):
            now = max(now, observed.span.end)
        listed = given.inventory
        around = {"asset": given.asset, "model": given.model}
        producers = {"outside": OUTSIDE, "inside": INSIDE, "owner": self.control.owner}
        tested = offered(
            TESTED,
            self._kind.kind,
            payload,
            tuple(sorted(self._kind.subjects(payload))),
            observed=observed,
            collected=collected,
            reliability=stated.reliability or self.requirement.min_reliability,
            producer=producers[stated.produced_by],
            sample=stated.sample,
        )
        found = Setting(
            control=self.control,
            requirement=self.requirement,
            kind=self._kind.kind,
            place=place,
            records=(tested,),
            assets=self._around.assets(keys, place, start, around, listed),
            events=self._around.events(keys, place, start, given.event, listed),
            params=parameter_values(self.control, {**self._params, **case.params}),
            start=period_start(self.requirement.operation, observed),
            now=now,
        )
        beside = tuple(self._joined(found, case, observed))
        if self.requirement.operation is Operation.EVENT:
            found = _with_events(found)
        return msgspec.structs.replace(found, records=(tested, *beside))

    def _joined(self, setting: Setting, case: Given, observed: Observed) -> Iterator[Any]:
        for name, join in self.requirement.with_.items():
            base = self._base.with_.get(name)
            stated = case.with_.get(name) or base or JoinedCase()
            if stated.absent:
                continue
            kind = self._types[join.type]
            try:
                payload = joined_payload(kind.kind, base, stated)
            except GivenError as error:
                raise GivenError(error.message, "with", name, *error.steps) from error
            self._check_payload(kind, payload, ("with", name))
            default = base or stated
            seen = stated.observed or default.observed or observed
            yield offered(
                JOINED + name,
                kind.kind,
                payload,
                tuple(sorted(kind.subjects(payload))),
                observed=seen,
                collected=exactly(seen.span.end),
                reliability=stated.reliability
                or default.reliability
                or self.requirement.min_reliability,
            )

    def _keys(self, payload: dict[str, Any]) -> list[str]:
        return list(dict.fromkeys(subject_keys(self._kind.kind, payload))) or [ORGANIZATION]

    def _place(self, keys: list[str], wanted: str | None) -> str:
        """The subject key that is judged."""
        kinds = [f"event/{kind}" if name == "event" else kind for name, kind in self._around.kinds]
        able = [key for key in keys if _is_of(key, kinds or [ORGANIZATION])]
        shown = ", ".join(keys)[:200]
        if wanted is not None and wanted not in able:
            raise GivenError(f"the payload is about {shown}", "at")
        if not able:
            what = "+".join(kinds) or ORGANIZATION
            raise GivenError(f"the payload is about {shown}, expected: {what}", "change")
        return wanted or able[0]

    def _check_payload(
        self, kind: Payloads, payload: dict[str, Any], steps: tuple[str, ...]
    ) -> None:
        """What the store would refuse shows nothing about a validation."""
        if not kind.fits(payload):
            found = kind.misfits(payload, Ref(document=""))
            why = "; ".join(f"{one.at.pointer[1:] or 'it'}: {one.message}" for one in found[:3])
            raise GivenError(f"the payload does not fit {kind.kind.name}: {why}", *steps)

    def _check_names(self, given: Given) -> None:
        places = {variable for variable, _ in self._around.kinds}
        for variable in ("asset", "model", "event"):
            if getattr(given, variable) and variable not in places:
                raise GivenError(f"the requirement is for no {variable}", variable)
        for key, known in (
            ("with", self.requirement.with_),
            ("params", self.control.parameters),
        ):
            stated = given.with_ if key == "with" else given.params
            for name in stated:
                if name not in known:
                    message = f"the requirement reads no {name!r}, it reads {_words(known)}"
                    raise GivenError(message, key, name)


def _with_events(setting: Setting) -> Setting:
    """With a period that begins before every event, and an assessment after the one judged."""
    dates = [event.at.earliest for event in setting.events.values()]
    judged = setting.events[setting.place].at.latest
    return msgspec.structs.replace(
        setting, start=min(setting.start, *dates), now=max(setting.now, judged)
    )


def _observed(kind: EvidenceType, payload: dict[str, Any]) -> Observed:
    """When the facts of a payload were so, as its type says."""
    bounds = kind.rules.bounds
    try:
        if bounds.at is not None:
            return Observed.parse(reached(payload, bounds.at))
        fields = {"from": bounds.from_ or "", "to": bounds.to or ""}
        return Observed.parse({name: reached(payload, path) for name, path in fields.items()})
    except TimeError as error:
        raise GivenError(f"it cannot be observed: {error}", "change") from error


def _is_of(key: str, kinds: list[str]) -> bool:
    parts = key.split("+")
    return len(parts) == len(kinds) and all(
        part == kind or part.startswith(f"{kind}/") for part, kind in zip(parts, kinds, strict=True)
    )


def _words(names: Mapping[str, Any]) -> str:
    return ", ".join(sorted(names)) or "nothing"
