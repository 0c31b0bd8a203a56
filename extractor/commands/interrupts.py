"""Ctrl-C and SIGTERM: the first asks a run to come to an end, a second one ends it."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_FINISHING = b"\nfinishing the articles in hand; once more to stop at once\n"


class Interrupts:
    """Which signal came, if any; `graceful` while the run may finish what it has in hand."""

    def __init__(self, *, graceful: bool) -> None:
        self._graceful = graceful
        self.signal: int | None = None

    def asked(self) -> bool:
        """Whether the run shall come to an end."""
        return self.signal is not None

    @property
    def exit_code(self) -> int:
        """What a shell expects of a command that a signal ended."""
        return 128 + (self.signal or signal.SIGINT)

    def hear(self, number: int, frame: FrameType | None) -> None:
        """A signal has come."""
        again = self.asked()
        self.signal = number
        if again or not self._graceful:
            raise KeyboardInterrupt
        os.write(2, _FINISHING)  # a stream may be in use at this very moment


@contextmanager
def interrupts(*, graceful: bool) -> Iterator[Interrupts]:
    """Signals are heard in the block; without `graceful`, the first one raises `KeyboardInterrupt`."""
    heard = Interrupts(graceful=graceful)
    if threading.current_thread() is not threading.main_thread():
        yield heard
        return
    before = {number: signal.signal(number, heard.hear) for number in _SIGNALS}
    try:
        yield heard
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
