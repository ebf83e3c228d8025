"""A setting made for one reason, and what the makers of such settings ask of one that is met."""

from __future__ import annotations

from checker.assess.assessment import Reason
from checker.assess.parameters import Parameters, resolve
from checker.expr.text import names as read
from checker.testing.setting import Setting
from rsp.evidence import EvidenceRecord
from rsp.project import Declared
from rsp.value import Value

BY_VALIDATIONS = frozenset(
    {
        Reason.VALIDATION_FAILED,
        Reason.EXCEPTION_IN_PERIOD,
        Reason.VALIDATION_ERROR,
        Reason.TOO_LARGE,
    }
)
"""What validations alone give."""


class Probe(Value, frozen=True, kw_only=True):
    """A setting, and the reasons that have to come of it."""

    name: str
    setting: Setting
    must: frozenset[Reason]
    """All of these."""
    may: frozenset[Reason] = frozenset()
    """Nothing but these beside them."""
    everywhere: bool = False
    """Whether the reasons of all instances are asked, not only those at the place."""


def one(name: str, setting: Setting, *must: Reason, may: frozenset[Reason] = frozenset()) -> Probe:
    return Probe(name=name, setting=setting, must=frozenset(must), may=may)


def record_of(setting: Setting) -> EvidenceRecord:
    record = setting.tested.record
    assert record is not None
    return record


def parameters(met: Setting) -> Parameters:
    declared = {name: Declared(value=value, because="-") for name, value in met.params.items()}
    return resolve(met.control, declared)


def reads(met: Setting, *names: str) -> bool:
    """Whether a validation reads one of these."""

    return any(set(names) & read(one.rule) for one in met.requirement.validations)


def as_read(met: Setting) -> frozenset[Reason]:
    """What validations may say that read the record or the date of the assessment."""
    return BY_VALIDATIONS if reads(met, "as_of", "record") else frozenset()
