"""The evidence of a project as tables of records, in their order, and the steps on them."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from derive.patch import Step, Unusable
from derive.paths import assign, drop, values

Record = dict[str, Any]


class Tables:
    """Every record by its table; remembers which were changed, removed and added."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tables: dict[str, list[Record]] = {
            path.relative_to(folder).as_posix(): [
                json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()
            ]
            for path in sorted(folder.glob("*/*.jsonl"))
        }
        self.changed: set[str] = set()
        self.removed: set[str] = set()
        self.added: set[str] = set()

    def records(self) -> Iterator[Record]:
        """All records, table by table."""
        for rows in self._tables.values():
            yield from rows

    def apply(self, step: Step) -> None:
        """Remove, change or add records; raises Unusable where there is nothing to do it to."""
        if step.remove is not None:
            self._remove(step.remove)
        elif step.change is not None:
            self._change(step.change, step)
        elif step.add is not None:
            self._add(step.add, step)

    def _selected(self, where: dict[str, Any]) -> list[Record]:
        found = [
            record
            for record in self.records()
            if all(_is(record, path, wanted) for path, wanted in where.items())
        ]
        if not where or not found:
            raise Unusable(f"no record is selected by {where}")
        return found

    def _remove(self, where: dict[str, Any]) -> None:
        gone = {record["id"] for record in self._selected(where)}
        for name, rows in self._tables.items():
            self._tables[name] = [record for record in rows if record["id"] not in gone]
        self.removed |= gone

    def _change(self, where: dict[str, Any], step: Step) -> None:
        if not step.set and not step.unset:
            raise Unusable(f"nothing is changed of the records selected by {where}")
        for record in self._selected(where):
            for path in step.unset:
                drop(record, path)
            for path, value in step.set.items():
                assign(record, path, copy.deepcopy(value))
            self.changed.add(record["id"])

    def _add(self, table: str, step: Step) -> None:
        known = {record["id"]: record for record in self.records()}
        if step.like is not None and step.like not in known:
            raise Unusable(f"there is no record {step.like!r} to start from")
        start = copy.deepcopy(known[step.like]) if step.like is not None else {}
        record = {**start, **copy.deepcopy(step.record)}
        if "id" not in record or record["id"] in known:
            raise Unusable(f"the added record needs an id of its own, not {record.get('id')!r}")
        self._tables.setdefault(table, []).append(record)
        self.added.add(record["id"])

    def write(self) -> None:
        """Put the tables back; one without records is removed."""
        for name, rows in self._tables.items():
            path = self._folder / name
            if not rows:
                path.unlink(missing_ok=True)
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            path.write_text("".join(lines), encoding="utf-8", newline="\n")


def _is(record: Record, path: str, wanted: Any) -> bool:
    """Whether a record has a value at a path, or among the list that is there."""
    return any(
        found == wanted or (isinstance(found, list) and wanted in found)
        for found in values(record, path)
    )
