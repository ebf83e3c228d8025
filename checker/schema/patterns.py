"""The formats of authored files as regular expressions, for readers that know no formats of ours.

They state the form alone: that a day exists in its month, only the parser knows. They look neither
ahead nor back, so that they mean the same in every dialect, and are linear in time.
"""

from __future__ import annotations

from collections.abc import Sequence

from rsp.requirement import CALENDAR_UNITS

_DIGIT = "[0-9]"
_MONTH = "(0[1-9]|1[0-2])"
_DAY = "(0[1-9]|[12][0-9]|3[01])"
_CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6})?)?"
_OFFSET = "(Z|[+-][0-9]{2}:[0-9]{2})"


def _some(parts: Sequence[tuple[str, int]]) -> str:
    """One or more of these parts, in this order: a number of at most so many digits, and a unit."""
    wholes = [f"{_DIGIT}{{1,{digits}}}{unit}" for unit, digits in parts]
    starts = [
        whole + "".join(f"({later})?" for later in wholes[index + 1 :])
        for index, whole in enumerate(wholes)
    ]
    return f"({'|'.join(starts)})"


_DATE_PART = _some([("Y", 4), ("M", 4), ("W", 4), ("D", 5)])
_TIME_PART = f"T{_some([('H', 6), ('M', 6), ('S', 8)])}"
_DURATION = f"P({_DATE_PART}({_TIME_PART})?|{_TIME_PART})"
_LIMIT = f"{_DURATION}|params\\..*"

PATTERNS = {
    "rsp-moment": f"^{_DIGIT}{{4}}-{_MONTH}-{_DAY}(T{_CLOCK}{_OFFSET})?$",
    "rsp-duration": f"^{_DURATION}$",
    "rsp-limit": f"^({_LIMIT})$",
    "rsp-cadence": f"^({_LIMIT}|{'|'.join(CALENDAR_UNITS)})$",
}
"""By the name of the format."""
