"""Reads the cases files of a catalog; nothing that checks a project does."""

from __future__ import annotations

from checker.project.project import Project
from checker.project.reading import Reading
from rsp.case import SUFFIX, Cases
from rsp.ref import Ref
from rsp.value import Value


class CasesFile(Value, frozen=True, kw_only=True):
    """The cases of one control, and where they stand."""

    cases: Cases
    at: Ref


def load_cases(reading: Reading, folder: str, project: Project) -> dict[str, CasesFile]:
    """By control: every cases file of a catalog folder that is beside its control."""
    found: dict[str, CasesFile] = {}
    for path in reading.files(folder, SUFFIX, reading.ref(folder)):
        cases = reading.value(path, Cases)
        if cases is None:
            continue
        at = reading.ref(path)
        beside = beside_of(project, cases.control)
        if beside is None:
            message = f"the catalog has no control {cases.control!r}"
            reading.report("case-invalid", at.at("control"), message, reaches=())
        elif beside != at.document:
            message = (
                f"the cases of {cases.control} belong in {beside.rpartition('/')[2]} beside it"
            )
            reading.report("case-invalid", at.at("control"), message, reaches=())
        else:
            found[cases.control] = CasesFile(cases=cases, at=at)
    return found


def beside_of(project: Project, control: str) -> str | None:
    """The document in which the cases of a control are looked for; None without the control."""
    at = project.refs.get(f"control/{control}")
    return None if at is None else f"{at.document.removesuffix('.yaml')}{SUFFIX}"
