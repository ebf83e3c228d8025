"""What the records of each type say; types that are missing here say what their example says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generate.lab import Lab
from generate.payloads import (
    access,
    alerts,
    audits,
    blocking,
    decisions,
    documents,
    infrastructure,
    lifecycle,
    misuse,
    monitoring,
    offices,
    surfaces,
    weights,
)
from generate.slots import Slot

Builder = Callable[[dict[str, Any], Slot, Lab], None]

BUILD: dict[str, Builder] = {
    **access.BUILD,
    **alerts.BUILD,
    **audits.BUILD,
    **blocking.BUILD,
    **decisions.BUILD,
    **documents.BUILD,
    **infrastructure.BUILD,
    **lifecycle.BUILD,
    **misuse.BUILD,
    **monitoring.BUILD,
    **offices.BUILD,
    **surfaces.BUILD,
    **weights.BUILD,
}
