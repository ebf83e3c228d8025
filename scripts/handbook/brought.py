"""Pages of the project that the site shows as they stand, and where links to files then lead."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from urllib.parse import unquote

_EDITION = "rsp/editions/rsp-2.2"
_GLOBS = {
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changes.md",
    "examples/*/README.md": "examples/{parent}.md",
    "examples/published-failures/*/README.md": "examples/{parent}.md",
    "checker/docs/diagnostics/*.md": "reference/diagnostics/{name}",
    "checker/docs/reasons/*.md": "reference/reasons/{name}",
    f"{_EDITION}/*.md": "reference/policy/{name}",
}
"""Files of the repository, and the page of the site that each becomes."""
FOLDERS = {
    "README.md": "index.md",
    "checker/cli": "reference/commands.md",
    "checker/docs/diagnostics": "reference/diagnostics/index.md",
    "checker/docs/reasons": "reference/reasons/index.md",
    "checker/schema": "reference/schemas.md",
    "controls": "reference/controls/index.md",
    "controls/evidence-types": "reference/evidence-types/index.md",
    _EDITION: "reference/policy/index.md",
    "rsp": "reference/files.md",
    "examples/example-lab": "examples/example-lab.md",
    "examples/opus-4-activation": "examples/opus-4-activation.md",
}
"""Files and folders that a link may name, and the page that tells of what is in them."""
_FENCED = re.compile(r"^(?P<fence>`{3,})[^\n]*\n.*?^(?P=fence)`*[ ]*$", re.M | re.DOTALL)
_WHOLE = re.compile(r"(?P<image>!?)\[(?P<text>[^\[\]]*)\]\((?P<target>[^()\s]+)\)")
_OUTSIDE = ("https://", "http://", "mailto:", "#")


def brought(root: Path) -> dict[str, str]:
    """By path in the repository, the path that a page has in the site."""
    found = {}
    for pattern, target in _GLOBS.items():
        for path in sorted(root.glob(pattern)):
            here = path.relative_to(root).as_posix()
            found[here] = target.format(parent=path.parent.name, name=path.name)
    return found


def relinked(text: str, origin: str, here: str, pages: dict[str, str]) -> str:
    """The text of a page whose links lead to pages of the site.

    `origin` is its path in the repository, `here` that in the site, `pages` the site's path of each
    file of the repository that has one. A link to what the site does not show loses its target.
    """
    parts, end = [], 0
    for block in _FENCED.finditer(text):
        parts += [_prose(text[end : block.start()], origin, here, pages), block[0]]
        end = block.end()
    return "".join([*parts, _prose(text[end:], origin, here, pages)])


def _prose(text: str, origin: str, here: str, pages: dict[str, str]) -> str:
    def lead(match: re.Match[str]) -> str:
        target = match["target"]
        if target.startswith(_OUTSIDE):
            return match[0]
        file, mark, heading = unquote(target).partition("#")
        named = posixpath.normpath(posixpath.join(posixpath.dirname(origin), file))
        page = pages.get(named) or FOLDERS.get(named)
        if page is None:
            return match["text"]
        link = posixpath.relpath(page, posixpath.dirname(here) or ".")
        return f"{match['image']}[{match['text']}]({link}{mark}{heading})"

    return _WHOLE.sub(lead, text)
