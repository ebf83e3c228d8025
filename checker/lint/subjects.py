"""subjects-mismatch: an evidence type that never shows what a requirement asks it for."""

from __future__ import annotations

from collections.abc import Iterator

from checker.diagnostics.diagnostic import Diagnostic, Related
from checker.diagnostics.make import diagnose
from checker.lint.names import short
from checker.lint.walk import reaches, requirements
from checker.project.project import Project
from rsp.evidence import ORGANIZATION, SubjectPath, TypeRules
from rsp.ref import Ref
from rsp.requirement import Requirement


def rule(project: Project) -> Iterator[Diagnostic]:
    """Requirements and joins whose type names other subjects."""
    for control, requirement, at in requirements(project):
        counted = project.catalog.types.get(requirement.type)
        if requirement.sample is not None and counted is not None and counted.rules.rows is None:
            yield diagnose(
                "subjects-mismatch",
                at.at("sample"),
                f"{requirement.type} has no rows, so that no sample of it can be counted",
                help="name its rows in x-evidence, or ask for everything",
                reaches=reaches(control),
            )
        wanted = [_kind(requirement)]
        used = [(requirement.type, at.at("type"), wanted)]
        # A joined record is looked up for the place, for the organisation, and for each of a pair.
        parts = list(requirement.for_each) if isinstance(requirement.for_each, tuple) else []
        for name, join in requirement.with_.items():
            used.append((join.type, at.at("with", name, "type"), [*wanted, ORGANIZATION, *parts]))
        for type_name, here, kinds in used:
            kind = project.catalog.types.get(type_name)
            if (
                kind is None
                or _is_odd(requirement)
                or any(_shows(kind.rules, one) for one in kinds)
            ):
                continue
            subjects = Ref(document=project.refs[f"type/{type_name}"].document)
            yield diagnose(
                "subjects-mismatch",
                here,
                f"{type_name} shows {short(_words(kind.rules))}, and {short(kinds[0])} is "
                "asked for",
                help="use another evidence type, or change for_each",
                related=(
                    Related(at=subjects.at("x-evidence", "subjects"), message="what it shows"),
                ),
                reaches=reaches(control),
            )


def _is_odd(requirement: Requirement) -> bool:
    """Whether it names neither one asset type nor a pair, which is another diagnostic."""
    return isinstance(requirement.for_each, tuple) and len(requirement.for_each) not in (1, 2)


def _kind(requirement: Requirement) -> str:
    """`surface`, `surface+model`, `event/incident` or `organization`."""
    if requirement.for_each is None:
        return ORGANIZATION
    if isinstance(requirement.for_each, str):
        return requirement.for_each
    return "+".join(requirement.for_each)


def _shows(rules: TypeRules, kind: str) -> bool:
    """Whether some payload could show a key of the kind; a payload without rows shows none."""
    if kind == ORGANIZATION:
        return not rules.subjects or any(
            one.each is not None or one.key.startswith("{") or one.key == kind
            for one in rules.subjects
        )
    return any(_fits(one, kind) for one in rules.subjects)


def _fits(subject: SubjectPath, kind: str) -> bool:
    written, wanted = subject.key.split("+"), kind.split("+")
    if len(written) != len(wanted):
        return len(written) == 1 and written[0].startswith("{")
    return all(_begins(one, f"{other}/") for one, other in zip(written, wanted, strict=True))


def _begins(template: str, start: str) -> bool:
    """Whether a filling of the template could begin so."""
    prefix, brace, _ = template.partition("{")
    return prefix.startswith(start) or (bool(brace) and start.startswith(prefix))


def _words(rules: TypeRules) -> str:
    return " and ".join(one.key for one in rules.subjects) or "the organisation as a whole"
