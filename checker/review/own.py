"""The organisation's own stamps as text: others kept, one for each link, in order."""

from __future__ import annotations

import json
from collections.abc import Iterable

from rsp.project import OwnReview

_HEAD = "# Written by `rsp review`: one stamp for each link that was read, both sides."


def merged(old: Iterable[OwnReview], new: Iterable[OwnReview]) -> tuple[OwnReview, ...]:
    """New stamps take the place of old ones of the same link."""
    found = {(one.control, one.clause): one for one in (*old, *new)}
    return tuple(found[key] for key in sorted(found))


def text(reviews: Iterable[OwnReview]) -> str:
    """The reviews file."""
    lines = [line for one in reviews for line in _lines(one)]
    return "\n".join([_HEAD, "reviews:" if lines else "reviews: []", *lines, ""])


def _lines(one: OwnReview) -> list[str]:
    return [
        f"  - control: {quoted(one.control)}",
        f"    clause: {quoted(one.clause)}",
        f"    stamp: {quoted(one.stamp)}",
        f"    by: {quoted(one.by)}",
        f"    date: {quoted(str(one.date))}",
        f"    because: {quoted(one.because)}",
        *("    bulk: true" for _ in [0] if one.bulk),
    ]


def quoted(value: str) -> str:
    """A YAML string; JSON's escapes are among those of YAML."""
    return json.dumps(value, ensure_ascii=False)
