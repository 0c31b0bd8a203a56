"""Articles → results, in processes that may die: the order is kept, and nothing is lost.

::

    articles ─ batches ─► todo ─► worker ─► the batch's results ┐
                            └───► worker ─► the batch's results ┴─ in input order ─► results

Each process has at most two batches in hand. A batch with a long article doesn't hold up the ones after it, until the
window is full. An article that goes over its time, or that twice was in work when its process died, is rejected alone;
the rest of its batch goes to another process. (Once may be another's fault: the system kills for memory whom it likes.)
"""

import os
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar, cast

from extractor.article import Article
from extractor.errors import Reason, Reject, RunError
from extractor.processes.worker import Done, Make, Result, Worker, make_reader
from extractor.readers.page import Page

BATCH, BATCH_SIZE = 50, 250_000  # articles and code points that share a memory zone: a stream is never held up for long
IN_HAND = 2  # batches: one in work, one on its way
WINDOW = 32  # batches between the first that isn't done and the last that was read, for each process
WINDOW_SIZE = 64 << 20  # code points and bytes that these may hold, texts and records together
LOOK = 0.5  # seconds without news after which clocks and the wish to stop are looked at
AWAY = 5.0  # seconds away from the pipes that aren't counted as anybody's work: a stopped terminal, a slow reader
Stop = Callable[[], bool]
FAILURES = 3  # processes in a row that died before they were ready

Read = Article | Page | Reject  # what comes of a dump
Item = TypeVar("Item", bound=Read)


def cores() -> int:
    """How many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def batches(articles: Iterable[Item]) -> Iterator[list[Item]]:
    """The articles in order, some at a time: as many as share the words that the pipeline has seen."""
    batch: list[Item] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += _size(article)
        if len(batch) == BATCH or size >= BATCH_SIZE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _size(item: Read) -> int:
    return len(item.text) if isinstance(item, Article) else len(item.body) if isinstance(item, Page) else 0


def read_through(
    articles: Iterable[Read], *, processes: int, time_limit: float | None, stop: Stop
) -> Generator[Read, None, None]:
    """The same, in order, with the pages read by `processes` processes, which there are only where there is a page."""
    pool = _Pool(batches(articles), make_reader, processes, time_limit, passing=(Reject, Article))
    try:
        yield from cast(Iterator[Read], pool.results(stop))
    finally:
        pool.close()


def work_through(
    articles: Iterable[Read],
    make: Make,
    *,
    processes: int,
    time_limit: float | None = None,
    stop: Stop = lambda: False,
) -> Generator[Result, None, None]:
    """A result for each article, in order, from `processes` processes that each begin with `make`.

    A page is read by the process that works on its article. What the readers rejected passes through in its place.
    `time_limit` is for one article, in seconds. Once `stop`
    says so, no more is read; the results of the batches in hand still come, as far as they follow on those before.
    Raises what `make` raised, and `RunError` where processes die before they are ready.
    """
    pool = _Pool(batches(articles), make, processes, time_limit)
    try:
        yield from pool.results(stop)
    finally:
        pool.close()


class _Batch:
    """Articles that travel together, and what has become of each."""

    def __init__(self, items: list[Read], passing: tuple[type, ...]) -> None:
        """`passing` are the types of what is its own result."""
        self._results: list[Any] = [item if isinstance(item, passing) else None for item in items]
        self._left: deque[tuple[int, Any]] = deque(
            (place, item) for place, item in enumerate(items) if not isinstance(item, passing)
        )
        self._out = 0
        self._suspect = -1  # where the article stands that was in work when a process died
        self.size = sum(map(_size, items))

    def left(self) -> list[Article | Page]:
        """The articles that are still to be worked on; the first one is in work."""
        return [article for _, article in self._left]

    @property
    def worked_through(self) -> bool:
        """Whether no article is left."""
        return not self._left

    @property
    def empty(self) -> bool:
        """Whether every result has been taken out."""
        return self._out == len(self._results)

    def put(self, result: Result) -> None:
        """What became of the article in work."""
        place, _ = self._left.popleft()
        self._results[place] = result
        self.size += len(result.line) if isinstance(result, Done) else 0

    def reject(self, reason: Reason, detail: str) -> None:
        """Give up the article in work."""
        _, item = self._left[0]
        if isinstance(item, Page):
            self.put(item.origin.reject(reason, detail))
        else:
            self.put(Reject(item.path, item.index, reason, detail, raw=item.text, id=item.id))

    def blame(self, detail: str) -> None:
        """The article in work was there when a process died; give it up if that is the second time."""
        place, _ = self._left[0]
        if place == self._suspect:
            self.reject(Reason.WORKER_DIED, detail)
        self._suspect = place

    def take(self) -> Iterator[Result]:
        """The results that are there, without gaps, each once."""
        while self._out < len(self._results) and (result := self._results[self._out]) is not None:
            self._results[self._out] = None
            self._out += 1
            yield result


class _Hand:
    """A process, and what it has in hand."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker
        self.batches: deque[_Batch] = deque()
        self.since = 0.0  # when the article in work began

    @property
    def free(self) -> bool:
        return self.worker.ready and len(self.batches) < IN_HAND

    def give(self, batch: _Batch) -> None:
        if not self.batches:
            self.since = time.monotonic()
        self.batches.append(batch)
        self.worker.give(batch.left())

    def put(self, result: Result) -> None:
        batch = self.batches[0]
        batch.put(result)
        self.since = time.monotonic()
        if batch.worked_through:
            self.batches.popleft()


class _Pool:
    def __init__(
        self,
        source: Iterator[list[Read]],
        make: Make,
        processes: int,
        time_limit: float | None,
        *,
        passing: tuple[type, ...] = (Reject,),
    ) -> None:
        self._passing = passing
        self._source: Iterator[list[Read]] | None = source
        self._make = make
        self._processes = max(1, processes)
        self._time_limit = time_limit
        self._window: deque[_Batch] = deque()  # what was read and isn't out yet, in input order
        self._todo: deque[_Batch] = deque()  # of these, what no process has in hand
        self._hands: dict[Connection[Any, Any], _Hand] = {}
        self._failures = 0
        self._looked = time.monotonic()

    def results(self, stop: Stop) -> Iterator[Result]:
        while True:
            while self._window:
                yield from self._window[0].take()
                if not self._window[0].empty:
                    break
                self._window.popleft()
            stopping = stop()
            if stopping:
                self._source = None
                self._todo.clear()
            if stopping and not any(hand.batches for hand in self._hands.values()):
                return
            reading = self._hand_out()
            if not self._window and self._source is None:
                return
            if self._hands:
                self._listen(0 if reading else LOOK)

    def close(self) -> None:
        for hand in self._hands.values():
            hand.worker.end()
        self._hands.clear()

    def _hand_out(self) -> bool:
        """Read a batch, give what there is to the processes, start one where there is work for it; whether to go on."""
        reading = self._wanting() and self._read()
        while self._todo and (free := [hand for hand in self._hands.values() if hand.free]):
            min(free, key=lambda hand: len(hand.batches)).give(self._todo.popleft())
        loading = sum(not hand.worker.ready for hand in self._hands.values())
        if len(self._todo) > loading and len(self._hands) < self._processes:
            worker = Worker(self._make, self._time_limit)
            self._hands[worker.connection] = _Hand(worker)
        return reading

    def _wanting(self) -> bool:
        """Whether another batch would have a process to go to, and has room in the window."""
        room = self._processes * IN_HAND - sum(len(hand.batches) for hand in self._hands.values())
        return (
            len(self._todo) < room
            and len(self._window) < self._processes * WINDOW
            and sum(batch.size for batch in self._window) < WINDOW_SIZE
        )

    def _read(self) -> bool:
        items = next(self._source, None) if self._source else None
        if items is None:
            self._source = None
            return False
        batch = _Batch(items, self._passing)
        self._window.append(batch)
        if not batch.worked_through:
            self._todo.append(batch)
        return True

    def _listen(self, patience: float) -> None:
        """Take in all news, and wait for some as long as `patience`; then see to those who are over their time."""
        heard = wait(list(self._hands), patience)
        now = time.monotonic()
        if now - self._looked > AWAY:
            for hand in self._hands.values():
                hand.since += now - self._looked
        self._looked = now
        for connection in heard:
            self._receive(self._hands[connection])  # type: ignore[index]
        if self._time_limit is not None:
            for hand in list(self._hands.values()):
                late = hand.batches and time.monotonic() - hand.since > self._time_limit
                if late and not hand.worker.has_news():
                    hand.batches[0].reject(
                        Reason.TIME_LIMIT, f"took longer than {self._time_limit:g} s, the time limit"
                    )
                    self._bury(hand)

    def _receive(self, hand: _Hand) -> None:
        try:
            while True:
                result = hand.worker.receive()
                if result is None:
                    self._failures = 0
                else:
                    hand.put(result)
                if not hand.worker.has_news():
                    return
        except EOFError:
            self._bury(hand, dying=True)

    def _bury(self, hand: _Hand, *, dying: bool = False) -> None:
        """End a process; what it had in hand goes to others first of all."""
        del self._hands[hand.worker.connection]
        how = hand.worker.end(dying=dying)
        if not hand.worker.ready:
            self._failures += 1
            if self._failures == FAILURES:
                raise RunError(
                    f"a process that works on articles {how} before it was ready, {FAILURES} times in a row; "
                    "is there memory for it? (A script that starts processes needs `if __name__ == '__main__':`)"
                )
        elif dying and hand.batches:
            hand.batches[0].blame(f"two processes that worked on it died; the second one {how}")
        self._todo.extendleft(batch for batch in reversed(hand.batches) if not batch.worked_through)
