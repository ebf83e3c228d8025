"""The key `pins` of `rsp.yaml` as text, and a settings file with other pins."""

from __future__ import annotations

from checker.diagnostics.places import find
from checker.read.limits import AUTHORED
from checker.read.yaml_nodes import read_yaml
from checker.read.yaml_places import yaml_places
from checker.scaffold.edit import NotAddable
from checker.scaffold.lines import scalar
from rsp.project import Pins

_WHY = (
    "# What the verdict rests on beside this project. The gate fails where it is another;",
    "# `rsp pin` renews it.",
)


def lines(pins: Pins) -> list[str]:
    """The key with its values."""
    values = {
        "policy": pins.policy,
        "catalog": pins.catalog,
        "catalog_version": pins.catalog_version,
        "tool": pins.tool,
        "date": str(pins.date),
        "because": pins.because,
    }
    return ["pins:", *(f"  {key}: {scalar(value)}" for key, value in values.items() if value)]


def pinned(text: bytes, pins: Pins) -> bytes:
    """Settings with these pins, in the place of old ones or at their end; raises NotAddable."""
    before = read_yaml(text, "-", AUTHORED).data
    if not isinstance(before, dict):
        raise NotAddable("it is no mapping")
    end = "\r\n" if b"\r\n" in text else "\n"
    whole = text.decode()
    rows = whole.splitlines(keepends=True)
    if "pins" in before:
        places = yaml_places(text)
        start, _, _, _ = find(places, "#/pins")
        _, _, last, _ = find(places, "/pins")
        rows[start - 1 : last] = [f"{line}{end}" for line in lines(pins)]
    else:
        if rows and not rows[-1].endswith("\n"):
            rows[-1] += end
        rows += [f"{line}{end}" for line in ("", *_WHY, *lines(pins))]
    new = "".join(rows).encode()
    wanted = read_yaml("\n".join(lines(pins)).encode(), "-").data
    if read_yaml(new, "-", AUTHORED).data != {**before, **wanted}:
        raise NotAddable("its pins are not written as a block of their own")
    return new
