"""Work in a process of its own, one at a time, whose output goes nowhere."""

from __future__ import annotations

import os
import pickle
import resource
import signal
import tempfile
from collections.abc import Callable
from typing import IO, Any, NamedTuple, NoReturn

MEMORY = 3 << 30
"""Bytes that a child may use, for a loop that gathers without end."""


class End(NamedTuple):
    """How it ended."""

    status: int
    """As the system gives it."""
    said: Any
    """The result; None where the child was ended before it had one."""


def child(work: Callable[[Callable[[Any], NoReturn]], Any]) -> End:
    """The result of some work; the work may also end early, by what it is called with."""
    with tempfile.TemporaryFile() as answer:
        process = os.fork()
        if process == 0:
            _work(work, answer)
        try:
            _, status = os.waitpid(process, 0)
        except BaseException:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            raise
        answer.seek(0)
        said = answer.read()
    return End(status, pickle.loads(said) if said else None)


def _work(work: Callable[[Callable[[Any], NoReturn]], Any], answer: IO[bytes]) -> NoReturn:
    def say(result: Any) -> NoReturn:
        answer.write(pickle.dumps(result))
        answer.flush()
        os._exit(0)

    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        say(work(say))
    finally:
        os._exit(1)
