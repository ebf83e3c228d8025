"""Quick fixes: applied as an editor would, they settle the finding; a stamp waits for a reason."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types as lsp

from checker.cli.main import main
from checker.lsp.actions import Stamping, actions
from checker.lsp.desk import Desk
from checker.lsp.model import Document, Root
from checker.lsp.positions import Grid
from checker.lsp.publish import Wire
from checker.read.overlay import place_of
from tests.checker.cli.conftest import CASES, SEALED, at, use_edition
from tests.checker.lsp.client import Client
from tests.checker.lsp.conftest import Page

ALL = lsp.Range(start=lsp.Position(line=0, character=0), end=lsp.Position(line=999, character=0))
STAMPING = Stamping(by=None, clock=lambda: SEALED)


class Editor:
    """An editor in this process: shows documents, lints, applies what is offered."""

    def __init__(self, folder: Path, head: str) -> None:
        self.root = Root(folder=folder, head=head)
        self.sent: dict[str, list[lsp.Diagnostic]] = {}
        wire = Wire(encoding="utf-16", windows=False, pages=None)
        self.desk = Desk(wire, [folder], lambda uri, _, found: self.sent.update({uri: found}))

    def show(self, file: Path, text: str) -> None:
        """Type a text, and wait."""
        self.desk.put(file, Document(uri=file.as_uri(), version=1, text=text))
        self.desk.lint(self.root, lambda: None, thorough=True)

    def offered(self, file: Path, stamping: Stamping = STAMPING) -> dict[str, lsp.CodeAction]:
        """What is offered for a whole document, by title."""
        sight = self.desk.sight(file)
        assert sight is not None
        found = actions(sight, ALL, self.desk.documents(), stamping)
        return {one.title: one for one in found}

    def apply(self, action: lsp.CodeAction) -> str:
        """Make the one change of an action in its document; the text then."""
        assert action.edit is not None
        assert action.edit.document_changes is not None
        (change,) = action.edit.document_changes
        assert isinstance(change, lsp.TextDocumentEdit)
        file = Path(change.text_document.uri.removeprefix("file://"))
        shown = self.desk.documents().get(place_of(file))
        text = shown.text if shown else file.read_text(encoding="utf-8")
        (edit,) = change.edits
        assert isinstance(edit, lsp.TextEdit)
        grid = Grid(text)
        start, end = grid.offset(edit.range.start), grid.offset(edit.range.end)
        after = grid.text[:start] + edit.new_text + grid.text[end:]
        self.show(file, after)
        return after

    def codes(self) -> list[str]:
        """All codes that are shown."""
        return sorted(str(one.code) for found in self.sent.values() for one in found)


@pytest.fixture
def mini(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small project, its links stamped by the publisher."""
    use_edition(monkeypatch)
    at(monkeypatch, SEALED)
    folder = shutil.copytree(CASES / "lab", tmp_path / "lab")
    for path in sorted((folder / "catalog").glob("*-*.yaml")):
        reason = ["--because", "read both sides"]
        assert main(["review", path.stem, "--catalog", str(folder / "catalog"), *reason]) == 0
    assert main(["evidence", "seal", str(folder)]) == 0
    return folder


def test_a_slip_is_fixed_as_preferred(mini: Path) -> None:
    """The same fix that `rsp lint --fix` makes."""
    editor, file = Editor(mini, "rsp.yaml"), mini / "rsp.yaml"
    text = file.read_text(encoding="utf-8")
    editor.show(file, text.replace("allow_closed", "allow_close"))
    action = editor.offered(file)["Write allow_closed instead of allow_close"]

    assert action.is_preferred
    assert editor.apply(action) == text
    assert editor.codes() == []


def test_a_name_that_is_nearly_another_is_offered_and_not_preferred(mini: Path) -> None:
    """It is a guess."""
    editor, file = Editor(mini, "rsp.yaml"), mini / "catalog" / "SEC-B.yaml"
    text = file.read_text(encoding="utf-8")
    editor.show(file, text.replace("control: SEC-A", "control: SEC-AA"))
    action = editor.offered(file)["Write SEC-A instead of SEC-AA"]

    assert action.is_preferred is None
    assert editor.apply(action) == text


def test_a_stamp_is_written_as_rsp_review_does_and_waits_for_a_reason(mini: Path) -> None:
    """Of one link, by the organisation, into the file of reviews; lint refuses it until somebody
    says what they read."""
    editor, file = Editor(mini, "rsp.yaml"), mini / "catalog" / "SEC-A.yaml"
    changed = file.read_text(encoding="utf-8").replace("title: The", "title: That the", 1)
    editor.show(file, changed)
    assert editor.codes() == ["suspect-link"] * len(editor.codes())
    offered = editor.offered(file)
    (title, action), *_ = offered.items()

    assert title.startswith("Stamp SEC-A against ")
    assert title.endswith(", after reading both sides: say in because what")
    assert len(offered) == len(editor.codes())

    before = len(editor.codes())
    after = editor.apply(action)

    assert 'by: "example-lab"\n    date: "2026-06-29"\n    because: "…"\n' in after
    assert "bulk" not in after
    assert editor.codes() == ["reason-missing", *["suspect-link"] * (before - 1)]

    editor.show(mini / "reviews.yaml", after.replace("…", "read clause and control"))
    assert editor.codes() == ["suspect-link"] * (before - 1)


def test_a_catalog_by_itself_is_stamped_in_its_controls(mini: Path) -> None:
    """By its publisher."""
    catalog = mini / "catalog"
    editor, file = Editor(catalog, "catalog.yaml"), catalog / "SEC-A.yaml"
    changed = file.read_text(encoding="utf-8").replace("title: The", "title: That the", 1)
    editor.show(file, changed)
    action = next(iter(editor.offered(file).values()))
    after = editor.apply(action)

    assert 'by: catalog-publisher, date: 2026-06-29, because: "…"}' in after
    assert "reason-missing" in editor.codes()


def test_another_party_may_stamp(mini: Path) -> None:
    """The one that the client names."""
    editor, file = Editor(mini, "rsp.yaml"), mini / "catalog" / "SEC-A.yaml"
    changed = file.read_text(encoding="utf-8").replace("title: The", "title: That the", 1)
    editor.show(file, changed)
    stamping = Stamping(by="security-lead", clock=lambda: datetime(2026, 7, 1, tzinfo=UTC))
    action = next(iter(editor.offered(file, stamping).values()))

    assert 'by: "security-lead"\n    date: "2026-07-01"' in editor.apply(action)


def test_nothing_is_offered_for_a_text_that_was_not_linted(mini: Path) -> None:
    """An edit would land elsewhere."""
    editor, file = Editor(mini, "rsp.yaml"), mini / "rsp.yaml"
    text = file.read_text(encoding="utf-8").replace("allow_closed", "allow_close")
    editor.show(file, text)
    editor.desk.put(file, Document(uri=file.as_uri(), version=2, text=f"# new\n{text}"))

    assert editor.offered(file) == {}


def test_quick_fixes_come_over_the_pipes(client: Client, settings: Page) -> None:
    """A missing value of a parameter is added where it belongs, to be filled in."""
    line = "    removal_within: {value: P7D, because: A week covers"
    start = settings.text.index(line)
    rest = settings.text[settings.text.index("\n", start) + 1 :]
    settings.show(settings.text[:start] + rest)
    client.until(lambda: "parameter-without-value" in client.codes(settings.uri))
    found: list[Any] = client.ask(
        "textDocument/codeAction",
        {
            "textDocument": {"uri": settings.uri},
            "range": client.published[settings.uri][0]["range"],
            "context": {"diagnostics": client.published[settings.uri]},
        },
    )
    edit = found[0]["edit"]["documentChanges"][0]

    assert found[0]["title"] == "Add removal_within, with values to be filled in"
    assert edit["textDocument"] == {"uri": settings.uri, "version": client.shown[settings.uri]}
    assert edit["edits"][0]["newText"] == "\n    removal_within: {value: , because: }"
