"""JSON read token by token for what it is worth in positions: places, and every defect's place."""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import Enum, auto

from checker.diagnostics.places import START, Extent, Place
from checker.read.limits import MAX_DEPTH, MAX_INTEGER, Limits
from checker.read.nodes import Findings, Stopped, decoded

_SPACE = re.compile(r"[ \t\r\n]*")
_STRING = re.compile(r'"((?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+)"')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_WORD = re.compile(r"true|false|null")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))")
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_SURROGATE = re.compile("[\ud800-\udfff]")
_ALREADY_LIMITED = Limits(size=1 << 62, nodes=1 << 62)


def json_places(text: bytes) -> Place:
    """Where every value stands, up to the first spot that cannot be read; raises nothing."""
    findings = Findings("")
    try:
        source = decoded(text, findings, controls=True)
    except Stopped:
        return Place(extent=START)
    return scan(source, findings, _ALREADY_LIMITED, stops=False)


def scan(text: str, findings: Findings, limits: Limits, *, stops: bool = True) -> Place:
    """The places in a text; with `stops` it raises Stopped at the first fault of its syntax."""
    scanner = _Scanner(text, findings, limits)
    try:
        scanner.run()
    except Stopped:
        if stops:
            raise
    return scanner.finished()


class _Next(Enum):
    """What may come next."""

    VALUE = auto()
    FIRST_VALUE = auto()
    KEY = auto()
    FIRST_KEY = auto()
    COLON = auto()
    COMMA = auto()
    NOTHING = auto()


class _Frame:
    """One open object or array."""

    __slots__ = ("closer", "inside", "key", "key_extent", "start")

    def __init__(self, start: int, closer: str) -> None:
        self.start = start
        self.closer = closer
        self.inside: dict[str, Place] = {}
        self.key: str | None = None
        self.key_extent: Extent | None = None


class _Scanner:
    """A state machine over tokens; it keeps its own stack, so depth is only a number."""

    def __init__(self, text: str, findings: Findings, limits: Limits) -> None:
        self._text = text
        self._findings = findings
        self._budget = limits.nodes
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._frames: list[_Frame] = []
        self._root: Place | None = None
        self._next = _Next.VALUE
        self._at = 0

    def run(self) -> None:
        """Read every token; raises Stopped at the first that does not belong."""
        while True:
            found = _SPACE.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at >= len(self._text):
                break
            self._token(self._text[self._at])
            self._budget -= 1
            if self._budget < 0:
                raise self._stop("too-many-nodes", "the document holds too many values")
        if self._next is not _Next.NOTHING:
            raise self._stop("syntax-invalid", "JSON: the document ends too early")

    def finished(self) -> Place:
        """The places found; what is still open is closed where the reading ended."""
        while self._frames:
            self._close()
        return self._root or Place(extent=START)

    def _token(self, char: str) -> None:
        state = self._next
        if state in (_Next.KEY, _Next.FIRST_KEY) and char == '"':
            self._key()
        elif state is _Next.COLON and char == ":":
            self._at, self._next = self._at + 1, _Next.VALUE
        elif state is _Next.COMMA and char == ",":
            closer = self._frames[-1].closer
            self._at, self._next = self._at + 1, _Next.KEY if closer == "}" else _Next.VALUE
        elif (
            state in (_Next.COMMA, _Next.FIRST_KEY, _Next.FIRST_VALUE)
            and char == self._frames[-1].closer
        ):
            self._at += 1
            self._close()
        elif state in (_Next.VALUE, _Next.FIRST_VALUE):
            self._value(char)
        else:
            raise self._stop("syntax-invalid", f"JSON: {char!r} is not expected here")

    def _key(self) -> None:
        frame = self._frames[-1]
        start, text = self._at, self._string()
        frame.key_extent = self._extent(start, self._at)
        if text in frame.inside:
            message = f"the key {text[:40]!r} is written twice"
            self._findings.add("duplicate-key", frame.key_extent, message, "remove one of them")
        frame.key = text
        self._next = _Next.COLON

    def _value(self, char: str) -> None:
        start = self._at
        if char in "{[":
            if len(self._frames) >= MAX_DEPTH:
                raise self._stop("too-deep", f"it is nested more than {MAX_DEPTH} levels deep")
            self._frames.append(_Frame(start, "}" if char == "{" else "]"))
            self._at, self._next = start + 1, _Next.FIRST_KEY if char == "{" else _Next.FIRST_VALUE
            return
        if char == '"':
            self._string()
        elif found := _NUMBER.match(self._text, start):
            self._at = found.end()
            self._number(found)
        elif found := _WORD.match(self._text, start):
            self._at = found.end()
        else:
            raise self._stop("syntax-invalid", f"JSON: {char!r} does not start a value")
        self._done(start, {})

    def _number(self, found: re.Match[str]) -> None:
        whole = found.group()
        if found[1] or found[2]:
            exact = abs(float(whole)) != float("inf")
        else:
            exact = len(whole) <= 17 and abs(int(whole)) <= MAX_INTEGER
        if not exact:
            message = f"{whole[:40]} is too large a number"
            self._findings.add(
                "number-refused", self._extent(found.start(), found.end()), message, "quote it"
            )

    def _string(self) -> str:
        found = _STRING.match(self._text, self._at)
        if found is None:
            raise self._stop("syntax-invalid", "JSON: the string is not well-formed")
        text = _unescaped(found[1])
        if _SURROGATE.search(text):
            raise self._stop("syntax-invalid", "JSON: the string holds half of a surrogate pair")
        self._at = found.end()
        return text

    def _close(self) -> None:
        frame = self._frames.pop()
        self._done(frame.start, frame.inside)

    def _done(self, start: int, inside: dict[str, Place]) -> None:
        """A value ended here: it gets its place in what is around it."""
        extent = self._extent(start, self._at)
        if not self._frames:
            self._root, self._next = Place(extent=extent, inside=inside), _Next.NOTHING
            return
        frame = self._frames[-1]
        key = str(len(frame.inside)) if frame.closer == "]" else frame.key
        if key is not None:
            place = Place(extent=extent, key=frame.key_extent, inside=inside)
            frame.inside.setdefault(key, place)
        frame.key = None
        self._next = _Next.COMMA

    def _extent(self, start: int, end: int) -> Extent:
        return *self._position(start), *self._position(end)

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def _stop(self, code: str, message: str) -> Stopped:
        return self._findings.stop(code, self._extent(self._at, self._at + 1), message)


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    plain = _ESCAPE.sub(
        lambda found: chr(int(found[1], 16)) if found[1] else _SHORT.get(found[2], found[2]), text
    )
    # Pairs of \uXXXX escapes become the one character they stand for.
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
