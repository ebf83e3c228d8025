"""Links between pages lead to something that is there."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from tests.docs.pages import ROOT, anchors, links, named, pages

ELSEWHERE = ("https://", "http://", "mailto:")


def test_links_lead_somewhere() -> None:
    """To a file or folder of the project and, where a heading is named, to that heading."""
    broken = [_broken(path, link) for path in pages() for link in links(path)]

    assert [why for why in broken if why] == []


def test_links_are_found_in_every_form(tmp_path: Path) -> None:
    """A checker that sees no link would find no fault with any."""
    page = tmp_path / "page.md"
    page.write_text(
        '[a](a.md) ![b](b.svg)\n\n| [c](c.md#d) |\n|---|\n\n<img src="e.png">\n\n[f]\n\n[f]: f.md\n'
    )

    assert list(links(page)) == ["a.md", "b.svg", "c.md#d", "e.png", "f.md"]
    assert not (ROOT / "a.md").exists()
    assert _broken(ROOT / "README.md", "a.md")
    assert _broken(ROOT / "README.md", "README.md#no-such-heading")


def _broken(path: Path, link: str) -> str | None:
    """Why a link of a page leads nowhere."""
    if link.startswith(ELSEWHERE):
        return None
    file, _, heading = unquote(link).partition("#")
    target = (path.parent / file).resolve() if file else path
    if not target.is_relative_to(ROOT):
        return f"{named(path)}: {link} leaves the project"
    if not target.exists():
        return f"{named(path)}: {link} does not exist"
    if heading and (target.suffix != ".md" or heading not in anchors(target)):
        return f"{named(path)}: {link} names no heading of {named(target)}"
    return None
