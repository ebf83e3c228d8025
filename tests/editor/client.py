"""A client of a language server over its standard streams: JSON-RPC, as editors speak it."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PATIENCE = 60
"""Seconds to wait for any one answer."""

_SUPPORTS = {
    "textDocument": {
        "synchronization": {},
        "completion": {
            "completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]},
        },
        "hover": {"contentFormat": ["markdown"]},
        "publishDiagnostics": {"relatedInformation": True},
    },
    "workspace": {"configuration": True},
}


class Client:
    """One running server; `opened` documents are named by their paths."""

    def __init__(self, command: Sequence[str], root: Path, settings: dict[str, Any]) -> None:
        self._settings = settings
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._answers: dict[int, queue.Queue[Any]] = {}
        self._diagnostics: dict[str, queue.Queue[list[dict[str, Any]]]] = {}
        self._sent = 0
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.request(
            "initialize",
            {"processId": None, "rootUri": root.as_uri(), "capabilities": _SUPPORTS,
             "workspaceFolders": [{"uri": root.as_uri(), "name": root.name}]},
        )  # fmt: skip
        self._notify("initialized", {})
        self._notify("workspace/didChangeConfiguration", {"settings": settings})

    def request(self, method: str, params: Any) -> Any:
        """The result of a request; fails where the server answers with an error."""
        self._sent += 1
        answer: queue.Queue[Any] = queue.Queue()
        self._answers[self._sent] = answer
        self._send({"id": self._sent, "method": method, "params": params})
        found = answer.get(timeout=PATIENCE)
        assert "error" not in found, found["error"]
        return found["result"]

    def open(self, path: Path, text: str) -> None:
        """Show a document with this text."""
        uri = path.as_uri()
        self._diagnostics[uri] = queue.Queue()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._notify("textDocument/didOpen", {"textDocument": document})

    def said(self, path: Path) -> list[dict[str, Any]]:
        """What the server finds in a document that was opened; waits for it."""
        return self._diagnostics[path.as_uri()].get(timeout=PATIENCE)

    def complete(self, path: Path, line: int, character: int) -> list[dict[str, Any]]:
        """What is offered at a place, counted from 0."""
        found = self.request("textDocument/completion", _place(path, line, character))
        items: list[dict[str, Any]] = found["items"]
        return items

    def hover(self, path: Path, line: int, character: int) -> str:
        """The text over a place, counted from 0; empty where there is none."""
        found = self.request("textDocument/hover", _place(path, line, character))
        return str(found["contents"]["value"]) if found else ""

    def close(self) -> None:
        """Ask the server to end, and wait for it."""
        self.request("shutdown", None)
        self._notify("exit", None)
        self._process.wait(timeout=PATIENCE)
        self._reader.join(timeout=PATIENCE)
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            stream.close()

    def _notify(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        stream = self._process.stdin
        assert stream is not None
        stream.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        stream.flush()

    def _read(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while header := stream.readline():
            length = int(header.partition(b":")[2])
            while stream.readline().strip():
                continue
            self._take(json.loads(stream.read(length)))

    def _take(self, message: dict[str, Any]) -> None:
        """An answer, a question of the server, or something that it publishes."""
        if "method" not in message:
            self._answers.pop(message["id"]).put(message)
        elif message["method"] == "workspace/configuration":
            asked = [one.get("section") for one in message["params"]["items"]]
            self._send({"id": message["id"], "result": [self._settings.get(one) for one in asked]})
        elif "id" in message:
            self._send({"id": message["id"], "result": None})
        elif message["method"] == "textDocument/publishDiagnostics":
            params = message["params"]
            if params["uri"] in self._diagnostics:
                self._diagnostics[params["uri"]].put(params["diagnostics"])


def _place(path: Path, line: int, character: int) -> dict[str, Any]:
    return {
        "textDocument": {"uri": path.as_uri()},
        "position": {"line": line, "character": character},
    }
