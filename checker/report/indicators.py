"""From settings to what the report says of them: indicators, and a digest of declared rules."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

from checker.assess.assessment import Measured
from checker.report.model import Indicator, IndicatorValue
from rsp.project import Settings


def indicator_lines(settings: Settings, found: Iterable[Measured]) -> tuple[Indicator, ...]:
    """Every declared indicator with its values, in the order they are declared."""
    return tuple(
        Indicator(
            id=one.id,
            title=one.title,
            type=one.type,
            rule=one.value,
            unit=one.unit,
            better=one.better.value,
            values=tuple(
                IndicatorValue(
                    asset=each.asset,
                    value=each.value,
                    record=each.record,
                    because=each.because,
                )
                for each in measured.readings
            ),
        )
        for one, measured in zip(settings.indicators, found, strict=True)
    )


def rules_digest(settings: Settings) -> str:
    """SHA-256 over the values a project declares, apart from its reasons for them."""
    decided = {
        "parameters": {
            control: {name: declared.value for name, declared in values.items()}
            for control, values in settings.parameters.items()
        },
        "conditions": sorted(one.condition for one in settings.conditions),
        "permissions": sorted(one.clause for one in settings.permissions),
        "activated": sorted(f"{one.standard} {one.model} {one.date}" for one in settings.activated),
    }
    written = msgspec.json.encode(decided, order="deterministic")
    return hashlib.sha256(written).hexdigest()
