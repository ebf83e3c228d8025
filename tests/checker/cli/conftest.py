"""A small project with an edition and a catalog of its own, stamped and sealed; and the command."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from checker.cli import clock
from checker.cli.main import main
from checker.project import edition
from checker.project import open as opening

CASES = Path(__file__).parents[2] / "cases" / "mini"
SEALED = datetime(2026, 6, 29, 12, tzinfo=UTC)
TODAY = datetime(2026, 7, 10, 12, tzinfo=UTC)


class Result(msgspec.Struct, frozen=True):
    """What a command did."""

    code: int
    out: str
    err: str


Rsp = Callable[..., Result]


def at(patch: pytest.MonkeyPatch, now: datetime) -> None:
    """Set the clock of the command line."""
    patch.setattr(clock, "now", lambda: now)


def use_edition(patch: pytest.MonkeyPatch) -> None:
    """Install the edition of the cases in place of those of the package."""
    for module in (edition, opening):
        patch.setattr(module, "editions_path", lambda: CASES / "edition")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, its links stamped by the publisher, its evidence sealed."""
    folder = tmp_path_factory.mktemp("built") / "lab"
    shutil.copytree(CASES / "lab", folder)
    with pytest.MonkeyPatch.context() as patch:
        use_edition(patch)
        at(patch, SEALED)
        for path in sorted((folder / "catalog").glob("*-*.yaml")):
            reason = ["--because", "read both sides"]
            assert main(["review", path.stem, "--catalog", str(folder / "catalog"), *reason]) == 0
        assert main(["evidence", "seal", str(folder)]) == 0
    return folder


@pytest.fixture
def lab(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy to change; the working folder is the one above it."""
    use_edition(monkeypatch)
    at(monkeypatch, TODAY)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RSP_TRACEBACK", raising=False)
    return shutil.copytree(built, tmp_path / "lab")


@pytest.fixture
def rsp(capsysbinary: pytest.CaptureFixture[bytes]) -> Rsp:
    """Run the command in this process."""

    def run(*arguments: str | Path) -> Result:
        capsysbinary.readouterr()
        code = main([str(one) for one in arguments])
        out, err = capsysbinary.readouterr()
        return Result(code, out.decode(), err.decode())

    return run


def change(path: Path, old: str, new: str) -> None:
    """Replace text in a file, exactly once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")
