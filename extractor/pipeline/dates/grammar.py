"""The grammar: which words make an expression of time, and what it stands for.

`parse(i)` reads the longest expression that begins at word `i`. The parsers stand in the order in which news forced
them; each takes a word index and gives `(end, Time)` or None, so that they call one another for their parts.
"""

import re
from collections.abc import Callable
from decimal import Decimal

from extractor.pipeline.dates.calendar import (
    Time,
    duration_time,
    month_time,
    season_time,
    span_time,
    with_part,
)
from extractor.pipeline.dates.holidays import holiday_time
from extractor.pipeline.dates.reader import (
    CLOCK,
    DASHES,
    ZONES,
    Parsed,
)
from extractor.pipeline.dates.relative import Relative
from extractor.pipeline.dates.tense import tense_at
from extractor.pipeline.words import PARAGRAPH


class Grammar(Relative):
    """Reads expressions from the words of one Doc."""

    def parse(self, i: int) -> Parsed | None:
        """The longest expression at word `i`, ranges included."""
        first = self.single(i)
        if first is None:
            return None
        return self._range(i, first) or self._joined(i, first) or first

    def _joined(self, i: int, first: Parsed) -> Parsed | None:
        """A day and its hour, or a weekday and its date: `Thursday at 10 a.m.`, `13:30 on Monday`, `Monday, December 6`."""
        end, time = first
        after = end + 1 if self.word(end) in (",", "at", "on") else end
        if after >= len(self.words) or self.words.gaps[after] == PARAGRAPH or time.kind not in ("date", "time"):
            return None
        if time.unit == "D" and time.kind == "date":
            if clock := self._clock(after):
                return clock[0], with_part(time, clock[1].value.partition("T")[2])
            second = (self._month(after) or self._day_month(after)) if self.word(i) in self.lex.weekdays else None
            return second if second and second[1].unit == "D" else None
        if time.kind == "time" and self.word(end) == "on" and (day := self.single(after)) and day[1].unit == "D":
            day = self._joined(after, day) or day
            return day[0], with_part(day[1], time.value.partition("T")[2])
        return None

    def single(self, i: int) -> Parsed | None:
        """The longest expression at word `i` that is no range of two."""
        found = [p for parser in self._parsers() if (p := parser(i))]
        return max(found, key=lambda parsed: parsed[0]) if found else None

    def _parsers(self) -> tuple[Callable[[int], Parsed | None], ...]:
        return (self._reference, self._numeric, self._month, self._day_month, self._year, self._fiscal, self._period,
                self._decade, self._weekday, self._deictic, self.relative, self._ordinal, self._edge, self._amount, self.season,
                self._holiday, self._clock, self._set)  # fmt: skip

    def _range(self, i: int, first: Parsed) -> Parsed | None:
        """`January-October 2025`, `2001-2003`, `between 2020 and 2023`, `Monday to Friday`."""
        end, start = first
        mark = self.word(end)
        joins = (
            mark in ("to", "until", "through", "till")
            or mark in DASHES
            or (mark == "and" and self.word(i - 1) == "between")
        )
        if (
            not joins
            or start.kind in ("duration", "set")
            or end + 1 >= len(self.words)
            or self.words.gaps[end + 1] == PARAGRAPH
        ):
            return None
        if mark == "to" and self.word(i - 1) in ("compared", "due"):
            return None
        second = self.single(end + 1 + (self.word(end + 1) == "the"))
        if second is None or second[1].unit != start.unit or not start.unit:
            return None
        stop, close = second
        if start.unit == "M" and close.first and self._is_year(stop - 1) and not self._is_year(end - 1):
            month = self.lex.months.get(self.word(i))
            if month:
                start = month_time(close.first.year - (month > close.first.month), month)
        time = span_time(start, close)
        return (stop, time) if time else None

    def season(self, i: int) -> Parsed | None:
        """`summer 2004`, `the winter of 1986/87`; bare `summer` and `winter`, never bare `fall`."""
        season = self.lex.seasons.get(self.word(i))
        if season is None:
            return None
        year, end = self._year_after(i + 1)
        if year:
            return end, season_time(year, season)
        if (
            self.word(i) in ("fall", "spring") and self.word(i - 1) not in ("in", "by", "early", "late", "this")
        ) or self.word(i - 1) in ("a", "to"):
            return None
        return (
            (i + 1, self.clock.season(season, None))
            if self.word(i - 1) in ("in", "the", "early", "late", "by", "during")
            else None
        )

    def _holiday(self, i: int) -> Parsed | None:
        """`Christmas`, `Easter 2025`, `Thanksgiving`."""
        hit = self.lex.holidays.at(self.words, i)
        if hit is None or not self.texts[i][0].isupper():
            return None
        year, end = self._year_after(hit.end)
        tense = tense_at(self.words, i, self.lex)
        time = holiday_time(" ".join(self.lowers[i : hit.end]), hit.value, (year, tense), self.clock)
        return (end, time) if time else None

    def _clock(self, i: int) -> Parsed | None:
        """`14:30 GMT`, `8 p.m.`, `10am`, `noon`."""
        match = CLOCK.match(self.word(i))
        half = match[3] if match else None
        hour = match[1] or match[4] if match else None
        minute = (match[2] or match[5] or "00") if match else "00"
        end = i + 1
        if hour is None and self.word(i + 1) in ("p.m.", "a.m.", "pm", "am", "p.m", "a.m"):
            clock = re.fullmatch(r"(\d\d?)(?:[.:](\d\d))?", self.word(i))
            if clock:
                hour, minute, half, end = clock[1], clock[2] or "00", self.word(i + 1)[0] + "m", i + 2
        if hour is None:
            part = self.lex.parts.get(self.word(i), "")
            return (
                (i + 1, with_part(self.clock.relative("D", 0), part))
                if ":" in part and self.word(i) != "midday"
                else None
            )
        number = int(hour) % 12 + 12 if half == "pm" else int(hour) % 12 if half == "am" else int(hour)
        if number > 24 or int(minute) > 59:
            return None
        if match and match[4] and self.word(i - 1) in ("beat", "won", "lost", "ratio"):
            return None
        while self.word(end) in ZONES or (self.word(end) == "time" and self.word(end - 1) in ZONES):
            end += 1
        return end, with_part(self.clock.relative("D", 0), f"{number:02}:{minute}")

    def _set(self, i: int) -> Parsed | None:
        """`daily`, `every Monday`, `each year`, `twice a year`, `every two weeks`."""
        if period := self.lex.sets.get(self.word(i)):
            return i + 1, Time(period, kind="set")
        j = i
        if self.word(i) in ("once", "twice", "times") and self.word(i + 1) in ("a", "an", "every", "per", "each"):
            unit = self.lex.units.get(self.word(i + 2))
            return (i + 3, Time(duration_time(Decimal(1), unit).value, kind="set")) if unit else None
        if self.word(i) not in ("every", "each"):
            return None
        j += 1
        if number := self.lex.weekdays.get(self.word(j)):
            return j + 1, Time(f"XXXX-WXX-{number}", kind="set")
        if unit := self.lex.units.get(self.word(j)):
            return j + 1, Time(duration_time(Decimal(1), unit).value, kind="set")
        count = self._count(j)
        if count and count[0] and (unit := self.lex.units.get(self.word(count[1]))):
            return count[1] + 1, Time(duration_time(count[0], unit).value, kind="set")
        return None

    def _reference(self, i: int) -> Parsed | None:
        """`recent years`, `now`, `in the future`: PAST_REF, PRESENT_REF, FUTURE_REF."""
        hit = self.lex.references.at(self.words, i)
        if hit is None or (
            hit.end - hit.start == 1 and self.word(i) in ("earlier", "once", "future", "previously", "formerly")
        ):
            return None
        return hit.end, Time(hit.value)

    def starts(self) -> list[int]:
        """The words at which an expression may begin."""
        heads = self.lex.heads
        return [i for i, word in enumerate(self.lowers) if word in heads or word[0] in "0123456789" or word[:2] == "fy"
                or (word[0] in "qh'’" and len(word) < 7 and word[1:2].isdigit())]  # fmt: skip
