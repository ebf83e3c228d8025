"""What judging an instance needs: the project at one date, and one requirement of one control."""

from __future__ import annotations

from datetime import datetime

from checker.assess.assessment import Reason, Side, Why
from checker.assess.evaluate import Evaluator
from checker.assess.memo import Memo
from checker.assess.parameters import Parameters
from checker.assess.parties import Parties
from checker.assess.places import Places
from checker.assess.shelf import Shelf
from checker.project.project import Project
from rsp.control import Control
from rsp.ref import Ref
from rsp.requirement import Requirement
from rsp.value import Value


class Context(Value, frozen=True, kw_only=True):
    """The project and its records at one date."""

    project: Project
    now: datetime
    parties: Parties
    places: Places
    shelf: Shelf
    evaluator: Evaluator
    memo: Memo | None = None
    """What is the same at other dates, where there are any."""


class Need(Value, frozen=True, kw_only=True):
    """One requirement of one control, with the values of its parameters."""

    control: Control
    requirement: Requirement
    parameters: Parameters
    at: Ref

    @property
    def id(self) -> str:
        """`SEC-WGT-02/approvals`."""
        return f"{self.control.id}/{self.requirement.id}"

    def instance_id(self, key: str) -> str:
        """`SEC-WGT-02/approvals@environment/prod-us`."""
        return f"{self.id}@{key}"

    def why(
        self,
        code: Reason,
        message: str,
        evidence: tuple[str, ...] = (),
        *,
        sides: tuple[Side, ...] = (),
    ) -> Why:
        """A reason that points at the requirement."""
        return Why(code=code, message=message, evidence=evidence, at=self.at, sides=sides)
