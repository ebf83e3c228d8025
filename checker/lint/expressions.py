"""expression-invalid, expression-divides: CEL that does not compile, or divides (R9)."""

from __future__ import annotations

from collections.abc import Iterator

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.expr.cel import ExpressionError
from checker.expr.text import divides
from checker.lint.walk import compiled, expressions, reaches
from checker.project.project import Project


def rule(project: Project) -> Iterator[Diagnostic]:
    """Every expression that cannot be trusted to mean anything."""
    for one in expressions(project):
        found = compiled(one)
        if isinstance(found, ExpressionError):
            yield diagnose(
                "expression-invalid",
                one.at,
                f"the expression does not compile: {found.message} "
                f"(line {found.line}, column {found.column} of it)",
                help="correct it there",
                reaches=reaches(one.control),
            )
        elif divides(one.text):
            yield diagnose(
                "expression-divides",
                one.at,
                "the expression divides, and a share of nothing would pass or fail by accident",
                help="use ratio(part, whole): a zero whole is an error",
                reaches=reaches(one.control),
            )
