"""A server on this machine that answers as the REST interface for comments does."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / ".github" / "action" / "comment.py"


class Forge:
    """The comments of one pull request, and the calls that were made."""

    def __init__(self) -> None:
        self.comments: list[dict[str, Any]] = []
        self.calls: list[tuple[str, str]] = []
        self.refuse: int | None = None
        self.url = ""

    def add(self, body: str, type: str = "Bot") -> None:
        """A comment that is there already."""
        number = len(self.comments) + 1
        url = f"https://forge.example/{number}"
        self.comments.append({"id": number, "body": body, "user": {"type": type}, "html_url": url})

    def answer(self, method: str, path: str, body: Any) -> tuple[int, Any]:
        """Status and content."""
        self.calls.append((method, path))
        if self.refuse is not None:
            return self.refuse, {"message": "Resource not accessible by integration"}
        if method == "GET":
            page = int(re.findall(r"[?&]page=(\d+)", path)[0])
            return 200, self.comments[100 * (page - 1) : 100 * page]
        if method == "POST":
            self.add(body["body"])
            return 201, self.comments[-1]
        one = self.comments[int(path.rpartition("/")[2]) - 1]
        one["body"] = body["body"]
        return 200, one

    def comment(self, text: Path, **changed: str) -> subprocess.CompletedProcess[str]:
        """Run the program as the action does."""
        environment = {
            "GITHUB_API_URL": self.url,
            "GITHUB_REPOSITORY": "example-lab/policy",
            "RSP_TOKEN": "of-this-test",
            "RSP_PULL": "7",
            **changed,
        }
        command = [sys.executable, "-I", str(PROGRAM), str(text)]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=60, check=False
        )


@pytest.fixture
def forge() -> Iterator[Forge]:
    """A server without any comment."""
    found = Forge()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(size)) if size else None
            status, content = found.answer(self.command, self.path, body)
            data = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = _answer

        def log_message(self, format: str, *args: object) -> None:
            """Nothing; what was called is in `calls`."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    found.url = f"http://127.0.0.1:{server.server_port}"
    yield found
    server.shutdown()
    server.server_close()
    thread.join()
