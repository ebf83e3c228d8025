"""Part 2: scope and basis: what is in it, the determinations, why each standard is in force."""

from __future__ import annotations

from collections.abc import Iterator

from checker.report.escape import code, escape
from checker.report.model import Report
from checker.report.parts.block import links, long_table, names, sentences, spot, table
from checker.report.view import NOTHING

_DETERMINATION = (
    "Model",
    "Threshold",
    "Domain",
    "Determined",
    "Effect",
    "Why",
    "Basis",
    "Source",
    "At",
)
_STANDARD = ("Subject", "Standard", "Required", "Because")
_ACTIVITY = ("Model", "Activity", "Finding", "Clauses", "Because")


def scope(report: Report) -> list[str]:
    """Inventory as far as requirements name it, determinations, force, activities, exclusions."""
    return [
        "## 2 Scope and basis",
        "### Inventory",
        "The assets, pairs and events that requirements were applied to. That the inventory is"
        " complete is the subject of controls of its own.",
        long_table("Assets", ("Asset", "Instances"), _assets(report)),
        "### Left out",
        "What a requirement's own condition excluded, and assets that entered service within the"
        " period and for which nothing is due yet.",
        long_table(
            "Exclusions",
            ("Control", "Requirement", "Because", "Left out"),
            (
                (code(one.control), code(one.requirement), escape(one.because), names(one.assets))
                for one in report.exclusions
            ),
        ),
        "### Determinations",
        "Where there is no determination, the duties of *cannot rule out* apply; that is no finding"
        " by anybody.",
        long_table("Determinations", _DETERMINATION, _determinations(report)),
        "### Why each standard is in force",
        table(
            _STANDARD,
            (
                (code(subject.id), code(one.id), _yes(one.required), sentences(one.because))
                for subject in report.subjects
                for one in subject.standards
            ),
        ),
        "### Activities",
        "Whether a clause forbids an activity today. The absence of a forbidding clause is no"
        " permission. Interim measures in effect are named and change no finding.",
        table(_ACTIVITY, _activities(report)),
    ]


def _assets(report: Report) -> Iterator[tuple[str, ...]]:
    seen: dict[str, int] = {}
    for one in report.instances:
        if not one.asset.startswith(NOTHING):
            seen[one.asset] = seen.get(one.asset, 0) + 1
    for name in sorted(seen):
        yield code(name), str(seen[name])


def _determinations(report: Report) -> Iterator[tuple[str, ...]]:
    for subject in report.subjects:
        for one in subject.determinations:
            because = (*((one.because,) if one.because else ()), *one.messages)
            source = (
                f"{one.determination} ({one.standing}, {one.decided_at})"
                if one.determination
                else ""
            )
            yield (
                code(subject.id),
                code(one.threshold),
                escape(one.domain),
                escape(one.outcome or "no determination"),
                escape(one.effective),
                sentences(because),
                escape(one.basis or ""),
                escape(source),
                spot(one.location),
            )


def _activities(report: Report) -> Iterator[tuple[str, ...]]:
    for subject in report.subjects:
        for name, one in sorted(subject.activities.items()):
            yield (
                code(subject.id),
                escape(name),
                f"**{escape(one.finding)}**",
                links("clause", one.clauses),
                sentences((*one.because, *(f"interim measure {name}" for name in one.interim))),
            )


def _yes(required: bool) -> str:
    return "yes" if required else "no"
