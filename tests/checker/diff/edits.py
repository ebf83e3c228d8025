"""Edits of generated cases, each known to weaken the policy, with what it changes."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from checker.assess.assess import assess_with_grounds
from checker.beside.evidence import left_out, naming
from checker.diff.both import Both, Found
from checker.diff.model import Moved
from checker.diff.policy import policy_changes
from checker.diff.posture import moved
from checker.diff.standing import of_assessment
from checker.project.project import Project
from rsp.ref import Ref
from rsp.time import Moment
from tests.adapter import errors_of, offered_of, project_of

Map = dict[str, Any]
Edit = Callable[[Map], str | None]
"""Changes a case in place; the path of what changed, None where it has nothing of the kind."""


def edited(case: Map, edit: Edit) -> tuple[Map, str] | None:
    """A copy with an edit, and the path that it changed."""
    other = copy.deepcopy(case)
    path = edit(other)
    return None if path is None else (other, path)


def requirements(case: Map) -> list[tuple[str, Map]]:
    """Every requirement with its path."""
    return [
        (f"control/{control['id']}/evidence/{one['id']}", one)
        for control in case["controls"]
        for one in control["evidence"]
    ]


def _of_requirement(change: Callable[[Map], str | None]) -> Edit:
    """An edit of the first requirement that has what it takes."""

    def edit(case: Map) -> str | None:
        for path, one in requirements(case):
            name = change(one)
            if name is not None:
                return f"{path}/{name}"
        return None

    return edit


def _longer(key: str, operations: tuple[str, ...]) -> Edit:
    def change(one: Map) -> str | None:
        days = str(one.get(key, ""))
        if one["operation"] not in operations or not days.startswith("P") or "D" not in days:
            return None
        one[key] = "P4000D"
        return key

    return _of_requirement(change)


def _claim(one: Map) -> str | None:
    if one["min_reliability"] == "claim":
        return None
    one["min_reliability"] = "claim"
    return "min_reliability"


def _dependent(one: Map) -> str | None:
    if not one.get("independent_of"):
        return None
    name = one["independent_of"].pop()
    return f"independent_of/{name}"


def _unjudged(one: Map) -> str | None:
    return "judgement" if one.pop("judgement", None) is not None else None


def _unvalidated(one: Map) -> str | None:
    if not one["validations"]:
        return None
    one["validations"].pop()
    return "validations"


def _narrower(one: Map) -> str | None:
    if one.get("where") is not None or not isinstance(one.get("for_each"), str):
        return None
    if one["for_each"].startswith("event/"):
        return None
    one["where"] = "asset.id != 'e1'"
    return "where"


def _other_where(one: Map) -> str | None:
    if one.get("where") is None:
        return None
    one["where"] = f"({one['where']}) && true"
    return "where"


def _control(case: Map) -> str | None:
    return f"control/{case['controls'].pop()['id']}" if case["controls"] else None


def _requirement(case: Map) -> str | None:
    for control in case["controls"]:
        if len(control["evidence"]) > 1 and not control["any_of"]:
            return f"control/{control['id']}/evidence/{control['evidence'].pop()['id']}"
    return None


def _dependency(case: Map) -> str | None:
    for control in case["controls"]:
        if control["depends_on"]:
            return f"control/{control['id']}/depends_on/{control['depends_on'].pop()['control']}"
    return None


def _link(case: Map) -> str | None:
    for control in case["controls"]:
        if len(control["implements"]) == 1:
            return f"control/{control['id']}/implements/{control['implements'].pop()['clause']}"
    return None


def _asset(case: Map) -> str | None:
    for index, one in enumerate(case["inventory"]["assets"]):
        if one["type"] != "model":
            del case["inventory"]["assets"][index]
            return f"inventory/{one['type']}/{one['id']}"
    return None


def _attribute(case: Map) -> str | None:
    if all("holds_weights" not in str(one.get("where")) for _, one in requirements(case)):
        return None
    for one in case["inventory"]["assets"]:
        if one.get("attributes", {}).get("holds_weights") is True:
            one["attributes"]["holds_weights"] = False
            return f"inventory/{one['type']}/{one['id']}/attributes"
    return None


def _condition(case: Map) -> str | None:
    found = case["settings"]["conditions"]
    return f"settings/conditions/{found.pop()['condition']}" if found else None


def _gate(case: Map) -> str | None:
    case["settings"]["gate"] = {"allow_closed": True}
    return "settings/gate/allow_closed"


def _period(case: Map) -> str | None:
    start = case["settings"]["period"]["start"]
    if not start < case["now"][:10]:
        return None
    case["settings"]["period"]["start"] = case["now"]
    return "settings/period/start"


def _below(case: Map) -> str | None:
    for one in case["determinations"]:
        if one["outcome"] != "below":
            one["outcome"] = "below"
            return f"determination/{one['id']}/outcome"
    return None


def _undetermined(case: Map) -> str | None:
    for index, one in enumerate(case["determinations"]):
        if one["outcome"] != "below":
            del case["determinations"][index]
            return f"determination/{one['id']}"
    return None


def _extended(case: Map) -> str | None:
    for one in case["deviations"]:
        one["expires"] = "2099-01-01"
        return f"deviation/{one['id']}/expires"
    return None


def _member(case: Map) -> str | None:
    for one in case["parties"]:
        if len(one.get("member_of", ())) == 1:
            return f"party/{one['id']}/member_of/{one['member_of'].pop()['party']}"
    return None


def _parameter(case: Map) -> str | None:
    for control, values in case["settings"]["parameters"].items():
        for name, one in values.items():
            if control in {each["id"] for each in case["controls"]}:
                one["value"] = f"P{4000}D" if isinstance(one["value"], str) else 4000
                return f"settings/parameters/{control}/{name}"
    return None


WEAKENING: Mapping[str, Edit] = {
    "max_age": _longer("max_age", ("state", "instants", "continuous")),
    "cadence": _longer("cadence", ("instants",)),
    "tolerance": _longer("tolerance", ("continuous",)),
    "correct_within": _longer("correct_within", ("instants", "continuous")),
    "max_lag": _longer("max_lag", ("state", "instants", "continuous", "event")),
    "reliability": _of_requirement(_claim),
    "independence": _of_requirement(_dependent),
    "judgement": _of_requirement(_unjudged),
    "validation": _of_requirement(_unvalidated),
    "where added": _of_requirement(_narrower),
    "where changed": _of_requirement(_other_where),
    "control": _control,
    "requirement": _requirement,
    "dependency": _dependency,
    "link": _link,
    "asset": _asset,
    "attribute": _attribute,
    "condition": _condition,
    "gate": _gate,
    "period": _period,
    "outcome": _below,
    "determination": _undetermined,
    "deviation": _extended,
    "membership": _member,
    "parameter": _parameter,
}


def placed(case: Map) -> Project:
    """The project of a case, every thing with a reference."""
    found = project_of(case)
    inventory = Ref(document="inventory.yaml")
    names = {
        "settings": Ref(document="rsp.yaml"),
        **{key: inventory.at(key) for key in (*found.assets, *found.events)},
        **{f"party/{one}": Ref(document="parties.yaml").at(one) for one in found.parties},
        **{f"type/{one}": Ref(document=f"{one}.schema.json") for one in found.catalog.types},
    }
    return replace(found, refs={**names, **found.refs})


def beside(old: Map, new: Map) -> tuple[tuple[Found, ...], tuple[Moved, ...]]:
    """What changed in the policy, and in the verdicts on the evidence of the new case."""
    before, after = placed(old), placed(new)
    offered = offered_of(new)
    now = Moment.parse(new["now"]).latest
    judged = [
        assess_with_grounds(project, offered, errors_of(new), now)[0] for project in (before, after)
    ]
    both = Both(
        base=before,
        head=after,
        named=naming(tuple(offered)),
        left=left_out(before, after, *judged),
        trials=lambda change: (),
    )
    sides = [of_assessment(one, new["now"], "failed") for one in judged]
    return policy_changes(both), moved(*sides)
