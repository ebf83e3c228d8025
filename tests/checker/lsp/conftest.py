"""The finished example with a catalog of its own, and one server that looks at it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.checker.lsp.client import Client

HERE = Path(__file__).parents[3]
SHOWN = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {"hover": {"contentFormat": ["markdown", "plaintext"]}},
}


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example with the shipped catalog in it and a file of reviews."""
    folder = tmp_path_factory.mktemp("lsp") / "lab"
    shutil.copytree(HERE / "examples" / "example-lab", folder)
    shutil.copytree(HERE / "controls", folder / "catalog")
    settings = folder / "rsp.yaml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace("catalog: shipped\n", "catalog: catalog\nreviews: reviews.yaml\n")
    # It is pinned to the shipped catalog, and this one is its own.
    text = text.partition("\n# What the verdict rests on beside")[0]
    settings.write_text(text, encoding="utf-8")
    (folder / "reviews.yaml").write_text("reviews: []\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def client(lab: Path) -> Iterator[Client]:
    """A session that has linted the example once."""
    found = Client(lab, capabilities=SHOWN)
    kind = (lab / "catalog" / "evidence-types" / "public-statement.schema.json").as_uri()
    found.until(lambda: found.codes(kind) == ["evidence-type-unused"])
    yield found
    assert found.close() == 0


class Page:
    """An open document of the session, with its text."""

    def __init__(self, client: Client, path: Path) -> None:
        self.client = client
        self.text = path.read_text(encoding="utf-8")
        self.uri = client.open(path)
        self._version = 1

    def show(self, text: str) -> None:
        """Type a whole text."""
        self._version += 1
        self.client.change(self.uri, text, self._version)

    def marked(self, old: str, new: str) -> tuple[int, int]:
        """Type `new` in place of `old`, `|` being the cursor; where that is then."""
        assert self.text.count(old) >= 1, old
        before, _, after = self.text.replace(old, new, 1).partition("|")
        self.show(before + after)
        line = before.rpartition("\n")[2]
        return before.count("\n"), len(line.encode("utf-16-le")) // 2

    def ask(self, method: str, old: str, new: str, **more: object) -> object:
        """Ask about the cursor in `new`, typed in place of `old`."""
        at = self.client.at(self.uri, *self.marked(old, new))
        return self.client.ask(f"textDocument/{method}", {**at, **more})

    def labels(self, old: str, new: str) -> list[str]:
        """What is offered at the cursor."""
        found = self.ask("completion", old, new)
        assert isinstance(found, dict)
        return [one["label"] for one in found["items"]]

    def close(self) -> None:
        """Leave it as it is on disk, where nothing is wrong with it."""
        self.client.tell("textDocument/didClose", {"textDocument": {"uri": self.uri}})
        self.client.until(lambda: not self.client.codes(self.uri))


@pytest.fixture
def settings(client: Client, lab: Path) -> Iterator[Page]:
    """`rsp.yaml`, open."""
    page = Page(client, lab / "rsp.yaml")
    yield page
    page.close()


@pytest.fixture
def control(client: Client, lab: Path) -> Iterator[Page]:
    """SEC-WGT-02, open."""
    page = Page(client, lab / "catalog" / "security" / "weights" / "SEC-WGT-02.yaml")
    yield page
    page.close()
