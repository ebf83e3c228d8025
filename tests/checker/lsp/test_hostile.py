"""What a hostile client or file does: an answer or a finding, never the end of the server."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from checker.cli.main import main
from tests.checker.lsp.client import Client

PROJECT = "organization: a\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project of one file that is not complete."""
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "rsp.yaml").write_text(PROJECT)
    return folder


def test_garbage_is_survived(small: Path) -> None:
    """Bytes that are no message, a body that is no JSON, methods and documents nobody knows."""
    client = Client(small)
    client.raw(b"\x00\xff garbage\r\n\r\n")
    client.raw(b"Content-Length: 5\r\n\r\n{nope")
    client.raw(b"Content-Length: 2\r\n\r\n[]")
    client.tell("no/method", {"a": 1})
    client.tell("textDocument/didOpen", {"wrong": True})
    for uri in ("untitled:a", "file:///%FF", "https://example.org/rsp.yaml", "file:///no/such"):
        one = {"uri": uri, "languageId": "yaml", "version": 1, "text": "a: ["}
        client.tell("textDocument/didOpen", {"textDocument": one})
        assert client.ask("textDocument/hover", client.at(uri, 99, 99)) is None

    uri = client.open(small / "rsp.yaml")
    client.until(lambda: "missing-key" in client.codes(uri))
    assert client.close() == 0


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 100_000, "too-deep"),
        ("a:\n" + " b: c\n" * 200_000, "file-too-large"),
        ("organization: a\x00b\n", "character-refused"),
        ("a: &x [*x]\n", "alias-refused"),
        ("organization: \ud800\n", "encoding-invalid"),
        ("organization: [\n", "syntax-invalid"),
        ("", "document-empty"),
    ],
    ids=["deep", "huge", "nul", "alias", "surrogate", "open", "empty"],
)
def test_a_hostile_document_is_a_finding(small: Path, text: str, code: str) -> None:
    """And every question about it has an answer."""
    client = Client(small)
    uri = client.open(small / "rsp.yaml", text)
    client.until(lambda: code in client.codes(uri))
    for method in ("completion", "hover", "definition"):
        client.ask(f"textDocument/{method}", client.at(uri, 0, 14))
    client.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    everything = {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}}
    about = {"textDocument": {"uri": uri}, "range": everything, "context": {"diagnostics": []}}
    client.ask("textDocument/codeAction", about)

    assert client.close() == 0


def test_a_project_outside_of_the_named_folder_is_not_read(small: Path, tmp_path: Path) -> None:
    """Nothing is said about it, though its document is open."""
    (tmp_path / "named").mkdir()
    (tmp_path / "named" / "rsp.yaml").write_text(PROJECT)
    client = Client(tmp_path / "named")
    outside = client.open(small / "rsp.yaml")
    inside = client.open(tmp_path / "named" / "rsp.yaml")
    client.until(lambda: "missing-key" in client.codes(inside))

    assert outside not in client.published
    assert client.ask("textDocument/hover", client.at(outside, 0, 2)) is None
    assert client.close() == 0


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_no_connection_is_open(small: Path) -> None:
    """Of the process's sockets none is of the network."""
    client = Client(small)
    uri = client.open(small / "rsp.yaml")
    client.until(lambda: "missing-key" in client.codes(uri))
    folder = Path("/proc") / str(client.process.pid)
    opened = [os.readlink(one) for one in (folder / "fd").iterdir()]
    mine = {one.removeprefix("socket:[").rstrip("]") for one in opened if "socket:" in one}
    known = {
        line.split()[9]
        for name in ("tcp", "tcp6", "udp", "udp6")
        for line in (folder / "net" / name).read_text().splitlines()[1:]
    }

    assert mine & known == set()
    assert client.close() == 0


def test_without_the_extra_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, and no traceback."""
    monkeypatch.setitem(sys.modules, "pygls", None)

    assert main(["lsp"]) == 2
    assert capsys.readouterr().err == (
        "rsp: rsp lsp needs pygls, which is not installed\n"
        "    it is part of the extra lsp: pip install 'rsp-checker[lsp]'\n"
    )
