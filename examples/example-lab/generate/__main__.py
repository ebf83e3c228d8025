"""Run as `python examples/example-lab/generate`: write the evidence beside the project."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

LAB = Path(__file__).resolve().parents[1]

if __name__ == "__main__":
    sys.path[0] = str(LAB)
    import_module("generate.write").main(LAB)
