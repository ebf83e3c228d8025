"""The activation report as Markdown."""

from __future__ import annotations

from checker.report.activation.model import Activation, Force, Ground, Said
from checker.report.activation.rest import conflict_part, open_part, protection_part, watch_part
from checker.report.activation.shown import OPINION, source
from checker.report.escape import code, escape
from checker.report.parts.block import items, long_table, names, table
from checker.report.view import day, last_day, withheld

_SAID = ("Statement", "What is said", "Standing", "Public by", "Source", "About")


def render(found: Activation) -> str:
    """The whole report; blocks are parted by an empty line."""
    blocks = [
        f"# Activation of standards: {escape(found.organization)}, {escape(found.policy.edition)}",
        *_qualified(found),
        OPINION,
        _facts(found),
        *_force_part(found),
        *protection_part(found, _SAID, said_rows),
        *watch_part(found),
        *conflict_part(found),
        *open_part(found),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _qualified(found: Activation) -> list[str]:
    as_of, lines = found.as_of, []
    if found.edition is not None:
        kind, _, rest = withheld(found.edition).partition(". ")
        lines.append(f"**{kind}.** {escape(rest)}")
    if as_of.projection:
        lines.append("**Projection.** The date lies after the clock: evidence may still arrive.")
    if as_of.closed_because is not None:
        lines.append(f"**Closed:** {escape(as_of.closed_because)}")
    if found.partial:
        lines.append(f"**Partial.** Narrowed by {', '.join(code(one) for one in found.partial)}.")
    if found.claims_only:
        lines.append(
            f"**Claims alone.** All {found.records} records that were there at the date are claims,"
            " such as public statements. They show nothing, so nothing below is shown by them."
        )
    elif not found.records:
        lines.append("**No evidence.** No record was there at the date.")
    return lines


def _facts(found: Activation) -> str:
    rows = [
        ("Organisation", code(found.organization)),
        ("Title", escape(found.title or "")),
        ("As of", f"{code(found.as_of.date)} (from: {escape(found.as_of.source)})"),
        ("Period", f"{code(day(found.period.start))} to {code(last_day(found.period.end))}"),
        ("Policy", f"{code(found.policy.edition)}, {escape(found.policy.title)}"),
        ("Catalog", f"{code(found.catalog.name)} {escape(found.catalog.version)}"),
        ("By", f"{code(found.tool.name)} {escape(found.tool.version)}"),
    ]
    return table(("Fact", "Value"), rows)


def _force_part(found: Activation) -> list[str]:
    required = [one for one in found.force if one.required]
    rest = [one for one in found.force if not one.required]
    stated = (
        "What is known of it from public statements alone is marked so: that nobody's approval was"
        " presented is no finding that there was none."
    )
    return [
        "## 1 What put which standard in force",
        stated,
        *(block for one in required for block in _standard(one)),
        "No standard is in force for any model." if not required else "",
        "### Not in force",
        table(
            ("Model", "Standard", "Because"),
            ((code(one.subject), escape(one.title), _because(one)) for one in rest),
        ),
        "### Thresholds that count as not reached",
        "As determined or as stated; not a finding of this report.",
        long_table(
            "Thresholds",
            ("Model", "Threshold", "Domain", "Known from", "Basis"),
            (
                (
                    code(one.subject),
                    code(one.threshold),
                    escape(one.domain),
                    _known_from(one.determination, one.standing, one.decided_at),
                    escape(one.basis or ""),
                )
                for one in found.below
            ),
        ),
        "### Evaluations shown by evidence",
        "Records that help to show a duty of capability assessment.",
        long_table(
            "Records",
            ("Record", "Type", "About", "Worth", "Observed", "Shows part of"),
            (
                (
                    code(one.record),
                    code(one.type),
                    names(one.assets, most=4),
                    escape(one.effective or "nothing"),
                    escape(" to ".join(dict.fromkeys(day(each) for each in one.observed))),
                    names(one.clauses, most=6),
                )
                for one in found.evaluations
            ),
        ),
        "### Said of evaluations and decisions",
        "Claims, dated, with their sources. Those that better sources contradict are in part 4.",
        long_table("Statements", _SAID, said_rows(found.said_of_evaluations)),
    ]


def _because(one: Force) -> str:
    return "; ".join(escape(each) for each in one.because)


def _standard(one: Force) -> list[str]:
    return [
        f"### {escape(one.title)} for {escape(one.subject)}",
        f"In force. Verdict on the evidence: **{escape(one.verdict)}**.",
        items(_ground(each) for each in one.grounds),
    ]


def _ground(one: Ground) -> str:
    about = f"{code(one.threshold)} ({escape(one.domain or '')}), " if one.threshold else ""
    words = escape(one.words).replace("\\*", "*")
    lines = [f"{about}{words}."]
    if one.determination is not None:
        lines.append(f"{_known_from(one.determination, one.standing, one.decided_at)}.")
    if one.basis:
        lines.append(f"Basis, in its own words: {escape(one.basis)}")
    return " ".join(lines)


def _known_from(name: str | None, standing: str | None, decided: str | None) -> str:
    """The determination, and whether it was decided or stated in public."""
    if name is None:
        return "no determination"
    how = {"decided": "decided", "publicly-stated": "stated in public"}.get(standing or "", "known")
    return f"{code(name)}, {how}{f' on {escape(decided)}' if decided else ''}"


def said_rows(found: tuple[Said, ...]) -> list[tuple[str, ...]]:
    """Statements as rows of a table."""
    return [
        (
            code(one.id),
            escape(one.text),
            escape(one.standing) + ("" if one.counts else ", **not there at the date**"),
            escape(one.public_by) + (" (read)" if one.dated_by == "reading" else ""),
            escape(source(one)),
            names(one.about, most=6),
        )
        for one in found
    ]
