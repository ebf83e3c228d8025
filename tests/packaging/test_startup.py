"""The command starts at once: what is heavy is imported where it is used."""

from __future__ import annotations

import subprocess
import sys

HEAVY = {
    "networkx", "jsonschema", "cel_expr_python", "markdown_it", "jinja2", "typst", "xlsxwriter",
}  # fmt: skip


def test_help_imports_nothing_heavy() -> None:
    """`rsp --help` loads none of the libraries that cost more than the interpreter itself."""
    program = "import sys; from checker.cli.main import main; sys.exit(main(['--help']))"

    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", program], capture_output=True, text=True
    )

    lines = run.stderr.splitlines()
    times = [line for line in lines if line.startswith("import time:")]
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in times}
    others = [line for line in lines if line not in times]
    assert (run.returncode, others) == (0, [])
    assert "checker" in imported
    assert sorted(imported & HEAVY) == []
