"""The slow reference: docs/rules.md from R1 to R24 over plain dictionaries, obvious, not fast.

It shares no code with the core, so that a defect has to be made twice to stay unseen. `evaluate`
takes a case (see `tests/strategies.py`, which makes them) and gives verdicts and reasons. Where a
rule leaves room, the reading that fails closed is taken and marked `Reading:`.
"""

from __future__ import annotations

import calendar
import copy
import hashlib
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import combinations, permutations, product
from typing import Any

Map = dict[str, Any]
Moment = tuple[datetime, datetime]
ORGANIZATION = "organization"


class World:
    """A case, the lookups over it, and what the rules found so far, stage by stage."""

    def __init__(self, case: Map) -> None:
        self.case = case
        self.settings: Map = case["settings"]
        self.organization: str = self.settings["organization"]
        self.data: Map = case["edition"]["data"]
        self.clauses: dict[str, Map] = {c["id"]: c for c in case["edition"]["clauses"]}
        self.controls: dict[str, Map] = {c["id"]: c for c in case["controls"]}
        self.types: Map = case["types"]
        self.assets = {f"{a['type']}/{a['id']}": a for a in case["inventory"]["assets"]}
        self.events = {
            f"event/{e['type']}/{e['id']}": e for e in case["inventory"].get("events", [])
        }
        self.parties: dict[str, Map] = {p["id"]: p for p in case["parties"]}
        self.deviations: dict[str, Map] = {d["id"]: d for d in case.get("deviations", [])}
        self.reached = reached(self)
        self.now = now(case)
        self.period = period(self)
        self.models = [key for key in of_type(self, "model") if is_served(self, key)]
        self.subjects = [ORGANIZATION, *self.models]
        self.known: list[Map] = [r for r in case["records"] if is_known(self, r)]
        self.superseded = {r["id"] for r in self.known if is_superseded(self, r)}
        self.reused = reused(self)
        self.required = {model: required_standards(self, model) for model in self.models}
        self.instances: list[Map] = []
        self.judgements: dict[str, str] = {}
        self.applicable: dict[str, set[str]] = {}
        self.statuses: dict[str, dict[str, str]] = {}
        self.truth: dict[str, dict[str, str]] = {}
        """The statuses as they are, whatever is supposed."""
        self.valid: list[Map] | None = None


# --- Calendar -------------------------------------------------------------------------------------

DURATION = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?\Z"
)


def moment(text: str) -> Moment:
    """Earliest and latest instant: a date is its whole day in UTC."""
    if len(text) == len("2026-11-21"):
        start = datetime.fromisoformat(text).replace(tzinfo=UTC)
        return start, start + timedelta(days=1)
    at = datetime.fromisoformat(text).astimezone(UTC)
    return at, at


def after(at: datetime, duration: str) -> datetime:
    """The instant one `duration` after `at`, by the calendar, clamped at month ends."""
    found = DURATION.match(duration)
    if found is None:
        raise ValueError(duration)
    years, months, weeks, days, hours, minutes, seconds = (
        int(part or 0) for part in found.groups()
    )
    month = at.year * 12 + (at.month - 1) + years * 12 + months
    year, month = month // 12, month % 12 + 1
    day = min(at.day, calendar.monthrange(year, month)[1])
    return at.replace(year=year, month=month, day=day) + timedelta(
        weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds
    )


def observed(record: Map) -> Moment:
    """Start and end of what a record observed; of no length where it is one instant."""
    written = record["observed"]
    if isinstance(written, str):
        return moment(written)[0], moment(written)[0]
    return moment(written["from"])[0], moment(written["to"])[1]


def text_of(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


# --- R24 ------------------------------------------------------------------------------------------


def reached(w: World) -> set[str]:
    """Controls and clauses that errors reach, and `*` where they reach everything."""
    found: set[str] = set()
    for error in w.case.get("errors", []):
        for key in error["reaches"]:
            found |= reach(w, key)
    return found


def reach(w: World, key: str) -> set[str]:
    """What one key stands for: a control, a clause, what a type or a deviation bears on, or all."""
    kind, _, name = key.partition("/")
    if name in {"control": w.controls, "clause": w.clauses}.get(kind, {}):
        return {key}
    if kind == "type":
        using = {
            f"control/{control['id']}"
            for control in w.controls.values()
            for requirement in control["evidence"]
            if name
            in {requirement["type"], *(j["type"] for j in requirement.get("with", {}).values())}
        }
        return using if using or name in w.types else {"*"}
    if kind == "deviation" and name in w.deviations:
        about = w.deviations[name]
        if about.get("clause") or about.get("control"):
            kind = "clause" if about.get("clause") else "control"
            return {f"{kind}/{about[kind]}"}
    return {"*"}


# --- R1 -------------------------------------------------------------------------------------------


def now(case: Map) -> datetime:
    closed = case["settings"].get("closed") or {}
    return moment(case.get("now") or closed.get("as_of") or case["clock"])[1]


# --- R2 -------------------------------------------------------------------------------------------


def is_known(w: World, record: Map) -> bool:
    if "withdrawn" in record["problems"]:
        return True
    received = record.get("received_at")
    return moment(record["collected_at"])[1] <= w.now and (
        received is None or moment(received)[1] <= w.now
    )


def defects(record: Map) -> set[str]:
    """What is wrong with the document itself."""
    found = set(record["problems"])
    if "withdrawn" in found:
        return {"withdrawn"}
    if observed(record)[1] > moment(record["collected_at"])[1]:
        found.add("malformed")
    if record.get("received_at") is None:
        found.add("unsealed")
    return found


def is_late(w: World, control: Map, requirement: Map, record: Map) -> bool:
    lag = limit(w, control, requirement.get("max_lag"))
    return lag is not None and moment(record["collected_at"])[1] > after(observed(record)[1], lag)


# --- R3 -------------------------------------------------------------------------------------------


def is_fresh(w: World, control: Map, requirement: Map, instance: Map, record: Map) -> bool:
    max_age = limit(w, control, requirement.get("max_age"))
    due = w.now if instance["retired"] is None else min(w.now, instance["retired"])
    return max_age is not None and after(observed(record)[1], max_age) >= due


# --- R4 -------------------------------------------------------------------------------------------


def period(w: World) -> Moment:
    written = w.settings["period"]
    end = moment(written["end"])[1] if written.get("end") else w.now
    return moment(written["start"])[0], min(w.now, end)


def retirement(asset: Map) -> datetime | None:
    to = asset["in_service"].get("to")
    return moment(to)[1] if to else None


def window(w: World, assets: list[Map]) -> Moment:
    start, end = w.period
    for asset in assets:
        start = max(start, moment(asset["in_service"]["from"])[0])
        end = min(end, retirement(asset) or end)
    return start, end


def grace_end(
    w: World, control: Map, requirement: Map, assets: list[Map], start: datetime
) -> datetime:
    """From when on something is due: a grace after the later entry, if that is in the period."""
    entered = max((moment(a["in_service"]["from"])[0] for a in assets), default=w.period[0])
    grace = limit(w, control, requirement.get("grace"))
    if grace is None or entered <= w.period[0]:
        return start
    return max(start, after(entered, grace))


MONTHS = {"calendar-month": 1, "calendar-quarter": 3, "calendar-year": 12}


def silent_units(unit: str, start: datetime, end: datetime, good: list[Map]) -> list[Moment]:
    """The months, quarters or years from start to end without an observation that ends in them."""
    found = []
    # From the January before on, month by month: slow, and obvious.
    first = datetime(start.year, 1, 1, tzinfo=UTC)
    while first <= end:
        last = after(first, f"P{MONTHS[unit]}M")
        if start <= first and last <= end:
            seen = [
                first < b <= last if a < b else first <= b < last for a, b in map(observed, good)
            ]
            if not any(seen):
                found.append((first, last))
        first = last
    return found


def holes(
    w: World, control: Map, requirement: Map, instance: Map, good: list[Map], offered: list[Map]
) -> list[Moment]:
    """The stretches of the window that good records leave uncovered for too long; where something
    that was offered lies beyond one, it is not the last."""
    start, end = instance["due"], instance["window"][1]
    if requirement["operation"] == "instants" and requirement.get("cadence") in MONTHS:
        return silent_units(requirement["cadence"], start, end, good)
    between = limit(w, control, requirement.get("cadence"))
    at_the_end = between
    if requirement["operation"] == "continuous":
        between = limit(w, control, requirement.get("tolerance"))
        max_age = limit(w, control, requirement.get("max_age"))
        at_the_end = between if max_age is None else max_age
    covered, found = start, []
    for first, last in sorted(observed(record) for record in good):
        if first >= end:
            break
        if covered < first and after(covered, between or "PT0S") < first:
            found.append((covered, first))
        covered = max(covered, last)
    later = sorted(observed(record)[0] for record in offered)
    if requirement["operation"] == "continuous":
        for at in later:
            if covered < at < end and after(covered, between or "PT0S") < at:
                return [*found, (covered, at)]
    if covered < end and after(covered, at_the_end or "PT0S") < end:
        found.append((covered, end))
    return found


# --- R5 -------------------------------------------------------------------------------------------


def make(control: Map, requirement: Map, key: str, kind: str, **more: Any) -> Map:
    """An instance, before anything is known of it."""
    return {
        "id": f"{control['id']}/{requirement['id']}@{key}",
        "control": control,
        "requirement": requirement,
        "key": key,
        "kind": kind,
        "parts": [],
        "subject": None,
        "window": None,
        "due": None,
        "retired": None,
        "reasons": set(),
        "holes": [],
        "candidates": [],
        **more,
    }


def real_instances(w: World, control: Map, requirement: Map) -> list[Map]:
    """One for each asset, pair or event that `where` keeps, or for the organisation."""
    found = []
    for key, kind, parts in named_by(w, requirement.get("for_each")):
        assets = [w.assets[part] for part in parts if part in w.assets]
        span = window(w, assets)
        if kind != "event" and span[0] >= span[1]:
            continue
        ends = [end for end in map(retirement, assets) if end is not None]
        instance = make(control, requirement, key, kind, parts=parts, window=span, due=span[0])
        instance["retired"] = min(ends, default=None)
        due = grace_end(w, control, requirement, assets, span[0])
        if requirement.get("where") is not None:
            kept = evaluate_rule(requirement["where"], scope(w, control, instance))
            if kept == "false":
                continue
            if kept != "true":
                instance["reasons"].add("scope-error")
                due = span[0]
        instance["due"] = due
        if due <= span[1] or kind == "event":
            found.append(instance)
    return found


def named_by(w: World, for_each: Any) -> list[tuple[str, str, list[str]]]:
    """Key, kind and parts of everything that `for_each` names, whenever it was in service."""
    if for_each is None:
        return [(ORGANIZATION, "organization", [])]
    if isinstance(for_each, list | tuple):
        firsts, seconds = (of_type(w, kind) for kind in for_each)
        return [
            (f"{first}+{second}", "pair", [first, second])
            for first, second in product(firsts, seconds)
            if serves(w, first, second)
        ]
    if for_each.startswith("event/"):
        return [
            (key, "event", [key])
            for key, event in w.events.items()
            if key.startswith(for_each + "/")
            and w.period[0] <= moment(event["at"])[0] <= w.period[1]
        ]
    return [(key, "asset", [key]) for key in of_type(w, for_each)]


def of_type(w: World, kind: str) -> list[str]:
    return [key for key, asset in w.assets.items() if asset["type"] == kind]


def serves(w: World, first: str, second: str) -> bool:
    """Whether the first serves the second; any pair that holds no model does."""
    if second.startswith("model/"):
        return in_scope_of_model(w, first, second)
    if first.startswith("model/"):
        return in_scope_of_model(w, second, first)
    return True


def no_instances(w: World, control: Map, requirement: Map, subject: str | None) -> Map:
    """What stands for the absence of instances: a gap, unless a nil return shows the absence."""
    key = "nothing" if subject is None else f"nothing:{subject}"
    instance = make(control, requirement, key, "nothing", subject=subject, window=w.period)
    about = subject or ORGANIZATION
    said = [r for r in nil_returns(w, event_type(requirement)) if about in r["assets"]]
    false = [record for record in said if denies_any(w, record, about)]
    shown = [record for record in said if shows_absence(w, control, requirement, record)]
    instance["candidates"] = [record for record in shown if record not in false]
    if false:
        instance["reasons"].add("contradicted")
    if not instance["candidates"]:
        instance["reasons"].add("nothing-to-assess")
    return instance


def event_type(requirement: Map) -> str | None:
    for_each = requirement.get("for_each")
    if isinstance(for_each, str) and for_each.startswith("event/"):
        return for_each.removeprefix("event/")
    return None


def shows_absence(w: World, control: Map, requirement: Map, record: Map) -> bool:
    """Whether a nil return can be relied on, from the period's start to its end."""
    start, end = observed(record)
    max_age = limit(w, control, requirement.get("max_age"))
    return (
        is_sound(w, record)
        and is_presented(record)
        and record.get("sample") is None
        and at_least(effective(w, record), requirement["min_reliability"])
        and start <= w.period[0]
        and after(end, max_age or "PT0S") >= w.period[1]
    )


def nil_returns(w: World, event: str | None) -> list[Map]:
    """Nil returns about an event type that are known and not superseded, sound or not."""
    return [
        record
        for record in w.known
        if event is not None
        and record["type"] == "nil-return"
        and record["id"] not in w.superseded
        and (record.get("payload") or {}).get("event") == event
    ]


def denies_any(w: World, record: Map, about: str) -> bool:
    """Whether a nil return says of an event that bears on what it is about that it was not."""
    return any(
        event["type"] == record["payload"]["event"]
        and contains(record, event)
        and (about == ORGANIZATION or in_scope_of_model(w, key, about))
        for key, event in w.events.items()
    )


def contains(record: Map, event: Map) -> bool:
    """Whether an event is dated within an observation."""
    return observed(record)[0] <= moment(event["at"])[0] < observed(record)[1]


def is_denied(w: World, key: str) -> bool:
    """Whether a nil return says that this event did not happen."""
    event = w.events[key]
    # Reading: one about any model denies an event of all models.
    return any(
        contains(record, event)
        and any(
            asset == ORGANIZATION or in_scope_of_model(w, key, asset) for asset in record["assets"]
        )
        for record in nil_returns(w, event["type"])
    )


# --- R6 -------------------------------------------------------------------------------------------


def unknown_keys(w: World) -> list[str]:
    """Keys of models, assets and events that something names and the inventory lacks."""
    named = {f"model/{d['model']}" for d in w.case["determinations"]}
    for record in w.known:
        named |= {part for key in record["assets"] for part in key.split("+")}
    return sorted(named - {ORGANIZATION} - set(w.assets) - set(w.events))


def unknown_instances(w: World, control: Map, requirement: Map) -> list[Map]:
    for_each = requirement.get("for_each") or []
    types = for_each if isinstance(for_each, list | tuple) else [for_each]
    return [
        make(control, requirement, key, "unknown", reasons={"unknown-asset"}, window=w.period)
        for key in unknown_keys(w)
        if key.rpartition("/")[0] in types
    ]


# --- R7 -------------------------------------------------------------------------------------------


def in_scope_of_model(w: World, key: str, model: str) -> bool:
    """Whether one asset or event is in scope of a model."""
    if key.startswith("model/"):
        return key == model
    models = (w.assets.get(key) or w.events[key]).get("models")
    return models != "none" and (not models or model.removeprefix("model/") in models)


def in_scope(w: World, instance: Map, subject: str) -> bool:
    if instance["kind"] == "nothing":
        return instance["subject"] in (None, subject)
    if instance["kind"] in ("unknown", "organization"):
        return True
    if subject != ORGANIZATION:
        return all(in_scope_of_model(w, part, subject) for part in instance["parts"])
    standard = instance["control"]["standard"]
    if standard == "procedure":
        return True
    models = [model for model in w.models if bears_on(w, standard, model)]
    return any(in_scope(w, instance, model) for model in models)


def bears_on(w: World, standard: str, model: str) -> bool:
    if standard == "commitments":
        return any_asl(w.required[model])
    return standard in w.required[model]


def any_asl(standards: Iterable[str]) -> bool:
    return any(standard.startswith("asl-") for standard in standards)


def is_served(w: World, model: str) -> bool:
    """Whether a model is in service at any time in the period."""
    start, end = window(w, [w.assets[model]])
    return start < end


def nothing_for(w: World, control: Map, requirement: Map, real: list[Map]) -> list[Map]:
    """An instance for each subject that has the control in force and no real instance in scope."""
    return [
        no_instances(w, control, requirement, subject)
        for subject in w.subjects
        if control["id"] in in_force(w, subject)
        and not any(in_scope(w, instance, subject) for instance in real)
    ]


# --- R8 -------------------------------------------------------------------------------------------

UNSOUND = {"malformed", "unsealed", "tampered", "withdrawn", "reused", "too-large"}


def unsound(w: World, record: Map) -> set[str]:
    reuse = {"reused"} if record["id"] in w.reused else set()
    return (defects(record) | reuse) & UNSOUND


def is_sound(w: World, record: Map) -> bool:
    return not unsound(w, record)


def evidence_reasons(w: World, instance: Map) -> None:
    """All reasons that the evidence gives a real instance."""
    control, requirement = instance["control"], instance["requirement"]
    named = [
        record
        for record in w.known
        if record["type"] == requirement["type"] and instance["key"] in record["assets"]
    ]
    standing = [record for record in named if record["id"] not in w.superseded]
    from_unsound = still_counts(w, named).union(*(unsound(w, record) for record in standing))
    sound = [record for record in standing if is_sound(w, record)]
    counting = [record for record in sound if counts_for_presence(w, instance, record)]
    at_any_age = requirement["operation"] in ("state", "event")
    candidates = sound if at_any_age else counting
    hurting = [record for record in candidates if at_any_age or touches(instance, record)]
    instance["candidates"] = candidates
    results = {
        record["id"]: [
            evaluate_rule(validation["rule"], scope(w, control, instance, record))
            for validation in requirement.get("validations", [])
        ]
        for record in candidates
    }
    limits = {record["id"]: limiting(w, instance, record) for record in candidates}
    good = [
        record
        for record in candidates
        if not limits[record["id"]] and all(result == "true" for result in results[record["id"]])
    ]
    instance["presumes"] = {
        name
        for record in hurting
        if not (at_any_age and is_answered(w, instance, record, good))
        for name in complementary(w, record)
        if can_be_presumed(w, control, name)
    }
    reasons = set(from_unsound)
    for record in hurting:
        if not is_answered(w, instance, record, good):
            reasons |= exception_reasons(requirement["operation"], results[record["id"]])
    reasons |= contradictions(hurting, results)
    shortfall: set[str] | None = None
    is_present = any(record in counting for record in good)
    if is_present:
        shortfall = freshness_coverage(w, instance, good, candidates)
        reasons |= shortfall
    elif not counting:
        reasons |= {"stale"} if sound else set() if from_unsound else {"missing"}
    if shortfall != set():
        reasons |= set().union(*(limits[r["id"]] for r in candidates if r not in good))
    instance["reasons"] |= reasons if reasons or is_present else {"missing"}


def still_counts(w: World, named: list[Map]) -> set[str]:
    """Defects of superseded records that supersession does not remove (R10)."""
    of_superseded = [defects(record) for record in named if record["id"] in w.superseded]
    return set().union(*of_superseded) & {"tampered", "withdrawn"}


def counts_for_presence(w: World, instance: Map, record: Map) -> bool:
    control, requirement = instance["control"], instance["requirement"]
    return (
        requirement["operation"] == "event"
        or touches(instance, record)
        or is_fresh(w, control, requirement, instance, record)
    )


def touches(instance: Map, record: Map) -> bool:
    """Whether the observation touches the window: the whole of it for an instant, edges too."""
    start, end = observed(record)
    first, last = instance["window"]
    inside: bool = first <= start <= last if start == end else start < last and end > first
    return inside


def limiting(w: World, instance: Map, record: Map) -> set[str]:
    """Why a record cannot help, whatever its payload says."""
    control, requirement = instance["control"], instance["requirement"]
    found = set()
    if not is_theirs_to_show(w, instance, record):
        found.add("not-independent")
    if not all(can_be_presumed(w, control, name) for name in complementary(w, record)):
        found.add("complement-unknown")
    if is_late(w, control, requirement, record):
        found.add("late")
    if not at_least(effective(w, record), requirement["min_reliability"]):
        found.add("weak-reliability")
    if not independent_as_required(w, control, requirement, record):
        found.add("not-independent")
    if not is_presented(record):
        found.add("not-presented")
    if not is_sample_enough(w, requirement, record):
        found.add("sample-inadequate")
    return found


def is_presented(record: Map) -> bool:
    """Whether everything that it names was there to be looked at."""
    return "not-presented" not in record["problems"]


def is_sample_enough(w: World, requirement: Map, record: Map) -> bool:
    """Whether a record holds everything, or a sample that keeps to the requirement's rule."""
    sample, rule = record.get("sample"), requirement.get("sample")
    if sample is None:
        return True
    if rule is None or w.types.get(requirement["type"], {}).get("rows") is None:
        return False
    # Hundredths of rows, so that nothing is rounded but by the rule.
    part = Decimal(str(rule.get("percent", 0))) * sample["population"]
    drawn = sample["size"]
    enough = drawn >= rule["at_least"] and Decimal(100) * drawn >= part
    return (
        (enough or drawn >= sample["population"])
        and sample.get("seed") is not None
        and sample.get("exceptions") is not None
        and sample["exceptions"] <= rule.get("exceptions_at_most", 0)
    )


def is_answered(w: World, instance: Map, record: Map, good: list[Map]) -> bool:
    """Whether a good candidate settles (state, event) or corrects (over time) this exception."""
    requirement, end = instance["requirement"], observed(record)[1]
    within = limit(w, instance["control"], requirement.get("correct_within"))
    for other in good:
        later = observed(other)[1]
        if other["source"]["system"] != record["source"]["system"] or later <= end:
            continue
        if requirement["operation"] in ("state", "event"):
            return True
        if within is not None and later <= after(end, within):
            return True
    return False


def exception_reasons(operation: str, results: list[str]) -> set[str]:
    failed = "validation-failed" if operation in ("state", "event") else "exception-in-period"
    names = {"false": failed, "error": "validation-error", "too-large": "too-large"}
    return {names[result] for result in results if result != "true"}


def freshness_coverage(w: World, instance: Map, good: list[Map], candidates: list[Map]) -> set[str]:
    """Of freshness and coverage, what fails where presence is given."""
    control, requirement = instance["control"], instance["requirement"]
    operation = requirement["operation"]
    found = set()
    if (
        operation != "event"
        and limit(w, control, requirement.get("max_age")) is not None
        and not any(is_fresh(w, control, requirement, instance, record) for record in good)
    ):
        found.add("stale")
    if operation in ("instants", "continuous"):
        instance["holes"] = holes(w, control, requirement, instance, good, candidates)
        if instance["holes"]:
            found.add("coverage-hole")
    return found


def parameters(w: World, control: Map) -> Map:
    """The parameters of a control that have a value of their type."""
    declared = w.settings.get("parameters", {}).get(control["id"], {})
    values = {}
    for name, parameter in control.get("parameters", {}).items():
        value = None if parameter.get("policy_leaves_open") else parameter.get("default")
        if name in declared:
            value = declared[name]["value"]
        if is_of_type(value, parameter.get("type")):
            values[name] = value
    return values


def is_of_type(value: Any, kind: str | None) -> bool:
    """Whether a value is one, of the type of its parameter."""
    if isinstance(value, bool) or kind == "boolean":
        return isinstance(value, bool) and kind == "boolean"
    kinds: dict[str | None, Any] = {"integer": int, "number": (int, float)}
    return is_duration(value) if kind == "duration" else isinstance(value, kinds.get(kind, str))


def limit(w: World, control: Map, written: str | None) -> str | None:
    """A duration, or the parameter that states it; None where there is none or it states none."""
    if written is None or not written.startswith("params."):
        return written
    value = parameters(w, control).get(written.removeprefix("params."))
    return value if is_duration(value) else None


def is_duration(value: Any) -> bool:
    return isinstance(value, str) and len(value) > 1 and DURATION.match(value) is not None


LIMITS = ["max_age", "cadence", "tolerance", "max_lag", "correct_within", "grace"]


def has_undeclared(w: World, control: Map) -> bool:
    """Whether a parameter has no value, or one that a limit names states no duration."""
    values = parameters(w, control)
    written = [
        limit
        for requirement in control["evidence"]
        for limit in (
            *(requirement.get(name) for name in LIMITS),
            *(join["within"] for join in requirement.get("with", {}).values()),
        )
        if limit is not None and limit.startswith("params.")
    ]
    return any(name not in values for name in control.get("parameters", {})) or any(
        not is_duration(values.get(limit.removeprefix("params."))) for limit in written
    )


# --- R9 -------------------------------------------------------------------------------------------


def number(value: Any) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("not a number")
    return value


def at_most(one: Any, two: Any) -> bool:
    """Numbers compare with numbers, texts with texts."""
    if isinstance(one, str) and isinstance(two, str):
        return one <= two
    return number(one) <= number(two)


def nested(scope: Map) -> bool:
    """A loop in a loop, over the engine's budget of 9,999 iterations from 100 rows on."""
    rows = scope["evidence"]["rows"]
    if len(rows) ** 2 > 9_999:
        raise OverflowError("over budget")
    return True


RULES: dict[str, Callable[[Map], Any]] = {
    "evidence.ok": lambda s: s["evidence"]["ok"],
    "evidence.count <= 5": lambda s: at_most(s["evidence"]["count"], 5),
    "evidence.count <= params.most": lambda s: at_most(s["evidence"]["count"], s["params"]["most"]),
    "ratio(evidence.part, evidence.whole) >= 0.5": lambda s: (
        number(s["evidence"]["part"]) / number(s["evidence"]["whole"]) >= 0.5
    ),
    "evidence.rows.all(a, evidence.rows.all(b, a == b || a != b))": nested,
    "evidence.missing == 1": lambda s: s["evidence"]["missing"] == 1,
    "roster.ok": lambda s: s["roster"]["ok"],
    "evidence.count <= roster.count": lambda s: at_most(
        s["evidence"]["count"], s["roster"]["count"]
    ),
    "asset.holds_weights": lambda s: s["asset"]["holds_weights"],
    "model.frontier": lambda s: s["model"]["frontier"],
    "event.real": lambda s: s["event"]["real"],
}
"""Every rule text a case may hold, and what it means."""


def evaluate_rule(rule: str, names: Map) -> str:
    """`true`, `false`, `error` or `too-large`; only true is true."""
    try:
        value = RULES[rule](names)
    except OverflowError:
        return "too-large"
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return "error"
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else "error"


def scope(w: World, control: Map, instance: Map, record: Map | None = None) -> Map:
    """What a rule may read."""
    names: Map = {"params": parameters(w, control)}
    parts = instance["parts"]
    if instance["kind"] == "event":
        names["event"] = flat(w.events[parts[0]])
    else:
        for name, part in zip(("asset", "model"), parts, strict=False):
            names[name] = flat(w.assets[part])
    if record is not None:
        names["evidence"] = record.get("payload") or {}
        for name, join in instance["requirement"].get("with", {}).items():
            found = joined(w, instance, join, record)
            if found is not None:
                names[name] = found.get("payload") or {}
    return names


def flat(thing: Map) -> Map:
    rest = {name: value for name, value in thing.items() if name != "attributes"}
    return {**rest, **thing.get("attributes", {})}


def joined(w: World, instance: Map, join: Map, record: Map) -> Map | None:
    """The nearest record of the joined type, by the most exact key that any such record names.

    None too where it is worth less than the requirement asks, holds a sample, or is kept elsewhere:
    reading it is then an error.
    """
    control, requirement = instance["control"], instance["requirement"]
    within = limit(w, control, join["within"])
    pool = [
        other
        for other in w.known
        if other["type"] == join["type"] and other["id"] not in w.superseded and is_sound(w, other)
    ]
    keys = [instance["key"], ORGANIZATION]
    if instance["kind"] == "pair":
        keys += instance["parts"]
    # Reading: the key is chosen before the distance is looked at.
    tiers = [[other for other in pool if key in other["assets"]] for key in keys]
    named = next((tier for tier in tiers if tier), [])
    end = observed(record)[1]
    near = []
    for other in named:
        first, last = sorted((end, observed(other)[1]))
        if within is not None and last <= after(first, within):
            near.append(other)
    near.sort(key=lambda other: other["id"])
    near.sort(key=lambda other: observed(other)[1], reverse=True)
    near.sort(key=lambda other: abs(observed(other)[1] - end))
    enough = near and at_least(effective(w, near[0]), requirement["min_reliability"])
    enough = enough and near[0].get("sample") is None and is_presented(near[0])
    return near[0] if enough else None


# --- R10 ------------------------------------------------------------------------------------------


def is_superseded(w: World, record: Map) -> bool:
    return any(supersedes(w, other, record) for other in w.known if other is not record)


def supersedes(w: World, new: Map, old: Map) -> bool:
    if "withdrawn" in defects(old) or defects(new) & (UNSOUND - {"reused"}):
        return False
    return (
        (new.get("supersedes") or {}).get("record") == old["id"]
        and new["type"] == old["type"]
        and set(new["assets"]) >= set(old["assets"])
        and moment(new["collected_at"])[1] > moment(old["collected_at"])[1]
        and at_least(effective(w, new), effective(w, old))
        and (is_presented(new) or not is_presented(old))
        and holds_as_much(new, old)
        and (answers_again(new, old) if new["type"] == ANSWER else sees_as_much(new, old))
    )


ANSWER = "reviewer-answer"


def holds_as_much(new: Map, old: Map) -> bool:
    """Whether it holds everything, or is drawn from a population of which the other was too."""
    one, two = new.get("sample"), old.get("sample")
    return one is None or (two is not None and bool(one["size"] >= two["size"]))


def sees_as_much(new: Map, old: Map) -> bool:
    """Whether it observes all that the other observed, so far as that is worth anything."""
    if defects(old) & (UNSOUND - {"reused"}):
        return True
    inner, outer = observed(old), observed(new)
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def answers_again(new: Map, old: Map) -> bool:
    """Whether the same producer answers about the same judgement."""
    one, two = (new.get("payload") or {}), (old.get("payload") or {})
    return producer(new) == producer(old) and one.get("judgement") == two.get("judgement")


def overlap(one: Moment, two: Moment) -> bool:
    """Whether two half-open spans share an instant; one of no length is its instant."""
    if one[0] == one[1] and two[0] == two[1]:
        return one == two
    if one[0] == one[1]:
        return two[0] <= one[0] < two[1]
    if two[0] == two[1]:
        return one[0] <= two[0] < one[1]
    return one[0] < two[1] and two[0] < one[1]


def contradictions(candidates: list[Map], results: dict[str, list[str]]) -> set[str]:
    for one, two in combinations(candidates, 2):
        if overlap(observed(one), observed(two)):
            pairs = zip(results[one["id"]], results[two["id"]], strict=True)
            if any({first, second} == {"true", "false"} for first, second in pairs):
                return {"contradicted"}
    return set()


def reused(w: World) -> set[str]:
    """Ids of records that offer what another one offers for something else."""
    found = set()
    standing = [
        record
        for record in w.known
        if record["id"] not in w.superseded and "withdrawn" not in record["problems"]
    ]
    for one, two in combinations(standing, 2):
        if one["type"] != two["type"] or not (digests(one) & digests(two)):
            continue
        shareable = w.types.get(one["type"], {}).get("shareable", False)
        if observed(one) != observed(two) or (
            set(one["assets"]) != set(two["assets"]) and not shareable
        ):
            found |= {one["id"], two["id"]}
    return found


def digests(record: Map) -> set[tuple[str, str]]:
    found = {("artifact", artifact["sha256"]) for artifact in record.get("artifacts", [])}
    if record.get("payload_digest") is not None:
        found.add(("payload", record["payload_digest"]))
    return found


# --- R11 ------------------------------------------------------------------------------------------

RELIABILITY = ["claim", "representation", "record", "independent"]


def at_least(have: str, need: str) -> bool:
    return RELIABILITY.index(have) >= RELIABILITY.index(need)


def effective(w: World, record: Map) -> str:
    declared: str = record["reliability"]
    if declared in ("claim", "representation"):
        return declared
    source = record["source"]
    has_rows = w.types.get(record["type"], {}).get("rows") is not None
    if (
        not source.get("system")
        or not source.get("query")
        or (has_rows and source.get("rows") is None)
        or "unsealed" in defects(record)
    ):
        return "representation"
    if declared == "independent" and is_outside(w, producer(record), collection(record)):
        return "independent"
    return "record"


def producer(record: Map) -> str:
    party: str = record["produced_by"]["party"]
    return party


def collection(record: Map) -> datetime:
    return moment(record["collected_at"])[0]


def belongs(w: World, party: str, at: datetime) -> set[str]:
    """All that a party is a member of at an instant, transitively."""
    found: set[str] = set()
    todo = [party]
    while todo:
        for membership in w.parties.get(todo.pop(), {}).get("member_of", []):
            start, end = membership.get("from"), membership.get("to")
            if (start and moment(start)[0] > at) or (end and moment(end)[1] <= at):
                continue
            if membership["party"] not in found:
                found.add(membership["party"])
                todo.append(membership["party"])
    return found


def is_outside(w: World, party: str, at: datetime) -> bool:
    """Known, not the organisation, not belonging to it, and not what it belongs to."""
    organization = w.organization
    return (
        {party, organization} <= set(w.parties)
        and party != organization
        and organization not in belongs(w, party, at)
        and party not in belongs(w, organization, at)
    )


def are_independent(w: World, one: str, two: str, at: datetime) -> bool:
    common = {w.organization} | belongs(w, w.organization, at)
    if not {one, two} <= set(w.parties) or {one, two} & common:
        return False
    return not ({one} | belongs(w, one, at) - common) & ({two} | belongs(w, two, at) - common)


def independent_as_required(w: World, control: Map, requirement: Map, record: Map) -> bool:
    party, at = producer(record), collection(record)
    required = requirement.get("independent_of", [])
    if "organization" in required and not is_outside(w, party, at):
        return False
    if "owner" in required and not are_independent(w, party, control["owner"], at):
        return False
    return all(are_independent_of_showing(w, party, name, at) for name in required if "/" in name)


def are_independent_of_showing(w: World, party: str, name: str, at: datetime) -> bool:
    """Whether a party is independent of all who offered evidence for another requirement."""
    other, _, id = name.partition("/")
    asked = [r for r in w.controls.get(other, {"evidence": []})["evidence"] if r["id"] == id]
    offered = [
        record
        for requirement in asked
        for record in w.known
        if record["type"] == requirement["type"]
        and record["id"] not in w.superseded
        and any(is_kind(key, requirement.get("for_each")) for key in record["assets"])
    ]
    return any(is_sound(w, record) for record in offered) and all(
        "produced_by" in record and are_independent(w, party, producer(record), at)
        for record in offered
    )


def is_theirs_to_show(w: World, instance: Map, record: Map) -> bool:
    """Whether a producer can show what is in part or wholly the operator's doing."""
    if instance["requirement"].get("responsibility", "own") == "own":
        return True
    parts = [w.assets[part] for part in instance["parts"] if part in w.assets]
    operators = {part["operated_by"] for part in parts if part.get("operated_by")}
    at = collection(record)
    if not operators or not operators <= set(w.parties):
        return False
    return all(is_inside(w, one, at) for one in operators) or is_outside(w, producer(record), at)


def is_inside(w: World, party: str, at: datetime) -> bool:
    """The organisation, of it, or what it belongs to."""
    house = {w.organization} | belongs(w, w.organization, at)
    return w.organization in w.parties and (
        party in house or w.organization in belongs(w, party, at)
    )


def is_kind(key: str, for_each: Any) -> bool:
    """Whether a key is one that a `for_each` could stand for, in service or not."""
    if for_each is None:
        return key == ORGANIZATION
    kinds = [for_each] if isinstance(for_each, str) else list(for_each)
    return [part.rpartition("/")[0] for part in key.split("+")] == kinds


# R12 is a property of the whole: tests/reference/test_monotone.py.


# --- R13 ------------------------------------------------------------------------------------------


def is_required(w: World, standard: str, subject: str) -> bool:
    if subject != ORGANIZATION:
        return standard in w.required[subject]
    if standard == "commitments":
        return any(any_asl(standards) for standards in w.required.values())
    return standard == "procedure"


def dependencies(control: Map) -> list[str]:
    return [dependency["control"] for dependency in control.get("depends_on", [])]


def complementary(w: World, record: Map) -> list[Any]:
    """What a record names as controls of the organisation that it presumes."""
    path = w.types.get(record["type"], {}).get("complementary")
    if path is None:
        return []
    rows = (record.get("payload") or {}).get(path)
    if not isinstance(rows, list):
        return [None]
    return [row.get("control") if isinstance(row, dict) else None for row in rows]


def can_be_presumed(w: World, control: Map, name: Any) -> bool:
    """Whether there is such a control, and it may be rested on (R19)."""
    if not isinstance(name, str) or name not in w.controls:
        return False
    standards = (w.controls[name]["standard"], control["standard"])
    return standards[0] != "commitments" or standards[1] == "commitments"


def presumed(w: World, control: Map, subject: str) -> set[str]:
    """What the evidence for a control's instances in a subject's scope presumes."""
    found: set[str] = set()
    for instance in instances_of(w, control["id"]):
        if in_scope(w, instance, subject):
            found |= instance.get("presumes", set())
    return found


def live_dependencies(w: World, control: Map, subject: str) -> list[str]:
    """Dependencies but, for the organisation, those of an ASL-3 standard that no model requires."""
    return [
        name
        for name in {*dependencies(control), *presumed(w, control, subject)}
        if name in w.controls
        and not (
            subject == ORGANIZATION
            and w.controls[name]["standard"].startswith("asl-3/")
            and not any(w.controls[name]["standard"] in found for found in w.required.values())
        )
    ]


def in_force(w: World, subject: str) -> set[str]:
    found = {name for name, c in w.controls.items() if is_required(w, c["standard"], subject)}
    todo = list(found)
    while todo:
        for name in live_dependencies(w, w.controls[todo.pop()], subject):
            if name not in found:
                found.add(name)
                todo.append(name)
    return found


def all_below(w: World, control: str) -> set[str]:
    """Everything a control depends on, transitively; itself too where that is a cycle."""
    found: set[str] = set()
    todo = dependencies(w.controls[control])
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += dependencies(w.controls[name]) if name in w.controls else []
    return found


def all_live_below(w: World, control: str, subject: str) -> set[str]:
    """Everything a control depends on for a subject, transitively."""
    found: set[str] = set()
    todo = live_dependencies(w, w.controls[control], subject)
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += live_dependencies(w, w.controls[name], subject)
    return found


def is_broken(w: World, control: str) -> bool:
    """Whether an error reaches it, it asks for no evidence, or depends on what does not exist."""
    return (
        bool(w.reached & {"*", f"control/{control}"})
        or not w.controls[control]["evidence"]
        or any(name not in w.controls for name in dependencies(w.controls[control]))
    )


def applicable(w: World, subject: str) -> set[str]:
    """In force, and not for clauses alone that are all not applicable."""
    force = in_force(w, subject)
    found = set()
    for name in force:
        clauses = [link["clause"] for link in w.controls[name].get("implements", [])]
        # Reading: of a standard not in force, only for its own conditions is one not applicable.
        if not clauses or any(clause_applies(w, clause, subject) for clause in clauses):
            found.add(name)
    todo = list(found)
    while todo:
        for name in live_dependencies(w, w.controls[todo.pop()], subject):
            if name in force and name not in found:
                found.add(name)
                todo.append(name)
    return found


def is_gap(w: World, instance: Map, subject: str) -> bool:
    return in_scope(w, instance, subject) and instance["status"] == "unmet"


def instances_of(w: World, control: str, carrying: list[str] | None = None) -> list[Map]:
    return [
        instance
        for instance in w.instances
        if instance["control"]["id"] == control
        and (carrying is None or instance["requirement"]["id"] in carrying)
    ]


def control_statuses(w: World, subject: str) -> dict[str, str]:
    """The status of every control in force for a subject, dependencies first."""
    found: dict[str, str] = {}

    def status(name: str, above: list[str]) -> str:
        control = w.controls[name]
        if name in above:
            return "not-assessed"
        below = {
            found.get(other) or status(other, [*above, name])
            for other in live_dependencies(w, control, subject)
        }
        if is_broken(w, name) or "not-assessed" in below:
            return "not-assessed"
        if name not in w.applicable[subject]:
            return "not-applicable"
        if any(is_gap(w, instance, subject) for instance in instances_of(w, name)):
            return "gap"
        if below & {"gap", "undermined"}:
            return "undermined"
        asked = {judgement_id(control, r) for r in control["evidence"] if r.get("judgement")}
        if "undetermined" in below or any(w.judgements[name] == "open" for name in asked):
            return "undetermined"
        return "satisfied"

    for name in sorted(in_force(w, subject)):
        found[name] = status(name, [])
    return found


def causes(w: World, control: str, subject: str) -> set[str]:
    """The controls in `gap` that undermine one."""
    found = set()
    for name in live_dependencies(w, w.controls[control], subject):
        if w.statuses[subject][name] == "gap":
            found.add(name)
        if w.statuses[subject][name] == "undermined":
            found |= causes(w, name, subject)
    return found


def settle_alternatives(w: World) -> None:
    """Give each instance its status: met, unmet, or alternative to a met one at the same key."""
    for instance in w.instances:
        instance["status"] = "unmet" if instance["reasons"] else "met"
    for instance in w.instances:
        control, mine = instance["control"], instance["requirement"]["id"]
        groups = [group["of"] for group in control.get("any_of", []) if mine in group["of"]]
        if instance["status"] == "unmet" and groups:
            met = [
                other["requirement"]["id"]
                for other in instances_of(w, control["id"])
                if other["key"] == instance["key"] and other["status"] == "met"
            ]
            if all(set(group) & set(met) for group in groups):
                instance["status"] = "alternative"


# --- R14 ------------------------------------------------------------------------------------------

WORST = ["not-assessed", "gap", "uncovered", "undermined", "undetermined", "satisfied"]


def worst(statuses: Iterable[str]) -> str:
    return min(statuses, key=WORST.index)


def condition(w: World, clause: Map, subject: str) -> bool | None:
    """Whether the condition of a clause is given; None while that is undecided."""
    if not clause.get("when"):
        return True
    rules = {c["id"]: c["decided_by"] for c in w.data.get("conditions", [])}
    kind, _, what = rules.get(clause["when"], "").partition(": ")
    if kind == "required":
        of = w.subjects if subject == ORGANIZATION else [subject]
        return any(is_required(w, what, one) for one in of)
    if kind == "any-required":
        return any(any_asl(standards) for standards in w.required.values())
    if kind == "threshold":
        kinds = {t["id"]: t["kind"] for t in w.data["thresholds"]}
        return any(
            kinds.get(what) != "threshold" or standing(w, model, what)[0] != "below"
            for model in w.models
        )
    if kind == "declaration":
        if any(c["condition"] == clause["when"] for c in w.settings.get("conditions", [])):
            return True
        if has_deviation(w, "not-applicable", clause, subject):
            return False
    return None


def is_used(w: World, clause: str) -> bool:
    return any(p["clause"] == clause for p in w.settings.get("permissions", []))


def clause_applies(w: World, name: str, subject: str) -> bool:
    """No condition of it or above it is not given, and it stands below no unused `may`."""
    clause = w.clauses.get(name)
    below = False
    while clause is not None:
        if condition(w, clause, subject) is False:
            return False
        if below and clause["modality"] == "may" and not is_used(w, clause["id"]):
            return False
        clause, below = w.clauses.get(clause.get("parent") or ""), True
    return True


def carrying_requirements(control: Map, link: Map) -> list[Map]:
    """The requirements that a control's links to a clause name, with their alternatives, or all."""
    named_by = [one.get("by") for one in control["implements"] if one["clause"] == link["clause"]]
    named = {name for by in named_by for name in by or ()}
    for group in control.get("any_of", []):
        if named & set(group["of"]):
            named |= set(group["of"])
    return [r for r in control["evidence"] if not all(named_by) or r["id"] in named]


def link_status(w: World, control: Map, link: Map, subject: str) -> str:
    statuses = w.statuses[subject]
    carrying = carrying_requirements(control, link)
    names = [requirement["id"] for requirement in carrying]
    here = [i for i in instances_of(w, control["id"], names) if in_scope(w, i, subject)]
    below = {statuses.get(name) for name in live_dependencies(w, control, subject)}
    judgements = [judgement_id(control, r) for r in carrying if r.get("judgement")]
    found = ["satisfied"]
    if statuses.get(control["id"], "not-assessed") == "not-assessed":
        found.append("not-assessed")
    if not carrying or {i["requirement"]["id"] for i in here} != set(names):
        found.append("gap")
    if any(is_gap(w, instance, subject) for instance in here):
        found.append("gap")
    if below & {"gap", "undermined"}:
        found.append("undermined")
    if (
        link.get("state") != "current"
        or "undetermined" in below
        or any(w.judgements[name] == "open" for name in judgements)
    ):
        found.append("undetermined")
    return worst(found)


DUTIES = ("must", "expect", "commitment")


def clause_statuses(w: World, subject: str) -> dict[str, str]:
    """The status of every clause of the standards that are in force for a subject."""
    return {
        name: clause_status(w, name, subject)
        for name, clause in w.clauses.items()
        if is_required(w, clause["standard"], subject)
    }


def clause_status(w: World, name: str, subject: str) -> str:
    clause = w.clauses[name]
    if w.reached & {"*", f"clause/{name}"}:
        return "not-assessed"
    if not clause_applies(w, name, subject):
        return "not-applicable"
    result = supported(w, clause, subject)
    if condition(w, clause, subject) is None:
        keeps = ("satisfied", "informative", "not-assessed")
        return result if result in keeps else "undetermined"
    if (
        clause["modality"] == "expect"
        and result not in ("satisfied", "not-assessed", "not-applicable")
        and has_deviation(w, "substitute", clause, subject)
    ):
        return "substituted"
    return result


def supported(w: World, clause: Map, subject: str) -> str:
    """What links and children make of a clause that applies, condition and substitute aside."""
    modality = clause["modality"]
    if modality == "may" and not is_used(w, clause["id"]):
        return "informative"
    links = [link_status(w, control, link, subject) for control, link in links_of(w, clause["id"])]
    children = {
        name: clause_status(w, name, subject) for name in clause["children"] if counts(w, name)
    }
    result = with_children(w, links, children) or without_support(clause)
    if modality in ("aim", "example", "note"):
        return result if result in ("satisfied", "not-applicable") else "informative"
    if modality != "may" and result == "satisfied" and not is_judged(w, clause):
        return "undetermined"
    return result


def counts(w: World, child: str) -> bool:
    modality = w.clauses[child]["modality"]
    return modality in DUTIES or (modality == "may" and is_used(w, child))


def with_children(w: World, links: list[str], children: dict[str, str]) -> str | None:
    """The worst of links and of children that count; None where there is neither."""
    counting = {name: status for name, status in children.items() if status != "informative"}
    if not links and counting and set(counting.values()) == {"not-applicable"}:
        return "not-applicable"
    here = {name: status for name, status in counting.items() if status != "not-applicable"}
    if not links and here and set(here.values()) == {"uncovered"}:
        return "uncovered"
    parts = links + [counted(w, name, status) for name, status in here.items()]
    return worst(parts) if parts else None


def counted(w: World, child: str, status: str) -> str:
    """What the status of a child counts as in its group."""
    if status == "uncovered":
        return "undetermined" if w.clauses[child]["modality"] == "expect" else "gap"
    return "satisfied" if status == "substituted" else status


def links_of(w: World, clause: str) -> list[tuple[Map, Map]]:
    """Every link to a clause, with its control."""
    return [
        (control, link)
        for control in w.controls.values()
        for link in control.get("implements", [])
        if link["clause"] == clause
    ]


def is_judged(w: World, clause: Map) -> bool:
    """Whether somebody is asked about a clause whose check is not by machine alone."""
    # Reading: a group without links asks nobody; its children do not ask for it.
    return not set(clause["check"]) & {"P", "J"} or any(
        requirement.get("judgement")
        and w.judgements[judgement_id(control, requirement)] != "rejected"
        for control, link in links_of(w, clause["id"])
        for requirement in carrying_requirements(control, link)
    )


def without_support(clause: Map) -> str:
    silent = clause["modality"] in ("note", "may", "aim", "example")
    return "informative" if silent else "uncovered"


# --- R15 ------------------------------------------------------------------------------------------


def required_standards(w: World, model: str) -> set[str]:
    found = set()
    for threshold in w.data["thresholds"]:
        if threshold["kind"] == "threshold" and standing(w, model, threshold["id"])[0] != "below":
            found |= standards_of(threshold)
    for activated in w.settings.get("activated", []):
        if f"model/{activated['model']}" == model and moment(activated["date"])[0] <= w.now:
            found.add(activated["standard"])
    return found


def standards_of(threshold: Map) -> set[str]:
    """`{deployment: ASL-3}` is `asl-3/deployment`."""
    requires = threshold.get("requires", {}).items()
    return {f"{level.lower()}/{standard}" for standard, level in requires if level}


# --- R16 ------------------------------------------------------------------------------------------

SEVERITY = ["below", "cannot-rule-out", "passed"]


def standing(w: World, model: str, threshold: str) -> tuple[str, str | None]:
    """The effective outcome for a model and a threshold, and why where it is not as determined."""
    here = [
        d
        for d in w.case["determinations"]
        if f"model/{d['model']}" == model
        and d["threshold"] == threshold
        and moment(d["decided_at"])[1] <= w.now
    ]
    here = [
        d
        for d in here
        if not any(
            (other.get("supersedes") or {}).get("determination") == d["id"]
            and moment(other["decided_at"])[1] >= moment(d["decided_at"])[1]
            for other in here
            if other is not d
        )
    ]
    if not here:
        return "cannot-rule-out", "no-determination"
    outcomes: dict[str, str | None] = {}
    for outcome in SEVERITY:
        of_outcome = [d for d in here if d["outcome"] == outcome]
        if of_outcome:
            last = max(of_outcome, key=lambda d: (moment(d["decided_at"])[1], d["id"]))
            if outcome == "below" and not is_supported(w, last):
                outcomes["cannot-rule-out"] = "determination-unsupported"
            else:
                # Reading: what is also determined as such needs no other reason.
                outcomes[outcome] = None
    stands = max(outcomes, key=SEVERITY.index)
    return stands, outcomes[stands]


def is_supported(w: World, determination: Map) -> bool:
    """Whether a `below` is effective."""
    rule = w.data["determination"]
    stated = determination.get("standing", "decided") == "publicly-stated"
    by_now = [a for a in determination.get("approvals", []) if moment(a["date"])[1] <= w.now]
    assessed = moment(determination["assessed_at"])[0]
    overtaken = after(assessed, rule["reassess_after"]) <= w.now
    before = moment(determination["decided_at"])[1] < assessed
    if overtaken or before or not (stated or are_approved(w, rule["approvals"], by_now)):
        return False
    model = w.assets[f"model/{determination['model']}"]
    then = determination.get("effective_compute")
    today = model.get("attributes", {}).get("effective_compute")
    if stated:
        return True
    if then is None or today is None:
        return False
    return bool(today < then * rule["reassess_at_effective_compute"])


def are_approved(w: World, roles: list[str], approvals: list[Map]) -> bool:
    """Whether each role approved through a different known party that held it at that date."""
    if not roles:
        return False
    able = [
        {
            a["party"]
            for a in approvals
            if a["role"] == role and holds(w, a["party"], role, a["date"])
        }
        for role in roles
    ]
    everyone = sorted(set().union(*able))
    return any(
        all(party in parties for party, parties in zip(chosen, able, strict=True))
        for chosen in permutations(everyone, len(roles))
    )


def holds(w: World, party: str, role: str, date: str) -> bool:
    """Whether a known party is itself a member of the role, for the whole of the date."""
    # Reading: neither through another party nor by being the role.
    first, last = moment(date)
    for membership in w.parties.get(party, {}).get("member_of", []):
        start, end = membership.get("from"), membership.get("to")
        begun = not start or moment(start)[0] <= first
        over = end and (moment(end)[1] < last or moment(end)[1] <= first)
        if membership["party"] == role and begun and not over:
            return True
    return False


# --- R17, R19 -------------------------------------------------------------------------------------


def verdict(w: World, standard: str, subject: str, clauses: dict[str, str]) -> str:
    if not is_required(w, standard, subject):
        return "not-required"
    counting = ["must", "expect", *(["commitment"] if standard == "commitments" else [])]
    statuses = [
        (w.clauses[name]["modality"], status)
        for name, status in clauses.items()
        if w.clauses[name]["standard"] == standard
        and w.clauses[name]["modality"] in counting
        and status != "not-applicable"
    ]
    found = {status for _, status in statuses}
    if not statuses or "*" in w.reached or "not-assessed" in found:
        return "not-assessed"
    if found & {"gap", "undermined"} or any(
        status == "uncovered" and modality != "expect" for modality, status in statuses
    ):
        return "not-conformant"
    if found & {"undetermined", "uncovered"}:
        return "undetermined"
    return "conformant"


def standards_for(w: World, subject: str) -> list[str]:
    """The standards that get a verdict for a subject."""
    if subject == ORGANIZATION:
        return ["commitments", "procedure"]
    found = {"asl-3/deployment", "asl-3/security"} | w.required[subject]
    for threshold in w.data["thresholds"]:
        if threshold["kind"] == "threshold":
            found |= standards_of(threshold)
    return sorted(found)


# --- R18 ------------------------------------------------------------------------------------------


def is_as_high(standard: str, named: str) -> bool:
    """Whether a standard is the one named or one of a higher level of the same kind."""
    if standard == named:
        return True
    (level, _, kind), (low, _, same) = standard.partition("/"), named.partition("/")
    levels = [text.removeprefix("asl-") for text in (level, low)]
    return (
        kind == same and all(text.isdigit() for text in levels) and int(levels[0]) > int(levels[1])
    )


def is_named(rule: Map, standard: str) -> bool:
    """Whether a rule names a standard, or a lower one of its kind."""
    return any(is_as_high(standard, named) for named in rule.get("standards", []))


def activity(w: World, rule: Map, verdicts: dict[str, str], organization: dict[str, str]) -> str:
    standards = {
        verdict
        for name, verdict in verdicts.items()
        if verdict != "not-required" and is_named(rule, name)
    }
    clauses = {organization.get(name, "missing") for name in rule.get("clauses", []) if standards}
    if "not-conformant" in standards or clauses & {"gap", "uncovered", "undermined"}:
        return "forbidden"
    settled = standards <= {"conformant"} and clauses <= {
        "satisfied",
        "substituted",
        "not-applicable",
    }
    return "no forbidding clause found" if settled and "*" not in w.reached else "undetermined"


# --- R20 ------------------------------------------------------------------------------------------


NEEDS = {
    "substitute": ["clause", "compensating"],
    "not-applicable": ["clause"],
    "waiver": ["control"],
    "interim-measure": ["standard", "model", "measures", "same_assurance", "notices"],
}
SAME = {
    "substitute": ["clause", "model"],
    "not-applicable": ["clause", "model"],
    "waiver": ["control", "requirement", "asset", "model"],
    "interim-measure": ["standard", "model"],
}
NEVER = {
    "tampered",
    "withdrawn",
    "malformed",
    "contradicted",
    "unknown-asset",
    "rejected-in-review",
}


def has_deviation(w: World, kind: str, clause: Map, subject: str) -> bool:
    return any(
        d["kind"] == kind
        and d.get("clause") == clause["id"]
        and is_about(d, subject)
        and (kind != "substitute" or is_compensated(w, d, clause, subject))
        for d in valid_deviations(w)
    )


def is_compensated(w: World, deviation: Map, clause: Map, subject: str) -> bool:
    """Whether what stands in is satisfied, and rests for the subject on nothing of theirs."""
    theirs = implementing(w, clause)
    return all_satisfied(w, deviation["compensating"], subject) and not any(
        ({name} | all_live_below(w, name, subject)) & theirs for name in deviation["compensating"]
    )


def is_about(deviation: Map, subject: str) -> bool:
    return not deviation.get("model") or f"model/{deviation['model']}" == subject


def all_satisfied(w: World, controls: list[str], subject: str) -> bool:
    """Whether controls are satisfied for a subject, in truth and not by what is accepted."""
    return all(w.truth[subject].get(name) == "satisfied" for name in controls)


def valid_deviations(w: World) -> list[Map]:
    if w.valid is None:
        sound = [d for d in w.deviations.values() if is_valid(w, d)]
        w.valid = [d for d in sound if not is_in_loop(w, d, sound)]
    return w.valid


def is_in_loop(w: World, deviation: Map, sound: list[Map]) -> bool:
    """Whether a waiver's compensating controls lead back to what it waives."""
    if deviation["kind"] != "waiver":
        return False
    waivers = [d for d in sound if d["kind"] == "waiver"]
    reached, todo = set(), list(deviation.get("compensating", []))
    while todo:
        name = todo.pop()
        if name not in reached and name in w.controls:
            reached.add(name)
            todo += dependencies(w.controls[name])
            for other in waivers:
                if other["control"] == name:
                    todo += other.get("compensating", [])
    return deviation["control"] in reached


def is_valid(w: World, deviation: Map) -> bool:
    """Everything that a deviation needs by itself."""
    if any(not deviation.get(key) for key in NEEDS[deviation["kind"]]):
        return False
    if w.data["deviations"].get(deviation["kind"]) is None or not has_a_target(w, deviation):
        return False
    approvals = deviation["approvals"]
    starts, expires = moment(deviation["starts"]), moment(deviation["expires"])
    involved = {deviation["requester"], *(a["party"] for a in approvals)}
    standing_in = [*deviation.get("compensating", []), *deviation.get("measures", [])]
    about = controls_about(w, deviation)
    return (
        involved <= set(w.parties)
        and are_approved(w, roles_for(w, deviation), [a for a in approvals if is_past(w, a)])
        and are_different(w, deviation)
        and all(moment(a["date"])[1] <= starts[1] for a in approvals)
        and starts[0] < expires[1]
        and starts[0] <= w.now <= expires[1]
        and is_short_enough(w, deviation)
        and set(standing_in) <= set(w.controls)
        and not any(
            ({name} | all_below(w, name)) & about for name in deviation.get("compensating", [])
        )
    )


def is_past(w: World, dated: Map) -> bool:
    return moment(dated["date"])[1] <= w.now


def has_a_target(w: World, deviation: Map) -> bool:
    """Whether what it is about exists, and can be deviated from in this way."""
    clause = w.clauses.get(deviation.get("clause") or "", {})
    match deviation["kind"]:
        case "substitute":
            return clause.get("modality") == "expect"
        case "not-applicable":
            decided = {c["id"]: c["decided_by"] for c in w.data.get("conditions", [])}
            given = {c["condition"] for c in w.settings.get("conditions", [])}
            when = clause.get("when") or ""
            return decided.get(when) == "declaration" and when not in given
        case "waiver":
            control = w.controls.get(deviation["control"], {"evidence": []})
            asked = {r["id"] for r in control["evidence"]}
            return bool(control.get("id")) and (
                not deviation.get("requirement") or deviation["requirement"] in asked
            )
        case _:
            rule = w.data["deviations"]["interim-measure"]
            told = {n["to"] for n in deviation["notices"] if is_past(w, n)}
            standard = deviation["standard"]
            return (
                standard.startswith("asl-")
                and standard != "asl-2"
                and standard in {c["standard"] for c in w.clauses.values()}
                and is_used(w, rule["permission"])
                and set(rule["notices"]) <= told
            )


def roles_for(w: World, deviation: Map) -> list[str]:
    rule = w.data["deviations"][deviation["kind"]]
    match deviation["kind"]:
        case "waiver":
            found = rule.get(w.controls[deviation["control"]]["severity"], [])
        case "interim-measure":
            found = rule["approvals"]
        case _:
            found = rule.get(w.clauses[deviation["clause"]]["modality"], [])
    return list(found)


def controls_about(w: World, deviation: Map) -> set[str]:
    """The controls that a deviation is about."""
    if deviation["kind"] == "waiver":
        return {deviation["control"]}
    if deviation["kind"] == "interim-measure":
        return set()
    return implementing(w, w.clauses[deviation["clause"]])


def are_different(w: World, deviation: Map) -> bool:
    """Whether requester, approvers and owners are apart, and none belongs to another."""
    about = controls_about(w, deviation) | set(deviation.get("measures", []))
    owners = {w.controls[name]["owner"] for name in about if name in w.controls}
    requester, start = deviation["requester"], moment(deviation["starts"])[0]
    pairs = [(requester, owner, start) for owner in owners]
    for approval in deviation["approvals"]:
        at = moment(approval["date"])[0]
        pairs += [(approval["party"], other, at) for other in {requester} | owners]
    return not any(
        one in {other} | belongs(w, other, at) or other in {one} | belongs(w, one, at)
        for one, other, at in pairs
    )


def is_short_enough(w: World, deviation: Map) -> bool:
    """Whether the whole chain lasts no longer than the maximum, under whatever names."""
    maximum = w.data["deviations"][deviation["kind"]]["maximum"]
    line = [deviation]
    while line[-1].get("renews"):
        before = w.deviations.get(line[-1]["renews"])
        if before is None or before in line:
            return False
        line.append(before)
    starts = {moment(d["starts"])[0] for d in line}
    for _ in w.deviations:
        # As often as there are deviations, so that no order among them matters.
        for other in w.deviations.values():
            begins, ends = moment(other["starts"])[0], moment(other["expires"])[1]
            joins = any(begins <= at < after(ends, maximum) for at in starts)
            if joins and any(are_about_the_same(other, each) for each in line):
                starts.add(begins)
    return max(moment(d["expires"])[1] for d in line) <= after(min(starts), maximum)


def are_about_the_same(one: Map, other: Map) -> bool:
    return one["kind"] == other["kind"] and all(
        not one.get(key) or not other.get(key) or one[key] == other[key]
        for key in SAME[one["kind"]]
    )


def implementing(w: World, clause: Map) -> set[str]:
    return {
        name
        for name, control in w.controls.items()
        if any(link["clause"] == clause["id"] for link in control.get("implements", []))
    }


def accepted_instances(w: World, subject: str) -> dict[str, set[str]]:
    """Each unmet instance that valid waivers accept for a subject, and which ones do."""
    found: dict[str, set[str]] = {}
    for d in valid_deviations(w):
        if d["kind"] != "waiver" or not is_about(d, subject):
            continue
        if w.truth[subject].get(d["control"]) != "gap":
            continue
        if not all_satisfied(w, d.get("compensating", []), subject):
            continue
        for instance in instances_of(w, d["control"]):
            if (
                is_gap(w, instance, subject)
                and d.get("requirement") in (None, instance["requirement"]["id"])
                and d.get("asset") in (None, instance["key"])
                and not instance["reasons"] & NEVER
            ):
                found.setdefault(instance["id"], set()).add(d["id"])
    return found


def accepted_controls(
    w: World, subject: str, instances: dict[str, set[str]]
) -> dict[str, list[str]]:
    """Controls in gap or undermined that the gate accepts, and by which waivers."""
    found: dict[str, set[str]] = {}
    for name, status in w.truth[subject].items():
        if status == "gap":
            missing = [i["id"] for i in instances_of(w, name) if is_gap(w, i, subject)]
            if set(missing) <= set(instances):
                found[name] = set().union(*(instances[each] for each in missing))
    for name, status in w.truth[subject].items():
        if status == "undermined":
            roots = causes(w, name, subject)
            if roots and roots <= set(found):
                found[name] = set().union(*(found[each] for each in roots))
    return {name: sorted(by) for name, by in found.items()}


def supposed(w: World, subject: str, met: set[str]) -> dict[str, str]:
    """The verdicts for a subject if these instances were met."""
    other = copy.copy(w)
    other.instances = [{**i, "status": "met"} if i["id"] in met else i for i in w.instances]
    other.statuses = dict(w.statuses)
    other.statuses[subject] = control_statuses(other, subject)
    clauses = clause_statuses(other, subject)
    return {name: verdict(other, name, subject, clauses) for name in standards_for(w, subject)}


def under(w: World, standard: str, subject: str) -> set[str]:
    """The controls that implement a clause of a standard, and those they depend on, in force."""
    found = {
        name
        for name in in_force(w, subject)
        if any(
            w.clauses.get(link["clause"], {}).get("standard") == standard
            for link in w.controls[name].get("implements", [])
        )
    }
    todo = list(found)
    while todo:
        for name in live_dependencies(w, w.controls[todo.pop()], subject):
            if name not in found:
                found.add(name)
                todo.append(name)
    return found


def acceptance(w: World, subject: str, verdicts: dict[str, str]) -> Map:
    """What the gate accepts for a subject; nothing of it moves a verdict."""
    instances = accepted_instances(w, subject)
    then = supposed(w, subject, set(instances)) if instances else {}
    standards: dict[str, list[str]] = {}
    interim: dict[str, list[str]] = {}
    for name, said in verdicts.items():
        if said not in ("not-conformant", "undetermined"):
            continue
        here = [i for each in under(w, name, subject) for i in instances_of(w, each)]
        by = set().union(*(instances.get(i["id"], set()) for i in here))
        measures = interim_measures(w, name, subject, here)
        accepted = (sorted(by) if then.get(name) == "conformant" else []) + measures
        if accepted:
            standards[name], interim[name] = accepted, measures
    return {
        "accepted": {n: v for n, v in then.items() if is_required(w, n, subject)},
        "accepted_by": standards,
        "accepted_controls": accepted_controls(w, subject, instances),
        "accepted_instances": {name: sorted(by) for name, by in instances.items()},
        "interim": interim,
    }


def interim_measures(w: World, standard: str, subject: str, here: list[Map]) -> list[str]:
    """The interim measures in effect for a standard, unless what nobody can waive is in the way."""
    if any(is_gap(w, instance, subject) and instance["reasons"] & NEVER for instance in here):
        return []
    return sorted(
        d["id"]
        for d in valid_deviations(w)
        if d["kind"] == "interim-measure"
        and d["standard"] == standard
        and is_about(d, subject)
        and all_satisfied(w, d["measures"], subject)
    )


# R21 is decided before: a link's `state` says whether its stamp is current.


# --- R22 ------------------------------------------------------------------------------------------


def judgement_id(control: Map, requirement: Map) -> str:
    return f"{control['id']}/{requirement['id']}"


def content(record: Map) -> str:
    """Digest of a record, with that of its payload where the record only names a file."""
    digest: str = record["digest"]
    return f"{digest}+{record['payload_digest']}" if record.get("payload_file") else digest


def evidence_digest(instances: list[Map]) -> str:
    """Digest of a judgement's evidence: of its real instances, or of what shows there are none."""
    lines = sorted(
        f"{instance['id']} {content(record)}\n"
        for instance in instances
        for record in instance["candidates"]
    )
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def judgement(w: World, control: Map, requirement: Map, instances: list[Map]) -> str:
    """Rejected while any rejection stands; else accepted by an answer bound to today; else open."""
    name = judgement_id(control, requirement)
    answers = [
        record
        for record in w.known
        if record["type"] == ANSWER
        and record["id"] not in w.superseded
        and (record.get("payload") or {}).get("judgement") == name
        and may_answer(w, control, record)
    ]
    if any(is_rejection(w, answer) for answer in answers):
        return "rejected"
    today = {
        "question_digest": w.case["digests"]["questions"][name],
        "control_digest": w.case["digests"]["controls"][control["id"]],
        "evidence_digest": evidence_digest(instances),
    }
    producers = {producer(r) for instance in instances for r in instance["candidates"]}
    accepted = any(
        is_sound(w, answer)
        and is_presented(answer)
        and control["owner"] in w.parties
        and all(
            # Reading: independent on the day of the answer.
            are_independent(w, producer(answer), other, collection(answer))
            for other in producers
        )
        and all(answer["payload"][part] == digest for part, digest in today.items())
        for answer in answers
    )
    return "accepted" if accepted and producers else "open"


def may_answer(w: World, control: Map, record: Map) -> bool:
    """Whether an answer is its reviewer's own, who has no stake in the control."""
    reviewer = record["payload"]["reviewer"]
    return (
        reviewer in w.parties
        and reviewer == producer(record)
        and control["owner"] not in {reviewer} | belongs(w, reviewer, collection(record))
    )


def is_rejection(w: World, answer: Map) -> bool:
    """Whether it rejects, or rests on a condition that nothing shows to be met."""
    payload = answer["payload"]
    if payload["answer"] not in ("accept", "accept-with-conditions"):
        return True
    shown = {r["id"] for r in w.known if r is not answer and is_sound(w, r) and is_presented(r)}
    return any(
        condition["met"] is not True or condition.get("shown_by") not in shown
        for condition in payload.get("conditions", [])
    )


# --- All together, R23 ----------------------------------------------------------------------------


def assess_instances(w: World) -> None:
    """Make every instance, find its reasons, and answer the judgements.

    What is in force depends on the evidence that was offered (R13), so the instances that stand for
    nothing of a subject come last.
    """
    found = []
    for control in w.controls.values():
        for requirement in control["evidence"]:
            mine = real_instances(w, control, requirement)
            for instance in mine:
                evidence_reasons(w, instance)
                if instance["kind"] == "event" and is_denied(w, instance["key"]):
                    instance["reasons"].add("contradicted")
            mine = mine or [no_instances(w, control, requirement, None)]
            if requirement.get("judgement"):
                name = judgement_id(control, requirement)
                w.judgements[name] = judgement(w, control, requirement, mine)
            w.instances += mine
            found.append((control, requirement, mine))
    for control, requirement, mine in found:
        more = nothing_for(w, control, requirement, mine)
        more += unknown_instances(w, control, requirement)
        w.instances += more
        for instance in [*mine, *more]:
            if has_undeclared(w, control):
                instance["reasons"].add("undeclared-parameter")
            if w.judgements.get(judgement_id(control, requirement)) == "rejected":
                instance["reasons"].add("rejected-in-review")
    settle_alternatives(w)


def instance_result(w: World, instance: Map) -> Map:
    applies = any(
        w.statuses[subject].get(instance["control"]["id"], "not-applicable") != "not-applicable"
        and in_scope(w, instance, subject)
        for subject in w.subjects
    )
    return {
        "status": instance["status"] if applies else "not-applicable",
        "reasons": sorted(instance["reasons"]),
        "holes": [[text_of(start), text_of(end)] for start, end in instance["holes"]],
    }


def evidence_digests(case: Map) -> dict[str, str]:
    """The evidence digest of every judgement of a case, as a reviewer would be shown it."""
    w = World(case)
    found = {}
    for control in w.controls.values():
        for requirement in control["evidence"]:
            if requirement.get("judgement"):
                instances = real_instances(w, control, requirement)
                for instance in instances:
                    evidence_reasons(w, instance)
                instances = instances or [no_instances(w, control, requirement, None)]
                found[judgement_id(control, requirement)] = evidence_digest(instances)
    return found


def evaluate(case: Map) -> Map:
    """Verdicts and reasons for a case."""
    w = World(case)
    assess_instances(w)
    w.applicable = {subject: applicable(w, subject) for subject in w.subjects}
    w.statuses = {subject: control_statuses(w, subject) for subject in w.subjects}
    w.truth = w.statuses
    clauses = {subject: clause_statuses(w, subject) for subject in w.subjects}
    subjects = {}
    accepted: dict[str, set[str]] = {}
    for subject in w.subjects:
        verdicts = {
            standard: verdict(w, standard, subject, clauses[subject])
            for standard in standards_for(w, subject)
        }
        rules = {} if subject == ORGANIZATION else w.data["activities"]
        accepts = acceptance(w, subject, verdicts)
        for name, by in accepts.pop("accepted_instances").items():
            accepted.setdefault(name, set()).update(by)
        interim = accepts.pop("interim")
        subjects[subject] = {
            **accepts,
            "standards": verdicts,
            "controls": w.statuses[subject],
            "causes": {
                name: sorted(causes(w, name, subject))
                for name, status in w.statuses[subject].items()
                if status == "undermined"
            },
            "clauses": clauses[subject],
            "activities": {
                name: activity(w, rule, verdicts, clauses[ORGANIZATION])
                for name, rule in rules.items()
            },
            "interim": {
                name: sorted({by for n in interim if is_named(rule, n) for by in interim[n]})
                for name, rule in rules.items()
            },
        }
    determinations = {}
    for model in w.models:
        for threshold in w.data["thresholds"]:
            if threshold["kind"] == "threshold":
                effective_outcome, because = standing(w, model, threshold["id"])
                key = f"{model.removeprefix('model/')}/{threshold['id']}"
                determinations[key] = {"effective": effective_outcome, "because": because}
    return {
        "instances": {
            i["id"]: instance_result(w, i) | {"accepted_by": sorted(accepted.get(i["id"], ()))}
            for i in w.instances
        },
        "deviations": {
            name: any(d["id"] == name for d in valid_deviations(w)) for name in w.deviations
        },
        "judgements": w.judgements,
        "subjects": subjects,
        "determinations": determinations,
    }
