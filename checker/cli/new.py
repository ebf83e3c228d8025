"""`rsp new`: the file of a control, record, deviation or determination, to be filled in.

What only a person knows and nobody was asked for is left empty, and `rsp lint` refuses it.
"""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path
from typing import Protocol

KINDS = {
    "control": "a control of the organisation's own, in its overlay or catalog",
    "evidence": "an evidence record of a type, in the evidence store",
    "deviation": "an approved, expiring decision to live with something",
    "determination": "the outcome for a model at a Capability Threshold",
    "parameters": "print the values that the policy leaves open and the project does not declare",
}
"""Each is a module `new_<kind>` of this package."""


class Kind(Protocol):
    """What the module of a kind offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare its arguments."""

    def run(self, args: argparse.Namespace) -> int:
        """Write it; the exit code."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One kind, with its own arguments."""
    kinds = parser.add_subparsers(dest="what", required=True, metavar="KIND")
    for name, what in KINDS.items():
        one = kinds.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.")
        _module(name).add_arguments(one)
        one.add_argument(
            "--project",
            type=Path,
            default=Path(),
            metavar="DIR",
            help="a folder in which, or above which, there is an rsp.yaml; default: this one",
        )


def run(args: argparse.Namespace) -> int:
    """0 where it was written; raises UsageError, and then nothing was."""
    return _module(args.what).run(args)


def _module(name: str) -> Kind:
    kind: Kind = import_module(f"checker.cli.new_{name}")
    return kind
