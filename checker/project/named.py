"""What a defective `rsp.yaml` still names, so that its own defect hides none in other files."""

from __future__ import annotations

from checker.project.discover import PROJECT_FILE
from checker.project.reading import Reading
from checker.read.limits import AUTHORED
from checker.read.tree import Refused
from checker.read.yaml_nodes import read_yaml
from rsp.project import Period, Settings
from rsp.time import Moment

_PATHS = ("policy", "catalog", "inventory", "parties", "determinations", "evidence")
_OPTIONAL = ("deviations", "reviews", "changes", "overlay")


def named_still(reading: Reading) -> Settings | None:
    """Settings with the paths that can be made out, for reading alone; never for a verdict."""
    try:
        text = reading.tree.read(PROJECT_FILE, AUTHORED.size)
    except Refused:
        return None
    data = read_yaml(text, PROJECT_FILE, AUTHORED).data
    if not isinstance(data, dict):
        return None
    paths = {name: data[name] for name in _PATHS if isinstance(data.get(name), str) and data[name]}
    if len(paths) < len(_PATHS):
        return None
    optional = {name: data[name] for name in _OPTIONAL if isinstance(data.get(name), str)}
    return Settings(
        organization="nobody",
        period=Period(start=Moment.parse("2025-01-01")),
        **paths,
        **optional,
    )
