"""What the records of each type say; types that are missing here say what their example says."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from generate.lab import Lab
from generate.slots import Slot

Builder = Callable[[dict[str, Any], Slot, Lab], None]

_PARTS = (
    "access",
    "alerts",
    "audits",
    "blocking",
    "capability",
    "changes",
    "decisions",
    "documents",
    "exemptions",
    "infrastructure",
    "lifecycle",
    "misuse",
    "monitoring",
    "offices",
    "outsiders",
    "publications",
    "sessions",
    "surfaces",
    "weights",
)

BUILD: dict[str, Builder] = {}
"""By evidence type: fills the payload of one record."""

for _part in _PARTS:
    BUILD |= import_module(f"generate.payloads.{_part}").BUILD
