"""Links, pipes, devices and names that are meant to lead a reader astray."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.conftest import Found

Put = Callable[[str, str | bytes], Path]
Survive = Callable[..., Found]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file outside of the project, which nothing may read."""
    path = tmp_path / "secret.yaml"
    path.write_text("token: s3cr3t\n", encoding="utf-8")
    return path


def test_a_link_to_a_file_outside_is_refused(project: Path, secret: Path, survive: Survive) -> None:
    """It is a diagnostic where it lies, and nothing of the file is read or shown."""
    (project / "determinations" / "hostile.yaml").symlink_to(secret)
    (project / "evidence" / "hostile.json").symlink_to(secret)

    found = survive()

    assert ("path-escapes", "determinations/hostile.yaml", 1) in found.places
    assert ("path-escapes", "evidence/hostile.json", 1) in found.places
    assert "s3cr3t" not in "".join(found.messages)


def test_a_named_file_that_is_a_link_outside_is_refused(
    project: Path, secret: Path, survive: Survive
) -> None:
    """The settings name it, so the diagnostic stands in the settings."""
    (project / "inventory.yaml").unlink()
    (project / "inventory.yaml").symlink_to(secret)

    found = survive()

    assert ("path-escapes", "rsp.yaml", 5) in found.places


def test_a_folder_of_a_path_that_leads_outside_is_refused(
    tmp_path: Path, project: Path, put: Put, survive: Survive
) -> None:
    """No part of a path may be a link that leaves the root."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (project / "inventory.yaml").rename(outside / "inventory.yaml")
    (project / "data").symlink_to(outside)
    settings = (project / "rsp.yaml").read_text(encoding="utf-8")
    put("rsp.yaml", settings.replace("inventory: inventory", "inventory: data/inventory"))

    found = survive()

    assert ("path-escapes", "rsp.yaml", 5) in found.places


@pytest.mark.parametrize("target", [".", "..", "../..", "/", "loop"])
def test_a_link_to_a_folder_is_not_followed(target: str, project: Path, survive: Survive) -> None:
    """Loops and ways out alike are reported once, where they lie."""
    (project / "evidence" / "loop").symlink_to(target)

    found = survive()

    assert {
        file
        for code, file, _ in found.places
        if code in ("symlink-refused", "path-escapes", "file-not-regular")
    } == {"evidence/loop"}


@pytest.mark.parametrize(("one", "other"), [("a.yaml", "b.yaml"), ("a.json", "b.json")])
def test_links_to_each_other_are_refused(
    one: str, other: str, project: Path, survive: Survive
) -> None:
    """Two links in a circle lead to no file."""
    (project / "evidence" / one).symlink_to(other)
    (project / "evidence" / other).symlink_to(one)

    found = survive()

    assert {f"evidence/{one}", f"evidence/{other}"} <= {file for _, file, _ in found.places}


def test_a_link_to_nothing_is_a_finding(project: Path, survive: Survive) -> None:
    """A dangling link is no file."""
    (project / "determinations" / "hostile.yaml").symlink_to("gone.yaml")

    found = survive()

    assert any(file == "determinations/hostile.yaml" for _, file, _ in found.places)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("evidence/pipe.json", ("file-not-regular", "evidence/pipe.json", 1)),
        ("determinations/pipe.yaml", ("file-not-regular", "determinations/pipe.yaml", 1)),
        ("inventory.yaml", ("file-not-regular", "rsp.yaml", 5)),
        ("catalog/pipe.yaml", ("file-not-regular", "catalog/pipe.yaml", 1)),
        ("evidence/manifest.jsonl", ("file-not-regular", "evidence/manifest.jsonl", 1)),
    ],
)
def test_a_named_pipe_is_not_waited_for(
    name: str, place: tuple[str, str, int], project: Path, survive: Survive
) -> None:
    """Opening it would block until somebody writes."""
    (project / name).unlink(missing_ok=True)
    os.mkfifo(project / name)

    found = survive(seconds=20)

    assert place in found.places


def test_a_socket_is_no_file(
    project: Path, survive: Survive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A socket among the records is refused."""
    monkeypatch.chdir(project / "evidence")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("hostile.json")
        found = survive()

    assert ("file-not-regular", "evidence/hostile.json", 1) in found.places


def test_a_link_to_a_device_is_refused(project: Path, survive: Survive) -> None:
    """An endless device is never read."""
    (project / "evidence" / "hostile.json").symlink_to("/dev/zero")

    found = survive(seconds=20)

    assert ("path-escapes", "evidence/hostile.json", 1) in found.places


def test_a_folder_with_the_name_of_a_file_is_a_finding(project: Path, survive: Survive) -> None:
    """A folder cannot be read as the inventory."""
    (project / "inventory.yaml").unlink()
    (project / "inventory.yaml").mkdir()

    found = survive()

    assert ("file-not-regular", "rsp.yaml", 5) in found.places


def test_folders_in_great_depth_end_the_listing(project: Path, survive: Survive) -> None:
    """Nesting beyond the limit is a finding, not a recursion."""
    path = project / "evidence"
    for _ in range(40):
        path = path / "deeper"
    path.mkdir(parents=True)
    (path / "record.json").write_text("{}", encoding="utf-8")

    found = survive()

    assert "file-too-large" in found.codes


def test_names_that_differ_only_in_case_or_form_are_found(put: Put, survive: Survive) -> None:
    """Either pair would be one file on some systems."""
    put("determinations/Atlas.yaml", "determinations: []\n")
    put("evidence/caf\u00e9.json", "{}")
    put("evidence/cafe\u0301.json", "{}")

    found = survive()

    assert sum(1 for code, _, _ in found.places if code == "path-case-conflict") == 2


@pytest.mark.parametrize(
    "name", ["a\\b.json", "c:d.json", "e\nf.json", "g\x1b[2J.json", "h\x7f.json"]
)
def test_a_name_that_means_something_else_elsewhere_is_refused(
    name: str, put: Put, survive: Survive
) -> None:
    """And it is shown escaped."""
    put(f"evidence/{name}", "{}")

    found = survive()

    assert "path-not-portable" in found.codes
    assert all(file.isprintable() for _, file, _ in found.places)


def test_a_name_that_is_no_text_is_a_finding(project: Path, survive: Survive) -> None:
    """A file name with bytes that are not UTF-8 is reported and can be printed."""
    path = os.path.join(os.fsencode(project / "evidence"), b"\xff\xfe.json")
    try:
        with open(path, "wb") as stream:
            stream.write(b"{}")
    except OSError:
        pytest.skip("the file system takes no such name")

    found = survive()

    assert all(file.encode() for _, file, _ in found.places)
    assert found.codes
