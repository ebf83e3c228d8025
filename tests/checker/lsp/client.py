"""A small client of the protocol that speaks to a real `rsp lsp` over its pipes."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

COMMAND = ["-m", "checker.cli.main", "lsp"]
WAIT = 30.0
"""Seconds after which an answer is taken to be lost; slow machines need some of them."""

Json = dict[str, Any]


class Client:
    """One session. Messages are plain JSON."""

    def __init__(
        self,
        root: Path | None,
        *,
        capabilities: Json | None = None,
        options: Json | None = None,
        env: dict[str, str] | None = None,
    ) -> None:
        self.process = subprocess.Popen(
            [sys.executable, *COMMAND],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **(env or {})},
        )
        self.messages: queue.Queue[Json] = queue.Queue()
        self.published: dict[str, list[Json]] = {}
        """By URI, for the version that was shown last or the file on disk."""
        self.shown: dict[str, int] = {}
        self._next = 0
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        folders = [{"uri": root.as_uri(), "name": root.name}] if root is not None else None
        self.about = self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": root.as_uri() if root is not None else None,
                "workspaceFolders": folders,
                "capabilities": capabilities or {},
                "initializationOptions": options,
            },
        )
        self.tell("initialized", {})

    def send(self, message: Json) -> None:
        """One message with its header."""
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.raw(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def raw(self, data: bytes) -> None:
        """Bytes as they are."""
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def tell(self, method: str, params: Any) -> None:
        """A notification."""
        self.send({"method": method, "params": params})

    def ask(self, method: str, params: Any) -> Any:
        """The result of a request; raises AssertionError for an error."""
        self._next += 1
        mine = self._next
        self.send({"id": mine, "method": method, "params": params})
        while True:
            message = self.message()
            if message.get("id") == mine and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def message(self) -> Json:
        """The next message; what is published is kept, what is asked is answered with nothing."""
        message = self.messages.get(timeout=WAIT)
        if message.get("method") == "textDocument/publishDiagnostics":
            found = message["params"]
            if found.get("version") in (None, self.shown.get(found["uri"])):
                self.published[found["uri"]] = found["diagnostics"]
        elif "method" in message and "id" in message:
            self.send({"id": message["id"], "result": None})
        return message

    def until(self, so: Callable[[], bool]) -> None:
        """Read messages until something is so."""
        while not so():
            self.message()

    def open(self, path: Path, text: str | None = None) -> str:
        """Open a document; its URI."""
        uri = path.as_uri()
        text = path.read_bytes().decode() if text is None else text
        one = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.shown[uri] = 1
        self.tell("textDocument/didOpen", {"textDocument": one})
        return uri

    def change(self, uri: str, text: str, version: int) -> None:
        """Replace the text of a document."""
        one = {"uri": uri, "version": version}
        changes = [{"text": text}]
        self.shown[uri] = version
        self.tell("textDocument/didChange", {"textDocument": one, "contentChanges": changes})

    def codes(self, uri: str) -> list[str]:
        """The codes last published for a document."""
        return [one["code"] for one in self.published.get(uri, [])]

    def at(self, uri: str, line: int, character: int) -> Json:
        """A place as requests name it."""
        return {
            "textDocument": {"uri": uri},
            "position": {"line": line, "character": character},
        }

    def close(self) -> int:
        """Shut down and leave; the exit code."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        code = self.process.wait(timeout=WAIT)
        self._reader.join(WAIT)
        for stream in (self.process.stdin, self.process.stdout):
            assert stream is not None
            stream.close()
        return code

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while header := stream.readline():
            length = 0
            while header.strip():
                name, _, value = header.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
                header = stream.readline()
            self.messages.put(json.loads(stream.read(length)))
