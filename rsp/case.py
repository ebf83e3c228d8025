"""Cases: what must pass and what must fail each validation of a control; one file beside it.

They are the catalog's tests of itself: no verdict reads them, and no digest covers them.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from rsp.evidence import Observed, Sample
from rsp.requirement import Reliability
from rsp.time import Moment
from rsp.value import Authored, Identifier, Text

SUFFIX = ".cases.yaml"
"""How the name of a cases file ends; before it stands the control's id."""

Path = Annotated[
    str,
    msgspec.Meta(
        min_length=1,
        max_length=400,
        description="A path in a payload: `sessions[0].approved_by`, `[*]` for every element, "
        "`[-1]` for the last, `[+]` for a new one, `[+0]` for a new one that starts as a copy of "
        "the first.",
        examples=["sessions[0].approved_by"],
    ),
]

Named = int | str | tuple[int | str, ...]
"""Validations: each by its index from 0, or by how its message starts."""


class JoinedCase(Authored, kw_only=True, frozen=True):
    """A record that validations read beside the one under test."""

    absent: bool = False
    """There is no such record."""
    example: Annotated[int, msgspec.Meta(ge=0)] = 0
    """The example of its evidence type that its payload starts from."""
    payload: dict[str, Any] | None = None
    """The whole payload instead of an example."""
    change: dict[Path, Any] = {}
    """Values that the payload gets, by path, in this order."""
    remove: tuple[Path, ...] = ()
    """Paths that the payload loses, after the changes."""
    observed: Observed | None = None
    """When its facts were so; else the time of the record under test."""
    reliability: Reliability | None = None
    """What it is worth; else what the requirement asks for."""


class RecordCase(Authored, kw_only=True, frozen=True):
    """What the record under test states beside its payload."""

    observed: Observed | None = None
    """When its facts were so; else what the payload says."""
    collected_at: Moment | None = None
    """When it was collected; else when its observation ended."""
    reliability: Reliability | None = None
    """What it is worth; else what the requirement asks for."""
    produced_by: Annotated[
        str,
        msgspec.Meta(
            pattern=r"^(outside|inside|owner)\Z", description="`outside`, `inside` or `owner`."
        ),
    ] = "outside"
    """Who made it: `outside` the organisation, `inside` it, or the control's `owner`."""
    sample: Sample | None = None
    """What was drawn, where the payload holds a sample."""


class Given(Authored, kw_only=True, frozen=True):
    """What a record shows, about what, and when it is judged; all of it has a default."""

    example: Annotated[int, msgspec.Meta(ge=0)] | None = None
    """The example of the evidence type that the payload starts from; else the first."""
    payload: dict[str, Any] | None = None
    """The whole payload instead of an example."""
    change: dict[Path, Any] = {}
    """Values that the payload gets, by path, in this order."""
    remove: tuple[Path, ...] = ()
    """Paths that the payload loses, after the changes."""
    asset: dict[str, Any] = {}
    """What the inventory says of the asset the requirement is for: attributes, and `in_service`,
    `models`, `operated_by`; `without` lists what it does not say."""
    model: dict[str, Any] = {}
    """The same of the second part of a pair."""
    event: dict[str, Any] = {}
    """The same of the event the requirement is for; `at` is its date."""
    inventory: dict[str, tuple[dict[str, Any], ...]] = {}
    """By asset type, or `event/<type>`, all that the inventory lists of it beside the above."""
    params: dict[str, str | int | float | bool] = {}
    """Values of parameters; else the least strict that the control allows."""
    with_: dict[str, JoinedCase] = msgspec.field(name="with", default_factory=dict)
    """Records read beside this one, by the names of the requirement; each has a default."""
    record: RecordCase = RecordCase()
    """What the record states beside its payload."""
    at: str | None = None
    """The subject key that is judged; else the first that the payload shows."""
    now: Moment | None = None
    """The date of the assessment; else when the record was collected."""


class Case(Given, kw_only=True, frozen=True):
    """One record, and what has to come of it; without an expectation every validation is true."""

    name: Text
    """What is so in this case."""
    each: tuple[dict[Path, Any], ...] = ()
    """Further changes: the case is tried once with each of these alone."""
    fails: Named = ()
    """The validations that have to be false, by index or by how their message starts; all others
    have to be true."""
    errors: Named = ()
    """The validations that cannot be evaluated."""
    reasons: tuple[str, ...] | None = None
    """Every reason of the requirement for it to be unmet; else those that `fails` and `errors`
    entail."""
    in_scope: bool = True
    """Whether the requirement's `where` keeps the asset or event; if not, nothing else is asked."""


class RequirementCases(Authored, kw_only=True, frozen=True):
    """The cases of one requirement."""

    base: Given = Given()
    """What every case starts from; by itself it has to meet the requirement."""
    cases: tuple[Case, ...] = ()
    """What must pass and what must fail."""


class Equivalent(Authored, kw_only=True, frozen=True):
    """A mutant that no case can tell from the validation."""

    requirement: Identifier
    """The requirement whose validation was changed."""
    validation: Annotated[int, msgspec.Meta(ge=0)]
    """The validation's index, from 0."""
    mutant: Text
    """The changed part as the report of survivors shows it."""
    because: Text
    """Why nothing that the evidence type allows tells them apart."""


class Cases(Authored, kw_only=True, frozen=True):
    """The cases of one control: `<ID>.cases.yaml` beside it."""

    control: Identifier
    """The control, as its own file names it."""
    params: dict[str, str | int | float | bool] = {}
    """Values of parameters in every case that states no other."""
    requirements: dict[Identifier, RequirementCases] = {}
    """By the id of the requirement."""
    equivalent: tuple[Equivalent, ...] = ()
    """Mutants that are no defect of the cases."""
