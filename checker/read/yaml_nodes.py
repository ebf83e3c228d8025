"""YAML as plain data, from libyaml's event stream; nothing recursive sees the text.

The language is YAML 1.2 with its JSON schema: null, true, false, integers, finite floats, else
strings. Tags, anchors, aliases, merge keys and further documents are refused. Depth and size are
counted on the events, before anything is built from them.
"""

from __future__ import annotations

from typing import Any, Final

import yaml
from yaml._yaml import CParser

from checker.diagnostics.places import START, Extent, Place
from checker.read.limits import AUTHORED, MAX_DEPTH, Limits
from checker.read.nodes import Findings, Nodes, Stopped, decoded, nodes
from checker.read.yaml_scalars import NotExact, resolved

SKIPPED: Final = object()
"""In place of a key whose value is read but not kept."""


def read_yaml(
    text: bytes, document: str, limits: Limits = AUTHORED, *, first_line: int = 1
) -> Nodes:
    """The data of one document and every defect of its text; raises nothing.

    `first_line` is the line the text starts at, where it is part of another document.
    """
    findings = Findings(document, first_line)
    builder = Builder(findings, limits)
    complete = builder.run(text)
    if complete and not builder.documents:
        findings.stop(
            "document-empty", START, "the file holds no document", "write it or remove it"
        )
    return nodes(builder.root, findings.found, complete=complete)


class Frame:
    """One open mapping or list."""

    __slots__ = ("flow", "inside", "is_key", "key", "key_extent", "start", "values")

    def __init__(self, values: Any, event: yaml.CollectionStartEvent, is_key: bool) -> None:
        self.values = values
        self.is_key = is_key
        """Whether it stands where a key belongs, and is dropped."""
        self.key: Any = None
        """In a mapping, the key whose value comes next; None before a key."""
        self.key_extent: Extent | None = None
        self.inside: dict[str, Place] = {}
        self.start: Any = event.start_mark
        self.flow = event.flow_style


class Builder:
    """Consumes the events of one document and builds its data."""

    def __init__(self, findings: Findings, limits: Limits) -> None:
        self.root: Any = None
        self.documents = 0
        self.frames: list[Frame] = []
        self._findings = findings
        self._limits = limits

    def run(self, text: bytes) -> bool:
        """Read to the end; whether it got there."""
        try:
            self.consume(decoded(text, self._findings))
        except Stopped:
            return False
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            at = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            context = f" {error.context}" if error.context else ""
            self._findings.stop("syntax-invalid", (*at, *at), f"YAML: {error.problem}{context}")
            return False
        except yaml.YAMLError as error:
            self._findings.stop("syntax-invalid", START, f"YAML: {str(error)[:200]}")
            return False
        return True

    def consume(self, text: str) -> None:
        """Every event in turn; raises Stopped at a limit and YAMLError at a fault of the text."""
        get, budget = CParser(text).get_event, self._limits.nodes
        while (event := get()) is not None:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind is yaml.MappingStartEvent:
                self._open(event, {})
            elif kind is yaml.SequenceStartEvent:
                self._open(event, [])
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.close(event)
            elif kind is yaml.AliasEvent:
                self._alias(event)
            elif kind is yaml.DocumentStartEvent:
                self._document(event)
            budget -= 1
            if budget < 0:
                message = f"the document holds more than {self._limits.nodes} values"
                raise self._findings.stop("too-many-nodes", extent_of_event(event), message)

    def key(self, frame: Frame, value: Any, event: Any) -> None:
        """A scalar where a key belongs."""
        if type(value) is not str:
            self._refuse(
                "key-refused", event, f"the key {event.value[:40]!r} is not a string", "quote it"
            )
            frame.key = SKIPPED
        elif value == "<<" and not event.style:
            self._refuse("merge-key-refused", event, "a merge key is used", "write the keys out")
            frame.key = SKIPPED
        elif value in frame.values:
            message = f"the key {value[:40]!r} is written twice"
            self._refuse("duplicate-key", event, message, "remove one of them")
            frame.key = SKIPPED
        else:
            frame.values[value] = None
            frame.key = value

    def put(self, value: Any, event: Any, closed: Frame | None = None) -> None:
        """A finished value goes where it belongs; `closed` is its frame if it has parts."""
        if not self.frames:
            self.root = value
            return
        frame = self.frames[-1]
        if type(frame.values) is list:
            frame.values.append(value)
        elif frame.key is None:
            frame.key = SKIPPED
        else:
            if frame.key is not SKIPPED:
                frame.values[frame.key] = value
            frame.key = None

    def close(self, event: Any) -> None:
        """The innermost mapping or list is finished."""
        frame = self.frames.pop()
        if frame.is_key:
            self.frames[-1].key = SKIPPED
        else:
            self.put(frame.values, event, frame)

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            message = "a second document starts here"
            raise self._findings.stop(
                "multiple-documents", extent_of_event(event), message, "split the file"
            )
        if event.tags:
            self._refuse("tag-refused", event, "a %TAG directive is used", "remove it")

    def _key_expected(self) -> Frame | None:
        """The innermost frame if it is a mapping that waits for a key."""
        frame = self.frames[-1] if self.frames else None
        return frame if frame and frame.key is None and type(frame.values) is dict else None

    def _scalar(self, event: Any) -> None:
        if event.tag is not None or event.anchor is not None:
            self._check_properties(event)
        frame = self._key_expected()
        text: str = event.value
        value: Any = text
        if not event.style and event.implicit[0]:
            try:
                value = resolved(text) if text else None
            except NotExact:
                self._refuse(
                    "number-refused", event, f"{text[:40]} is too large a number", "quote it"
                )
        if frame is not None:
            self.key(frame, value, event)
            return
        if not text and value is None:
            help = 'write the value; where nothing is meant, write null or ""'
            self._refuse("value-missing", event, "there is no value here", help)
        self.put(value, event)

    def _open(self, event: Any, values: Any) -> None:
        if event.tag is not None or event.anchor is not None:
            self._check_properties(event)
        is_key = self._key_expected() is not None
        if is_key:
            self._refuse("key-refused", event, "a mapping or list stands as a key", "use a string")
        if len(self.frames) >= MAX_DEPTH:
            message = f"the document is nested more than {MAX_DEPTH} levels deep"
            raise self._findings.stop("too-deep", extent_of_event(event), message)
        self.frames.append(Frame(values, event, is_key))

    def _alias(self, event: Any) -> None:
        message = f"the alias *{event.anchor[:40]} is used"
        self._refuse("alias-refused", event, message, "write the value out")
        self.put(None, event)

    def _check_properties(self, event: Any) -> None:
        if event.tag is not None:
            self._refuse("tag-refused", event, f"the tag {event.tag[:40]!r} is used", "remove it")
        if event.anchor is not None:
            message = f"the anchor &{event.anchor[:40]} is set"
            self._refuse("alias-refused", event, message, "write the value out")

    def _refuse(self, code: str, event: Any, message: str, help: str) -> None:
        self._findings.add(code, extent_of_event(event), message, help)


def extent_of_event(event: Any) -> Extent:
    """Where libyaml says an event starts and ends."""
    start, end = event.start_mark, event.end_mark
    return start.line + 1, start.column + 1, end.line + 1, end.column + 1
