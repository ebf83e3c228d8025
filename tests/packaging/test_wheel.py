"""The built wheel does the job alone, in an empty environment, away from the checkout."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
from email.message import Message
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements" / "dev.txt"

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


def _run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that sees nothing of this environment's Python settings."""
    environment = {key: value for key, value in os.environ.items() if "PYTHON" not in key}
    environment.pop("VIRTUAL_ENV", None)
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True
    )


def _build(source: Path, target: str, folder: Path) -> Path:
    """Build one distribution with the build backend alone, without asking any index."""
    run = _run(sys.executable, "-m", "hatchling", "build", "-t", target, "-d", folder, cwd=source)
    assert run.returncode == 0, run.stderr
    (built,) = folder.iterdir()
    return built


def _contents(wheel: Path) -> dict[str, bytes]:
    with ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> Message:
    (text,) = (data for name, data in _contents(wheel).items() if name.endswith("/METADATA"))
    return Parser().parsestr(text.decode())


@pytest.fixture(scope="module")
def binaries(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that holds the wheel and what it declares."""
    folder = tmp_path_factory.mktemp("installed")
    pins = re.findall(r"^[\w.-]+==[^\\\n]+", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    constraints = folder / "constraints.txt"
    constraints.write_text("\n".join(pins), encoding="utf-8")
    environment = folder / "environment"
    venv.create(environment, with_pip=False)
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    python = programs / ("python.exe" if os.name == "nt" else "python")
    pip = [sys.executable, "-m", "pip", "--python", str(python)]

    run = _run(*pip, "install", "--quiet", "--constraint", constraints, wheel, cwd=folder)
    assert run.returncode == 0, run.stderr
    return programs


def test_the_wheel_holds_two_packages_and_the_data(wheel: Path) -> None:
    """Nothing called `controls` is installed at the top level: the catalog lies in `checker`."""
    names = set(_contents(wheel))

    tops = {name.partition("/")[0] for name in names}
    shipped = {
        path.relative_to(ROOT / "controls").as_posix()
        for path in (ROOT / "controls").rglob("*")
        if path.is_file()
    }
    assert {top for top in tops if not top.endswith(".dist-info")} == {"checker", "rsp"}
    assert shipped
    assert {f"checker/catalog/{name}" for name in shipped} <= names
    assert "rsp/editions/rsp-2.2/thresholds.yaml" in names
    parts = {path.name for path in (ROOT / "checker" / "report" / "html").glob("*.[!p]*")}
    assert {"page.css", "find.js", "draw.js", "page.html.j2"} <= parts
    assert {f"checker/report/html/{name}" for name in parts} <= names
    assert any(re.fullmatch(r"rsp/editions/rsp-2\.2/.*\.md", name) for name in names)


def test_the_metadata_names_no_registry(metadata: Message) -> None:
    """A requirement is a name and a range, never an address."""
    requirements = metadata.get_all("Requires-Dist", [])
    hosts = "|".join(rf"{name}\.org" for name in ("pypi", "pythonhosted", "npmjs"))

    assert requirements
    assert [line for line in requirements if "@" in line or "://" in line] == []
    assert re.findall(hosts, metadata.as_string()) == []


def test_the_metadata_states_version_licence_and_python(metadata: Message) -> None:
    """The version is that of the code, the licence an expression."""
    import checker

    stated = [metadata[key] for key in ("Version", "License-Expression", "Requires-Python")]

    assert stated == [checker.__version__, "Apache-2.0", ">=3.11"]


def test_the_source_distribution_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    """Whoever builds from the source distribution gets the same bytes."""
    sdist = _build(ROOT, "sdist", tmp_path / "sdist")
    _run(sys.executable, "-m", "tarfile", "-e", sdist, tmp_path / "source", cwd=tmp_path)
    (source,) = (tmp_path / "source").iterdir()

    rebuilt = _build(source, "wheel", tmp_path / "wheel")

    assert _contents(rebuilt) == _contents(wheel)


def test_the_installed_command_checks_a_project(binaries: Path, tmp_path: Path) -> None:
    """`rsp check` on a copy of the complete example passes its gate, far from the checkout."""
    project = shutil.copytree(ROOT / "examples" / "example-lab", tmp_path / "project")

    run = _run(binaries / "rsp", "check", project, cwd=tmp_path)

    assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-2000:]
    assert "conformant" in run.stdout


def test_the_installed_command_reads_nothing_of_the_checkout(
    binaries: Path, tmp_path: Path
) -> None:
    """Both packages come from the environment that they were installed into."""
    program = "import checker, rsp; print(checker.__file__); print(rsp.__file__)"

    run = _run(binaries / "python", "-I", "-c", program, cwd=tmp_path)

    files = [Path(line) for line in run.stdout.splitlines()]
    assert len(files) == 2
    assert [file for file in files if binaries.parent not in file.parents] == []
