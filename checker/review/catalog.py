"""Stamps the links of a control in a catalog folder, and makes sure that nothing else changed."""

from __future__ import annotations

from pathlib import Path

import msgspec

from checker.diagnostics.sources import Sources
from checker.read.limits import AUTHORED
from checker.read.yaml_nodes import read_yaml
from checker.review.publisher import stamped
from checker.review.sides import Sides
from checker.schema.decode import decoded
from rsp.control import Control, Review


class CannotStamp(ValueError):
    """A control's text cannot take a stamp without changing something else."""


def new_text(sources: Sources, reviews: list[tuple[Sides, Review]]) -> tuple[Path, str]:
    """The file of a control and its text with reviews of its links; raises CannotStamp."""
    sides = reviews[0][0]
    document = sides.at.document
    file, text = sources.file(document), sources.text(document)
    if file is None or text is None:
        raise CannotStamp(f"{document} lies in no folder that can be written to")
    text = text.removeprefix("\ufeff")
    changed = stamped(text, reviews, sources.locate)
    wanted = _with(sides.control, reviews)
    read = read_yaml(changed.encode(), document, AUTHORED)
    control, _ = decoded(read.data, Control, sides.at)
    if read.diagnostics or control != wanted:
        raise CannotStamp(f"{document}: write its links one key a line, then review again")
    return file, changed


def _with(control: Control, reviews: list[tuple[Sides, Review]]) -> Control:
    links = list(control.implements)
    for sides, review in reviews:
        links[sides.index] = msgspec.structs.replace(links[sides.index], reviewed=review)
    return msgspec.structs.replace(control, implements=tuple(links))
