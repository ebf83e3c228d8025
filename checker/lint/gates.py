"""dangling-reference and gate-invalid: what the settings of the gate name reaches no verdict."""

from __future__ import annotations

from collections.abc import Iterator

from checker.diagnostics.diagnostic import Diagnostic, Level
from checker.diagnostics.make import diagnose
from checker.diagnostics.registry import CODES
from checker.lint.names import named
from checker.project.project import Project
from rsp.project import Binding, Gate
from rsp.ref import Ref
from rsp.standard import COMMITMENTS

ALL = "all"


def rule(project: Project) -> Iterator[Diagnostic]:
    """Standards that the edition lacks, a gate without musts, codes that are no warnings."""
    gate, at = project.settings.gate, project.refs["settings"].at("gate")
    for index, standard in enumerate(gate.standards or ()):
        here = at.at("standards", index)
        if standard == COMMITMENTS:
            text = "reported commitments are gated by a switch of their own"
            yield _invalid(here, text, "write commitments: true")
        else:
            yield from named("standard", standard, project.edition.standards, here, ())
    if gate.modalities is not None and Binding.MUST not in gate.modalities:
        text = "the gate does not go by what the policy requires"
        yield _invalid(
            at.at("modalities"), text, "add must; to leave out a standard, use standards"
        )
    yield from _warnings(gate, at)


def _warnings(gate: Gate, at: Ref) -> Iterator[Diagnostic]:
    for key, codes in (
        ("fail_on_warnings", gate.fail_on_warnings),
        ("never_fail_on", gate.never_fail_on),
    ):
        for index, code in enumerate(codes):
            here = at.at(key, index)
            if code == ALL and key == "fail_on_warnings":
                continue
            if code not in CODES:
                yield from named("diagnostic code", code, CODES, here, ())
            elif CODES[code].level is not Level.WARNING:
                always = "always" if CODES[code].level is Level.ERROR else "never"
                text = f"{code} is no warning: it {always} fails the gate"
                yield _invalid(here, text, "name warnings alone")
            elif key == "never_fail_on" and code in gate.fail_on_warnings:
                text = f"{code} is to fail the gate, and never to fail it"
                yield _invalid(here, text, "take it out of one of the lists")


def _invalid(at: Ref, text: str, help: str) -> Diagnostic:
    return diagnose("gate-invalid", at, text, help=help, reaches=())
