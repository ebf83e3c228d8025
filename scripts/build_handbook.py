"""What mkdocs calls while it builds: brings in pages, generates the reference, turns links."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from checker.project.open_catalog import open_catalog
from checker.project.project import Project
from scripts.handbook.brought import brought, relinked
from scripts.handbook.codes import diagnostics_page, reasons_page
from scripts.handbook.commands import command_pages, exit_page
from scripts.handbook.controls import control_pages
from scripts.handbook.files import file_pages
from scripts.handbook.policy import policy_page, with_anchors
from scripts.handbook.schemas import schema_files, schemas_page
from scripts.handbook.types import type_pages

ROOT = Path(__file__).parents[1]
_NAMED = {'class="md-search" ': 'class="md-search" aria-label="Search" '}
"""What the theme writes, and what stands there instead."""
_ORIGINS = "origins"
"""Under `extra`: by its path in the site, where in the repository a page is from."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every page that is brought in or generated."""
    pages = brought(ROOT)
    config.extra[_ORIGINS] = {here: origin for origin, here in pages.items()}
    for origin, here in pages.items():
        text = (ROOT / origin).read_text(encoding="utf-8")
        files.append(File.generated(config, here, content=_shown(origin, text)))
    for here, text in generated(ROOT):
        files.append(File.generated(config, here, content=text))
    for file in files.documentation_pages():
        if file.generated_by is None:
            config.extra[_ORIGINS][file.src_uri] = f"docs/{file.src_uri}"
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turn the links of a page that is in the repository; generated ones lead where they should."""
    here = page.file.src_uri
    origins: dict[str, str] = config.extra[_ORIGINS]
    if here not in origins:
        return markdown
    pages = {origin: at for at, origin in origins.items()}
    pages |= {f"docs/{file.src_uri}": file.src_uri for file in files.media_files()}
    return relinked(markdown, origins[here], here, pages)


def generated(root: Path) -> Iterator[tuple[str, str]]:
    """Path and text of every file of the site that follows from code and catalog."""
    project = _catalog(root)
    yield from command_pages()
    yield exit_page()
    yield from file_pages(root)
    yield diagnostics_page()
    yield reasons_page(root / "checker" / "docs" / "reasons")
    yield schemas_page()
    yield from schema_files().items()
    yield from type_pages(project)
    yield from control_pages(project)
    yield policy_page(project)


def _catalog(root: Path) -> Project:
    """The shipped catalog with its edition; one that cannot be opened fails the build."""
    opened = open_catalog(root / "controls")
    if opened.project is None:
        raise ValueError("the shipped catalog cannot be opened; rsp lint controls says why")
    return opened.project


def _shown(origin: str, text: str) -> str:
    return with_anchors(text) if origin.startswith("rsp/editions/") else text


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Give names to what the theme leaves without one, so that a screen reader can say them."""
    for before, after in _NAMED.items():
        output = output.replace(before, after)
    return output
