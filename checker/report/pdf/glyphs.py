"""Characters that no font of the typesetter holds are written as their numbers, as elsewhere."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from typst import TypstError, compile

if TYPE_CHECKING:
    from typst import PDFStandard

STANDARDS: list[PDFStandard] = ["a-2a", "ua-1"]
"""PDF/A-2a for archives and PDF/UA-1 for assistive technology: both refuse text without a glyph."""
_PROBE = rb"""
#set document(title: "-", date: none)
#set text(lang: "en", font: ("Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern"))
= -
#for one in json(bytes(sys.inputs.text)) [#one #strong(one) #emph(one) ]
"""
_LACKING = re.compile(r'the text `"(.*?)"` could not be displayed')
_OTHERS = re.compile(r"[^\x00-\xff\u200b]")
"""What is beyond Latin-1; a break of lines needs no glyph."""


def shown(text: str) -> str:
    """JSON with each character that has no glyph as its number, the backslash escaped."""
    odd = sorted(set(_OTHERS.findall(text)))
    lacking = _lacking(odd) if odd else set()
    if not lacking:
        return text
    return _OTHERS.sub(lambda found: number(found[0]) if found[0] in lacking else found[0], text)


def numbered(text: str) -> str:
    """The same with all that is beyond Latin-1."""
    return _OTHERS.sub(lambda found: number(found[0]), text)


def number(one: str) -> str:
    """A character as its number, within JSON."""
    return f"\\\\u{ord(one):04x}"


def _lacking(odd: list[str]) -> set[str]:
    """Which of some characters the fonts lack, by trying."""
    try:
        compile(
            _PROBE,
            format="pdf",
            sys_inputs={"text": json.dumps(odd)},
            ignore_system_fonts=True,
            pdf_standards=STANDARDS,
        )
    except TypstError as error:
        found = {one for text in _LACKING.findall(error.diagnostic) for one in text}
        return found or set(odd)
    return set()
