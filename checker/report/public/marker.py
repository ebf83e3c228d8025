"""Markers: what stands in place of a withheld thing, and the salted commitment to it.

The salt of a thing is HMAC-SHA256 under the seed of the report; its commitment is HMAC-SHA256 under
its salt over the canonical form of `[kind, value]`. Whoever has neither seed nor salt learns
nothing from it, however few values there could be; whoever has them can check it.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import Any

import msgspec

from checker.report.model import Report
from rsp.value import Value

DIGITS = 12
"""Digits of the commitment that a marker shows."""
MARKER = re.compile(r"withheld:[a-z]+-[0-9a-f]{12}(?![0-9a-f])")
"""No id of an authored file holds a colon, so that none looks like a marker."""
SEED = re.compile(r"[0-9a-f]{64}")
LEAST = 32
"""Bytes of a secret that salts are derived from."""


class SaltUnusable(ValueError):
    """A secret that commitments cannot be made with; the message says why."""


class Item(Value, frozen=True, kw_only=True):
    """One withheld thing: what opens its commitment."""

    marker: str
    kind: str
    value: Any
    """Text, or the fields that it stands for together."""
    salt: str
    """64 hexadecimal digits."""
    commitment: str

    @property
    def opens(self) -> bool:
        """Whether kind, value and salt give the commitment, and the marker is of it."""
        return (
            commitment(self.salt, self.kind, self.value) == self.commitment
            and marker(self.kind, self.commitment) == self.marker
        )


def seed(secret: bytes, report: Report) -> str:
    """What the salts of one report are derived from, 64 hexadecimal digits: another report gets
    other ones from the same secret. Raises SaltUnusable for a secret that is too short."""
    if len(secret) < LEAST or len(set(secret)) < LEAST // 4:
        raise SaltUnusable(f"it has to hold at least {LEAST} random bytes")
    about = [
        report.schema,
        report.tool.version,
        report.project.digest,
        report.policy.digest,
        report.catalog.digest,
        report.as_of.instant,
        *report.partial,
    ]
    return _keyed(secret, about)


def item(seed_: str, audience: str, kind: str, value: Any, place: str) -> Item:
    """The item for a value; `place` tells apart what must not be seen to be the same."""
    salt = _keyed(bytes.fromhex(seed_), ["salt", audience, kind, value, place])
    found = commitment(salt, kind, value)
    return Item(marker=marker(kind, found), kind=kind, value=value, salt=salt, commitment=found)


def commitment(salt: str, kind: str, value: Any) -> str:
    """64 hexadecimal digits."""
    return _keyed(bytes.fromhex(salt), [kind, value])


def marker(kind: str, commitment_: str) -> str:
    """What stands in the place of a thing."""
    return f"withheld:{kind}-{commitment_[:DIGITS]}"


def _keyed(key: bytes, about: Any) -> str:
    data = msgspec.json.encode(about, order="sorted")
    return hmac.new(key, data, hashlib.sha256).hexdigest()
