"""Workflows that run the gate on a forge: one template each, in the folder of templates."""

from __future__ import annotations

from checker import __version__
from checker.scaffold.lines import scalar
from checker.scaffold.start import rendered

_WORKFLOWS = {
    "github": (".github/workflows/rsp.yml", "github.yml.j2"),
    "gitlab": (".gitlab/rsp.yml", "gitlab.yml.j2"),
}
"""Forge to the path of its workflow in the repository, and its template."""

FORGES = tuple(_WORKFLOWS)
GITLAB_ROOT = ".gitlab-ci.yml"
GITLAB_INCLUDE = "include:\n  - local: .gitlab/rsp.yml\n"
"""What makes GitLab read the workflow."""


def workflow(forge: str, project: str) -> tuple[str, str]:
    """Path in the repository and text; `project` is the path of the project there."""
    path, template = _WORKFLOWS[forge]
    text = rendered(template, project=scalar(project), version=__version__)
    return path, text
