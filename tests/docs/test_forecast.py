"""The page about the forecast shows what the command prints; RSP_GOLDENS=write renews it."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from typing import get_args

import pytest

from checker.cli import clock
from checker.cli.main import main
from checker.forecast.model import EventKind
from tests.docs.pages import ROOT

PAGE = ROOT / "docs" / "forecast.md"
SHOWN = re.compile(
    r"(?<=<!-- forecast: )(?P<options>.*?) -->\n```text\n(?P<text>.*?)```\n<!-- end -->", re.DOTALL
)


def test_the_page_shows_a_real_forecast(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """All of it, as it stands."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 21, tzinfo=UTC))
    text = PAGE.read_text(encoding="utf-8")
    shown = SHOWN.search(text)
    assert shown is not None

    code = main(["forecast", *shown["options"].split()])
    printed = capsysbinary.readouterr().out.decode()

    if os.environ.get("RSP_GOLDENS") == "write":
        renewed = f"{shown['options']} -->\n```text\n{printed}```\n<!-- end -->"
        text = text[: shown.start()] + renewed + text[shown.end() :]
        PAGE.write_text(text, encoding="utf-8", newline="\n")
        shown = SHOWN.search(text)
        assert shown is not None
    assert shown["text"] == printed
    assert code == 0


def test_the_page_names_every_kind_of_event() -> None:
    """In the first column of its table."""
    rows = re.findall(r"^\| ([a-z, ]+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)

    named = [name for row in rows for name in row.split(", ")]

    assert sorted(named) == sorted(get_args(EventKind))
