"""A word on standard error for runs that take longer than a second, on a terminal only."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_AFTER = 1.0
"""Seconds of silence."""


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Says what is going on while the block runs, and takes it back at its end."""
    if not sys.stderr.isatty():
        yield
        return
    shown = threading.Event()

    def show() -> None:
        shown.set()
        sys.stderr.write(f"rsp: {what} ...")
        sys.stderr.flush()

    timer = threading.Timer(_AFTER, show)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        if shown.is_set():
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


@contextmanager
def counting(what: str, total: int, unit: str) -> Iterator[Callable[[int], None]]:
    """Says how far it is, as the block tells it how many are done, and takes it back at its end."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    last = time.monotonic()

    def show(done: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _AFTER:
            last = time.monotonic()
            sys.stderr.write(f"\r\x1b[Krsp: {what} ... {done} of {total} {unit}")
            sys.stderr.flush()

    try:
        yield show
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
