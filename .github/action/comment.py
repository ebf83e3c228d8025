"""Comment on a pull request once, and keep that comment up to date.

Whatever goes wrong here is said and changes no result: a request from a fork may not comment.
"""

from __future__ import annotations

import json
import os
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MARK = "<!-- rsp gate -->"
"""Begins our comment, and nobody else's of the same account."""
LARGEST = 65_000
"""Characters; GitHub takes 65,536."""
PAGES = 30
"""Pages of 100 comments that are looked through for ours."""
SECONDS = 20


def main() -> int:
    """Always 0."""
    text = f"{MARK}\n{Path(sys.argv[1]).read_text(encoding='utf-8')}"
    try:
        where = put(cut(text))
    except urllib.error.HTTPError as error:
        if error.code in (401, 403, 404):
            print(
                "::notice title=rsp::The token may not comment on this pull request, as on one from"
                " a fork or without `pull-requests: write`; the summary of the run says the same"
            )
        else:
            print(f"::warning title=rsp::The comment was not written: HTTP {error.code}")
    except (OSError, ValueError) as error:
        print(f"::warning title=rsp::The comment was not written: {type(error).__name__}")
    else:
        print(f"The comment: {where}")
    return 0


def cut(text: str) -> str:
    """At the end of a line, with a note, where it is too long."""
    if len(text) <= LARGEST:
        return text
    kept = text[:LARGEST].rpartition("\n")[0]
    ends = "</details>" * (kept.count("<details") - kept.count("</details>"))
    return f"{kept}\n{ends}\n\n**Cut for size.** The summary of the run has the whole.\n"


def put(text: str) -> str:
    """Write over our comment, or write the first; the address of it."""
    repository, pull = os.environ["GITHUB_REPOSITORY"], int(os.environ["RSP_PULL"])
    comments = f"/repos/{repository}/issues/{pull}/comments"
    for one in listed(comments):
        ours = (one.get("user") or {}).get("type") == "Bot"
        if ours and str(one.get("body", "")).startswith(MARK):
            path = f"/repos/{repository}/issues/comments/{int(one['id'])}"
            return str(call("PATCH", path, {"body": text})["html_url"])
    return str(call("POST", comments, {"body": text})["html_url"])


def listed(path: str) -> Iterator[dict[str, Any]]:
    """The comments there are, oldest first."""
    for page in range(1, PAGES + 1):
        found = call("GET", f"{path}?per_page=100&page={page}", None)
        yield from found
        if len(found) < 100:
            return


def call(method: str, path: str, body: object) -> Any:
    """One call of the REST interface; raises HTTPError, OSError, ValueError."""
    request = urllib.request.Request(
        os.environ.get("GITHUB_API_URL", "https://api.github.com") + path,
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={
            "Authorization": f"Bearer {os.environ['RSP_TOKEN']}",
            "Accept": "application/vnd.github+json",
            "X-GitHub-Api-Version": "2022-11-28",
            "Content-Type": "application/json",
            "User-Agent": "rsp-gate",
        },
    )
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:
        return json.load(answer)


if __name__ == "__main__":
    sys.exit(main())
