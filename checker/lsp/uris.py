"""File URIs and paths, those of Windows among them (RFC 8089)."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath, PureWindowsPath

_FILE = re.compile(r"file://(?P<host>[^/?#]*)(?P<path>/[^?#]*)\Z", re.IGNORECASE)
_DRIVE = re.compile(r"/[A-Za-z](?::|%3a)", re.IGNORECASE)
_ESCAPE = re.compile(rb"%([0-9A-Fa-f]{2})")
_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")


def path_of(uri: str, *, windows: bool) -> str | None:
    """The path that a file URI names, None for any other URI and for what no path can be.

    `file:///c%3A/a%20b` is `C:\\a b` on Windows; a host there is the server of a share.
    """
    found = _FILE.match(uri)
    if found is None or (not windows and found["host"].lower() not in ("", "localhost")):
        return None
    raw = _ESCAPE.sub(lambda two: bytes([int(two[1], 16)]), found["path"].encode())
    try:
        path = raw.decode()
    except UnicodeDecodeError:
        return None
    if "\x00" in path:
        return None
    if not windows:
        return path
    if found["host"].lower() not in ("", "localhost"):
        return str(PureWindowsPath(f"//{found['host']}{path}"))
    if not _DRIVE.match(found["path"]):
        return None
    return str(PureWindowsPath(path[1].upper() + path[2:]))


def uri_of(path: str | Path, *, windows: bool) -> str:
    """The file URI of an absolute path."""
    if not windows:
        return f"file://{_escaped(PurePosixPath(path).as_posix())}"
    given = PureWindowsPath(path)
    if given.drive.startswith("\\\\"):
        return f"file:{_escaped(given.as_posix())}"
    tail = given.as_posix().removeprefix(given.drive)
    return f"file:///{given.drive[0].lower()}%3A{_escaped(tail)}"


def _escaped(path: str) -> str:
    raw = path.encode("utf-8", "surrogateescape")
    return "".join(chr(one) if one in _SAFE else f"%{one:02X}" for one in raw)
