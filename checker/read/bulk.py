"""Reading many files at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def many() -> Iterator[None]:
    """Without garbage collection meanwhile: it would cost as much as the reading.

    What was read holds no cycles, so it is set aside from later collections too; it is still freed
    with its last reference.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()
