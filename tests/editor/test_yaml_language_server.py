"""What an author sees while typing: the real language server for YAML, on the published schemas."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.read.yaml_nodes import read_yaml
from checker.schema.authored import AUTHORED
from checker.schema.decode import decoded
from rsp.control import Control, Severity
from rsp.deviation import Deviations
from rsp.evidence import EvidenceRecord
from rsp.overlay import Overlay
from rsp.project import DeterminationFile, Settings
from rsp.ref import Ref
from tests.editor.client import Client
from tests.editor.conftest import Document, Open
from tests.editor.snippets import text_of

pytestmark = pytest.mark.xdist_group("yaml-language-server")

CONTROL = """\
id: SEC-NEW-01
title: Somebody does something
standard: asl-3/security
owner: security-engineering
severity: high
statement: Somebody does something.
rationale: Without it something else happens.
evidence:
  - id: review
    title: It was looked at
    type: access-review
    method: examine
    operation: instants
    cadence: P31D
    min_reliability: record
"""


def test_a_whole_control_has_no_finding(opened: Open) -> None:
    """What the tool accepts, the editor does not underline."""
    assert opened("control", CONTROL).said == []


def test_keys_are_completed_with_what_they_mean(opened: Open) -> None:
    """Those that are not there yet, and no key of anything else."""
    offered = opened("control", "id: SEC-NEW-01\nsev\n").offered("sev")

    assert "How much depends on it" in str(offered["severity"]["documentation"])
    assert {"title", "evidence", "depends_on"} <= set(offered)
    assert not {"id", "outcome", "operation"} & set(offered)


def test_keys_are_completed_inside_lists(opened: Open) -> None:
    """Each place has its own keys."""
    offered = opened("control", "evidence:\n  - id: a\n    to\n").offered("    to")

    assert "the longest hole" in str(offered["tolerance"]["documentation"])
    assert "severity" not in offered


def test_values_are_completed_with_what_they_mean(opened: Open) -> None:
    """All of them, in their order, each with its own description."""
    offered = opened("control", CONTROL.replace("severity: high", "severity: ")).offered(
        "severity: "
    )

    assert list(offered) == [severity.value for severity in Severity]
    assert offered["low"]["documentation"] == "It supports others."


def test_values_without_choices_are_completed_with_examples(opened: Open) -> None:
    """A cadence may be a length or a unit of the calendar."""
    offered = opened("control", CONTROL.replace("P31D", "")).offered("cadence: ")

    assert {"P31D", "calendar-quarter"} <= set(offered)


def test_booleans_are_completed(opened: Open) -> None:
    """True and false, and which of them an absent key means."""
    offered = opened("rsp", "gate:\n  allow_closed: \n").offered("allow_closed: ")

    assert {"true", "false"} <= set(offered)
    assert offered["false"]["detail"] == "Default value"


def test_hover_tells_key_choices_and_examples(opened: Open) -> None:
    """In Markdown that is shown as such."""
    document = opened("control", CONTROL)

    operation, cadence = document.hover("operati"), document.hover("cade")

    assert "What the evidence has to show over time (R4)." in operation
    assert "* `continuous`: All of the time" in operation
    assert "no stretch longer than `cadence`" in operation
    assert "calendar-quarter" in cadence
    assert "For `instants`: the longest stretch" in cadence


def test_hover_over_a_value_tells_what_it_means(opened: Open) -> None:
    """The chosen one comes first."""
    hover = opened("control", CONTROL).hover("operation: inst")

    assert hover.index("* `instants`") < hover.index("* `state`")


@pytest.mark.parametrize(
    ("old", "new", "message", "found"),
    [
        ("severity: high", "severity: hihg", 'Valid values: "critical", "high"', "hihg"),
        ("owner:", "ownr:", "Property ownr is not allowed", "ownr"),
        ("owner:", "ownr:", 'Missing property "owner"', "i"),
        ("cadence: P31D", "cadence: monthly", "An ISO 8601 duration, a unit of", "monthly"),
        ("cadence: P31D", "max_age: 31 days", "For example: P31D, params.", "31 days"),
        ("id: SEC-NEW-01", "id: SEC NEW", "A stable id: letters, digits", "SEC NEW"),
        ("title: Somebody does something", "title: 5", 'Expected "string"', "5"),
        ("    method:", "    methd:", "Property methd is not allowed", "methd"),
    ],
)
def test_an_error_is_marked_where_it_is(
    opened: Open, old: str, new: str, message: str, found: str
) -> None:
    """A wrong value at the value, an unknown key at the key, a missing one where it should be."""
    document = opened("control", CONTROL.replace(old, new, 1))

    assert document.found(message) == [found]


@pytest.mark.parametrize(
    ("schema", "before", "label", "kind"),
    [
        ("control", "", "New control", Control),
        ("rsp", "", "New project", Settings),
        ("evidence-record", "", "New evidence record, one instant", EvidenceRecord),
        ("evidence-record", "", "New evidence record, a stretch of time", EvidenceRecord),
        ("determinations", "determinations:\n  - ", "New determination", DeterminationFile),
        *(
            ("deviations", "deviations:\n  - ", label, Deviations)
            for label in ("New waiver", "New substitute", "New not-applicable")
        ),
        ("deviations", "deviations:\n  - ", "New interim measure", Deviations),
        ("overlay", "because: Ours\nloosening:\n  - ", "New loosening", Overlay),
        *(
            ("control", CONTROL + "  - ", f"New requirement, {operation}", Control)
            for operation in ("state", "instants", "continuous", "event")
        ),
    ],
)
def test_a_snippet_makes_a_file_that_can_be_read(
    opened: Open, schema: str, before: str, label: str, kind: type
) -> None:
    """As the editor puts it in: neither the editor nor the tool finds fault with it."""
    blank = opened(schema, before + "\n")
    written = text_of(_insert(blank, label))

    text = blank.text.rstrip("\n") + ("\n" if not before else "") + written + "\n"
    value, diagnostics = decoded(read_yaml(text.encode(), "d").data, kind, Ref(document="d"))

    assert (diagnostics, value is not None) == ([], True)
    assert opened(schema, text.partition("\n")[2]).said == []


def _insert(document: Document, label: str) -> str:
    """The text that is put in at the end, indented as its line is: so do editors."""
    line = document.text.rstrip("\n").rpartition("\n")[2]
    end = document.text[: len(document.text) - 1]
    item = document.offered(end)[label]
    assert item["insertTextFormat"] == 2, "a snippet, with places to fill in"
    indent = " " * (len(line) - len(line.lstrip(" ")))
    return str(item["textEdit"]["newText"]).replace("\n", "\n" + indent)


@pytest.mark.parametrize(
    ("name", "text", "unknown"),
    [
        ("rsp.yaml", "organization: lab\nperiods: {}\n", "periods"),
        ("controls/security/weights/SEC-NEW-01.yaml", "id: SEC-NEW-01\nsevere: x\n", "severe"),
        ("controls/security/weights/SEC-NEW-01.cases.yaml", "control: A\ncases: []\n", "cases"),
        ("controls/catalog.yaml", "name: a\nauthor: b\n", "author"),
        ("lab/determinations/atlas.yaml", "determinations: []\nmore: 1\n", "more"),
        ("lab/evidence/a/b.yaml", "id: a\nasset: x\n", "asset"),
        ("lab/deviations.yaml", "deviations: []\nwaivers: []\n", "waivers"),
        ("lab/overlay/overlay.yaml", "because: x\ncontrol: {}\n", "control"),
        ("lab/overlay/security/OUR-1.yaml", "id: OUR-1\nsevere: x\n", "severe"),
    ],
)
def test_settings_give_each_file_its_schema(
    server: Client, workspace: Path, name: str, text: str, unknown: str
) -> None:
    """Without a modeline, by where the file lies and what it is called; one and the right one."""
    document = Document(server, workspace / name, text)

    assert document.found("is not allowed") == [unknown]


def test_a_file_of_another_project_is_left_alone(server: Client, workspace: Path) -> None:
    """What has no name of ours is not ours."""
    assert Document(server, workspace / "compose.yaml", "services: {a: {image: b}}\n").said == []


def test_every_authored_kind_can_be_opened(opened: Open) -> None:
    """The server resolves each schema by itself, without asking anybody."""
    for name in AUTHORED:
        document = opened(name, "nothing_like_it: 1\n")
        assert document.found("Property nothing_like_it is not allowed") == ["nothing_like_it"]
