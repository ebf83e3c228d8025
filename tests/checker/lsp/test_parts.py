"""The parts of the server that need no client: URIs, positions, cursors, types, the worker."""

from __future__ import annotations

import threading
from pathlib import Path

import msgspec
import pytest
from lsprotocol import types as lsp

from checker.lsp.folders import roots_around, roots_at
from checker.lsp.model import Root
from checker.lsp.names import Kind, named_fields
from checker.lsp.positions import Grid
from checker.lsp.spot import MARK, spot_at
from checker.lsp.standing import Standing, statuses
from checker.lsp.uris import path_of, uri_of
from checker.lsp.worker import Outdated, Wanted, Worker


@pytest.mark.parametrize(
    ("uri", "windows", "path"),
    [
        ("file:///a/b%20c/%C3%A9.yaml", False, "/a/b c/é.yaml"),
        ("file://localhost/a", False, "/a"),
        ("file://server/a", False, None),
        ("file:///a%00b", False, None),
        ("file:///a%FFb", False, None),
        ("untitled:Untitled-1", False, None),
        ("https://example.org/a", False, None),
        ("file:///a?b", False, None),
        ("file:///c%3A/Users/a%20b/rsp.yaml", True, "C:\\Users\\a b\\rsp.yaml"),
        ("file:///C:/rsp.yaml", True, "C:\\rsp.yaml"),
        ("file://server/share/rsp.yaml", True, "\\\\server\\share\\rsp.yaml"),
        ("file:///no-drive", True, None),
    ],
)
def test_a_uri_names_a_path(uri: str, windows: bool, path: str | None) -> None:
    """On either system, and nothing where it names no file."""
    assert path_of(uri, windows=windows) == path


@pytest.mark.parametrize(
    ("path", "windows", "uri"),
    [
        ("/a/b c/é#?.yaml", False, "file:///a/b%20c/%C3%A9%23%3F.yaml"),
        ("C:\\Users\\a b", True, "file:///c%3A/Users/a%20b"),
        ("\\\\server\\share\\a", True, "file://server/share/a"),
    ],
)
def test_a_path_has_a_uri_that_names_it(path: str, windows: bool, uri: str) -> None:
    """There and back."""
    assert uri_of(path, windows=windows) == uri
    assert path_of(uri, windows=windows) == path


@pytest.mark.parametrize(
    ("encoding", "characters"),
    [("utf-8", [0, 1, 5, 7]), ("utf-16", [0, 1, 3, 4]), ("utf-32", [0, 1, 2, 3])],
)
def test_positions_count_in_the_units_of_the_client(encoding: str, characters: list[int]) -> None:
    """Offsets and positions are each other's reverse; the middle of a character is its start."""
    grid = Grid("\ufeffx\r\na😀é", encoding)
    places = [grid.position(2, column) for column in (1, 2, 3, 4)]

    assert [one.character for one in places] == characters
    assert [grid.offset(one) for one in places] == [3, 4, 5, 6]
    assert grid.offset(lsp.Position(line=9, character=9)) == len(grid.text)


@pytest.mark.parametrize(
    ("text", "path", "key", "before"),
    [
        ("a: |", ("a",), False, ""),
        ("a:\n  - b: x\n    |\n  - b: y\n", ("a", 0), True, ""),
        ("a:\n  - b|\n", ("a", 0), False, "b"),
        ("a: [x, y|\nb: [\n", ("a", 1), False, "y"),
        ("a: {b: y|\nc: d", ("a", "b"), False, "y"),
        ("a: {b|\nc: d", ("a",), True, "b"),
        ('a: "x.y|\nc: d', ("a",), False, "x.y"),
        ("a:\n  - b: >\n      x.all(s,\n        s.|)\n", ("a", 0, "b"), False, "x.all(s,\n  s."),
        ('{"a": {"b|": 1}}', ("a",), True, "b"),
        ("a:\r\n  b: x|\r\n", ("a", "b"), False, "x"),
        ("a: 😀x|", ("a",), False, "😀x"),
    ],
)
def test_a_cursor_is_found_in_half_typed_yaml(
    text: str, path: tuple[str | int, ...], key: bool, before: str
) -> None:
    """By what stands before it; what follows may be broken."""
    offset = text.index("|")
    found = spot_at(text.replace("|", "", 1), offset)

    assert found is not None
    assert (found.path, found.key, found.before) == (path, key, before)


@pytest.mark.parametrize("text", ["# a|", "a: b # c|", "[" * 100 + "|", f"a: {MARK}|", "\x00|"])
def test_no_cursor_is_found_where_nothing_is_written(text: str) -> None:
    """In comments, and in what is not read."""
    assert spot_at(text.replace("|", "", 1), text.index("|")) is None


def test_every_name_of_the_table_is_a_field() -> None:
    """A field that is renamed takes its row along."""
    missing = [
        (owner.__name__, name)
        for owner, names in named_fields().items()
        for name in names
        if name not in {field.name for field in msgspec.structs.fields(owner)}
    ]

    assert missing == []


def test_nothing_above_or_outside_of_the_named_folders_is_looked_at(tmp_path: Path) -> None:
    """Without a named folder the file names where it lies."""
    project = tmp_path / "project"
    (project / "sub").mkdir(parents=True)
    (project / "rsp.yaml").touch()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "link").symlink_to(project)
    root = Root(folder=project, head="rsp.yaml")
    file = project / "sub" / "a.yaml"

    assert roots_around(file, [project]) == (root,)
    assert roots_around(file, []) == (root,)
    assert roots_around(file, [project / "sub"]) == ()
    assert roots_around(file, [tmp_path / "other"]) == ()
    assert roots_around(tmp_path / "other" / "link" / "a", [tmp_path / "other"]) == ()
    assert roots_at(project) == (root,)
    assert roots_at(tmp_path) == ()


def test_a_change_ends_the_run_before_it_and_rest_makes_it_thorough() -> None:
    """The last change is the one whose answer is given, a thorough one when there is time."""
    root = Root(folder=Path("/a"), head="rsp.yaml")
    began, done, seen = threading.Event(), threading.Event(), []

    def task(_: Root, wanted: Wanted, thorough: bool) -> bool:
        seen.append("thorough" if thorough else "quick")
        if len(seen) == 1:
            began.set()
            for _ in range(10_000):
                threading.Event().wait(0.001)
                try:
                    wanted()
                except Outdated:
                    seen.append("outdated")
                    raise
        if thorough:
            done.set()
        return not thorough

    worker = Worker(task, lambda error: seen.append(repr(error)))
    worker.start()
    worker.ask([root], delay=0.0)
    assert began.wait(10)
    worker.ask([root], delay=0.0)
    assert done.wait(10)
    worker.stop()

    assert seen == ["quick", "outdated", "quick", "thorough"]


def test_a_defect_is_told_and_the_worker_goes_on() -> None:
    """Nothing stops because one run did."""
    told: list[str] = []
    done = threading.Event()

    def task(root: Root, _: Wanted, thorough: bool) -> bool:
        if root.head == "b":
            done.set()
            return False
        raise KeyError(root.head)

    worker = Worker(task, lambda error: told.append(repr(error)))
    worker.start()
    worker.ask([Root(folder=Path("/"), head=head) for head in "ab"], delay=0.0)
    assert done.wait(10)
    worker.stop()

    assert told == ["KeyError('a')"]


@pytest.mark.parametrize("report", [b"", b"{}", b"[]", b'{"subjects": [{}]}'])
def test_what_is_no_report_has_no_status(report: bytes) -> None:
    """A project that cannot be assessed says nothing."""
    assert statuses(report) is None


def test_a_status_is_never_waited_for(tmp_path: Path) -> None:
    """It is being assessed, then it cannot be; a save has it tried again, the end does not."""
    standing = Standing(tmp_path)

    def now() -> list[str]:
        return list(standing.lines(Kind.CONTROL, "A"))

    waiting = ["The saved project is being assessed; look again in a moment."]
    assert now() == waiting
    for _ in range(600):
        if now() != waiting:
            break
        threading.Event().wait(0.1)
    assert now() == ["The saved project cannot be assessed; rsp check says why."]

    standing.changed()
    assert now() == waiting
    standing.stop()
