"""The steps of verification for one record; `verify` numbers them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker.diagnostics.diagnostic import EVERYTHING, Diagnostic
from checker.diagnostics.make import diagnose
from checker.evidence.files import Files, PayloadFile, reason_of
from checker.evidence.manifest import Line
from checker.evidence.offered import Offered, Problem
from checker.evidence.payloads import Payloads, sample_faults
from checker.evidence.store import Stored
from checker.read.canonical import digest
from checker.read.tree import Refused
from checker.schema.decode import decoded
from rsp.evidence import EvidenceRecord
from rsp.ref import Ref

_CODES = {
    "malformed": "record-malformed",
    "not-presented": "record-not-presented",
    "tampered": "record-tampered",
    "too-large": "record-too-large",
    "unsealed": "record-unsealed",
}
"""Reason to code. The instance gets the reason, so the diagnostic reaches no verdict by itself."""


class Check:
    """One record on its way through the steps."""

    def __init__(
        self,
        stored: Stored,
        manifest: Mapping[str, Line],
        types: Mapping[str, Payloads],
        files: Files,
    ) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._stored = stored
        self._manifest = manifest
        self._types = types
        self._files = files
        self._problems: list[Problem] = []

    def run(self, *, twice: bool) -> Offered:
        """Take every step that can be taken; a step that fails does not hide the next."""
        stored = self._stored
        id, kind, assets = self._named()
        record, found = decoded(stored.data, EvidenceRecord, stored.at, quotes=False)
        for misfit in found:
            self._problem("malformed", misfit.at, misfit.message, misfit.help)
        if twice:
            self._problem("malformed", stored.at.at("id"), f"the id {id!r} is used by two records")
        line = self._manifest.get(id)
        self._sealed(line)
        payload: dict[str, Any] | None = None
        shown: frozenset[str] = frozenset()
        if record is not None:
            assets = record.assets
            payload, at, file = self._payload(record)
            self._check_seal(line, file)
            for fault in self._files.faults(stored, record):
                self._problem(fault.reason, fault.at, fault.message)
            payload = self._shaped(record, payload, at)
            self._check_times(record)
            for steps, message in sample_faults(record):
                self._problem("malformed", stored.at.at(*steps), message)
            if payload is not None:
                shown = self._agreed(record, payload, at)
        return Offered(
            id=id,
            type=kind,
            assets=tuple(dict.fromkeys((*assets, *sorted(shown)))),
            record=record,
            payload=payload,
            digest=stored.digest,
            payload_digest=self._payload_digest(record, payload),
            received_at=line.received_at.earliest if line else None,
            problems=tuple(self._problems),
            at=stored.at,
        )

    def _problem(self, reason: str, at: Ref, message: str, help: str | None = None) -> None:
        self._problems.append(Problem(reason=reason, message=message, at=at))
        self.diagnostics.append(diagnose(_CODES[reason], at, message, help=help, reaches=()))

    def _named(self) -> tuple[str, str, tuple[str, ...]]:
        """Id, type and assets as far as they can be read; without them it bears on anything."""
        data, at = self._stored.data, self._stored.at
        id, kind, assets = data["id"], data["type"], data["assets"]
        named = assets if isinstance(assets, list) else []
        strings = tuple(item for item in named if isinstance(item, str))
        if not (isinstance(id, str) and isinstance(kind, str) and strings and strings == (*named,)):
            message = "the record does not say what it is, of what type and about what"
            self.diagnostics.append(
                diagnose("record-unreadable", at, message, reaches=(EVERYTHING,))
            )
        return (
            id if isinstance(id, str) else "",
            kind if isinstance(kind, str) else "",
            strings,
        )

    def _sealed(self, line: Line | None) -> None:
        """Step 2."""
        at = self._stored.at
        if line is None:
            help = "seal the store with rsp evidence seal"
            self._problem("unsealed", at, "the record is not in the manifest", help)
            return
        if line.digest != self._stored.digest:
            self._problem("tampered", at, "the record differs from what was sealed under its id")
        for replaced in line.replaces:
            message = f"the record replaces another of the same id; because: {replaced.because}"
            self.diagnostics.append(diagnose("record-replaced", at, message, reaches=()))

    def _payload(self, record: EvidenceRecord) -> tuple[Any, Ref, PayloadFile | None]:
        """Step 3: the payload, where it stands, and its file."""
        at = self._stored.at
        if (record.payload is None) is (record.payload_file is None):
            self._problem("malformed", at, "a record has either a payload or a payload_file")
            return None, at, None
        if record.payload_file is None:
            return record.payload, at.at("payload"), None
        where = at.at("payload_file")
        try:
            file = self._files.payload(self._stored, record.payload_file)
        except Refused as refused:
            self._problem(reason_of(refused), where, refused.message)
            return None, where, None
        for found in file.diagnostics:
            self._problem("malformed", found.at, found.message, found.help)
        return None if file.diagnostics else file.data, file.at, file

    def _payload_digest(self, record: EvidenceRecord | None, payload: Any) -> str | None:
        if record is None or payload is None:
            return None
        return self._stored.payload_digest if record.payload_file is None else digest(payload)

    def _check_seal(self, line: Line | None, file: PayloadFile | None) -> None:
        if line is not None and file is not None and line.payload_file != file.sha256:
            at = self._stored.at.at("payload_file")
            self._problem("tampered", at, "the payload file differs from the one that was sealed")

    def _shaped(self, record: EvidenceRecord, payload: Any, at: Ref) -> dict[str, Any] | None:
        """Step 5: the payload if it has the shape of a known type."""
        kind = self._types.get(record.type)
        if kind is None:
            where = self._stored.at.at("type")
            self._problem("malformed", where, f"the evidence type {record.type!r} is not known")
            return None
        if payload is None:
            return None
        if kind.fits(payload) and isinstance(payload, dict):
            return payload
        misfits = kind.misfits(payload, at)
        if not misfits:
            self._problem("malformed", at, f"the payload does not fit the type {record.type!r}")
        for misfit in misfits:
            self._problem("malformed", misfit.at, misfit.message, misfit.help)
        return None

    def _check_times(self, record: EvidenceRecord) -> None:
        """Step 6."""
        if record.observed.span.end > record.collected_at.latest:
            at = self._stored.at.at("observed")
            self._problem("malformed", at, "the record was collected before what it observed ended")

    def _agreed(self, record: EvidenceRecord, payload: dict[str, Any], at: Ref) -> frozenset[str]:
        """Steps 7 and 8; the assets that the payload shows."""
        kind = self._types[record.type]
        for steps, message in kind.disagreements(record, payload):
            self._problem("malformed", at.at(*steps), message)
        shown = kind.subjects(payload)
        claimed = frozenset(record.assets)
        if shown != claimed:
            where = self._stored.at.at("assets")
            for key in sorted(claimed - shown):
                self._problem("malformed", where, f"the payload does not show {key!r}")
            for key in sorted(shown - claimed):
                message = f"the payload shows {key!r}, which the record does not name"
                self._problem("malformed", where, message)
        return shown
