"""The front matter of a policy document: YAML between two lines of three dashes."""

from __future__ import annotations

from checker.read.limits import AUTHORED
from checker.read.nodes import Findings
from checker.read.yaml_nodes import read_yaml
from rsp.time import Moment
from rsp.value import Authored, Identifier, Text


class FrontMatter(Authored, kw_only=True, frozen=True):
    """What a policy document says about itself."""

    edition: Identifier
    """The edition it belongs to, such as `rsp-2.2`."""
    standard: Text
    """The standard its clauses belong to."""
    title: Text
    """The title of the document."""
    source: Text
    """The document it renders, with version and section."""
    effective: Moment
    """When the edition took effect."""
    paraphrase: bool
    """Whether the text is our own rendering and not the wording of the policy."""
    commentary: bool = False
    """Whether obligations may be spoken of outside clauses; such a document binds nobody."""


def split(text: str) -> tuple[str | None, int]:
    """The YAML of the front matter, if there is one, and the number of lines up to its end."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None, 0
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            return "\n".join(lines[1:number]) + "\n", number + 1
    return None, 0


def front_data(source: str | None, findings: Findings) -> object:
    """The data of the front matter; its defects go to the findings."""
    if source is None:
        findings.add(
            "front-matter-invalid",
            (1, 1, 1, 1),
            "the document does not start with a front matter",
            "start it with a line of three dashes, the keys, and three dashes again",
        )
        return None
    read = read_yaml(source.encode(), findings.document, AUTHORED, first_line=2)
    findings.found.extend(read.diagnostics)
    return read.data
