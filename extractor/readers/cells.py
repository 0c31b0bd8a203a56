"""The cells of a row under the names of its head, where there are more or fewer of them than there should be."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from extractor.readers.dayorder import DayOrder
from extractor.readers.options import Options
from extractor.readers.synonyms import locate
from extractor.readers.values import is_nothing, read_day


@dataclass(frozen=True)
class Cells:
    """How the rows under one head are fitted to it; `delimiter` is what parts them."""

    head: Sequence[str]
    delimiter: str
    options: Options

    def fitted(self, cells: list[str], raw: str) -> list[str] | None:
        """The cells, as many as the head has, or None where it isn't plain which are which; `raw` is the whole row.

        Empty cells at the end may be too many, or were left off by a spreadsheet. A text without quotation marks may hold
        what parts cells: then its pieces are put together.
        """
        more = len(cells) - len(self.head)
        if more == 0:
            return cells
        if more < 0:
            short = cells + [""] * -more
            return short if self._place("text") < len(cells) and self._is_row(short) else None
        if not any(cell.strip() for cell in cells[len(self.head) :]):
            return cells[: len(self.head)]
        return self._rejoined(cells, more, raw)

    def _rejoined(self, cells: list[str], more: int, raw: str) -> list[str] | None:
        place = self._place("text")
        pieces = cells[place : place + more + 1]
        text = self.delimiter.join(pieces)
        # in prose a space or a figure follows a comma; and what was put together must stand so in the row
        quoted = pieces[0].lstrip()[:1] in tuple("“„«‘")  # marks that were meant for the cell's, by a word processor
        prose = (
            self.delimiter in ",;"
            and not quoted
            and all(piece[:1].isspace() or piece[:1].isdigit() for piece in pieces[1:])
        )
        fitted = [*cells[:place], text, *cells[place + more + 1 :]]
        last = place == len(self.head) - 1
        return fitted if prose and text in raw and (last or self._is_row(fitted)) else None

    def _is_row(self, cells: list[str]) -> bool:
        """Whether a day, an address or a number stands where the head has one: not so in the rest of a broken text."""
        if "published" in self._places:
            day, _ = read_day(cells[self._place("published")], DayOrder("MDY"))
            return day is not None
        if "url" in self._places:
            return "://" in cells[self._place("url")]
        identity = cells[self._place("id")] if "id" in self._places else ""
        return not is_nothing(identity) and identity.strip().isdigit()

    def _place(self, field: str) -> int:
        return self._places.get(field, len(self.head))

    @cached_property
    def _places(self) -> dict[str, int]:
        names = locate(self.head, self.options.fields)
        return {field: self.head.index(name) for field, name in names.items() if name in self.head}
