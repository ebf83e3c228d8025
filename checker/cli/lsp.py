"""`rsp lsp`: the language server, for an editor to start."""

from __future__ import annotations

import argparse
import sys

from checker.cli.extras import installed
from checker.cli.usage import UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None that changes anything: an editor may say how it wants to speak."""
    parser.add_argument(
        "--stdio", action="store_true", help="speak over standard input and output, as always"
    )


def run(args: argparse.Namespace) -> int:
    """0 when the editor has left; raises UsageError where the extra is missing."""
    installed("pygls", "lsp", "rsp lsp")
    if sys.stdin.isatty():
        raise UsageError("rsp lsp speaks to an editor, not to a person at a terminal")
    from checker.cli import clock
    from checker.lsp.server import serve

    serve(clock.now)
    return 0
