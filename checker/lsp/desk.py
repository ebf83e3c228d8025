"""What the server holds: open documents, the roots around them, and what was found there."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from lsprotocol import types as lsp

from checker.diagnostics.diagnostic import Diagnostic
from checker.lint import probes, rules
from checker.lint.again import Probes
from checker.lsp.folders import roots_around
from checker.lsp.model import Document, Model, Root, modelled
from checker.lsp.positions import Grid
from checker.lsp.publish import Wire, by_place, merged
from checker.lsp.sight import Sight
from checker.lsp.standing import Standing
from checker.lsp.worker import Wanted
from checker.project.discover import PROJECT_FILE
from checker.project.project import Project
from checker.read.overlay import OverlayTree, place_of
from checker.run import run_lint

Send = Callable[[str, int | None, list[lsp.Diagnostic]], None]
"""Publishes the diagnostics of a URI and version."""


class Desk:
    """The state of a server; the worker's thread and the client's both use it."""

    def __init__(self, wire: Wire, folders: Iterable[Path], send: Send) -> None:
        self.wire = wire
        self.folders = [folder.resolve() for folder in folders]
        self._send = send
        self._lock = threading.RLock()
        self._open: dict[str, Document] = {}
        self._models: dict[Root, Model] = {}
        self._found: dict[Root, dict[str, list[lsp.Diagnostic]]] = {}
        self._sent: dict[str, tuple[int | None, list[lsp.Diagnostic]]] = {}
        self._probes: dict[Root, Probes] = {}
        self._standing: dict[Root, Standing] = {}

    def put(self, file: Path, document: Document) -> tuple[Root, ...]:
        """A document was opened or changed; the roots to lint."""
        place = place_of(file)
        with self._lock:
            self._open[place] = document
            return self._roots(file, place)

    def close(self, file: Path) -> tuple[Root, ...]:
        """A document was closed: its file counts again; the roots to lint."""
        place = place_of(file)
        with self._lock:
            self._open.pop(place, None)
            return self._roots(file, place)

    def every(self) -> tuple[Root, ...]:
        """All roots that were linted."""
        with self._lock:
            return tuple(self._models)

    def documents(self) -> dict[str, Document]:
        """Open documents by place."""
        with self._lock:
            return dict(self._open)

    def _roots(self, file: Path, place: str) -> tuple[Root, ...]:
        """Those that read the file, else the nearest around it that might."""
        reading = tuple(root for root, one in self._models.items() if one.document(place))
        around = roots_around(file, self.folders)
        if any(root in reading for root in around):
            return reading
        new = next((root for root in around if root not in self._models), None)
        if new is None:
            return reading or around[:1]
        return (*reading, new)

    def lint(self, root: Root, wanted: Wanted, *, thorough: bool) -> bool:
        """Lint a root with what is typed, and publish; raises Outdated.

        Validations that changed are probed only where it is `thorough`, for that takes longest;
        whether some still have to be.
        """
        open_now = self.documents()
        kept = self._probes.setdefault(root, Probes())
        kept.wanted, kept.thorough = wanted, thorough
        texts = {
            place: one.text.encode("utf-8", "surrogatepass") for place, one in open_now.items()
        }
        run = run_lint(
            root.folder,
            over=lambda tree: OverlayTree(tree, texts, wanted),
            chosen=lambda same: tuple(_stopping(same, kept, wanted)),
        )
        wanted()
        model = modelled(root, run, self._models.get(root))
        found = by_place(model, self.wire)
        wanted()
        with self._lock:
            self._models[root] = model
            self._found[root] = found
            self._publish(open_now)
        return kept.missed > 0 and not thorough

    def unread(self) -> tuple[Root, ...]:
        """Roots around open documents that no root read so far has read."""
        with self._lock:
            todo: dict[Root, None] = {}
            for place in self._open:
                if not any(one.document(place) for one in self._models.values()):
                    around = roots_around(Path(place), self.folders)
                    todo.update({root: None for root in around if root not in self._models})
            return tuple(todo)

    def _publish(self, linted: dict[str, Document]) -> None:
        """Send what changed; a file without findings any more gets an empty list."""
        places = {place for found in self._found.values() for place in found} | {*self._sent}
        for place in sorted(places):
            parts = [found.get(place, []) for found in self._found.values()]
            now = merged(parts)
            document = linted.get(place)
            version = document.version if document is not None else None
            if self._sent.get(place) == (version, now) or (not now and place not in self._sent):
                continue
            uri = document.uri if document is not None else self.wire.uri(place)
            self._send(uri, version, now)
            if now:
                self._sent[place] = (version, now)
            else:
                del self._sent[place]

    def sight(self, file: Path) -> Sight | None:
        """The document of a file in the root that knows it best, None where none reads it."""
        place = place_of(file)
        with self._lock:
            document = self._open.get(place)
            models = sorted(self._models.items(), key=lambda item: item[0].head != PROJECT_FILE)
            around = roots_around(file, self.folders)
        if document is None:
            return None
        reading = [one for root, one in models if one.document(place)]
        near = [one for root, one in models if root in around]
        for model in (*(one for one in reading if one in near), *reading, *near):
            name = model.document(place) or _name(model, place)
            if name is not None:
                grid = Grid(document.text, self.wire.encoding)
                return Sight(model=model, document=name, grid=grid, wire=self.wire)
        return None

    def standing(self, sight: Sight) -> Standing | None:
        """Today's status of the project around a document."""
        root = sight.model.root
        if root.head != PROJECT_FILE:
            return None
        with self._lock:
            return self._standing.setdefault(root, Standing(root.folder))

    def saved(self) -> None:
        """Files changed on disk: what was assessed is from before."""
        with self._lock:
            for one in self._standing.values():
                one.changed()

    def stop(self) -> None:
        """End what runs beside."""
        with self._lock:
            for one in self._standing.values():
                one.stop()


def _name(model: Model, place: str) -> str | None:
    """The name that a file below a root would have there."""
    start = os.path.join(model.root.folder.resolve(), "")
    return place[len(start) :].replace(os.sep, "/") if place.startswith(start) else None


def _stopping(same: tuple[rules.Rule, ...], kept: Probes, wanted: Wanted) -> Iterator[rules.Rule]:
    """Rules that are not begun where nobody waits; probes are kept from run to run."""
    for rule in same:
        yield _begun(kept.rule if rule is probes.rule else rule, wanted)


def _begun(rule: rules.Rule, wanted: Wanted) -> rules.Rule:
    def begun(project: Project) -> Iterator[Diagnostic]:
        wanted()
        yield from rule(project)

    return begun
