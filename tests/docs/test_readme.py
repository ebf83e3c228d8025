"""The README shows what the tool prints; RSP_GOLDENS=write renews text and picture."""

from __future__ import annotations

import os
import re
import xml.etree.ElementTree as ET

import pytest

from checker.cli import clock
from checker.cli.main import main
from scripts.picture import CLOCK, EXAMPLE, GAPS, PICTURE, excerpt, picture
from tests.docs.pages import ROOT, links

README = ROOT / "README.md"
BLOCKS = (
    "anthropic",
    "organization",
    "model/claude-opus-4",
    "model/claude-sonnet-4",
    "Shown",
    GAPS,
    "Instances",
    "Gate",
)
SHOWN = re.compile(
    rf"(?<=<!-- summary: {EXAMPLE} -->\n```text\n).*?(?=```\n<!-- end -->)", re.DOTALL
)
WRITE = os.environ.get("RSP_GOLDENS") == "write"


def test_the_readme_shows_the_real_summary(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Its text is what the command prints on the day of the picture, cut where it is marked."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(clock, "now", lambda: CLOCK)
    code = main(["check", EXAMPLE])
    printed = capsysbinary.readouterr().out.decode().splitlines()

    expected = "".join(f"{line}\n" for line in excerpt(printed, BLOCKS, gaps=3))

    text = README.read_text(encoding="utf-8")
    if WRITE:
        text = SHOWN.sub(lambda _: expected, text)
        README.write_text(text, encoding="utf-8", newline="\n")
    assert [expected] == SHOWN.findall(text)
    assert code == 1


def test_the_picture_is_the_one_that_the_script_draws() -> None:
    """And the README shows it."""
    if WRITE:
        PICTURE.write_text(picture(), encoding="utf-8", newline="\n")

    assert PICTURE.read_text(encoding="utf-8") == picture()
    assert PICTURE.relative_to(ROOT).as_posix() in links(README)


def test_the_picture_stands_alone_and_says_what_it_shows() -> None:
    """Well-formed, with title and description, without reference to anything outside."""
    text = PICTURE.read_text(encoding="utf-8")
    root = ET.fromstring(text)
    names = [one.tag.partition("}")[2] for one in root]
    lines = {one.get("y") for one in root if one.tag.endswith("}text")}

    assert names[:3] == ["title", "desc", "style"]
    assert {"text", "rect"} == set(names[3:])
    assert re.findall(r"href|url\(|@import|https?://(?!www\.w3\.org/2000/svg\")", text) == []
    assert "prefers-color-scheme: dark" in text
    assert len(lines) <= 48


@pytest.mark.parametrize("blocks", [("anthropic", "No such block"), ("nobody",)])
def test_an_excerpt_misses_no_block(blocks: tuple[str, ...]) -> None:
    """A block that is no longer printed is an error, not an empty place."""
    with pytest.raises(ValueError, match="no block that begins with"):
        excerpt(["anthropic, rsp-2.2", "", "Gate: FAILED"], blocks, gaps=1)
