"""The activation report as a page, in the shell of the report's page."""

from __future__ import annotations

from markupsafe import Markup

from checker.report.activation.model import Activation
from checker.report.activation.shown import OPINION, source
from checker.report.html.links import Links
from checker.report.html.shell import page

PARTS = (
    "What put which standard in force",
    "Protections, by control family",
    "Ongoing monitoring",
    "Contradictions between sources",
    "Open points",
)
_OPEN = {
    "determination": "Determinations without their effect",
    "gap": "Gaps, in the order to work on them",
    "judgement": "Questions that evidence cannot settle, open",
    "ends": "What ends next",
    "later": "Statements that were not there at the date",
}


def render(found: Activation) -> str:
    """The whole page; a pure function of the activation report."""
    links = Links(
        {
            "control": [one.control for each in found.families for one in each.protections],
            "family": [one.name for one in found.families],
            "said": _said(found),
        }
    )
    return page(
        "checker.report.activation",
        "activation.html",
        ("find.js",),
        found=found,
        tool=found.tool,
        big=False,
        parts=PARTS,
        opinion=_emphasised(OPINION),
        source=source,
        standing={name: tuple(one for one in found.open if one.kind == name) for name in _OPEN},
        titles=_OPEN,
        to=links.to,
        many=links.many,
        place=links.place,
        has=links.has,
    )


def _emphasised(text: str) -> Markup:
    """Words of this tool; what stands between stars is emphasised."""
    plain, *rest = text.split("*")
    made = Markup("").join(
        Markup("<em>{}</em>{}").format(*pair) for pair in zip(rest[::2], rest[1::2], strict=True)
    )
    return Markup("{}{}").format(plain, made)


def _said(found: Activation) -> list[str]:
    """The statements that the page holds, each in one place."""
    held = [one.said for one in found.conflicts if one.said is not None]
    every = (*found.said_of_evaluations, *found.said_of_protections, *held)
    return [one.id for one in every]
