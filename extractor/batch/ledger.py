"""The accounts of a batch: what was read, against what came of it."""

from collections import deque
from collections.abc import Iterable, Iterator

from extractor.article import Article
from extractor.batch.manifest import Tally
from extractor.errors import Reason, Reject, RunError
from extractor.processes.pool import Read, Stop
from extractor.processes.worker import Result
from extractor.readers.page import Page

OF_WORK = (Reason.EXTRACTION_FAILED, Reason.RECORD_INVALID)  # what is said of an article that was read


class Ledger:
    """What was read and isn't settled yet, in order: each gives one result, of its own kind."""

    def __init__(self) -> None:
        self._open: deque[tuple[str | None, int | None, type]] = deque()
        self._read = self._settled = 0
        self._ended = False

    def entering(self, articles: Iterable[Read], stop: Stop = lambda: False) -> Iterator[Read]:
        """The same articles, each noted as it passes, until `stop` says that it is enough."""
        for item in articles:
            self._read += 1
            self._open.append((item.path, item.index, type(item)))
            yield item
            if stop():
                return
        self._ended = not stop()

    @property
    def complete(self) -> bool:
        """Whether all was read, and all is settled."""
        return self._ended and not self._open

    def settle(self, result: Result) -> bool:
        """Strike out what this is the result of, and say whether the readers had rejected it."""
        self._settled += 1
        if not self._open:
            raise self._error("a result came that nothing was read for")
        path, index, kind = self._open.popleft()
        unread = kind is Reject or (kind is Page and isinstance(result, Reject) and result.reason not in OF_WORK)
        if isinstance(result, Reject) and (result.path, result.index) != (path, index):
            raise self._error(f"{path}, article {index} gave the reject of {result.path}, article {result.index}")
        if unread and not isinstance(result, Reject):
            raise self._error(f"{path}, article {index} couldn't be read, and gave a record")
        return unread

    def close(self) -> None:
        """Raise `RunError` where something is left."""
        if self._open:
            path, index, _ = self._open[0]
            raise self._error(f"{path}, article {index} gave neither a record nor a reject")
        if not self._ended:
            raise self._error("the inputs were not read to their end")

    def _error(self, what: str) -> RunError:
        counts = f"{self._read} were read, {self._settled} results came"
        return RunError(f"the accounts don't add up: {what} ({counts}); this is a bug, please report it")


def after(articles: Iterator[Read], done: Tally, stop: Stop = lambda: False) -> Iterator[Read]:
    """The articles after those whose results are there already; `RunError` where these weren't read as they were then.

    Whether a page gave an article isn't known without reading it again: it counts as either.
    """
    skipped = Tally()
    pages = 0
    while skipped.articles + skipped.unread + pages < done.results:
        item = next(articles, None)
        if item is None:
            break
        if stop():
            return
        skipped.unread += isinstance(item, Reject)
        skipped.articles += isinstance(item, Article)
        pages += isinstance(item, Page)
    lacking = (done.articles - skipped.articles, done.unread - skipped.unread)
    if min(lacking) < 0 or sum(lacking) != pages:
        raise RunError(
            f"the inputs gave {done.articles} articles and {done.unread} rejects up to here in the first run, and now "
            f"{skipped.articles} and {skipped.unread}; begin anew (--overwrite)"
        )
    yield from articles
