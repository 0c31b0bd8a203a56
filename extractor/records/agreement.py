"""Whether the records of one file hold the same extensions."""

from collections.abc import Mapping
from typing import Any

from extractor.errors import WriteError
from extractor.plugins import names_in


class Agreement:
    """Hears of each record, and of the first which extensions have tables or columns: a file has one set of them."""

    def __init__(self) -> None:
        self.names: tuple[str, ...] | None = None

    def hear(self, record: bytes | Mapping[str, Any]) -> bool:
        """Whether this record is the first; `WriteError` where it holds others than those before it."""
        names = names_in(record)
        if self.names is None:
            self.names = names
            return True
        if names != self.names:
            told = [", ".join(each) or "no extension" for each in (names, self.names)]
            raise WriteError(
                f"a record holds {told[0]}, and those before it {told[1]}: tables and columns are the same for a whole "
                "file; write JSON Lines, or each into a file of its own"
            )
        return False
