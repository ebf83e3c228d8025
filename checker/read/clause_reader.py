"""Walks the blocks of a policy document and collects its clauses, nested as its lists are."""

from __future__ import annotations

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from checker.diagnostics.places import START, Extent, Place
from checker.read.clause_head import (
    Head,
    HeadMalformed,
    Inline,
    folded,
    head,
    inline,
    without_source,
)
from checker.read.front_matter import front_data, split
from checker.read.limits import MAX_DEPTH
from checker.read.nodes import Findings
from checker.read.yaml_places import yaml_places
from rsp.clause import Clause

_MARKDOWN = MarkdownIt("commonmark", {"maxNesting": MAX_DEPTH + 8}).enable("table")
"""Beyond its limit the parser drops text without a word, so ours is reached first."""

_OBLIGATION = re.compile(
    r"\b(?:must|shall|should|will|may not|ha(?:s|ve) to|needs? to"
    r"|(?:is|are) (?:required|obliged|obligated|forbidden|prohibited|expected) to)\b",
    re.IGNORECASE,
)


class Open:
    """A clause that is being read."""

    def __init__(self, found: Head, parent: Open | None, extent: Extent) -> None:
        self.head = found
        self.parent = parent
        self.extent = extent
        self.texts: list[str] = []
        self.source: str | None = None
        self.links: list[str] = []
        self.children: list[str] = []


class ClauseReader:
    """Walks the block tokens once; list items nest, and with them clauses."""

    def __init__(self, findings: Findings) -> None:
        self.front: Any = None
        self.inside: dict[str, Place] = {}
        self._findings = findings
        self._lines: list[str] = []
        self._offset = 0
        self._clauses: dict[str, Open] = {}
        self._items: list[Open | None] = []
        self._places: dict[str, Place] = {}
        self._prose_lines: set[int] = set()

    def run(self, text: str) -> None:
        """Read a whole document; raises Stopped when it has too many defects."""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        source, self._offset = split(text)
        self._lines = text.split("\n")
        self.front = front_data(source, self._findings)
        if source is not None:
            self.inside["front"] = yaml_places(b"\n" + source.encode())
        self._walk(_MARKDOWN.parse("\n".join(self._lines[self._offset :])))

    def _walk(self, tokens: list[Token]) -> None:
        within = ""
        for token in tokens:
            if token.level > MAX_DEPTH:
                message = f"the text is nested more than {MAX_DEPTH} levels deep"
                raise self._findings.stop("too-deep", self._extent(token), message)
            if token.type == "list_item_open":
                self._items.append(None)
            elif token.type == "list_item_close":
                self._items.pop()
            elif token.type == "inline":
                self._inline(token, within)
            elif token.type in ("fence", "code_block", "html_block"):
                self._block(token)
            within = token.type

    def finished(self) -> list[Clause]:
        """The clauses read, in document order."""
        self.inside["clauses"] = Place(extent=START, inside=self._places)
        standard = self.front.get("standard") if isinstance(self.front, dict) else None
        return [
            self._clause(opened, standard if isinstance(standard, str) else "")
            for opened in self._clauses.values()
        ]

    def _clause(self, opened: Open, standard: str) -> Clause:
        found = opened.head
        return Clause(
            id=found.id,
            standard=standard,
            modality=found.modality,
            check=found.check,
            text=folded(" ".join(opened.texts)),
            source=opened.source,
            when=found.when,
            parent=opened.parent.head.id if opened.parent else None,
            children=tuple(opened.children),
            links=tuple(opened.links),
        )

    def _around(self) -> Open | None:
        """The innermost clause whose list item is open."""
        return next((item for item in reversed(self._items) if item is not None), None)

    def _inline(self, token: Token, within: str) -> None:
        run = inline(token.children or [])
        extent = self._extent(token)
        try:
            found = head(run)
            if found is not None and within != "paragraph_open":
                raise HeadMalformed("a clause is a paragraph or a list item")
        except HeadMalformed as error:
            message = f"this starts like a clause and is not one: {error}"
            self._findings.add("clause-malformed", extent, message)
            return
        if found is not None:
            self._start(found, run, extent)
        elif (around := self._around()) is not None:
            self._continue(around, run, extent)
        else:
            self._prose(token)

    def _start(self, found: Head, run: Inline, extent: Extent) -> None:
        opened = Open(found, self._around(), self._at_head(found.id, extent))
        if first := self._clauses.get(found.id):
            self._findings.add(
                "duplicate-id",
                opened.extent,
                f"the clause {found.id} is already written at line {first.extent[0]}",
                "give each clause an id of its own",
            )
        else:
            self._clauses[found.id] = opened
            if opened.parent:
                opened.parent.children.append(found.id)
        if self._items and self._items[-1] is None:
            self._items[-1] = opened
        text, opened.source = without_source(found.text)
        self._append(opened, text, run, extent)

    def _continue(self, opened: Open, run: Inline, extent: Extent) -> None:
        text = run.text
        if opened.source is None:
            text, opened.source = without_source(text)
        self._append(opened, text, run, extent)

    def _append(self, opened: Open, text: str, run: Inline, extent: Extent) -> None:
        opened.texts.append(text)
        opened.links.extend(run.links)
        opened.extent = (*opened.extent[:2], *extent[2:])
        self._places.setdefault(opened.head.id, Place(extent=opened.extent))
        if self._clauses.get(opened.head.id) is opened:
            self._places[opened.head.id] = Place(extent=opened.extent)
        if run.hidden:
            self._findings.add(
                "clause-markup-refused",
                extent,
                f"the clause {opened.head.id} holds HTML or an image",
                "write the clause in plain text",
            )

    def _block(self, token: Token) -> None:
        """Code and HTML: part of a clause's text inside it, nothing outside."""
        around = self._around()
        if around is not None:
            hidden = token.type == "html_block"
            run = Inline(bold=None, rest=token.content, links=(), hidden=hidden)
            self._append(around, token.content, run, self._extent(token))

    def _prose(self, token: Token) -> None:
        if isinstance(self.front, dict) and self.front.get("commentary") is True:
            return
        line, _, end_line, _ = self._extent(token)
        for number in range(line, end_line + 1):
            found = _OBLIGATION.search(self._lines[number - 1])
            if found and number not in self._prose_lines:
                self._prose_lines.add(number)
                self._findings.add(
                    "obligation-outside-clause",
                    (number, found.start() + 1, number, found.end() + 1),
                    f"{found.group()!r} stands outside a clause, where it binds nobody",
                    "make it a clause, put it in other words, or mark the document as commentary",
                )
                return

    def _extent(self, token: Token) -> Extent:
        first, end = token.map or (0, 1)
        line, last = first + self._offset + 1, end + self._offset
        text = self._lines[line - 1]
        column = len(text) - len(text.lstrip()) + 1
        return line, column, last, len(self._lines[last - 1].rstrip()) + 1

    def _at_head(self, id: str, extent: Extent) -> Extent:
        """From the mark of the bold id on, past the mark of the list item."""
        line, column, *end = extent
        text = self._lines[line - 1]
        found = max(text.find(f"**{id}"), text.find(f"__{id}"))
        return line, found + 1 if found >= 0 else column, end[0], end[1]
