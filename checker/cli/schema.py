"""`rsp schema`: the JSON Schemas of authored files, the report and the forecast."""

from __future__ import annotations

import argparse
from typing import Any

from checker.cli.output import put
from checker.cli.usage import UsageError, near

_REPORT = "report"
_PUBLIC = "report-public"
_ACTIVATION = "activation"
_FORECAST = "forecast"
_TREND = "trend"
_CHECKS = "checks"
_TYPE = "evidence-type"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The name of a schema."""
    parser.add_argument(
        "name", nargs="?", metavar="NAME", help="a schema to print; without it, list their names"
    )


def run(args: argparse.Namespace) -> int:
    """List the names, or print one schema."""
    import json

    names = _names()
    if args.name is None:
        put("".join(f"{name}\n" for name in names))
        return 0
    if args.name not in names:
        raise UsageError(
            f"there is no schema {args.name!r}", near(args.name, names) or "rsp schema lists them"
        )
    put(json.dumps(_schema(args.name), indent=2, ensure_ascii=False) + "\n")
    return 0


def _names() -> list[str]:
    from checker.schema.authored import AUTHORED

    return sorted([*AUTHORED, _REPORT, _PUBLIC, _ACTIVATION, _FORECAST, _TREND, _CHECKS, _TYPE])


def _schema(name: str) -> dict[str, Any]:
    if name == _REPORT:
        from checker.report.schema import report_schema

        return report_schema()
    if name == _PUBLIC:
        from checker.report.schema import public_schema

        return public_schema()
    if name == _ACTIVATION:
        from checker.report.activation.json import activation_schema

        return activation_schema()
    if name == _FORECAST:
        from checker.forecast.json import forecast_schema

        return forecast_schema()
    if name == _TREND:
        from checker.history.schema import trend_schema

        return trend_schema()
    if name == _CHECKS:
        from checker.report.checks import checks_schema

        return checks_schema()
    if name == _TYPE:
        from checker.schema.evidence_type import evidence_type_schema

        return evidence_type_schema()
    from checker.schema.authored import authored

    return authored(name)
