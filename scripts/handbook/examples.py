"""An example of each authored file, out of the projects and catalogs that tests check."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

_LAB = "examples/example-lab"
_TITLED = r"(?<=```yaml title=\"{}\"\n)(?:.*\n)*?(?=```\n)"
"""A block of a page that is a file, by its title."""


class Kind(NamedTuple):
    """One kind of authored file."""

    title: str
    where: str
    """Which file it is, and who writes it."""
    source: str
    """The file of the repository that the example is from."""
    cut: str | None = None
    """What the example is of the file: a pattern; the whole without one."""
    language: str = "yaml"


KINDS = {
    "rsp": Kind(
        "The project", "`rsp.yaml` at the top of the project.",
        "examples/opus-4-activation/rsp.yaml",
    ),
    "workspace": Kind(
        "A workspace", "`rsp-workspace.yaml` above several projects that are checked in one run.",
        "checker/docs/diagnostics/workspace-entry-empty.md",
        r"(?<=## Passes\n\n```yaml\n)(?:.*\n)*?(?=```\n)",
    ),
    "inventory": Kind(
        "The inventory", "The file that `inventory` names: what is in service, and what happened.",
        f"{_LAB}/inventory.yaml", r"\A(?:.*\n){24}",
    ),
    "parties": Kind(
        "The parties", "The file that `parties` names: people as roles, teams, organisations.",
        f"{_LAB}/parties.yaml", r"\A(?:.*\n){24}",
    ),
    "determinations": Kind(
        "Determinations", "Each file of the folder that `determinations` names.",
        "examples/opus-4-activation/determinations/claude-opus-4-autonomy.yaml",
    ),
    "evidence-record": Kind(
        "An evidence record", "Each YAML or JSON file of the folder that `evidence` names.",
        "docs/add-evidence.md", _TITLED.format("evidence/training-pause-drill.yaml"),
    ),
    "deviations": Kind(
        "Deviations", "The file that `deviations` names: waivers, substitutes, and the like.",
        f"{_LAB}/deviations.yaml", r"\A(?:.*\n)*?(?=  - id: (?!no-new-threshold))",
    ),
    "changes": Kind(
        "Approvals of changes", "The file that `changes` names: what may ask for less.",
        "docs/diff.md", r"(?<=# changes.yaml\n)changes:(?:.*\n)*?(?=```\n)",
    ),
    "baseline": Kind(
        "A baseline", "The file that `gate.baseline` names; `rsp check --save-baseline` writes it.",
        "docs/gate.md", r"(?<=```yaml\n)gaps:(?:.*\n)*?(?=```\n)",
    ),
    "manifest-line": Kind(
        "A line of the manifest", "Each line of `manifest.jsonl`; `rsp evidence seal` writes it.",
        f"{_LAB}/evidence/manifest.jsonl", r"\A.*\n", "json",
    ),
    "reviews": Kind(
        "Own reviews", "The file that `reviews` names; `rsp review` writes it.", "docs/review.md",
        _TITLED.format("example/reviews.yaml"),
    ),
    "overlay": Kind(
        "An overlay", "`overlay.yaml` of the folder that `overlay` names, or that file.",
        "docs/overlays.md", r"(?<=```yaml\n)because: (?:.*\n)*?(?=```\n)",
    ),
    "catalog": Kind(
        "A catalog", "`catalog.yaml` at the top of a catalog.", "controls/catalog.yaml",
    ),
    "control": Kind(
        "A control", "One file for each control of a catalog or an overlay, named after its id.",
        "controls/procedure/governance/PRO-GOV-05.yaml",
    ),
    "cases": Kind(
        "Cases of a control", "`<ID>.cases.yaml` beside the control.",
        "docs/cases.md", r"(?<=```yaml\n)control: (?:.*\n)*?(?=```\n)",
    ),
    "thresholds": Kind(
        "An edition's data", "`thresholds.yaml` of a policy edition.",
        "rsp/editions/rsp-2.2/thresholds.yaml", r"\A(?:.*\n)*?(?=  - id: THR-CBRN-4)",
    ),
    "front-matter": Kind(
        "Front matter of a policy document", "Between `---` at the start of each document.",
        "rsp/editions/rsp-2.2/asl-3-deployment.md", r"(?<=\A---\n)(?:.*\n)*?(?=---\n)",
    ),
}  # fmt: skip
"""By the name of its schema, in the order in which a reader meets them."""


def example_of(name: str, root: Path) -> tuple[str, str]:
    """The text of an example, and the file of the repository that it is from."""
    kind = KINDS[name]
    path = root / kind.source
    text = path.read_text(encoding="utf-8")
    found = re.search(kind.cut, text) if kind.cut else None
    if kind.cut and found is None:
        raise ValueError(f"{kind.source} has nothing like {kind.cut}")
    return (found[0] if found else text), kind.source
