"""Gates of cases: with settings, with a baseline, with both."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from checker.gate import Decided, decided
from checker.gating.gaps import Gap
from checker.gating.look import look
from checker.report.model import AsOf
from rsp.baseline import Baseline, CatalogOf, KnownGap, PolicyOf, Used
from rsp.project import Gate as Policy
from rsp.time import Moment
from tests.adapter import run_with_grounds
from tests.builder import NOW, Map

DIGEST = "0" * 64


def today(now: str) -> AsOf:
    """A date that is the clock's."""
    return AsOf(
        instant=now,
        date=now,
        source="clock",
        projection=False,
        closed_because=None,
        closed_age_days=None,
    )


def baseline(gaps: Iterable[Gap | KnownGap], until: str = "2027-06-30") -> Used:
    """A baseline of these gaps that ends later."""
    return Used(
        file="baseline.yaml",
        baseline=Baseline(
            organization="example-lab",
            policy=PolicyOf(edition="test", digest=DIGEST),
            catalog=CatalogOf(name="test", version="1", digest=DIGEST),
            project=DIGEST,
            as_of=Moment.parse("2026-06-15"),
            until=Moment.parse(until),
            by="reviewer",
            because="known",
            digest=DIGEST,
            gaps=tuple(KnownGap(kind=one.kind, id=one.id, reasons=one.reasons) for one in gaps),
        ),
    )


def settings(**changes: object) -> Policy:
    """Settings as rsp.yaml has them."""
    return msgspec.convert(changes, Policy, dec_hook=lambda kind, text: kind.parse(text))


def gate(given: Map, policy: Policy | None = None, known: Used | None = None) -> Decided:
    """What the gate says of a case on its own date."""
    assessment, grounds = run_with_grounds(given)
    now = given.get("now", NOW)
    return decided(assessment, grounds, policy or Policy(), today(now), (), baseline=known)


def gaps(given: Map, policy: Policy | None = None) -> tuple[Gap, ...]:
    """All gaps for which the gate of a case fails."""
    assessment, grounds = run_with_grounds(given)
    found = look(assessment, grounds, policy or Policy(), None, sure=True, saving=True)
    return found.savable
