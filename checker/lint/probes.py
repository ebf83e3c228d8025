"""expression-vacuous, expression-reads-absent: validations probed with examples (R9).

Each example of an evidence type is cut where the schema allows it to be, and emptied where the
schema allows that without saying what it means. A validation that becomes an error reads what may
be absent; one that stays true although what it reads was emptied, or that is true of an empty
payload whatever it is about, holds of nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.expr.cel import Outcome, Result, Rule
from checker.expr.text import bare
from checker.lint.names import short
from checker.lint.sample_things import Scope
from checker.lint.samples import Samples, context_cuts
from checker.lint.schema_walk import cuts, empties
from checker.lint.walk import Expression, compiled, expressions, reaches
from checker.project.project import Project
from rsp.evidence import EvidenceType

_WHOSE = {
    "asset": "an inventory",
    "model": "an inventory",
    "event": "an inventory",
    "record": "a record",
}
"""Who decides whether something around the payload is stated."""

_CUTS = 100
"""Parts of an example that are left out, one at a time."""

_EXAMPLES = 3
"""Examples of a type that are probed with."""

_AROUND = ("asset", "model", "event", "inventory", "record")
"""What a validation is about, not what it is shown."""

_GUARD = re.compile(r"\bhas\(\s*evidence\.(\w+)")


def rule(project: Project) -> Iterator[Diagnostic]:
    """Probe every validation."""
    samples = Samples(project)
    for one in expressions(project):
        yield from probed(project, samples, one)


def probed(project: Project, samples: Samples, one: Expression) -> Iterator[Diagnostic]:
    """Probe one expression, if it is a validation that can be probed."""
    kind = project.catalog.types.get(one.requirement.type)
    decide = compiled(one)
    if not one.validation or kind is None or not isinstance(decide, Rule):
        return
    if decide({}).outcome in (Outcome.TRUE, Outcome.FALSE):
        return
    if "evidence" not in decide.names and not one.joined & decide.names:
        yield _vacuous(one, "it reads no evidence at all")
        return
    yield from islice(_probe(project, samples, one, decide, kind), 1)


def _probe(
    project: Project, samples: Samples, one: Expression, decide: Rule, kind: EvidenceType
) -> Iterator[Diagnostic]:
    examples = [found for found in kind.schema.get("examples", ()) if isinstance(found, dict)]
    for example in examples[:_EXAMPLES]:
        scope = _telling(samples, one, decide, kind, example)
        whole = _ask(decide, scope)
        bare_scope = {name: value for name, value in scope.items() if name not in _AROUND}
        empty = _ask(decide, {**bare_scope, "evidence": {}}).outcome
        judges = "evidence" in decide.names
        if judges and empty is Outcome.TRUE and not _guards_absence(one, kind):
            yield _vacuous(one, "it is true of an empty payload")
        if whole.outcome is not Outcome.ERROR:
            yield from _absent(project, one, decide, kind, scope)
        if whole.outcome is Outcome.TRUE:
            yield from _emptied(one, decide, kind, scope)


def _telling(
    samples: Samples, one: Expression, decide: Rule, kind: EvidenceType, example: Any
) -> Scope:
    """The scope in which the example says most: where the validation holds, else has an answer."""
    tried = [{**scope, "evidence": example} for scope in samples.scopes(one, kind, example)]
    order = (Outcome.TRUE, Outcome.FALSE, Outcome.TOO_LARGE, Outcome.ERROR)
    return min(tried, key=lambda scope: order.index(_ask(decide, scope).outcome))


def _ask(decide: Rule, scope: Scope) -> Result:
    return decide({name: scope[name] for name in decide.names if name in scope})


def _absent(
    project: Project, one: Expression, decide: Rule, kind: EvidenceType, scope: Scope
) -> Iterator[Diagnostic]:
    """What may be absent and without which there is no answer."""
    payloads = [("evidence", kind)]
    for name, join in one.requirement.with_.items():
        joined = project.catalog.types.get(join.type)
        if name in decide.names and joined is not None:
            payloads.append((name, joined))
    for name, payload in payloads:
        for path, cut in islice(cuts(payload.schema, scope[name]), _CUTS):
            if _ask(decide, {**scope, name: cut}).outcome is Outcome.ERROR:
                yield _reads_absent(one, f"{name}.{path}", f"the evidence type {payload.name}")
    for path, without in context_cuts(scope):
        if _ask(decide, without).outcome is Outcome.ERROR:
            yield _reads_absent(one, path, _WHOSE[path.partition(".")[0]])


def _emptied(
    one: Expression, decide: Rule, kind: EvidenceType, scope: Scope
) -> Iterator[Diagnostic]:
    """What may be empty, without saying what that means, and is judged good then too."""
    read = set(re.findall(r"\w+", bare(one.text)))
    for part, cut in empties(kind.schema, scope["evidence"]):
        if part.name in read and _ask(decide, {**scope, "evidence": cut}).outcome is Outcome.TRUE:
            yield _vacuous(
                one, f"it is true although {short(str(part))} is empty, which {kind.name} allows"
            )


def _guards_absence(one: Expression, kind: EvidenceType) -> bool:
    """Whether it asks if an optional field is there: the type says what its absence means."""
    optional = set(kind.schema.get("properties", ())) - set(kind.schema.get("required", ()))
    return bool(optional & set(_GUARD.findall(one.text)))


def _reads_absent(one: Expression, path: str, whose: str) -> Diagnostic:
    return diagnose(
        "expression-reads-absent",
        one.at,
        f"it cannot be evaluated where {short(path)} is absent, which {whose} allows",
        help="guard it with has(), or make it required",
        reaches=reaches(one.control),
    )


def _vacuous(one: Expression, why: str) -> Diagnostic:
    return diagnose(
        "expression-vacuous",
        one.at,
        f"the validation holds of nothing: {why}",
        help="let it read what it judges, and let the evidence type refuse what is empty",
        reaches=reaches(one.control),
    )
