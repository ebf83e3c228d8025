"""expression-reads-absent, expression-vacuous: validations probed with the examples of their type (R9).

Each example is cut where the schema allows it to be: optional fields removed, arrays emptied. A
validation that becomes an error reads what may be absent; one that is true although what it reads
was emptied, or that is true of an empty payload, holds of nothing.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.expr.cel import ExpressionError, Outcome, Rule, compile_rule
from checker.lint.walk import Expression, expressions, reaches
from checker.project.project import Project
from rsp.evidence import EvidenceType

_NOW = datetime(2026, 1, 1, tzinfo=UTC)


def rule(project: Project) -> Iterator[Diagnostic]:
    """Probe every validation."""
    for one in expressions(project):
        kind = project.catalog.types.get(one.requirement.type)
        if not one.validation or kind is None:
            continue
        try:
            compiled = compile_rule(one.text, one.joined)
        except ExpressionError:
            continue
        if "evidence" not in compiled.names and not (one.joined & compiled.names):
            yield _vacuous(one, "it reads no evidence at all")
            continue
        yield from _probe(project, one, compiled, kind)


def _probe(
    project: Project, one: Expression, compiled: Rule, kind: EvidenceType
) -> Iterator[Diagnostic]:
    joined = {name: _example(project, join.type) for name, join in one.requirement.with_.items()}
    fixed = {"params": {}, "inventory": {}, "as_of": _NOW, **joined}
    if compiled({**fixed, "evidence": {}, "record": {}}).outcome is Outcome.TRUE:
        yield _vacuous(one, "it is true of an empty payload")
        return
    for example in kind.schema.get("examples", []):
        if not isinstance(example, dict):
            continue
        whole = compiled({**fixed, "evidence": example, "record": {}})
        for path, cut in cuts(kind.schema, example):
            result = compiled({**fixed, "evidence": cut, "record": {}})
            if result.outcome is Outcome.ERROR and whole.outcome is not Outcome.ERROR:
                yield diagnose(
                    "expression-reads-absent",
                    one.at,
                    f"it cannot be evaluated where {path} is absent, which {kind.name} allows",
                    help=f"Guard it with has(), or make {path} required.",
                    reaches=reaches(one.control),
                )
                return
        emptied = dict(empties(kind.schema, example))
        for path, cut in emptied.items():
            result = compiled({**fixed, "evidence": cut, "record": {}})
            if result.outcome is Outcome.TRUE:
                yield _vacuous(
                    one, f"it is true although {path} is empty, which {kind.name} allows"
                )
                return


def _vacuous(one: Expression, why: str) -> Diagnostic:
    return diagnose(
        "expression-vacuous",
        one.at,
        f"the validation holds of nothing: {why}",
        help="Let it read what it judges, and let the evidence type refuse empty arrays.",
        reaches=reaches(one.control),
    )


def cuts(schema: dict[str, Any], example: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The example once without each property that the schema does not require."""
    for path, rules in _walk(schema, example, ()):
        optional = set(rules.get("properties", {})) - set(rules.get("required", ()))
        for name in sorted(optional):
            target = _at(example, path)
            if isinstance(target, dict) and name in target:
                cut = copy.deepcopy(example)
                _at(cut, path).pop(name)
                yield ".".join((*map(str, path), name)), cut


def empties(
    schema: dict[str, Any], example: dict[str, Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The example once with each array emptied that may be and does not say what that means."""
    for path, rules in _walk(schema, example, ()):
        if isinstance(_at(example, path), list) and not rules.get("minItems"):
            if "x-empty-means" not in rules and path:
                cut = copy.deepcopy(example)
                _at(cut, path).clear()
                yield ".".join(map(str, path)), cut


def _walk(
    schema: Any, value: Any, path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:
    if not isinstance(schema, dict):
        return
    yield path, schema
    if isinstance(value, dict):
        for name, inner in schema.get("properties", {}).items():
            if name in value:
                yield from _walk(inner, value[name], (*path, name))
    elif isinstance(value, list) and value:
        yield from _walk(schema.get("items"), value[0], (*path, 0))


def _at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def _example(project: Project, name: str) -> Any:
    kind = project.catalog.types.get(name)
    examples = kind.schema.get("examples", []) if kind is not None else []
    return examples[0] if examples else {}
