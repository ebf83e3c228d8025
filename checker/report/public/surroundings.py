"""What the texts of each part of a report are about, and so who sees them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from checker.report import model
from checker.report.levels import Levels
from rsp.value import Value
from rsp.visibility import Visibility, narrowest


class Around(Value, frozen=True, kw_only=True):
    """Who sees what stands in a part of a report."""

    words: Visibility = Visibility.REVIEWER
    """Its own words."""
    texts: Visibility = Visibility.REVIEWER
    """Sentences of the tool about it, which may quote evidence."""
    rules: Visibility = Visibility.REVIEWER
    """Places in policy and catalog."""
    summary: Visibility = Visibility.REVIEWER
    """The line that a record is summed up in."""
    control: str = ""
    """The control that ids of requirements belong to."""
    authored: bool = True
    """Whether its words are the project's, and may name what is withheld."""


def around(levels: Levels, value: Any, outer: Around) -> Around:
    """The surroundings of the fields of a value."""
    found = _AROUND.get(type(value))
    return outer if found is None else found(levels, value, outer)


def _project(levels: Levels, one: model.ProjectHead | model.AsOf, outer: Around) -> Around:
    return Around(words=levels.of("project", "project"))


def _subject(levels: Levels, one: model.Subject, outer: Around) -> Around:
    level = levels.key(one.id)
    return Around(words=level, texts=narrowest(level, Visibility.REVIEWER))


def _determination(levels: Levels, one: model.Determination, outer: Around) -> Around:
    own = Visibility.REVIEWER
    if one.determination is not None:
        own = levels.of("determination", one.determination)
    level = narrowest(own, outer.words)
    return Around(words=level, texts=level)


def _clause(levels: Levels, one: model.ClauseInfo | model.ClauseLine, outer: Around) -> Around:
    level = levels.of("clause", one.id)
    return Around(words=level, rules=level, authored=False)


def _control(levels: Levels, one: model.ControlInfo, outer: Around) -> Around:
    level = levels.of("control", one.id)
    return Around(words=level, rules=level, control=one.id, authored=False)


def _requirement(levels: Levels, one: model.RequirementInfo, outer: Around) -> Around:
    level = levels.requirement(outer.control, one.id)
    return Around(words=level, rules=level, control=outer.control, authored=False)


def _instance(levels: Levels, one: model.Instance, outer: Around) -> Around:
    level = narrowest(levels.key(one.asset), levels.quoted(one.control, one.requirement))
    rules = levels.requirement(one.control, one.requirement)
    return Around(words=level, texts=level, rules=rules, control=one.control)


def _record(levels: Levels, one: model.Record, outer: Around) -> Around:
    about = narrowest(*map(levels.key, one.assets))
    level = narrowest(levels.of("type", one.type), levels.of("payload", one.type), about)
    summary = narrowest(levels.of("summary", one.type), about)
    return Around(words=level, texts=level, summary=summary)


def _root_gap(levels: Levels, one: model.RootGap, outer: Around) -> Around:
    level = levels.of("control", one.control)
    return Around(words=level, rules=level, control=one.control, authored=False)


def _link(levels: Levels, one: model.LinkLine, outer: Around) -> Around:
    level = narrowest(levels.of("control", one.control), levels.of("clause", one.clause))
    return Around(words=level, rules=level)


def _deviation(levels: Levels, one: model.Deviation, outer: Around) -> Around:
    level = levels.of("deviation", one.id)
    return Around(words=level, texts=level, control=one.control or "")


def _judgement(levels: Levels, one: model.Judgement, outer: Around) -> Around:
    control, _, requirement = one.id.partition("/")
    level = levels.requirement(control, requirement)
    return Around(words=level, rules=level, authored=False)


def _indicator(levels: Levels, one: model.Indicator, outer: Around) -> Around:
    level = levels.of("indicator", one.id)
    return Around(words=level, texts=level)


def _figure(levels: Levels, one: model.IndicatorValue, outer: Around) -> Around:
    level = narrowest(outer.words, levels.key(one.asset))
    return Around(words=level, texts=level)


def _exclusion(levels: Levels, one: model.Exclusion, outer: Around) -> Around:
    level = levels.requirement(one.control, one.requirement)
    words = level if one.left_out_by == "where" else narrowest(level, Visibility.REVIEWER)
    return Around(words=words, control=one.control, authored=one.left_out_by != "where")


def _project_place(levels: Levels, one: model.ProjectPlace, outer: Around) -> Around:
    return Around(words=levels.key(one.id))


_AROUND: dict[type, Callable[[Levels, Any, Around], Around]] = {
    model.ProjectHead: _project,
    model.AsOf: _project,
    model.Subject: _subject,
    model.Determination: _determination,
    model.ClauseInfo: _clause,
    model.ClauseLine: _clause,
    model.ControlInfo: _control,
    model.RequirementInfo: _requirement,
    model.Instance: _instance,
    model.Record: _record,
    model.RootGap: _root_gap,
    model.LinkLine: _link,
    model.Deviation: _deviation,
    model.Judgement: _judgement,
    model.Indicator: _indicator,
    model.IndicatorValue: _figure,
    model.Exclusion: _exclusion,
    model.ProjectPlace: _project_place,
}
"""Parts that are about something of their own; of any other it is what its surroundings are."""
