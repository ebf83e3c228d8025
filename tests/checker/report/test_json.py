"""The JSON report is the model: it reads back, its schema fits, its bytes are stable."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from checker.report.json import NotAReport, read, render
from checker.report.schema import report_schema
from tests.checker.report import sample


def test_what_is_written_reads_back() -> None:
    """Nothing is lost, and a second writing gives the same bytes."""
    data = render(sample.report())

    assert sample.report() == read(data)
    assert data == render(read(data))


def test_it_fits_its_schema() -> None:
    """The published schema accepts a report and refuses another status."""
    schema = report_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    data = json.loads(render(sample.report()))

    jsonschema.validate(data, schema)
    data["gate"]["status"] = "maybe"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema)


def test_fields_are_described() -> None:
    """The strings below the fields of the types are in the schema."""
    as_of = report_schema()["$defs"]["AsOf"]["properties"]

    assert as_of["closed_age_days"]["description"] == "Days since a finished assessment's date."


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b"\xff", b'{"schema": 1}', b"[" * 100_000, render(sample.report())[:-40]],
)
def test_other_bytes_are_no_report(data: bytes) -> None:
    """Whatever is not a report is refused with a reason."""
    with pytest.raises(NotAReport):
        read(data)


def test_another_version_is_refused() -> None:
    """A report of a later schema is not read as if it were of this one."""
    with pytest.raises(NotAReport, match="rsp-report/v2"):
        read(render(sample.report(schema="rsp-report/v2")))


ALLOWED = ("from checker.report", "from checker.report.layers", "from rsp.value")
"""What a format may import: the model, its own kind, and where to put the nodes of a drawing."""


def test_renderers_import_the_model_alone() -> None:
    """No format knows the assessment, the loaders or the command line."""
    folder = Path(__file__).parents[3] / "checker" / "report"
    own = {
        "build.py",
        "catalog.py",
        "deviations.py",
        "gaps.py",
        "hosting.py",
        "indicators.py",
        "levels.py",
        "model.py",
        "overlay.py",
        "place.py",
        "plans.py",
        "schema.py",
        "visibility.py",
    }
    found = [
        line
        for path in folder.rglob("*.py")
        if path.parent.name != "public"
        and (path.name not in own or path.parent.name in ("parts", "activation"))
        for line in path.read_text(encoding="utf-8").split("\n")
        if line.startswith(("from checker", "import checker", "from rsp"))
        and not line.startswith(ALLOWED)
    ]

    assert found == []
