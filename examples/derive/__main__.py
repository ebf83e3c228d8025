"""Run as `python examples/derive examples/accepted-gap TARGET`: write the derived project."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

FOLDER = Path(__file__).resolve().parent

if __name__ == "__main__":
    sys.path[0] = str(FOLDER.parent)
    sys.exit(import_module("derive.command").main(sys.argv[1:]))
