"""`rsp schema`: one on the screen or in a file, or all in a folder for an editor."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.schema.published import names
from tests.checker.cli.conftest import Rsp


def test_all_schemas_are_written_for_an_editor(tmp_path: Path, rsp: Rsp) -> None:
    """Each into its file; the folder is made."""
    run = rsp("schema", "--all", "--output", str(tmp_path / "a" / "b"))

    assert (run.code, run.out, run.err) == (0, "", "")
    assert sorted(path.name for path in (tmp_path / "a" / "b").iterdir()) == [
        f"{name}.schema.json" for name in names()
    ]


def test_settings_name_the_files_that_were_written(tmp_path: Path, rsp: Rsp) -> None:
    """In the words of the editor, one folder for all of them."""
    run = rsp("schema", "--all", "--output", str(tmp_path), "--settings", "vscode")

    settings = json.loads(run.out)
    mapped = [*settings["yaml.schemas"], *(one["url"] for one in settings["json.schemas"])]
    assert [path for path in mapped if not Path(path).is_file()] == []
    assert len(mapped) == len(set(mapped))


def test_one_schema_is_written_as_it_is_printed(tmp_path: Path, rsp: Rsp) -> None:
    """The same bytes."""
    target = tmp_path / "report.json"

    run = rsp("schema", "report", "--output", str(target))

    assert (run.code, run.out) == (0, "")
    assert target.read_text("utf-8") == rsp("schema", "report").out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--all"], "--all writes files, and no folder is named"),
        (["control", "--all", "--output", "x"], "--all is every schema, and one is named"),
        (["--settings", "vscode"], "--settings maps files to schemas that --all writes"),
        (["--output", "x"], "--output is for one schema or for --all"),
        (["--all", "--output", "taken"], "taken cannot be a folder"),
        (["control", "--output", "none/x"], "none/x cannot be written"),
        (["--all", "--output", "x", "--settings", "emacs"], "invalid choice: 'emacs'"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    tmp_path: Path, rsp: Rsp, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    """Exit 2, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken").touch()

    run = rsp("schema", *arguments)

    assert (run.code, run.out) == (2, "")
    assert says in run.err
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
