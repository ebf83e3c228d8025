"""One thread that lints: a moment after the last change, thoroughly once there is a rest."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterable
from functools import partial

from checker.lint.walk import forget
from checker.lsp.model import Root

DELAY = 0.15
"""Seconds without a change before a run starts."""
REST = 0.8
"""Seconds without a change before a run is thorough."""
_COLLECT = 20
"""Runs after which cycles are collected that the readers' frozen generations would keep."""
_FORGET = 500
"""Runs after which compiled expressions are let go of, those that were typed among them."""


class Outdated(Exception):  # no error: nobody waits for the answer any more
    """A change came while a run was under way."""


Wanted = Callable[[], None]
"""Raises Outdated where the answer is not wanted any more."""


class Worker:
    """Runs a task over the roots that changed, never two at once."""

    def __init__(
        self, task: Callable[[Root, Wanted, bool], bool], failed: Callable[[Exception], None]
    ) -> None:
        """A task says whether something is left for a thorough run, its third argument. `failed`
        is told of what it raises but Outdated; the thread goes on."""
        self._task = task
        self._failed = failed
        self._changed = threading.Condition()
        self._pending: dict[Root, bool] = {}
        """Whether the next run over a root is thorough."""
        self._version = 0
        self._due = 0.0
        self._over = False
        self._runs = 0
        self._thread = threading.Thread(target=self._loop, name="lint", daemon=True)

    def start(self) -> None:
        """Begin; tasks run from now on."""
        self._thread.start()

    def ask(self, roots: Iterable[Root], *, delay: float = DELAY) -> None:
        """Run over roots soon; a run that is under way is outdated."""
        with self._changed:
            self._pending.update(dict.fromkeys(roots, False))
            self._version += 1
            self._due = time.monotonic() + delay
            self._changed.notify()

    def stop(self) -> None:
        """End without finishing."""
        with self._changed:
            self._over = True
            self._version += 1
            self._changed.notify()

    def _loop(self) -> None:
        while (turn := self._next()) is not None:
            root, thorough, version = turn
            left = False
            try:
                left = self._task(root, partial(self._check, version), thorough)
            except Outdated:
                continue
            except Exception as error:  # noqa: BLE001  # a defect must not end the thread
                self._failed(error)
            with self._changed:
                if self._version == version:
                    self._done(root, left=left)
            self._collect()

    def _done(self, root: Root, *, left: bool) -> None:
        """Nothing is left of a root, or a thorough run once all others were run."""
        del self._pending[root]
        if left:
            self._pending[root] = True
        if self._pending and all(self._pending.values()):
            self._due = max(self._due, time.monotonic() + (REST if left else 0.0))

    def _next(self) -> tuple[Root, bool, int] | None:
        """A root to run over, how, and the version it is for, once it is due; None at the end."""
        with self._changed:
            while not self._over:
                left = self._due - time.monotonic()
                if self._pending and left <= 0:
                    root, thorough = next(iter(self._pending.items()))
                    return root, thorough, self._version
                self._changed.wait(left if self._pending else None)
        return None

    def _check(self, version: int) -> None:
        if self._version != version:
            raise Outdated

    def _collect(self) -> None:
        """Undo the freezing of bulk reads, which suits a process that ends soon."""
        gc.unfreeze()
        self._runs += 1
        if self._runs % _COLLECT == 0:
            gc.collect()
        if self._runs % _FORGET == 0:
            forget()
