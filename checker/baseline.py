"""From a run to a baseline: the gaps for which its gate fails, or those of one that are still open.

BaselineError
└── NotSavable     the run found nothing that a baseline could hold, or cannot be relied on
"""

from __future__ import annotations

import json
from datetime import datetime
from difflib import get_close_matches

import msgspec

from checker.diagnostics.diagnostic import Level
from checker.gate import altered
from checker.gating.baselines import named
from checker.gating.gaps import Gap
from checker.gating.look import look
from checker.project.baseline import baseline_digest, plain_of
from checker.project.project import Project
from checker.run import Run
from rsp.baseline import LONGEST, Baseline, CatalogOf, KnownGap, PolicyOf
from rsp.time import Moment
from rsp.value import Value


class BaselineError(Exception):
    """Base of what goes wrong when a baseline is made."""


class NotSavable(BaselineError):
    """There is no baseline of a run; the message says why, in one sentence."""

    def __init__(self, message: str, help: str | None = None) -> None:
        super().__init__(message)
        self.help = help


class Made(Value, frozen=True, kw_only=True):
    """A baseline, and what is not in it."""

    baseline: Baseline
    never: tuple[Gap, ...] = ()
    """Gaps that nobody can let pass."""
    taken_out: int = 0
    """Entries that are closed."""


def made(run: Run, until: Moment, by: str, because: str) -> Made:
    """A baseline of all gaps for which the gate of a whole run fails; raises NotSavable."""
    project = _reliable(run)
    if run.assessment is None or run.report is None:
        raise NotSavable("nothing could be assessed")
    if by not in project.parties:
        close = get_close_matches(by, sorted(project.parties), n=1)
        help = f"did you mean {close[0]}?" if close else None
        raise NotSavable(f"{by!r} is not among the parties of the project", help)
    as_of = Moment.parse(run.report.as_of.date)
    _fits(as_of, until, LONGEST.after(as_of.latest))
    seen = look(
        run.assessment, run.grounds, project.settings.gate, None, sure=True, saving=True
    ).savable
    never = tuple(one for one in seen if one.fatal)
    gaps = tuple(
        KnownGap(kind=one.kind, id=one.id, reasons=one.reasons) for one in seen if not one.fatal
    )
    if not gaps:
        others = f"; {len(never)} that nobody can let pass are no part of one" if never else ""
        raise NotSavable(f"the gate fails for no gap that a baseline could hold{others}")
    edition, catalog = project.edition, project.catalog
    return Made(
        baseline=_sealed(
            Baseline(
                organization=project.settings.organization,
                policy=PolicyOf(edition=edition.id, digest=edition.digest),
                catalog=CatalogOf(
                    name=catalog.name, version=catalog.version, digest=catalog.digest
                ),
                project=project.digest,
                as_of=as_of,
                until=until,
                by=by,
                because=because,
                digest="0" * 64,
                gaps=gaps,
            )
        ),
        never=never,
    )


def shrunk(run: Run) -> Made:
    """The baseline that a whole run went by, without what is closed; raises NotSavable."""
    project = _reliable(run)
    used = project.baseline.baseline if project.baseline is not None else None
    told = run.gate.baseline
    if used is None or told is None:
        raise NotSavable("the baseline cannot be used")
    closed = {named(one) for one in told.closed}
    left = tuple(one for one in used.gaps if (one.kind.value, one.id) not in closed)
    return Made(
        baseline=_sealed(msgspec.structs.replace(used, gaps=left)),
        taken_out=len(used.gaps) - len(left),
    )


def written(baseline: Baseline) -> str:
    """The file of a baseline: one line for each gap, the same for the same gaps."""
    plain = plain_of(baseline)
    policy, catalog = plain["policy"], plain["catalog"]
    lines = [
        "# Known gaps. Written by rsp check --save-baseline; an edit by hand makes it unusable.",
        f"organization: {plain['organization']}",
        f"policy: {{edition: {_text(policy['edition'])}, digest: {policy['digest']}}}",
        f"catalog: {{name: {_text(catalog['name'])}, version: {_text(catalog['version'])},"
        f" digest: {catalog['digest']}}}",
        f"project: {plain['project']}",
        f"as_of: {plain['as_of']}",
        f"until: {plain['until']}",
        f"by: {plain['by']}",
        f"because: {_text(plain['because'])}",
        f"digest: {plain['digest']}",
    ]
    gaps = [
        f"  - {{kind: {one['kind']}, id: {_text(one['id'])},"
        f" reasons: [{', '.join(one['reasons'])}]}}"
        for one in plain["gaps"]
    ]
    lines += ["gaps:", *gaps] if gaps else ["gaps: []"]
    return "".join(f"{line}\n" for line in lines)


def _text(text: str) -> str:
    """A string in double quotes, which YAML reads as JSON does."""
    return json.dumps(text, ensure_ascii=False)


def _sealed(baseline: Baseline) -> Baseline:
    return msgspec.structs.replace(baseline, digest=baseline_digest(plain_of(baseline)))


def _reliable(run: Run) -> Project:
    """The project of a run that can be relied on."""
    project = run.project
    if project is None or run.report is None or run.assessment is None:
        raise NotSavable("nothing could be assessed")
    if run.report.partial:
        raise NotSavable("a narrowed run is partial: what it leaves out would be new at once")
    if run.report.as_of.projection:
        raise NotSavable("the date lies in the future: its gaps are not there yet")
    if altered(run.assessment):
        raise NotSavable("records were altered or withdrawn, which nobody can let pass")
    missing = project.refs["settings"].at("gate", "baseline", "file")
    errors = [
        one
        for one in run.diagnostics
        if one.level is Level.ERROR and (one.code, one.at) != ("file-missing", missing)
    ]
    if errors:
        raise NotSavable(f"files have errors, first {errors[0].code}: not all is assessed")
    return project


def _fits(as_of: Moment, until: Moment, last: datetime) -> None:
    if until.latest <= as_of.latest:
        raise NotSavable(f"it would end with {until}, which is not after its date {as_of}")
    if until.latest > last:
        raise NotSavable(f"it would end with {until}, more than {LONGEST} after its date {as_of}")
