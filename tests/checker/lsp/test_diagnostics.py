"""Findings of what is typed, over the pipes of a real server."""

from __future__ import annotations

from pathlib import Path

from checker.run import run_lint
from tests.checker.lsp.client import Client
from tests.checker.lsp.conftest import Page


def test_a_slip_is_found_where_it_is_and_cleared_when_it_is_gone(
    client: Client, settings: Page
) -> None:
    """With code, severity, help and the page of the code; nothing is saved."""
    settings.show(settings.text.replace("period:", "perod:"))
    client.until(lambda: "unknown-key" in client.codes(settings.uri))
    found = next(one for one in client.published[settings.uri] if one["code"] == "unknown-key")
    line = settings.text.split("\n").index("period: {start: 2026-01-01, end: 2026-06-30}")

    assert found["range"] == {
        "start": {"line": line, "character": 0},
        "end": {"line": line, "character": 5},
    }
    assert found["severity"] == 1
    assert found["message"] == "the key 'perod' is not known here\nhelp: did you mean 'period'?"
    assert found["codeDescription"]["href"].endswith("/docs/diagnostics/unknown-key.md")

    settings.show(settings.text)
    client.until(lambda: not client.codes(settings.uri))


def test_what_another_file_breaks_is_found_there(client: Client, settings: Page, lab: Path) -> None:
    """A party that is renamed in one document is missing in others, open or not."""
    page = Page(client, lab / "parties.yaml")
    inventory = (lab / "inventory.yaml").as_uri()
    page.show(page.text.replace("id: north-cloud", "id: east-cloud"))
    client.until(lambda: "unknown-party" in client.codes(inventory))
    at = client.published[inventory][0]["range"]["start"]
    line = (lab / "inventory.yaml").read_text(encoding="utf-8").split("\n")[at["line"]]

    assert line[at["character"] :].startswith("north-cloud")

    page.close()
    client.until(lambda: not client.codes(inventory))


def test_columns_count_utf_16(client: Client, settings: Page) -> None:
    """A character of four bytes is two of them."""
    settings.show(
        settings.text.replace(
            "period: {start: 2026-01-01, end: 2026-06-30}",
            'period: {"😀é": 1, start: 2026-01-01, ende: 2026-06-30}',
        )
    )
    client.until(lambda: len(client.codes(settings.uri)) > 1)
    found = [
        (one["range"]["start"]["character"], one["range"]["end"]["character"])
        for one in client.published[settings.uri]
        if one["code"] == "unknown-key"
    ]

    assert sorted(found) == [(9, 14), (38, 42)]


def test_line_ends_of_windows_move_nothing(client: Client, settings: Page) -> None:
    """Nor does a byte order mark."""
    settings.show(settings.text.replace("gate:", "gaet:").replace("\n", "\r\n"))
    client.until(lambda: "unknown-key" in client.codes(settings.uri))
    found = next(one for one in client.published[settings.uri] if one["code"] == "unknown-key")

    assert found["range"]["start"] == {
        "line": settings.text.split("\n").index("gate:"),
        "character": 0,
    }


def test_unused_things_are_faded(client: Client, lab: Path) -> None:
    """By the tag that editors know."""
    kind = (lab / "catalog" / "evidence-types" / "public-statement.schema.json").as_uri()

    client.until(lambda: client.codes(kind) == ["evidence-type-unused"])

    assert [one["tags"] for one in client.published[kind]] == [[1]]


def test_the_findings_are_those_of_lint(client: Client, settings: Page, lab: Path) -> None:
    """All of them, of every file, and no others."""
    text = settings.text.replace("SEC-ACC-02:", "SEC-ACC-99:").replace("title: E", "title: 1 #")
    settings.show(text)
    client.until(lambda: "schema-violation" in client.codes(settings.uri))
    client.ask("textDocument/documentSymbol", {"textDocument": {"uri": settings.uri}})
    shown = sorted(code for uri in client.published for code in client.codes(uri))
    path = lab / "rsp.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        expected = sorted(one.code for one in run_lint(lab).diagnostics)
    finally:
        path.write_text(settings.text, encoding="utf-8")

    assert shown == expected
