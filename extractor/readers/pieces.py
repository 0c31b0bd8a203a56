"""Files put together by `cat`: where one ends and the next begins, and each as a file of its own."""

import io
from collections.abc import Iterator
from typing import IO, Any

_STEP = 1 << 20


class Slice(io.RawIOBase):
    """The bytes `start` to before `end` of a file, as a file; it moves the file under it, which others may move too."""

    def __init__(self, file: IO[bytes], start: int, end: int) -> None:
        self._file = file
        self._start, self._end = start, end
        self._place = start

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, place: int, whence: int = 0) -> int:
        self._place = place + (self._start, self._place, self._end)[whence]
        return self.tell()

    def tell(self) -> int:
        return self._place - self._start

    def readinto(self, buffer: Any) -> int:
        self._file.seek(self._place)
        read = self._file.read(max(0, min(len(buffer), self._end - self._place)))
        buffer[: len(read)] = read
        self._place += len(read)
        return len(read)


def size_of(file: IO[bytes]) -> int:
    """The bytes of a file."""
    return file.seek(0, io.SEEK_END)


def bytes_at(file: IO[bytes], start: int, end: int) -> bytes:
    """The bytes `start` to before `end` of a file."""
    file.seek(start)
    return file.read(end - start)


def places_of(mark: bytes, file: IO[bytes]) -> Iterator[int]:
    """Where a mark stands in a file, in order."""
    kept, place = b"", 0  # the bytes that end before `place` and may begin a mark
    file.seek(0)
    while read := file.read(_STEP):
        data, first = kept + read, place - len(kept)
        place += len(read)
        at = data.find(mark)
        while at >= 0:
            yield first + at
            at = data.find(mark, at + 1)
        kept = data[-len(mark) + 1 :]
        file.seek(place)  # whoever was told may have moved it
