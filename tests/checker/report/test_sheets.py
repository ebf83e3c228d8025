"""The request list and the workbook: who is asked for what, and cells that are text."""

from __future__ import annotations

import csv
import io
import re
import time
import zipfile
from typing import Any

import msgspec
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.report.layout import clean
from checker.report.model import HostingMatrix, HostingRow, Report
from checker.report.requests import Request, requests
from checker.report.sheets import xlsx
from checker.report.sheets.ask import request_sheet
from checker.report.sheets.book import book
from checker.report.sheets.csv import render
from checker.report.sheets.sheet import LARGEST, Column, Sheet, cell
from tests.checker.report import hostile, sample
from tests.hostile import strings

STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
NAMES = ["Requests", "About", "Traceability", "Evidence register", "Deviations", "Judgements"]


def one(**changes: Any) -> Request:
    """The row of the one unmet instance, with changes to the instance."""
    given = sample.instance("SEC-A/approvals@environment/prod", **changes)
    hosting = HostingMatrix(
        clause="SEC-4",
        criteria=(),
        rows=(
            HostingRow(asset="environment/prod", operator="cloud", operator_known=True, cells=()),
        ),
    )
    deviations = (
        sample.deviation("w-1", "waiver", expires="2026-12-31"),
        sample.deviation("w-2", "waiver", expires="2026-10-31"),
        sample.deviation("w-3", "waiver", expires="2026-08-31", model="atlas"),
    )
    (found,) = requests(
        sample.report(instances=(given,), hosting=(hosting,), deviations=deviations)
    )
    return found


def sheets(report: Report) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each sheet of the workbook, heads included, as another library reads them."""
    read = openpyxl.load_workbook(io.BytesIO(xlsx.render(report)))
    return {page.title: list(page.iter_rows(values_only=True)) for page in read.worksheets}


@pytest.mark.parametrize(
    ("responsibility", "expected"),
    [
        ("own", "security-engineering"),
        ("inherited", "cloud"),
        ("shared", "cloud, security-engineering"),
    ],
)
def test_whom_to_ask(responsibility: str, expected: str) -> None:
    """The owner; where others operate the asset, whoever's doing it is."""
    assert one(responsibility=responsibility).ask == expected


def test_the_owner_is_asked_where_no_operator_is_known() -> None:
    """An inherited requirement of an asset that nobody is named for."""
    assert one(responsibility="inherited", asset="environment/x").ask == "security-engineering"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "2026-06-30"),
        ({"fresh_until": "2026-05-01T00:00:00Z"}, "2026-05-01"),
        ({"fresh_until": "2026-09-01T00:00:00Z"}, "2026-06-30"),
        ({"accepted_by": ("w-1", "w-2")}, "2026-10-31"),
        ({"accepted_by": ("w-3",)}, "2026-06-30"),
        ({"accepted_by": ("w-3", "w-1")}, "2026-12-31"),
        ({"accepted_by": ("gone",)}, "2026-06-30"),
    ],
)
def test_since_when_it_is_due(changes: dict[str, Any], expected: str) -> None:
    """The date of the assessment, or when it stopped being fresh; later only by a waiver that
    accepts it for every model."""
    assert one(**changes).due == expected


def test_for_which_dates() -> None:
    """The holes; else the period, and for a state the date."""
    whole = sample.control("SEC-A").requirements[0]
    state = msgspec.structs.replace(whole, operation="state")

    assert one().dates == ("2026-02-01 to 2026-02-28",)
    assert one(holes=()).dates == ("2026-01-01 to 2026-06-30",)
    (found,) = requests(
        sample.report(
            controls=(sample.control("SEC-A", requirements=(state,)),),
            instances=(sample.instance("SEC-A/approvals@environment/prod", holes=()),),
        )
    )
    assert found.dates == ("2026-06-30",)


def test_the_status_names_what_the_gate_accepts() -> None:
    """It stays unmet."""
    assert (one().status, one(accepted_by=("w-1",)).status) == ("unmet", "unmet, accepted by w-1")


def test_the_request_list_has_a_row_for_each_unmet_instance_and_no_other() -> None:
    """By its stable id, under heads that say what stands there."""
    sheet = request_sheet(sample.report())

    heads = [column.head for column in sheet.columns]
    assert heads[:5] == ["Id", "Clauses", "Control", "Severity", "Asset"]
    assert [row[0] for row in sheet.rows] == ["SEC-A/approvals@environment/prod"]
    assert {len(row) for row in sheet.rows} == {len(heads)}


def test_every_clause_is_in_the_traceability() -> None:
    """With its control, instance and records, or without any control."""
    rows = sheets(sample.report())["Traceability"][1:]

    assert [row[0] for row in rows] == ["SEC-1", "SEC-2", "SEC-3"]
    assert rows[0][6:] == (
        "SEC-A", "model/atlas: gap", "clause-moved", "approvals", "Every session was approved",
        "SEC-A/approvals@environment/prod", "unmet", "coverage-hole", None, None,
    )  # fmt: skip
    assert rows[1][11:15] == ("SEC-B/approvals@environment/prod", "met", None, "log-1")
    assert rows[2][5:7] == ("model/atlas: uncovered", "no control")


def test_a_control_or_requirement_without_anything_below_has_a_row() -> None:
    """So that a hole shows."""
    bare = sample.control("SEC-A", requirements=())
    rows = sheets(
        sample.report(controls=(bare, sample.control("SEC-B")), instances=(), subjects=())
    )["Traceability"]

    assert rows[1][7] == "in force for no subject"
    assert rows[1][9] == "no requirement"
    assert rows[2][11] == "none"


def test_the_about_sheet_says_what_it_is() -> None:
    """Date, verdicts, digests, and that no opinion is expressed."""
    rows = dict(sheets(sample.report())["About"][1:])

    assert rows["Opinion"].startswith("No opinion is expressed.")
    assert rows["As of"] == "2026-06-30"
    assert rows["Digest of this assessment"] == sample.DIGEST
    assert rows["Verdict: model/atlas, asl-3/security"] == (
        "not-conformant, 2 of 3 clauses shown, gate: fails"
    )
    assert rows["Verdict: model/atlas, asl-3/deployment"] == "not-required"


def test_the_register_has_whole_digests_and_what_limits_a_record() -> None:
    """And the open judgements stand first."""
    found = sheets(sample.report())

    record = dict(zip(*found["Evidence register"], strict=True))
    assert (record["Sha256"], record["Notes"]) == (sample.DIGEST, "it is not sealed")
    assert record["Offered for"] == "SEC-B/approvals@environment/prod"
    assert found["Deviations"][1][:5] == ("dev-1", "substitute", "SEC-9", "all", "yes")
    assert found["Judgements"][1][:3] == ("SEC-B/approvals", "open", "Can the approver refuse?")


def test_the_workbook_can_be_read() -> None:
    """Sheets in their order, the heads fixed and filtered, wide columns, wrapped text, no dates."""
    read = openpyxl.load_workbook(io.BytesIO(xlsx.render(sample.report())))

    assert read.sheetnames == NAMES
    for page in read.worksheets:
        assert page.freeze_panes == "B2"
        assert page.auto_filter.ref.startswith("A1:")
        assert page.print_title_rows == "$1:$1"
        assert page.column_dimensions["A"].width > 10
        assert page["A2"].alignment.wrap_text
        kinds = {each.data_type for row in page.iter_rows() for each in row if each.value}
        assert kinds == {"s"}


def test_the_same_report_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the clock says: the dates in it are those of the assessment."""
    first = xlsx.render(sample.report())
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    second = xlsx.render(sample.report())

    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        assert {each.date_time[:3] for each in packed.infolist()} == {(1980, 1, 1)}
        dates = re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", packed.read("docProps/core.xml").decode())
    assert dates == ["2026-07-01T00:00:00Z"] * 2


def test_more_rows_than_a_sheet_holds_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """In its last row."""
    monkeypatch.setattr(xlsx, "MOST_ROWS", 2)

    rows = sheets(sample.report())["About"]

    assert len(rows) == 4
    assert re.fullmatch(r"Not listed for want of rows: \d\d more\.", rows[3][0])


@given(st.text(max_size=60) | st.sampled_from([*strings.SHORT.values()]))
def test_no_cell_starts_a_formula(text: str) -> None:
    """Neither by what comes first, nor by a tab or line end before it."""
    found = cell(text)

    assert not found.startswith(STARTS)
    assert found.isprintable()
    assert found.removeprefix("'") == clean(text).removeprefix("'")


def test_a_cell_holds_what_a_spreadsheet_can() -> None:
    """A longer text says how much is missing."""
    found = cell("x" * 1_000_000)

    assert found == "x" * LARGEST + f" ... and {1_000_000 - LARGEST} characters more"


FORMULA = st.text(alphabet=";=+-@\"' \tx,|1\n", max_size=30)


@given(st.lists(FORMULA, min_size=1, max_size=4))
def test_no_field_starts_a_formula_at_semicolons_either(texts: list[str]) -> None:
    """Many programs part cells at semicolons, and see other fields."""
    sheet = Sheet(name="-", columns=(Column(head="-"),) * len(texts), rows=(tuple(texts),))
    rendered = render(sheet)

    for separator in (",", ";"):
        for row in csv.reader(io.StringIO(rendered, newline=""), delimiter=separator):
            for field in row:
                assert not field.lstrip().startswith(STARTS), (separator, field)


def test_the_csv_reads_back() -> None:
    """The same cells, in lines that end as RFC 4180 says."""
    report = hostile.crowded()
    sheet = request_sheet(report)
    text = render(sheet)

    found = list(csv.reader(io.StringIO(text, newline="")))
    assert found[0] == [column.head for column in sheet.columns]
    assert len(found) == len(sheet.rows) + 1 == len(report.instances) + 1
    assert {len(row) for row in found} == {len(sheet.columns)}
    assert text.count("\r\n") == text.count("\n") == text.count("\r") == len(found)
    assert not [each for row in found for each in row if each.startswith(STARTS)]


def test_hostile_texts_are_text_in_every_cell() -> None:
    """No formula, no link, no comment, no macro, and every sheet can be read."""
    data = xlsx.render(hostile.crowded())

    read = openpyxl.load_workbook(io.BytesIO(data))
    for page in read.worksheets:
        for row in page.iter_rows():
            for each in row:
                assert each.value is None or each.data_type == "s"
                assert each.hyperlink is None
                assert each.comment is None
                assert not str(each.value or "").startswith(STARTS)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = packed.namelist()
        parts = b"".join(packed.read(name) for name in names if "sheet" in name)
    assert not [name for name in names if "external" in name or "vba" in name.lower()]
    assert b"<f>" not in parts
    assert b"hyperlink" not in parts


@pytest.mark.parametrize("name", strings.SHORT)
def test_a_hostile_text_in_every_field_moves_no_cell(name: str) -> None:
    """Each sheet has the rows and cells it has without it."""
    plain, nasty = book(sample.report()), book(hostile.filled(strings.SHORT[name]))

    for expected, found in zip(plain, nasty, strict=True):
        rows = list(csv.reader(io.StringIO(render(found), newline="")))
        assert [len(row) for row in rows] == [len(expected.columns)] * (len(expected.rows) + 1)
