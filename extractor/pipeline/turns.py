"""Threads take turns: one at a time works with a pipeline, whichever pipeline that is.

A pipeline is one vocabulary that grows with the words it sees, and forgets those of a memory zone when the zone ends. spaCy
guards none of that: of two threads in one zone, the first to leave takes the words from under the other, and records come
out wrong without an error. The interpreter runs one thread at a time anyhow, so that turns cost nothing.

A fork waits for its turn too: no child is born with half an article on its tables, or with a turn that nobody ends.
"""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

_turn = RLock()  # a thread may take its turn again within it

os.register_at_fork(before=_turn.acquire, after_in_parent=_turn.release, after_in_child=_turn.release)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """No other thread of this process is in such a block meanwhile; don't wait for one in here."""
    with _turn:
        yield


@contextmanager
def uncollected() -> Iterator[None]:
    """A while without the garbage collector: tables are built of many small objects, none of which is garbage.

    It would look through all of them time and again, a third of the time that it takes to load a pipeline.
    """
    thresholds = gc.get_threshold()
    gc.set_threshold(0)  # `gc.disable` would not do: srsly, which reads weights, enables it again
    try:
        yield
    finally:
        if not gc.get_freeze_count():  # what others have frozen stays so
            gc.freeze()
            gc.unfreeze()  # now all is of the oldest generation: the young ones, often looked through, have no tables in them
        gc.set_threshold(*thresholds)
