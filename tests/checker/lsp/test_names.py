"""Completion, definition, references, hover and outline, over the pipes of a real server."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from tests.checker.lsp.client import WAIT, Client
from tests.checker.lsp.conftest import Page

LINK = "  - clause: SEC-2a.6\n"
RULE = "evidence.sessions.all(s, s.approved_by != s.requested_by"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (LINK, "  - clause: SEC-2a|\n", "SEC-2a.6"),
        (LINK, f"{LINK}  - clause: |\n", "OUT-1"),
        (LINK, f"{LINK}  - {{clause: SEC-2a.|\n", "SEC-2a.6"),
        ("depends_on:\n", "depends_on:\n  - control: SEC-A|\n", "SEC-ACC-01"),
        ("depends_on:\n", "depends_on:\n  - cont|\n", "control"),
        ("owner: ", "owner: | #", "security-engineering"),
        ("severity: ", "severity: | #", "critical"),
        ("standard: ", "standard: asl-3/|", "asl-3/security"),
        ("type: weight-access-log", "type: weight-|", "weight-access-log"),
        ("for_each: environment", "for_each: [surface, mo|", "model"),
        ("type: access-roster", 'type: "access|', "access-roster"),
        ("max_age: ", "max_age: params.| #", "params.approval_valid"),
        (RULE, "evid|", "evidence"),
        (RULE, "evidence.|", "sessions"),
        (RULE, "evidence.sessions.all(s, s.appr|", "approved_by"),
        (RULE, "evidence.sessions.filter(x, x.person == '').all(y, y.|", "requested_at"),
        (RULE, "roster.|", "people"),
        (RULE, "params.|", "approval_valid"),
        (RULE, "asset.|", "holds_weights"),
        (RULE, "inventory.surface.exists(s, s.|", "generally_available"),
        (RULE, "record.|", "observed_to"),
        (RULE, "evidence.sessions.|", "exists_one"),
        (RULE, "cov|", "covers"),
    ],
)
def test_what_fits_is_offered_in_a_control(
    control: Page, old: str, new: str, expected: str
) -> None:
    """By the type of the field, in text that is half typed too."""
    assert expected in control.labels(old, new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("organization: ", "organization: | #", "example-lab"),
        ("parameters:\n", "parameters:\n  SEC-AC|\n", "SEC-ACC-02"),
        ("  SEC-ACC-02:\n", "  SEC-ACC-02:\n    re|\n", "removal_within"),
        ("condition: deploying", "condition: | #", "deploying"),
        ("type: headcount", "type: head|", "headcount"),
        ("ratio(evidence.security,", "ratio(evidence.|", "employees"),
        ("policy: rsp-2.2", "policy: |", "rsp-2.2"),
        ("gate:\n", "gate:\n  all|\n", "allow_closed"),
    ],
)
def test_what_fits_is_offered_in_the_settings(
    settings: Page, old: str, new: str, expected: str
) -> None:
    """Keys that name things among them."""
    assert expected in settings.labels(old, new)


def test_nothing_is_offered_where_no_name_belongs(control: Page) -> None:
    """In a title, a comment, a literal of an expression."""
    offered = [
        control.labels("title: ", "title: | #"),
        control.labels("owner: ", "# SEC-|\nowner: "),
        control.labels(RULE, "evidence.x == 'ev|'"),
    ]

    assert offered == [[], [], []]


def test_what_is_typed_takes_the_place_of_the_word(control: Page) -> None:
    """The range of the edit is the whole id around the cursor."""
    line, _ = control.marked(LINK, "  - clause: SEC|-2a.6\n")
    found = control.client.ask("textDocument/completion", control.client.at(control.uri, line, 15))
    edit = next(one["textEdit"] for one in found["items"] if one["label"] == "SEC-2a")

    assert edit == {
        "newText": "SEC-2a",
        "range": {"start": {"line": line, "character": 12}, "end": {"line": line, "character": 20}},
    }


def place(found: Any) -> tuple[str, str]:
    """File and text of the one place in an answer."""
    (one,) = found
    path = Path(one["uri"].removeprefix("file://"))
    start, end = one["range"]["start"], one["range"]["end"]
    line = path.read_text(encoding="utf-8").split("\n")[start["line"]]
    last = end["character"] if end["line"] == start["line"] else None
    return path.name, line[start["character"] : last]


@pytest.mark.parametrize(
    ("old", "new", "file", "text"),
    [
        (LINK, "  - clause: SEC-2|a.6\n", "asl-3-security.md", "**SEC-2a.6** (expect, A)"),
        ("control: SEC-ACC-01", "control: SEC-A|CC-01", "SEC-ACC-01.yaml", "id: SEC-ACC-01"),
        ("owner: security-e", "owner: security-e|", "parties.yaml", "{id: security-engineering"),
        ("type: weight-access-log", "type: weight-|access-log",
         "weight-access-log.schema.json", "{"),
        ("s.approved_by !=", "s.appr|oved_by !=", "weight-access-log.schema.json", "{"),
        ("params.approval_valid", "params.app|roval_valid", "SEC-WGT-02.yaml", "type: duration"),
    ],
)  # fmt: skip
def test_a_name_leads_to_what_it_names(
    control: Page, old: str, new: str, file: str, text: str
) -> None:
    """Of an expression's field to the schema of the evidence type."""
    if old not in control.text:
        pytest.fail(f"the control holds no {old!r}")
    name, shown = place(control.ask("definition", old, new))

    assert name == file
    assert shown.startswith(text)


def test_a_broken_document_keeps_what_it_defined(client: Client, control: Page, lab: Path) -> None:
    """While one control cannot be read, others still lead to it, and it is still offered."""
    other = Page(client, lab / "catalog" / "security" / "access" / "SEC-ACC-01.yaml")
    other.show("id: [SEC-ACC-01\n" + other.text.partition("\n")[2])
    client.until(lambda: "syntax-invalid" in client.codes(other.uri))

    found = control.ask("definition", "control: SEC-ACC-01", "control: SEC-A|CC-01")
    offered = control.labels("depends_on:\n", "depends_on:\n  - control: SEC-A|\n")
    other.close()

    assert [Path(one["uri"]).name for one in found] == ["SEC-ACC-01.yaml"]  # type: ignore[attr-defined]
    assert "SEC-ACC-01" in offered


def test_everything_that_names_a_thing_is_found(client: Client, settings: Page, lab: Path) -> None:
    """A key of the settings among it."""
    settings.show(settings.text)
    line = settings.text.split("\n").index("  SEC-ACC-02:")
    asked = {**client.at(settings.uri, line, 4), "context": {"includeDeclaration": False}}
    found = client.ask("textDocument/references", asked)
    names = {Path(one["uri"]).name for one in found}
    expected = {
        path.name
        for path in (lab / "catalog").rglob("*.yaml")
        if "control: SEC-ACC-02" in path.read_text(encoding="utf-8")
    }

    assert names == {"rsp.yaml", *expected} - {
        name for name in expected if name.endswith(".cases.yaml")
    }


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (LINK, "  - clause: SEC-2|a.6\n", "**SEC-2a.6** expect, A, asl-3/security\n\nKeep access"),
        ("control: SEC-ACC-01", "control: SEC-A|CC-01", "**SEC-ACC-01** "),
        ("type: weight-access-log", "type: weight-|access-log", "**weight-access-log** "),
        ("s.approved_by !=", "s.appr|oved_by !=", "**approved\\_by** string: Who approved it."),
        ("operation: ", "opera|tion: ", "**operation**"),
        ("max_age: ", "max|_age: ", "How old the newest observation may be (R3)."),
    ],
)
def test_a_hover_says_what_a_name_means(control: Page, old: str, new: str, said: str) -> None:
    """A clause in the words of the edition, a field in those of the schema."""
    found = control.ask("hover", old, new)

    assert isinstance(found, dict)
    assert said in found["contents"]["value"]


def test_a_hover_over_a_finding_shows_the_page_of_its_code(client: Client, settings: Page) -> None:
    """Why it matters and how it is fixed."""
    settings.show(settings.text.replace("gate:", "gaet:"))
    client.until(lambda: "unknown-key" in client.codes(settings.uri))
    line = settings.text.split("\n").index("gate:")
    found = client.ask("textDocument/hover", client.at(settings.uri, line, 1))

    assert "# unknown-key" in found["contents"]["value"]


def test_text_of_files_is_shown_and_acts_on_nothing(control: Page) -> None:
    """No image is fetched because somebody hovers."""
    control.show(
        control.text.replace("description: ", 'description: "![x](https://example.org/x)" #', 1)
    )
    wait = control.client
    wait.until(lambda: True)
    found = control.ask("hover", "params.approval_valid", "params.app|roval_valid")

    assert "![x](" not in str(found)


def test_the_outline_names_what_a_control_holds(control: Page) -> None:
    """Links, dependencies, parameters and requirements by their ids."""
    control.show(control.text)
    found = control.client.ask(
        "textDocument/documentSymbol", {"textDocument": {"uri": control.uri}}
    )
    by_name = {one["name"]: one for one in found}

    assert [one["name"] for one in by_name["evidence"]["children"]] == ["approvals"]
    assert [one["name"] for one in by_name["implements"]["children"]] == ["SEC-2a.6"]


def test_a_hover_over_a_control_tells_its_status_as_of_a_date(control: Page) -> None:
    """Of the saved project, from a check that keeps nobody waiting."""
    said: list[str] = []

    def told() -> bool:
        found = control.ask("hover", "control: SEC-ACC-01", "control: SEC-A|CC-01")
        assert isinstance(found, dict)
        said.append(found["contents"]["value"])
        time.sleep(0.2)
        return "As of 2026-06-30, where the assessment is closed: " in said[-1]

    deadline = time.monotonic() + 2 * WAIT
    while not told():
        assert time.monotonic() < deadline, said[-1]

    assert "model/atlas-2 satisfied" in said[-1]
