"""The one path every command takes: open, verify, assess, gate, report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from checker import __version__
from checker.assess.assess import assess_with_grounds
from checker.assess.assessment import Assessment
from checker.assess.grounds import Grounds
from checker.assess.memo import Memo
from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.diagnostics.sources import Sources
from checker.evidence.offered import Offered
from checker.evidence.secrets import in_artifacts
from checker.evidence.store import Store, read_store
from checker.evidence.verified import Verified
from checker.evidence.verify import verify
from checker.gate import Decided, decide, decided, leave
from checker.gating.baselines import named
from checker.lint import rules
from checker.lint.secrets import CODES as SECRETS
from checker.lint.secrets import in_documents, unquoted, without_secrets
from checker.project.baseline import given
from checker.project.catalog import HEAD as CATALOG
from checker.project.discover import PROJECT_FILE, WORKSPACE_FILE, is_named
from checker.project.open import Opened, open_project
from checker.project.open_catalog import EDITION, open_catalog, open_edition
from checker.project.project import Project
from checker.project.workspace import open_workspace
from checker.read.bulk import many
from checker.read.overlay import Lens, bare
from checker.report.build import Heading, build
from checker.report.model import AsOf, Exit, Gate, Report, Tool
from checker.stated import stated
from rsp.project import Gate as Policy
from rsp.time import Moment, instant_text
from rsp.value import Value


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One run over one project."""

    opened: Opened
    project: Project | None
    offered: tuple[Offered, ...]
    assessment: Assessment | None
    grounds: Grounds | None
    report: Report | None
    gate: Gate
    exit: Exit
    diagnostics: tuple[Diagnostic, ...]
    sources: Sources


class Ready(msgspec.Struct, frozen=True, kw_only=True):
    """A project that was opened and its records verified: all of a run that no date changes."""

    opened: Opened
    project: Project
    offered: tuple[Offered, ...]
    diagnostics: tuple[Diagnostic, ...]


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """What a run found at its date."""

    assessment: Assessment
    grounds: Grounds
    as_of: AsOf
    decided: Decided
    exit: Exit

    @property
    def gate(self) -> Gate:
        """What the gate says."""
        return self.decided.gate


class LintRun(msgspec.Struct, frozen=True, kw_only=True):
    """What lint found."""

    diagnostics: tuple[Diagnostic, ...]
    sources: Sources
    root: Path | None = None
    """The folder that paths begin at; None where it is no folder."""
    opened: Opened | None = None
    """What was read."""
    offered: tuple[Offered, ...] = ()
    """The records of the store."""


Choice = Callable[[tuple[rules.Rule, ...]], tuple[rules.Rule, ...]]
"""Which rules are applied in place of those that belong; they find the same."""


class Selection(Value, frozen=True, kw_only=True):
    """How a run is narrowed; a narrowed run is partial."""

    models: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """`--model atlas-2`."""
        return (
            *(f"--model {name}" for name in self.models),
            *(f"--standard {name}" for name in self.standards),
        )


def run_check(
    path: Path,
    *,
    as_of: Moment | None,
    clock: datetime,
    models: Sequence[str] = (),
    standards: Sequence[str] = (),
    baseline: Path | None = None,
) -> Run:
    """Check the project in or above a path at a date; raises nothing for what files hold.

    A `baseline` takes the place of the one that the project names."""
    with many():
        selection = Selection(models=tuple(models), standards=tuple(standards))
        opened = open_project(path)
        if opened.project is not None and baseline is not None:
            project, found = given(opened.project, opened.sources, baseline)
            every = (*opened.diagnostics, *found)
            opened = msgspec.structs.replace(opened, project=project, diagnostics=every)
        return _check(path, opened, as_of, clock, selection)


def _check(
    path: Path, opened: Opened, as_of: Moment | None, clock: datetime, selection: Selection
) -> Run:
    if opened.project is None:
        return _unopened(
            msgspec.structs.replace(opened, diagnostics=_guarded(opened, opened.diagnostics))
        )
    project = opened.project
    ready = ready_of(opened, project)
    found = judge_at(ready, as_of, clock, selection)
    diagnostics = (*ready.diagnostics, *_closed(project, found.gate))
    report = stated(
        _masked(
            build(
                project,
                found.assessment,
                found.grounds,
                diagnostics,
                opened.sources.locate,
                Heading(
                    tool=Tool(name="rsp-checker", version=__version__),
                    path=_name(path),
                    as_of=found.as_of,
                    gate=found.gate,
                    words=found.decided.words,
                    let=found.decided.let,
                    exit=found.exit,
                    partial=selection.words,
                ),
            ),
            diagnostics,
        )
    )
    return Run(
        opened=opened,
        project=project,
        offered=ready.offered,
        assessment=found.assessment,
        grounds=found.grounds,
        report=report,
        gate=found.gate,
        exit=found.exit,
        diagnostics=diagnostics,
        sources=opened.sources,
    )


def _name(path: Path) -> str:
    """The last part of a path, also where its bytes are no text."""
    return path.name.encode("utf-8", "backslashreplace").decode() or "."


def ready_of(opened: Opened, project: Project) -> Ready:
    """What was opened, with its records verified and all diagnostics; `project` is that of it."""
    verified = _verified(opened, project)
    return Ready(
        opened=opened,
        project=project,
        offered=verified.offered,
        diagnostics=_guarded(
            opened,
            (
                *opened.diagnostics,
                *verified.diagnostics,
                *rules.apply(rules.ALWAYS, project, opened.diagnostics),
            ),
        ),
    )


def _guarded(
    opened: Opened, diagnostics: tuple[Diagnostic, ...], evidence: Iterable[Diagnostic] = ()
) -> tuple[Diagnostic, ...]:
    """With what looks like a secret in the files, which no diagnostic then quotes."""
    folder = opened.project.settings.evidence if opened.project is not None else None
    secrets = (*in_documents(opened.sources.texts(), folder), *evidence)
    return (*unquoted(diagnostics), *secrets) if secrets else diagnostics


def _masked(report: Report, diagnostics: Iterable[Diagnostic]) -> Report:
    """The report without what looks like a secret, where a file holds one."""
    if not any(one.code in SECRETS for one in diagnostics):
        return report
    return msgspec.convert(without_secrets(msgspec.to_builtins(report)), Report)


def judge_at(
    ready: Ready,
    as_of: Moment | None,
    clock: datetime,
    selection: Selection,
    memo: Memo | None = None,
) -> Judged:
    """Assess and gate at a date: what `rsp check` does there, whoever asks."""
    project, diagnostics = ready.project, ready.diagnostics
    moment, source = now_of(project, as_of, clock)
    whole, grounds = assess_with_grounds(project, ready.offered, diagnostics, moment.latest, memo)
    assessment = narrowed(whole, selection)
    dated = _as_of(project, moment, source, clock)
    said = decided(
        assessment,
        grounds,
        project.settings.gate,
        dated,
        diagnostics,
        selection.words,
        project.baseline,
    )
    leaving = leave(said.gate, assessment, diagnostics, selection.words)
    return Judged(assessment=assessment, grounds=grounds, as_of=dated, decided=said, exit=leaving)


def _closed(project: Project, gate: Gate) -> tuple[Diagnostic, ...]:
    """The entries of the baseline that are closed, each at its line."""
    if gate.baseline is None or project.baseline is None or project.baseline.baseline is None:
        return ()
    closed = {named(one) for one in gate.baseline.closed}
    return tuple(
        diagnose(
            "baseline-entry-stale",
            project.refs["baseline"].at("gaps", index),
            f"the {one.kind.value} {one.id} is no gap any more, and the baseline lists it",
            help="rsp check --save-baseline on the same file takes out what is closed",
            reaches=(),
        )
        for index, one in enumerate(project.baseline.baseline.gaps)
        if (one.kind.value, one.id) in closed
    )


def run_lint(path: Path, *, over: Lens = bare, chosen: Choice = lambda same: same) -> LintRun:
    """Lint the project in or above a path, or the catalog or edition folder that the path is; of
    a folder with a workspace and no project, the file that names its projects.

    `over` lays an editor's text over the files; `chosen` lets the rules be stopped between two.
    """
    if is_named(path, WORKSPACE_FILE) and not is_named(path, PROJECT_FILE):
        space = open_workspace(path)
        return LintRun(diagnostics=space.diagnostics, sources=space.sources)
    if (path / CATALOG).is_file():
        return _lint_catalog(path, over, chosen)
    if (path / EDITION).is_file():
        opened = open_edition(path, over=over)
        return _linted(opened, opened.diagnostics)
    return _lint_project(path, over, chosen)


def _lint_project(path: Path, over: Lens, chosen: Choice) -> LintRun:
    opened = open_project(path, over=over)
    diagnostics = opened.diagnostics
    artifacts: tuple[Diagnostic, ...] = ()
    offered: tuple[Offered, ...] = ()
    if opened.project is not None:
        store = _store(opened, opened.project)
        verified = verify(store, opened.project.catalog.types)
        offered = verified.offered
        diagnostics += (
            *verified.diagnostics,
            *rules.apply(chosen(rules.LINT), opened.project, diagnostics),
        )
        artifacts = tuple(in_artifacts(store))
    return _linted(opened, _guarded(opened, diagnostics, artifacts), offered)


def _lint_catalog(path: Path, over: Lens, chosen: Choice) -> LintRun:
    opened = open_catalog(path, over=over)
    diagnostics = opened.diagnostics
    if opened.project is not None:
        diagnostics += rules.apply(chosen(rules.CATALOG), opened.project, diagnostics)
    return _linted(opened, _guarded(opened, diagnostics))


def _linted(
    opened: Opened, diagnostics: tuple[Diagnostic, ...], offered: tuple[Offered, ...] = ()
) -> LintRun:
    return LintRun(
        diagnostics=diagnostics,
        sources=opened.sources,
        root=opened.tree.file(""),
        opened=opened,
        offered=offered,
    )


def _verified(opened: Opened, project: Project) -> Verified:
    return verify(_store(opened, project), project.catalog.types)


def _store(opened: Opened, project: Project) -> Store:
    named = project.refs["settings"].at("evidence")
    return read_store(opened.tree, project.settings.evidence, opened.sources, named)


def narrowed(assessment: Assessment, selection: Selection) -> Assessment:
    """The subjects and standards selected; what is left out was assessed and is not shown."""
    subjects = assessment.subjects
    if selection.models:
        wanted = {f"model/{name}" for name in selection.models}
        subjects = tuple(one for one in subjects if one.id in wanted)
    if selection.standards:
        subjects = tuple(
            msgspec.structs.replace(
                one,
                standards=tuple(each for each in one.standards if each.id in selection.standards),
            )
            for one in subjects
        )
    return msgspec.structs.replace(assessment, subjects=subjects)


def _unopened(opened: Opened) -> Run:
    policy = Policy()
    gate = decide(None, policy, _clockless(), opened.diagnostics)
    return Run(
        opened=opened,
        project=None,
        offered=(),
        assessment=None,
        grounds=None,
        report=None,
        gate=gate,
        exit=leave(gate, None, opened.diagnostics),
        diagnostics=opened.diagnostics,
        sources=opened.sources,
    )


def _clockless() -> AsOf:
    return AsOf(
        instant="",
        date="",
        source="clock",
        projection=False,
        closed_because=None,
        closed_age_days=None,
    )


def now_of(
    project: Project, as_of: Moment | None, clock: datetime
) -> tuple[Moment, Literal["argument", "closed", "clock"]]:
    """The assessment date and where it comes from (R1)."""
    if as_of is not None:
        return as_of, "argument"
    closed = project.settings.closed
    if closed is not None:
        return closed.as_of, "closed"
    return Moment(earliest=clock, latest=clock), "clock"


def _as_of(
    project: Project,
    moment: Moment,
    source: Literal["argument", "closed", "clock"],
    clock: datetime,
) -> AsOf:
    closed = project.settings.closed
    return AsOf(
        instant=instant_text(moment.latest),
        date=str(moment),
        source=source,
        projection=moment.earliest > clock,
        closed_because=closed.because if closed is not None else None,
        closed_age_days=max(0, (clock - moment.latest).days) if closed is not None else None,
    )
