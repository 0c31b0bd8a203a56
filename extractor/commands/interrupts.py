"""Ctrl-C and SIGTERM: the first asks a run to come to an end, a second one ends it."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
FINISHING = "\nfinishing the articles in hand; once more to stop at once"


class Interrupts:
    """Which signal came, if any; `graceful` is what to say while the run finishes what it has in hand."""

    def __init__(self, graceful: str | None) -> None:
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
        if again or self._graceful is None:
            raise KeyboardInterrupt
        os.write(2, f"{self._graceful}\n".encode())  # a stream may be in use at this very moment


@contextmanager
def interrupts(graceful: str | None) -> Iterator[Interrupts]:
    """Signals are heard in the block; where `graceful` is None, the first one raises `KeyboardInterrupt`."""
    heard = Interrupts(graceful)
    if threading.current_thread() is not threading.main_thread():
        yield heard
        return
    before = {number: signal.signal(number, heard.hear) for number in _SIGNALS}
    try:
        yield heard
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
