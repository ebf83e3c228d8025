"""Places as a repository has them: their paths from its top, and none that it does not hold."""

from __future__ import annotations

import msgspec

from checker.report.ci.finding import Beside, Finding
from checker.report.ci.place import HEAD, is_here
from checker.report.model import Location


def path_of(location: Location, prefix: str) -> str:
    """The file; `prefix` is the project's folder there, or empty."""
    return f"{prefix}/{location.file}" if prefix else location.file


def below(one: Finding, prefix: str) -> Finding:
    """A finding with the paths of its places as they are seen from the top."""
    return msgspec.structs.replace(
        one,
        at=_moved(one.at, prefix),
        beside=tuple(
            msgspec.structs.replace(each, location=_moved(each.location, prefix))
            for each in one.beside
        ),
    )


def _moved(location: Location, prefix: str) -> Location:
    if not is_here(location):
        return location
    return msgspec.structs.replace(location, file=path_of(location, prefix))


def placed(one: Finding, said: str) -> Finding:
    """A finding at a place of the repository; the place it has moves beside it where it is none."""
    if is_here(one.at):
        return one
    beside = (Beside(location=one.at, message=said), *one.beside)
    own = next((each.location for each in one.beside if is_here(each.location)), HEAD)
    return msgspec.structs.replace(one, at=own, beside=beside)
