"""Snippets as an editor writes them: with what is offered in each place."""

from __future__ import annotations

import re
from typing import Any

from checker.read.yaml_nodes import read_yaml

_PLACE = re.compile(r"\$\{\d+(?::(?P<text>[^}]*)|\|(?P<first>[^,|]*)[^|]*\|)\}|\$\d+")


def text_of(snippet: str) -> str:
    """The text of a snippet, each place filled with its default or the first of its choices."""
    return _PLACE.sub(lambda found: found["text"] or found["first"] or "", snippet)


def filled(body: Any) -> Any:
    """The data of a snippet's body, its texts read as YAML reads them."""
    if isinstance(body, dict):
        return {text_of(key): filled(value) for key, value in body.items()}
    if isinstance(body, list):
        return [filled(item) for item in body]
    if not isinstance(body, str):
        return body
    read = read_yaml(f"it: {text_of(body)}".encode(), "snippet")
    assert read.diagnostics == ()
    return read.data["it"]
