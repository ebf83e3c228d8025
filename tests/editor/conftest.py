"""A workspace with the schemas, and the real language server for YAML looking at it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from checker.schema.published import vscode
from tests.editor.client import Client

ROOT = Path(__file__).resolve().parents[2]
SERVER = ROOT / "tests/judges/node_modules/yaml-language-server/bin/yaml-language-server"
OFFLINE = {
    "schemaStore": {"enable": False},
    "kubernetesCRDStore": {"enable": False},
    "validate": True,
    "hover": True,
    "completion": True,
}
"""The server asks nobody outside for schemas."""

Diagnostics = list[dict[str, Any]]
Open = Callable[[str, str], "Document"]


class Document:
    """A document in the editor; a place in it is marked by what stands before it."""

    def __init__(self, client: Client, path: Path, text: str) -> None:
        self._client = client
        self.path = path
        self.text = text
        client.open(path, text)
        self.said = client.said(path)

    def place(self, before: str) -> tuple[int, int]:
        """Line and column, from 0, after the first occurrence of a text."""
        above = self.text[: self.text.index(before) + len(before)]
        return above.count("\n"), len(above) - above.rfind("\n") - 1

    def offered(self, before: str) -> dict[str, dict[str, Any]]:
        """What can be completed there, by label."""
        found = self._client.complete(self.path, *self.place(before))
        return {item["label"]: item for item in found}

    def hover(self, before: str) -> str:
        """What is shown over the character that ends a text."""
        line, column = self.place(before)
        return self._client.hover(self.path, line, column - 1)

    def found(self, message: str) -> list[str]:
        """The texts that a finding with these words is about."""
        lines = self.text.split("\n")
        return [
            lines[one["range"]["start"]["line"]][
                one["range"]["start"]["character"] : one["range"]["end"]["character"]
            ]
            for one in self.said
            if message in one["message"]
        ]


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the catalog's, with the schemas in it."""
    root = tmp_path_factory.mktemp("workspace")
    shutil.copytree(ROOT / "controls" / "schemas", root / "controls" / "schemas")
    return root


@pytest.fixture(scope="session")
def server(workspace: Path) -> Iterator[Client]:
    """One server for all tests, with the settings that `rsp schema` prints."""
    mapping = json.loads(vscode("controls/schemas"))["yaml.schemas"]
    client = Client(
        ["node", str(SERVER), "--stdio"], workspace, {"yaml": {**OFFLINE, "schemas": mapping}}
    )
    yield client
    client.close()


@pytest.fixture
def opened(server: Client, workspace: Path) -> Open:
    """Opens a text as a file of one kind, by its modeline."""

    def open_(schema: str, text: str) -> Document:
        path = workspace / f"document-{next(_numbers)}.yaml"
        head = f"# yaml-language-server: $schema=controls/schemas/{schema}.schema.json\n"
        return Document(server, path, head + text)

    return open_


_numbers = count()
