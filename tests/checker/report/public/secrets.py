"""Reports made from the types of the model alone, a secret of its own in every field."""

from __future__ import annotations

import random
import types
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from checker.report import model

OPEN = {
    (kind, field)
    for kind, fields in {
        model.Report: "schema digest",
        model.Tool: "name version",
        model.LeftOut: "standard clause by",
        model.GateScope: "settings",
        model.GateGap: "judgement control clause reasons was",
        model.GateBaseline: "as_of until",
        model.AsOf: "instant date",
        model.Period: "start end",
        model.ProjectHead: "organization",
        model.PolicyHead: "edition title effective source digest",
        model.CatalogHead: "name version digest",
        model.OverlayHead: "base",
        model.OverlayChange: "change",
        model.Determination: "threshold domain because standing",
        model.Standard: "id title shortfalls open_judgements let_pass_by",
        model.Activity: "clauses",
        model.ClauseLine: "id standard modality check status controls",
        model.ClauseInfo: "id standard modality check text source when parent controls",
        model.ControlLine: "id status causes",
        model.Instance: "control requirement operation responsibility rests_on",
        model.Reason: "code",
        model.Record: "type",
        model.RecordReliability: "declared effective",
        model.Run: "requirements controls",
        model.HostingMatrix: "clause criteria",
        model.HostingCell: "criterion responsibility",
        model.RequirementInfo: "id title type type_title method for_each operation min_reliability"
        " period judgement",
        model.ControlInfo: "id title standard family severity statement clauses depends_on"
        " crosswalk",
        model.RootGap: "control severity clauses undermines",
        model.Frees: "controls clauses standards",
        model.Plan: "standard gaps",
        model.Needed: "id",
        model.LinkLine: "control clause state reviewer",
        model.Deviation: "kind clause control requirement standard compensating measures",
        model.Judgement: "id question question_digest control_digest",
        model.Exclusion: "control requirement",
        model.Diagnostic: "code",
        model.Edition: "commitments",
    }.items()
    for field in fields.split()
}
"""What everybody may read: what the tool, the policy and the catalog say, and the heads. Written
down here apart from the table that the code goes by."""

NUMBERS = {
    (model.Location, "line"),
    (model.Location, "column"),
    (model.Location, "end_line"),
    (model.Location, "end_column"),
    (model.Deviation, "days_left"),
    (model.Deviation, "used_days"),
    (model.Deviation, "maximum_days"),
    (model.IndicatorValue, "value"),
}
"""Numbers that say something about what is withheld."""


class Maker:
    """Makes values of the types of the model."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.secrets: set[str] = set()

    def report(self) -> model.Report:
        """A whole report; instances and subjects have ids of the form that they have."""
        made: model.Report = self._struct(model.Report)
        names = [one.id for one in made.controls]
        subjects = tuple(
            msgspec.structs.replace(
                one,
                controls=tuple(
                    msgspec.structs.replace(line, id=name)
                    for line, name in zip(one.controls, names, strict=False)
                ),
            )
            for one in made.subjects
        )
        return msgspec.structs.replace(
            made,
            schema=model.SCHEMA,
            subjects=subjects,
            edition=None,
            visibility=(),
            salt_seed=None,
        )

    def _struct(self, kind: type) -> Any:
        hints = get_type_hints(kind)
        found = {name: self._value(kind, name, hint) for name, hint in hints.items()}
        if kind is model.Exclusion:
            found["left_out_by"] = "grace"
        made = kind(**found)
        if kind is model.Instance:
            name = f"{made.control}/{made.requirement}@{made.asset}"
            made = msgspec.structs.replace(made, id=name)
        return made

    def _value(self, kind: type, name: str, hint: Any) -> Any:
        origin, inner = get_origin(hint), get_args(hint)
        if origin in (Union, types.UnionType):
            return self._value(kind, name, next(one for one in inner if one is not type(None)))
        if origin is Literal:
            return self._random.choice(inner)
        if origin is tuple:
            count = self._random.randint(1, 3)
            return tuple(self._value(kind, name, inner[0]) for _ in range(count))
        if origin is dict:
            return {"gap": self._value(kind, name, inner[1])}
        if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
            return self._struct(hint)
        return self._plain(kind, name, hint)

    def _plain(self, kind: type, name: str, hint: Any) -> Any:
        if hint is bool:
            return self._random.random() < 0.5
        if hint in (int, float):
            secret = self._random.randint(710_000_000, 719_999_999)
            if (kind, name) in NUMBERS:
                self.secrets.add(str(secret))
                return secret
            return self._random.randint(0, 9)
        if (kind, name) in ((model.Period, "start"), (model.AsOf, "instant")):
            return "2026-01-01T00:00:00Z"
        if (kind, name) == (model.Period, "end"):
            return "2026-07-01T00:00:00Z"
        word = f"{self._random.randint(10**9, 10**10 - 1)}"
        if (kind, name) in OPEN:
            return f"open{word}"
        self.secrets.add(f"zq{word}")
        return f"environment/zq{word}" if name in ("asset", "assets", "subject") else f"zq{word}"
