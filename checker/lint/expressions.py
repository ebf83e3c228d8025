"""expression-invalid, expression-divides: CEL that does not compile, or divides (R9)."""

from __future__ import annotations

from collections.abc import Iterator

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.expr.cel import ExpressionError, compile_rule
from checker.expr.text import divides
from checker.lint.walk import expressions, reaches
from checker.project.project import Project


def rule(project: Project) -> Iterator[Diagnostic]:
    """Every expression that cannot be trusted to mean anything."""
    for one in expressions(project):
        try:
            compile_rule(one.text, one.joined)
        except ExpressionError as error:
            yield diagnose(
                "expression-invalid",
                one.at,
                f"the expression does not compile: {error.message} "
                f"(line {error.line}, column {error.column} of it)",
                reaches=reaches(one.control),
            )
            continue
        if divides(one.text):
            yield diagnose(
                "expression-divides",
                one.at,
                "the expression divides, and a share of nothing would pass or fail by accident",
                help="Use ratio(part, whole): a zero whole is an error.",
                reaches=reaches(one.control),
            )
