"""The site builds without a warning, and has what the code, the catalog and the policy have."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from checker.cli.main import COMMANDS
from checker.diagnostics.registry import CODES
from checker.project.open_catalog import open_catalog
from checker.schema.authored import AUTHORED
from scripts.handbook import brought, commands, examples, files, schemas
from tests.docs.pages import ROOT
from tests.docs.site import build

DOCS = ROOT / "docs"
NAV = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]

ELSEWHERE = re.compile(
    r"""<(?!a )[^>]*(?:src|srcset|href)=["']?(?:https?:)?//[^>]*>|url\(["']?(?:https?:)?//[^)]*"""
)
"""A reference that a browser follows by itself, to another host."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site."""
    return build(tmp_path_factory.mktemp("site"))


def listed(nav: object) -> list[str]:
    """Every page that the navigation names."""
    if isinstance(nav, str):
        return [nav]
    parts = nav.values() if isinstance(nav, dict) else nav
    return [page for part in parts for page in listed(part)]  # type: ignore[attr-defined]


def test_every_page_is_in_the_navigation() -> None:
    """A page that is written is found."""
    written = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}

    assert sorted(written - set(listed(NAV))) == []


def test_the_site_has_a_page_for_everything_that_has_a_name(site: Path) -> None:
    """Commands, diagnostics, reasons, evidence types, families of controls, files, documents."""
    project = open_catalog(ROOT / "controls").project
    assert project is not None
    reference = site / "reference"

    def names(folder: str) -> set[str]:
        return {path.stem for path in (reference / folder).glob("*.html")} - {"index"}

    assert names("commands") == set(COMMANDS)
    assert names("diagnostics") == set(CODES)
    assert names("reasons") == {path.stem for path in (ROOT / "checker/docs/reasons").glob("*.md")}
    assert names("evidence-types") == set(project.catalog.types)
    assert names("files") == set(examples.KINDS)
    controls = "".join(path.read_text("utf-8") for path in (reference / "controls").glob("*.html"))
    clauses = "".join(path.read_text("utf-8") for path in (reference / "policy").glob("*.html"))
    assert {one for one in project.catalog.controls if f'id="{one}"' not in controls} == set()
    assert {one for one in project.edition.clauses if f'id="{one}"' not in clauses} == set()


def test_schemas_can_be_downloaded_as_the_command_prints_them(site: Path) -> None:
    """Every one of them."""
    found = {
        path.name.removesuffix(".schema.json"): path.read_text(encoding="utf-8")
        for path in (site / "reference" / "schemas").iterdir()
    }

    assert found == schemas.printed()
    assert {json.loads(found[name])["$id"] for name in AUTHORED} == set(AUTHORED)


def test_nothing_refers_to_another_host(site: Path) -> None:
    """No page names a style, a script, a picture or a font elsewhere."""
    bad = [
        (path.name, found)
        for path in site.rglob("*")
        if path.suffix in (".html", ".css")
        for found in ELSEWHERE.findall(path.read_text("utf-8"))
    ]

    assert bad == []


def test_every_argument_of_every_command_says_what_it_means() -> None:
    """The reference has no row without a meaning."""
    text = "\n".join(page for _, page in commands.command_pages())

    assert [row for row in text.splitlines() if re.match(r"\| `.*\|\s*\|$", row)] == []
    assert "| `--as-of DATE` | assess at this date" in text


def test_keys_say_what_they_mean() -> None:
    """Those of controls and projects by themselves, or through what they hold."""
    pages = dict(files.file_pages(ROOT))

    control = pages["reference/files/control.md"]
    assert (
        "| `implements` | list of [Implements](#implements) | none | The clauses it answers"
        in control
    )
    assert "| `owner` | text | required | The role that answers for it; a party of" in control
    assert "for it; a party of the project. Such as `security-engineering`." in control


def test_each_kind_of_file_has_an_example_that_fits() -> None:
    """There is one for each, and every key of it is one that the reference lists."""
    assert set(examples.KINDS) == set(AUTHORED)
    for name in examples.KINDS:
        text, source = examples.example_of(name, ROOT)
        data = yaml.safe_load(text)
        known = set(schemas.root_of(schemas.schema(name))["properties"])

        assert (ROOT / source).is_file()
        assert set(data) - known == set(), name


def test_links_to_files_of_the_project_lead_to_their_pages() -> None:
    """What the site shows is linked, what it does not is named; code is left as it is."""
    text = (
        "[a](../CHANGELOG.md#x) [b](../pyproject.toml) ![c](summary.svg) [d](https://e.example)\n"
        "```text\n[a](../CHANGELOG.md)\n```\n[f](../controls/) [`g`](rules.md)"
    )
    pages = {
        "CHANGELOG.md": "changes.md",
        "docs/rules.md": "rules.md",
        "docs/summary.svg": "summary.svg",
    }

    assert brought.relinked(text, "docs/page.md", "page.md", pages) == (
        "[a](changes.md#x) b ![c](summary.svg) [d](https://e.example)\n"
        "```text\n[a](../CHANGELOG.md)\n```\n[f](reference/controls/index.md) [`g`](rules.md)"
    )
    assert brought.relinked("[a](../rules.md)", "docs/a/b.md", "a/b.md", pages) == (
        "[a](../rules.md)"
    )
