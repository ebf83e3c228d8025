"""Files that are large or many: memory stays bounded and time stays within reason."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.checker.lint import cases
from tests.hostile.conftest import Found
from tests.hostile.test_json import RECORD

Put = Callable[[str, str | bytes], Path]
Survive = Callable[..., Found]

pytestmark = pytest.mark.slow

GIB = 1 << 30
ZEROS = "49bc20df15e412a64472421e13fe86ff1c5165e18b2afccf160d4dc19fe68a14"
"""SHA-256 of 1 GiB of zeros."""

DIGEST = """\
import resource, sys
from pathlib import Path
from checker.read.folder import FolderTree
print(FolderTree(Path(sys.argv[1])).digest("large.bin"))
# the high-water mark of this process alone: ru_maxrss starts from that of the parent
status = Path("/proc/self/status")
own = [line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM")] if (
    status.exists()
) else [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]
print(own[0])
"""


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A folder with a sparse file of 1 GiB."""
    with (tmp_path / "large.bin").open("wb") as stream:
        stream.truncate(GIB)
    return tmp_path


def test_a_large_artifact_is_hashed_in_a_stream(large: Path) -> None:
    """One GiB takes less than 100 MiB of memory."""
    done = subprocess.run(
        [sys.executable, "-c", DIGEST, str(large)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        cwd=cases.CASES.parents[1],
    )

    digest, peak = done.stdout.split()
    assert digest == ZEROS
    assert int(peak) < 100 * 1024, f"{peak} KiB"


@pytest.mark.parametrize(("stated", "code"), [(ZEROS, 3), ("0" * 64, 4)])
def test_a_large_artifact_of_a_record_is_checked(
    stated: str, code: int, project: Path, put: Put, survive: Survive
) -> None:
    """It is no file that is too large: only its digest matters."""
    with (project / "evidence" / "large.bin").open("wb") as stream:
        stream.truncate(GIB)
    record = {**RECORD, "artifacts": [{"path": "large.bin", "sha256": stated}]}
    put("evidence/large.json", json.dumps(record))

    found = survive(code=code, seconds=120)

    assert ("record-tampered" in found.codes) is (code == 4)
    assert "file-too-large" not in found.codes


def test_a_hundred_thousand_files_are_read(project: Path, put: Put, survive: Survive) -> None:
    """Small records in folders, none of them sealed: each is a finding, and the run ends."""
    for number in range(100_000):
        record = {**RECORD, "id": f"r-{number}"}
        path = project / "evidence" / f"{number // 1000}" / f"{number}.json"
        if number % 1000 == 0:
            path.parent.mkdir()
        path.write_bytes(json.dumps(record).encode())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    found = survive(seconds=600)

    assert sum(1 for code, _, _ in found.places if code == "record-unsealed") == 100_000
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 4 * 1024 * 1024, f"{grown} KiB"


def test_a_hundred_thousand_files_of_no_kind_are_passed_over(
    project: Path, survive: Survive
) -> None:
    """Files that are neither records nor named by one cost a listing and nothing else."""
    folder = project / "evidence" / "raw"
    folder.mkdir()
    for number in range(100_000):
        (folder / f"{number}.txt").touch()

    found = survive(seconds=120)

    assert found.codes == set()
