"""No file of the project names a machine it was made on, or a registry."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Composed, so that this file does not hold what it forbids.
_FOLDERS = "|".join(("work", "root", "home", "Users"))
_HOSTS = "|".join(
    rf"{name}\.{domain}"
    for name, domain in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "(?:org|com)"),
        ("debian", "org"),
        ("crates", "io"),
        ("golang", "org"),
    )
)
FORBIDDEN = {
    "a path of one machine": rf"(?<![\w.~/-])/(?:{_FOLDERS})/",
    "a folder beside the checkout": r"\.\./" + "shared" + r"\b",
    "the host of a registry": rf"\b(?:{_HOSTS})\b",
    "an option that names a registry": "--(?:extra-)?" + "index" + "-url",
}


def _tracked() -> list[Path]:
    """Files that git has or would add."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    paths = (ROOT / name for name in listing.stdout.split("\0") if name)
    return [path for path in paths if path.is_file() and not path.is_symlink()]


def test_no_file_names_a_machine_or_a_registry() -> None:
    """What is in git reads the same wherever it lies."""
    found = []
    for path in _tracked():
        text = path.read_bytes().decode("utf-8", "replace")
        for what, pattern in FORBIDDEN.items():
            for match in re.finditer(pattern, text):
                line = text.count("\n", 0, match.start()) + 1
                found.append(f"{path.relative_to(ROOT)}:{line}: {what}: {match.group()}")

    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "see /" + "root/x",
        "'/" + "home/someone/project'",
        "../" + "shared/facts",
        "https://files." + "pythonhosted" + ".org/x",
        "pip install --" + "index" + "-url x",
    ],
)
def test_the_patterns_find_what_they_are_for(text: str) -> None:
    """A pattern that matches nothing would make the other test green for nothing."""
    assert any(re.search(pattern, text) for pattern in FORBIDDEN.values())
