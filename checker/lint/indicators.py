"""indicator-unusable, and what else makes a declared indicator give no number."""

from __future__ import annotations

from collections.abc import Iterator

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.expr.cel import RESERVED, ExpressionError, NoNumber, Number, compile_number
from checker.expr.text import divides
from checker.lint.names import named, short
from checker.project.project import Project
from rsp.project import Indicator
from rsp.ref import Ref

_NOTHING: tuple[str, ...] = ()
"""What an error in an indicator reaches: it bears on no verdict."""


def rule(project: Project) -> Iterator[Diagnostic]:
    """Every defect of an indicator."""
    seen: dict[str, int] = {}
    for index, one in enumerate(project.settings.indicators):
        at = project.refs["settings"].at("indicators", index)
        if one.id in seen:
            yield diagnose(
                "duplicate-id",
                at.at("id"),
                f"the indicator {one.id!r} is declared twice",
                help="give one of the two another id",
                reaches=_NOTHING,
            )
        seen.setdefault(one.id, index)
        yield from named("evidence type", one.type, project.catalog.types, at.at("type"), _NOTHING)
        yield from _assets(project, one, at)
        yield from _value(project, one, at.at("value"))


def _assets(project: Project, one: Indicator, at: Ref) -> Iterator[Diagnostic]:
    known = {*project.assets, *project.events, "organization"}
    for number, key in enumerate(one.assets or ()):
        for part in key.split("+"):
            yield from named("asset", part, known, at.at("assets", number), _NOTHING)


def _value(project: Project, one: Indicator, at: Ref) -> Iterator[Diagnostic]:
    try:
        compiled = compile_number(one.value)
    except ExpressionError as error:
        yield diagnose(
            "expression-invalid",
            at,
            f"the expression does not compile: {error.message} "
            f"(line {error.line}, column {error.column} of it)",
            help="correct it there",
            reaches=_NOTHING,
        )
        return
    if divides(one.value):
        yield diagnose(
            "expression-divides",
            at,
            "the expression divides, and a share of nothing would be a figure by accident",
            help="use ratio(part, whole): a zero whole gives no value",
            reaches=_NOTHING,
        )
        return
    why = _unusable(project, one, compiled)
    if why is not None:
        yield diagnose(
            "indicator-unusable",
            at,
            f"it gives no number: {short(why)}",
            help="read fields of evidence that every payload of the type has",
            reaches=_NOTHING,
        )


def _unusable(project: Project, one: Indicator, compiled: Number) -> str | None:
    """Why it can give no number: what else it reads, or what an example of its type shows."""
    other = sorted(compiled.names & (RESERVED - {"evidence"}))
    if other:
        return f"it reads {', '.join(other)}, and only evidence is there"
    if "evidence" not in compiled.names:
        return "it does not read evidence"
    kind = project.catalog.types.get(one.type)
    for example in kind.schema.get("examples", ()) if kind is not None else ():
        try:
            compiled({"evidence": example})
        except NoNumber as error:
            return f"for an example of {one.type}, {error}"
    return None
