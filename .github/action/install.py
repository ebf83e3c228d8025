"""Install the tool of this checkout apart: the built package, its dependencies by digest."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
LOCK = SOURCE / "requirements" / "action.txt"
LEAST = (3, 11)


def main() -> int:
    """Exit code 2 where the Python is too old; that of pip where it fails."""
    if sys.version_info < LEAST:
        found = ".".join(map(str, sys.version_info[:3]))
        print(f"::error title=rsp::Python 3.11 or later is needed, this is {found}")
        return 2
    folder = Path(sys.argv[1])
    environment = folder / "venv"
    venv.create(environment, with_pip=True)
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = [python, "-I", "-m", "pip", "--quiet", "--disable-pip-version-check"]
    for wanted in (
        ["install", "--require-hashes", "--requirement", LOCK],
        ["install", "--no-deps", "--no-build-isolation", SOURCE],
    ):
        done = subprocess.run([*pip, *wanted], check=False)
        if done.returncode:
            print("::error title=rsp::The tool could not be installed; the log of pip says why")
            return done.returncode
    (folder / "python").write_text(str(python), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
