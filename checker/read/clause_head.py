"""The head of a clause: its id in bold, then modality, check type and condition in parentheses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from rsp.clause import Check, Modality
from rsp.value import Value

_ID = re.compile(r"[A-Z][A-Za-z0-9]*(?:[-.][A-Za-z0-9]+)+\Z")
_CONDITION = re.compile(r"[a-z0-9][a-z0-9-]{0,63}\Z")
_PARENTHESES = re.compile(r"\s*\(([^()]*)\)\s*(.*)", re.DOTALL)
_MODALITIES = "|".join(modality.value for modality in Modality)
_LOOKS_LIKE = re.compile(
    rf"[A-Z][A-Za-z0-9]*(?:[-.][A-Za-z0-9]+)+\s*\(\s*(?:{_MODALITIES})\b", re.IGNORECASE
)
_MODALITY_FIRST = re.compile(rf"\s*\(\s*(?:{_MODALITIES})\s*[,)]", re.IGNORECASE)
_SOURCE = re.compile(r"\s*\[([^\[\]]+)\]\s*\Z")


class Inline(Value, frozen=True, kw_only=True):
    """One run of text without its markup."""

    bold: str | None
    """What it starts with, if that is bold."""
    rest: str
    """What follows the bold start."""
    links: tuple[str, ...]
    hidden: bool
    """Whether it holds HTML or an image: what a reader sees is not what a program reads."""

    @property
    def text(self) -> str:
        """All of it."""
        return (self.bold or "") + self.rest


class Head(Value, frozen=True, kw_only=True):
    """A head that is well-formed, and the text after it."""

    id: str
    modality: Modality
    check: Check
    when: str | None
    text: str


class HeadMalformed(ValueError):
    """A run of text starts like a clause and is not written as one."""


def inline(children: Sequence[Token]) -> Inline:
    """The text of the inline tokens of a paragraph."""
    parts: list[str] = []
    links: list[str] = []
    bold: str | None = None
    hidden = False
    for token in children:
        if token.type == "strong_open" and not "".join(parts):
            bold = ""
        elif token.type == "strong_close" and bold == "":
            bold, parts = "".join(parts), []
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "link_open":
            links.append(str(token.attrs.get("href", "")))
        elif token.type in ("html_inline", "image"):
            hidden = True
        else:
            parts.append(token.content)
    return Inline(bold=bold or None, rest="".join(parts), links=tuple(links), hidden=hidden)


def head(run: Inline) -> Head | None:
    """The head a run starts with, None where it does not start like one; raises HeadMalformed."""
    bold_id = bool(run.bold and _ID.match(run.bold))
    meant = bold_id or _LOOKS_LIKE.match(run.text) or (run.bold and _MODALITY_FIRST.match(run.rest))
    if not meant:
        return None
    if not bold_id or run.bold is None or len(run.bold) > 64:
        raise HeadMalformed(
            "the id alone stands in bold, such as **SEC-2a.6**, and has a dash or dot"
        )
    found = _PARENTHESES.match(run.rest)
    if found is None:
        raise HeadMalformed("after the id comes (modality, check), such as (must, P)")
    text = folded(found[2])
    if not text:
        raise HeadMalformed("the clause has no text")
    modality, check, when = _attributes([part.strip() for part in found[1].split(",")])
    return Head(id=run.bold, modality=modality, check=check, when=when, text=text)


def _attributes(parts: list[str]) -> tuple[Modality, Check, str | None]:
    if not 2 <= len(parts) <= 3:
        raise HeadMalformed(
            "the parentheses hold a modality, a check type and, if any, when: condition"
        )
    try:
        modality, check = Modality(parts[0]), Check(parts[1])
    except ValueError as error:
        raise HeadMalformed(
            f"({parts[0][:20]}, {parts[1][:20]}) is not known; modalities are "
            f"{', '.join(Modality)}, check types {', '.join(Check)}"
        ) from error
    if len(parts) == 2:
        return modality, check, None
    word, _, condition = parts[2].partition(":")
    if word.strip() != "when" or not _CONDITION.match(condition.strip()):
        raise HeadMalformed(f"{parts[2][:40]!r} is not a condition; write when: condition-id")
    return modality, check, condition.strip()


def folded(text: str) -> str:
    """White space of any kind and length as one space."""
    return " ".join(text.split())


def without_source(text: str) -> tuple[str, str | None]:
    """A text, and the source that ends it in square brackets."""
    found = _SOURCE.search(text)
    if found is None:
        return text, None
    return text[: found.start()], folded(found[1])
