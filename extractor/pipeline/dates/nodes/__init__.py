"""Expressions before they are resolved, and the common face of all.

`points` name their place on the calendar, `amounts` are lengths of time and what lies so far away, `compounds` are made
of other expressions, `periods` are those of accounts and sports.
"""

from extractor.pipeline.dates import units
from extractor.pipeline.dates.frame import Frame
from extractor.pipeline.dates.values import Time

SYMBOLS = {
    units.YEAR: "Year",
    units.MONTH: "Month",
    units.WEEK: "Week",
    units.FORTNIGHT: "Week",
    units.WEEKEND: "Weekend",
    units.DAY: "Day",
    units.QUARTER: "Quarter",
    units.HALF: "Quarter",
    units.SEASON: "Season",
    units.DECADE: "Decade",
    units.CENTURY: "Century",
    units.TIME: "Time",
}

BUILT = (
    "Number", "Ordinal", "Year", "Month", "Week", "Weekend", "Day", "Weekday", "Quarter", "Season", "Decade", "Century",
    "Time", "Amount", "Placed", "Set", "Ref", "Holiday", "Span",
)  # fmt: skip


class Node:
    """An expression; `symbol` is its name in the patterns of the levels above.

    Most kinds have one unit, and the symbol that goes with it: they say so in a line. Where it differs from one to the
    next, `unit` is a field (``= field()``: else the property here would be taken for its default) or a property.
    """

    __slots__ = ()

    @property
    def unit(self) -> str:
        """The grain: D, M, Y …"""
        return ""

    @property
    def symbol(self) -> str:
        """`Day`, `Month`, `Amount` …"""
        return SYMBOLS[self.unit]

    def time(self, frame: Frame) -> Time | None:
        """What it stands for; None when it is no expression of time after all."""
        raise NotImplementedError
