"""Where an authored value stands: a document and a JSON pointer into it."""

from __future__ import annotations

from rsp.value import Value


class Ref(Value, kw_only=True, frozen=True, order=True):
    """A place in a document, without lines: the sources turn it into file, line and column."""

    document: str
    """Path of the document as the reader named it, POSIX, relative to its root."""
    pointer: str = ""
    """JSON pointer (RFC 6901) into the document; empty is the whole document."""

    def at(self, *steps: str | int) -> Ref:
        """The place reached from here by these keys and indexes."""
        tail = "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
        return Ref(document=self.document, pointer=self.pointer + tail)
