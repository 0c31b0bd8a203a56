"""What one file of a dump has unpacked so far, held against the limits."""

from extractor.errors import ReadError
from extractor.readers.options import Limits

_UNSUSPECTED = 64 << 20  # unpacked bytes before the ratio says anything: short repetitive texts pack very well


class LimitError(ReadError):
    """A limit was reached: the message says which, and which option lifts it."""


class Budget:
    """Counts what one file unpacks to, whatever is packed in it, and stops it at a limit."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._unpacked = 0
        self._members = 0

    def unpack(self, size: int, unpacked: int, packed: int) -> None:
        """Count `size` more bytes; raises `LimitError` where all of them, or those of one layer, are too many.

        `unpacked` and `packed` are the bytes out of this layer and into it so far.
        """
        self._unpacked += size
        if self._unpacked > self._limits.unpacked:
            limit = f"{self._limits.unpacked:,} bytes (--limit unpacked=NUMBER lifts it)"
            raise LimitError(f"the file unpacks to more than the limit of {limit}")
        if unpacked > _UNSUSPECTED and unpacked > packed * self._limits.ratio:
            limit = f"{self._limits.ratio:,} times the packed ones (--limit ratio=NUMBER lifts it)"
            raise LimitError(f"it unpacks to more bytes than the limit of {limit}: a bomb, by all appearances")

    def add_member(self) -> None:
        """Count one more member of an archive; raises `LimitError` where there are too many."""
        self._members += 1
        if self._members > self._limits.members:
            raise LimitError(
                f"more members than the limit of {self._limits.members:,} (--limit members=NUMBER lifts it)"
            )

    def check_depth(self, depth: int) -> None:
        """Raises `LimitError` where packings are nested too deep."""
        if depth > self._limits.depth:
            raise LimitError(f"packed more than {self._limits.depth} deep, the limit (--limit depth=NUMBER lifts it)")
