"""One process that works on articles, from both ends: what the parent holds of it, and what runs in it.

::

    parent ─ batches of articles and pages ─► serve ─ one message for each ─► parent

A message leaves as soon as its article is done, so the parent always knows which one is in work. Neither side can hold
up the other for good: batches are posted by a thread, since a process that hangs in C code takes nothing off its pipe.
"""

import faulthandler
import os
import pickle
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from queue import SimpleQueue
from selectors import EVENT_READ, DefaultSelector
from typing import Any, NamedTuple, cast

from extractor.article import Article
from extractor.errors import ExtractorError, Reject, RunError
from extractor.readers.page import Page


class Done(NamedTuple):
    """An article's record: its JSON, how many of each kind are in it, and, without a date, what `dayorder` says of that.

    `extensions` counts what kinds of other packages found, by name; None where none was asked for.
    """

    line: bytes
    counts: tuple[int, ...] = ()
    undated: str | None = None
    extensions: dict[str, int] | None = None


Item = Article | Page
Result = Done | Reject
Work = Callable[[Iterable[Article]], Iterator[Result]]  # articles → a result for each, when it is asked for
Make = Callable[[], Work]  # what a process does first; it travels as a pickle

_READY = "ready"
_GRACE = 10.0  # seconds over the time limit after which a process that no parent ends ends itself
_LAST_MOMENT = 5.0  # seconds between the end of its pipe and that of the process
_REARM = 5.0  # seconds; to arm the alarm for every article would cost a thread each
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")  # matrices are small: more than one makes every process slower


class Worker:
    """A process, from the parent's side."""

    def __init__(self, make: Make, time_limit: float | None) -> None:
        context = get_context("spawn")  # a fork would share the parent's pipes, and find its threads' locks taken
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(make, theirs, time_limit), daemon=True)
        with _environment(), _without_interrupts():
            self._process.start()
        theirs.close()  # so that the process' end is the end of the pipe
        self._ears = DefaultSelector()  # `Connection.poll` would make one for every message
        self._ears.register(self.connection, EVENT_READ)
        self.ready = False  # until the pipeline is loaded
        self._outbox: SimpleQueue[list[Item] | None] = SimpleQueue()
        self._post = threading.Thread(target=self._send, daemon=True)
        self._post.start()

    def give(self, articles: list[Item]) -> None:
        """Put a batch on its way."""
        self._outbox.put(articles)

    def has_news(self) -> bool:
        """Whether a message, or the end of the pipe, is there already."""
        return bool(self._ears.select(0))

    def receive(self) -> Result | None:
        """The next message: a result, or None when it said that it is ready; `EOFError` when it is dead.

        Raises the process' own `ExtractorError` when its pipeline can't be made.
        """
        try:
            message = self.connection.recv()
        except (OSError, EOFError, pickle.UnpicklingError) as error:  # it may have died with half a message sent
            raise EOFError from error
        if message == _READY:
            self.ready = True
            return None
        if isinstance(message, ExtractorError):
            raise message
        result: Result = message
        return result

    def end(self, *, dying: bool = False) -> str:
        """End the process and say how it ended; one that is `dying` gets a moment to do so by itself."""
        self._process.join(_LAST_MOMENT if dying else 0)
        self._process.kill()
        self._process.join()
        code = self._process.exitcode or 0
        self._outbox.put(None)
        self._post.join()  # what it was sending has no receiver any more
        self._ears.close()
        self.connection.close()
        self._process.close()
        return f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"

    def _send(self) -> None:
        while (articles := self._outbox.get()) is not None:
            try:
                self.connection.send(articles)
            except OSError:  # it died; whoever listens to it will notice
                return


@contextmanager
def _environment() -> Iterator[None]:
    """Variables that the process has from its first moment: libraries read them when they are loaded."""
    missing = [name for name in _THREADS if name not in os.environ]
    os.environ.update(dict.fromkeys(missing, "1"))
    try:
        yield
    finally:
        for name in missing:
            del os.environ[name]


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Ctrl-C reaches every process of a terminal; one started in here never hears of it, and the parent decides."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(make: Make, connection: "Connection[Any, Any]", time_limit: float | None) -> None:
    """What the process does: it makes its pipeline, then turns batches into results until the parent hangs up."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        work = make()
    except ExtractorError as error:
        connection.send(error)
        return
    except Exception as error:
        connection.send(RunError(f"the pipeline can't be loaded: {type(error).__name__}: {error}"))
        return
    try:
        connection.send(_READY)
        while True:
            items = connection.recv()
            with _alarm(time_limit) as rearm:

                def send(result: Result) -> None:
                    connection.send(result)
                    rearm()

                for result in work(_read(items, send)):
                    send(result)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _read(items: list[Item], on_reject: Callable[[Reject], None]) -> Iterator[Article]:
    """The articles, one after the other; a page is read when its turn comes, and one that gives none is rejected."""
    from extractor.readers import read_page

    for item in items:
        found = read_page(item) if isinstance(item, Page) else item
        if isinstance(found, Reject):
            on_reject(found)
        else:
            yield found


def make_reader() -> Work:
    """What a process does that reads pages, and nothing more: the articles themselves are the results."""
    return cast(Work, iter)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


@contextmanager
def _alarm(time_limit: float | None) -> Iterator[Callable[[], None]]:
    """Ends the process when an article goes far over its time; the block calls what it is given after each.

    The parent does that, unless it was killed. Code that never lets go of the interpreter can only be ended by a thread
    that doesn't need it.
    """
    if time_limit is None:
        yield lambda: None
        return
    armed = 0.0

    with open(os.devnull, "w") as nowhere:

        def rearm() -> None:
            nonlocal armed
            now = time.monotonic()
            if now - armed > _REARM:
                armed = now
                faulthandler.dump_traceback_later(time_limit + _GRACE + _REARM, exit=True, file=nowhere)

        rearm()
        try:
            yield rearm
        finally:
            faulthandler.cancel_dump_traceback_later()
