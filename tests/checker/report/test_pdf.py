"""The pages: complete, tagged, the same every time, and nothing in them but text and own links."""

from __future__ import annotations

import re
import shutil
import subprocess
import zlib
from pathlib import Path
from typing import Any

import msgspec
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from checker.report import markdown
from checker.report.escape import code, escape
from checker.report.layout import clean
from checker.report.model import HostingCell, HostingMatrix, HostingRow
from checker.report.pdf import glyphs
from checker.report.pdf.blocks import parts
from checker.report.pdf.inline import (
    BREAK,
    Run,
    breakable,
    fitted,
    length,
    longest_word,
    run,
    unlinked,
)
from checker.report.pdf.render import render
from tests.checker.report import hostile, sample
from tests.hostile import strings

ACTS = rb"/(?:URI|JavaScript|JS|Launch|SubmitForm|ImportData|EmbeddedFiles?|GoToR|RichMedia|AA)\b"
"""What a reader's program would do by itself or on a press, beside going to a page."""
NASTY = st.text(alphabet=st.sampled_from("ab-. \n\t|`*_[]()<>&;#\\~^!'\"漢\u202e\x1b"), max_size=60)


def words(found: Run) -> str:
    """The text of a run."""
    return "".join(
        one if isinstance(one, str) else one[1] if one[0] == "code" else words(one[-1])
        for one in found
        if isinstance(one, str) or one[0] != "mark"
    )


def inside(pdf: bytes) -> bytes:
    """The file with its streams unpacked."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    found = [pdf]
    for stream in streams:
        try:
            found.append(zlib.decompressobj().decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(found)


@pytest.mark.parametrize("shown", [escape, code, lambda text: f"**{escape(text)}**"])
@given(NASTY | st.sampled_from([*strings.SHORT.values()]))
def test_what_was_escaped_is_the_text_again(shown: Any, text: str) -> None:
    """Whatever it is, it comes out as words, and is no link."""
    found = run(shown(text))

    assert words(found) == clean(text)
    assert not [one for one in found if not isinstance(one, str) and one[0] in ("link", "mark")]


def test_our_own_marks_are_read() -> None:
    """Links, targets, styles and code, one in the other."""
    found = run('<a id="gap-a"></a>**to [SEC\\-1](#clause-sec-1)** and *so* `x`')

    assert found == [
        ["mark", "gap-a"],
        ["strong", ["to ", ["link", "clause-sec-1", ["SEC-1"]]]],
        " and ",
        ["emph", ["so"]],
        " ",
        ["code", "x"],
    ]
    assert run("a [b c") == ["a ", "b c"]
    assert run("a **b") == ["a ", ["strong", ["b"]]]


@given(st.text(alphabet="ab/-. ", max_size=80), st.integers(1, 30))
def test_no_word_is_longer_than_its_line(text: str, room: int) -> None:
    """Places to break are added, and nothing else."""
    found = breakable(text, room)

    assert found.replace(BREAK, "") == text
    assert max(map(len, re.split(f"[ {BREAK}]", found))) <= room


def test_measures_are_of_what_is_shown() -> None:
    """Marks take no room; what is inside links and styles does."""
    found = run("**[abc](#x) de** `fgh`")

    assert (length(found), longest_word(found)) == (10, 3)
    assert words(fitted(found, 2)) == f"ab{BREAK}c de fg{BREAK}h"


def test_every_part_and_every_row_is_there() -> None:
    """As in the Markdown, with the drawing left out, which a table below it says again."""
    text = markdown.render(sample.report())
    found = parts(text)

    blocks = [block for part in found for block in part.blocks]
    heads = [words(part.blocks[0]["run"]) for part in found[1:]]
    rows = sum(len(block["rows"]) + 2 for block in blocks if block["kind"] == "table")
    assert [int(head.split()[0]) for head in heads] == list(range(1, 13))
    assert rows == len([line for line in text.split("\n") if line.startswith("| ")])
    assert not [block for block in blocks if "flowchart" in str(block)]


def test_a_row_has_the_cells_of_its_head() -> None:
    """Also where hostile text stands in every field."""
    for text in strings.SHORT.values():
        for part in parts(markdown.render(hostile.filled(text))):
            for block in part.blocks:
                if block["kind"] == "table":
                    sizes = {len(row) for row in [block["heads"], block["widths"], *block["rows"]]}
                    assert len(sizes) == 1


def test_the_same_report_gives_the_same_bytes() -> None:
    """The document's dates are the assessment's."""
    first = render(sample.report())

    assert first == render(sample.report())
    assert first.startswith(b"%PDF-1.7")
    unpacked = inside(first)
    assert set(re.findall(rb"D:(\d{8})", unpacked)) == {b"20260701"}


def test_it_is_tagged_titled_and_of_a_language() -> None:
    """PDF/A-2a and PDF/UA-1, with an outline of the parts."""
    unpacked = inside(render(sample.report()))

    for expected in (
        b"<pdfaid:part>2</pdfaid:part>",
        b"<pdfaid:conformance>A</pdfaid:conformance>",
        b"<pdfuaid:part>1</pdfuaid:part>",
        b"/Marked true",
        b"/Lang(en)",
        b"/Outlines",
        b"/StructTreeRoot",
        b"/TH",
    ):
        assert expected in unpacked, expected


def test_nothing_in_it_acts() -> None:
    """Every hostile text at once; what would act is seen where there is something."""
    found = inside(render(hostile.crowded()))
    acting = typst.compile(b'#link("https://example.org")[here]', format="pdf")

    assert re.findall(ACTS, found) == []
    assert set(re.findall(ACTS, inside(acting))) == {b"/URI"}


@pytest.mark.parametrize(
    "text", ["漢字", "1\ufe0f\u20e3", "Z" + "\u0334" * 9, "\u05d0\u05d1 \u0623"]
)
def test_letters_that_no_font_has_are_numbers(text: str) -> None:
    """So that the file keeps to its standards and nothing is a box."""
    base = sample.report()
    project = msgspec.structs.replace(base.project, title=text, organization=text)

    assert render(sample.report(project=project)).startswith(b"%PDF-1.7")


def test_which_letters_those_are() -> None:
    """Greek and Cyrillic are shown; a letter without a glyph is written as elsewhere."""
    assert glyphs.shown('"Ω я 漢 é"') == '"Ω я \\\\u6f22 é"'
    assert glyphs.numbered('"Ω é"') == '"\\\\u03a9 é"'


def test_text_that_cannot_be_set_as_it_is_falls_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """To numbers for all that is beyond Latin-1, rather than to no report."""
    monkeypatch.setattr("checker.report.pdf.render.shown", lambda text: text)
    base = sample.report()

    made = render(sample.report(project=msgspec.structs.replace(base.project, title="漢")))

    assert made.startswith(b"%PDF-1.7")


def test_heads_that_are_repeated_hold_no_links() -> None:
    """PDF/UA-1 forbids it; the places that others operate have clauses for heads."""
    cell = HostingCell(criterion="SEC-1", status="met", responsibility=(), instances=(), records=())
    row = HostingRow(asset="environment/x", operator="cloud", operator_known=True, cells=(cell,))
    hosting = (HostingMatrix(clause="SEC-1", criteria=("SEC-1",), rows=(row,)),)

    assert render(sample.report(hosting=hosting)).startswith(b"%PDF-1.7")
    assert unlinked(run('<a id="x"></a>a **[b](#x) `c`** *d*')) == [
        "a ",
        ["strong", ["b", " ", ["code", "c"]]],
        " ",
        ["emph", ["d"]],
    ]


def test_a_large_report_says_what_was_cut() -> None:
    """Under its title; the parts that matter most are whole."""
    many = tuple(sample.control(f"SEC-{number}") for number in range(400))
    report = sample.report(controls=many)

    whole, cut = render(report), render(report, 60_000)

    assert len(cut) < len(whole) / 2


needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext is not installed; .ci/run installs it"
)


@needs_poppler
def test_the_text_can_be_read_and_copied(tmp_path: Path) -> None:
    """Running heads on each page; digests and ids in one piece; hostile texts as words."""
    path = tmp_path / "report.pdf"
    path.write_bytes(render(sample.report(partial=("--model atlas",))))

    pages = _text(path).split("\f")[:-1]

    assert len(pages) > 5
    assert all("mini-1, as of 2026-06-30, PARTIAL, gate failed" in page for page in pages)
    assert all(sample.DIGEST in page for page in pages)
    assert all(f"{number} / {len(pages)}" in page for number, page in enumerate(pages, 1))
    assert "Every session was approved" in "".join(pages)


@needs_poppler
def test_hostile_texts_are_read_as_they_are_written(tmp_path: Path) -> None:
    """Markup of HTML, of Markdown and of the typesetter."""
    texts = ("<script>x()</script>", '#eval("1+1")', "*a* _b_ $x$ @ref <label>", "[link](#x)")
    base = sample.report()
    path = tmp_path / "report.pdf"
    path.write_bytes(render(sample.report(gate=msgspec.structs.replace(base.gate, because=texts))))

    found = _text(path)

    assert [text for text in texts if text not in found] == []


def _text(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode()
