"""How each field of the report model goes into an edition: one word for every field, none left.

keep      shown as it is: words of the tool, statuses, verdicts, counts, what the policy is called
walk      a value with fields of its own
drop      never in an edition
seal      an edition has its own, empty until it is written
text      a sentence of the tool about things: rebuilt where its form is known, else shown to
          whoever sees all that its surroundings are about
words     shown to whoever sees the thing it belongs to
path      of the project; for reviewers at most
rules     shown to whoever sees the requirement it comes from
digest    of files or evidence: never public, as content could be guessed from it
a kind    the id of a thing of that kind, or several
"""

from __future__ import annotations

from checker.report import model

FIELDS: dict[type, dict[str, str]] = {
    kind: {name: how for how, names in ways.items() for name in names.split()}
    for kind, ways in {
        model.Report: {
            "keep": "schema counts",
            "text": "partial",
            "drop": "visibility salt_seed edition",
            "seal": "digest",
            "walk": "tool exit gate as_of period project policy catalog subjects root_gaps plans"
            " clauses controls instances records links deviations judgements indicators exclusions"
            " diagnostics runs hosting places",
        },
        model.Tool: {"keep": "name version"},
        model.Exit: {"keep": "code", "text": "because"},
        model.Gate: {
            "keep": "status",
            "text": "because accepted musts_left_out",
            "walk": "scope baseline",
        },
        model.GateScope: {"keep": "gated settings", "walk": "left_out"},
        model.LeftOut: {
            "keep": "kind standard by",
            "asset": "subject",
            "instance": "instance",
            "clause": "clause",
        },
        model.GateBaseline: {
            "keep": "as_of until listed",
            "path": "file",
            "words": "because",
            "party": "by",
            "digest": "digest",
            "walk": "known closed new",
        },
        model.GateGap: {
            "keep": "kind reasons was",
            "instance": "instance",
            "requirement": "judgement",
            "control": "control",
            "clause": "clause",
            "asset": "subject",
        },
        model.AsOf: {
            "keep": "instant date source projection closed_age_days",
            "words": "closed_because",
        },
        model.Period: {"keep": "start end"},
        model.ProjectHead: {
            "keep": "organization",
            "words": "title",
            "path": "path",
            "digest": "digest rules_digest",
        },
        model.PolicyHead: {
            "keep": "edition title effective source",
            "policy-digest": "digest",
        },
        model.CatalogHead: {
            "keep": "name version custom",
            "catalog-digest": "digest",
            "walk": "overlay",
        },
        model.OverlayHead: {
            "words": "because",
            "digest": "digest",
            "keep": "base",
            "walk": "changes",
        },
        model.OverlayChange: {
            "keep": "kind change",
            "words": "at was becomes sentence reason approvals unapproved",
        },
        model.Subject: {
            "keep": "kind",
            "asset": "id",
            "walk": "determinations standards activities clauses controls",
        },
        model.Determination: {
            "keep": "threshold domain outcome effective because standing",
            "text": "messages",
            "determination": "determination",
            "words": "decided_at basis",
            "place": "location",
        },
        model.Standard: {
            "keep": "id title required verdict gate counts operation_tested accepted let_pass_by",
            "text": "because",
            "requirement": "open_judgements",
            "clause": "shortfalls",
            "deviation": "accepted_by let_pass_with",
        },
        model.Activity: {
            "keep": "finding",
            "clause": "clauses",
            "text": "because",
            "deviation": "interim",
        },
        model.ClauseLine: {
            "clause": "id",
            "keep": "standard modality check status counts tested",
            "text": "because",
            "control": "controls",
            "deviation": "deviation",
            "place": "location",
        },
        model.ClauseInfo: {
            "clause": "id parent",
            "keep": "standard modality check",
            "words": "text source when",
            "control": "controls",
            "place": "location",
        },
        model.ControlLine: {
            "control": "id causes",
            "keep": "status",
            "text": "because",
            "deviation": "accepted_by",
        },
        model.Instance: {
            "instance": "id",
            "control": "control rests_on",
            "own-requirement": "requirement",
            "asset": "asset",
            "rules": "operation",
            "keep": "status responsibility",
            "walk": "reasons holes",
            "record": "evidence",
            "time": "fresh_until",
            "deviation": "accepted_by",
            "place": "location",
        },
        model.Reason: {
            "keep": "code",
            "text": "message about",
            "record": "evidence",
            "place": "location",
            "walk": "sides",
        },
        model.Side: {
            "side": "name",
            "text": "says",
            "asset": "assets",
            "walk": "observed",
            "words": "source",
            "party": "produced_by",
        },
        model.Hole: {"times": "start end"},
        model.Record: {
            "record": "id superseded_by",
            "type": "type",
            "asset": "assets",
            "digest": "digest",
            "keep": "known",
            "walk": "observed reliability reasons supersedes statement",
            "summary": "summary",
            "words": "source",
            "text": "superseded_because",
            "party": "produced_by",
            "place": "location",
        },
        model.RecordReliability: {"keep": "declared effective", "text": "limited"},
        model.Supersedes: {"record": "record", "text": "because", "keep": "holds"},
        model.Statement: {
            "summary": "text",
            "words": "standing public_by dated_by title places through against about",
        },
        model.Run: {
            "party": "produced_by",
            "words": "source collected_at",
            "requirement": "requirements",
            "control": "controls",
            "record": "records",
        },
        model.HostingMatrix: {"clause": "clause criteria", "walk": "rows"},
        model.HostingRow: {
            "asset": "asset",
            "party": "operator",
            "keep": "operator_known",
            "walk": "cells",
        },
        model.HostingCell: {
            "clause": "criterion",
            "keep": "status responsibility",
            "instance": "instances",
            "record": "records",
        },
        model.RequirementInfo: {
            "own-requirement": "id",
            "words": "title type type_title method for_each operation min_reliability period"
            " judgement",
            "place": "location",
        },
        model.ControlInfo: {
            "control": "id depends_on",
            "words": "title standard family severity statement crosswalk",
            "party": "owner",
            "clause": "clauses",
            "walk": "requirements",
            "place": "location",
        },
        model.RootGap: {
            "asset": "subject",
            "control": "control undermines",
            "words": "severity",
            "party": "owner",
            "instance": "instances",
            "clause": "clauses",
            "asked": "would_close",
            "walk": "frees blocks",
            "keep": "proved",
        },
        model.Frees: {"control": "controls", "clause": "clauses", "keep": "standards"},
        model.Blocks: {"keep": "controls clauses standards"},
        model.Plan: {
            "asset": "subject",
            "keep": "standard reached reached_with",
            "control": "gaps",
            "walk": "also_needed",
        },
        model.Needed: {"keep": "kind", "needed": "id", "text": "because"},
        model.LinkLine: {
            "control": "control",
            "clause": "clause",
            "keep": "state reviewer bulk",
            "place": "location",
        },
        model.Deviation: {
            "deviation": "id chain",
            "keep": "kind standard ends_soon valid",
            "clause": "clause",
            "control": "control compensating measures",
            "own-requirement": "requirement",
            "asset": "asset",
            "model": "model",
            "words": "reason same_assurance notices",
            "text": "carries because accepts limits",
            "party": "requester",
            "walk": "approvals",
            "times": "starts expires days_left since at_most used_days maximum_days",
            "place": "location",
        },
        model.DeviationApproval: {"words": "role date", "party": "party"},
        model.Judgement: {
            "requirement": "id",
            "words": "question question_digest control_digest",
            "keep": "state",
            "record": "answers",
            "text": "because",
            "digest": "evidence_digest",
            "place": "location",
        },
        model.Indicator: {
            "indicator": "id",
            "words": "title type rule unit",
            "keep": "better",
            "walk": "values",
        },
        model.IndicatorValue: {
            "asset": "asset",
            "record": "record",
            "times": "value because",
        },
        model.Exclusion: {
            "control": "control",
            "own-requirement": "requirement",
            "keep": "left_out_by",
            "words": "because",
            "asset": "assets",
        },
        model.Diagnostic: {
            "keep": "code level",
            "words": "message help",
            "place": "location",
            "walk": "related",
        },
        model.Related: {"words": "message", "place": "location"},
        model.ProjectPlace: {"asset": "id", "place": "location"},
    }.items()
}
"""By type and field."""

WHAT: dict[type, str] = {model.IndicatorValue: "figure"}
"""What fields that are withheld together are called, where that is not `time`."""

IDENTITY: dict[type, tuple[str, ...]] = {
    model.Subject: ("id",),
    model.Standard: ("id",),
    model.Determination: ("threshold",),
    model.ClauseLine: ("id",),
    model.ClauseInfo: ("id",),
    model.ControlLine: ("id",),
    model.ControlInfo: ("id",),
    model.RequirementInfo: ("id",),
    model.RootGap: ("control",),
    model.Plan: ("subject", "standard"),
    model.Needed: ("id",),
    model.Judgement: ("id",),
    model.LinkLine: ("control", "clause"),
    model.HostingMatrix: ("clause",),
    model.HostingCell: ("criterion",),
    model.OverlayChange: ("kind", "change"),
}
"""What keeps its place in a list as long as these fields are shown; of anything else all of it has
to be. What does not keep its place follows, sorted as it reads: order says nothing of a name."""
