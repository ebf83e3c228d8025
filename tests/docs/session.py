"""A page as a session: its files are written, its commands run in order, their outputs compared.

What a page may hold, in the order in which a reader meets it:

- a block with `title="path"` is a file, which is written;
- one with `title="path, at the end"` is added to a file;
- a `diff` block with a title takes lines from a file and puts others there;
- a `console` block runs. Lines after a command are all that it prints, where there are any; `…`
  stands for part of a line, alone on it for any number of lines. `# exit 1` after a command is its
  exit code, else it is 0.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt

from checker.cli.main import main

AT_END = ", at the end"
_COMMAND = re.compile(r"^\$ (?P<command>.*?)(?:\s+# (?P<comment>.*))?$")
_EXIT = re.compile(r"exit (\d)\b")
_TITLE = re.compile(r'(?P<language>\w+) title="(?P<title>[^"]+)"')
_TOOLS = ("mkdir", "cp", "git")
"""Programs beside `rsp` that a page may call, as the system has them."""


class Step(NamedTuple):
    """One thing that a reader does: writes a file, or runs a command."""

    line: int
    """The line of the page, from 1."""
    kind: str
    """`run`, `write`, `append` or `patch`."""
    what: str
    """The command, or the path of the file."""
    text: str
    """What the command prints, or what is written."""
    code: int = 0


def steps(page: str) -> Iterator[Step]:
    """All that a reader does, in order."""
    for token in MarkdownIt("commonmark").parse(page):
        if token.type != "fence" or token.map is None:
            continue
        titled = _TITLE.match(token.info)
        if titled is not None:
            name = titled["title"]
            kind = "append" if name.endswith(AT_END) else "write"
            kind = "patch" if titled["language"] == "diff" else kind
            yield Step(token.map[0] + 1, kind, name.removesuffix(AT_END), token.content)
        elif token.info.strip() == "console":
            yield from _commands(token.content, token.map[0] + 2)


def _commands(text: str, first: int) -> Iterator[Step]:
    pending: Step | None = None
    for number, line in enumerate(text.splitlines(), start=first):
        found = _COMMAND.match(line)
        if found is None:
            if pending is None:
                raise ValueError(f"line {number}: a console block starts with a command")
            pending = pending._replace(text=f"{pending.text}{line}\n")
            continue
        if pending is not None:
            yield pending
        code = _EXIT.search(found["comment"] or "")
        pending = Step(number, "run", found["command"], "", int(code[1]) if code else 0)
    if pending is not None:
        yield pending


def play(page: str, folder: Path) -> Iterator[tuple[Step, str, int]]:
    """Do every step in a folder; for each command what it printed and its exit code."""
    here = folder
    for step in steps(page):
        if step.kind != "run":
            _write(step, here)
            continue
        if step.what.startswith("cd "):
            here = here / step.what.removeprefix("cd ")
            assert here.is_dir(), step
            continue
        with contextlib.chdir(here):
            printed, code = _run(step.what)
        yield step, printed, code


def _write(step: Step, here: Path) -> None:
    path = here / step.what
    if step.kind == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(step.text, encoding="utf-8", newline="\n")
        return
    text = path.read_text(encoding="utf-8")
    if step.kind == "append":
        path.write_text(f"{text.rstrip()}\n{step.text}", encoding="utf-8", newline="\n")
        return
    lines = step.text.splitlines()
    old = "".join(f"{line[1:]}\n" for line in lines if line[:1] in (" ", "-"))
    new = "".join(f"{line[1:]}\n" for line in lines if line[:1] in (" ", "+"))
    assert text.count(old) == 1, f"line {step.line}: {step.what} holds the old lines not once"
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def _run(command: str) -> tuple[str, int]:
    program, *arguments = shlex.split(command)
    if program == "rsp":
        out = StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            code = main(arguments)
        return out.getvalue(), code
    if program == "python":
        arguments, program = [*arguments], sys.executable
    else:
        assert program in _TOOLS, command
        assert shutil.which(program), command
    done = subprocess.run(
        [program, *arguments], capture_output=True, text=True, check=False, env={**os.environ}
    )
    return done.stdout + done.stderr, done.returncode


def matches(shown: str, printed: str) -> bool:
    """Whether the shown output is the printed one, but for what `…` stands for."""
    if not shown:
        return True
    whole = re.split(r"^…\n", shown, flags=re.MULTILINE)
    parts = [".*".join(map(re.escape, part.split("…"))) for part in whole]
    return re.fullmatch(r"(?:.*\n)*?".join(parts), printed) is not None


def renewed(page: str, found: list[tuple[Step, str]]) -> str:
    """The page with whole outputs as they are printed now; cut ones are for a person to renew."""
    lines = page.splitlines(keepends=True)
    for step, printed in reversed(found):
        if step.text and "…" not in step.text:
            start = step.line
            lines[start : start + len(step.text.splitlines())] = printed.splitlines(keepends=True)
    return "".join(lines)
