"""Explicit calendar expressions: `December 9, 2025`, `22.03.2013`, `1986/87`, `Q3 2024`, `the 1990s`."""

import re
from calendar import monthrange
from datetime import date

from extractor.pipeline.dates.calendar import (
    Tense,
    Time,
    day_time,
    decade_time,
    month_time,
    parse_calendar,
    part_time,
    span_time,
    year_time,
)
from extractor.pipeline.dates.reader import (
    BACK,
    DASHES,
    DECADE,
    FISCAL,
    MONTH_LEADS,
    NUMERIC,
    ORDINAL,
    PERIOD,
    Parsed,
    Reader,
    full_year,
)
from extractor.pipeline.dates.tense import tense_at
from extractor.pipeline.words import GLUED


class Explicit(Reader):
    """Parsers of expressions that name their place on the calendar; each gives `(end, Time)` or None."""

    def _numeric(self, i: int) -> Parsed | None:
        """`2025-12-09`, `22.03.2013`, `03/22/2013`."""
        match = NUMERIC.match(self.texts[i])
        day = parse_calendar(match[1], "YMD" if match[1][:4].isdecimal() else self.clock.order) if match else None
        return (i + 1, day_time(day)) if day else None

    def _month(self, i: int) -> Parsed | None:
        """`December`, `Dec. 9`, `December 9, 2025`, `May 5-7`, `December 2023`."""
        month = self.lex.months.get(self.word(i))
        if month is None or not self._is_month(i):
            return None
        end = i + 1
        if (number := self._day_number(end)) and not self._is_year(end):
            first, end = number
            last, stop = self._day_range(end) or (first, end)
            year, stop = self._year_after(stop)
            return self._days(month, (first, last), year, (i, stop))
        year, end = self._year_after(i + 1)
        if year is not None:
            return end, month_time(year, month)
        return end, self.clock.month(month, tense_at(self.words, i, self.lex))

    def _is_month(self, i: int) -> bool:
        """`may` and `march` are verbs, `mar` and `sun` words: capitals, or digits beside, make a month."""
        word, before, after = self.word(i), self.word(i - 1), self.word(i + 1)
        if not self.texts[i][0].isupper():
            return len(word) > 3 and word not in ("may", "march")
        beside = after[:1].isdigit() or before[:1].isdigit() or after in DASHES or before in MONTH_LEADS
        return beside or (word not in ("may", "march") and (word.endswith(".") or len(word) > 3))

    def _day_month(self, i: int) -> Parsed | None:
        """`9 December 2025`, `the 9th of December`, `5-7 May`."""
        number = self._day_number(i)
        if number is None:
            return None
        first, end = number
        last, end = self._day_range(end) or (first, end)
        if self.word(end) == "of":
            end += 1
        month = self.lex.months.get(self.word(end))
        if month is None or not (self.texts[end][0].isupper() or self.word(end - 1) == "of"):
            return None
        year, end = self._year_after(end + 1)
        return self._days(month, (first, last), year, (i, end))

    def _days(self, month: int, days: tuple[int, int], year: int | None, place: tuple[int, int]) -> Parsed | None:
        start, end = place
        tense = tense_at(self.words, start, self.lex)
        times = [self._placed(year, month, day, tense) for day in (days if days[0] != days[1] else days[:1])]
        if times[0] is None or times[-1] is None:
            return None
        time = times[0] if len(times) == 1 else span_time(times[0], times[-1])
        return (end, time) if time else None

    def _placed(self, year: int | None, month: int, day: int, tense: Tense) -> Time | None:
        if year is None:
            return self.clock.day(month, day, tense)
        return day_time(date(year, month, day)) if day <= monthrange(year, month)[1] else None

    def _day_number(self, i: int) -> tuple[int, int] | None:
        """1 to 31, `9th` too, and the index after it."""
        text = self.texts[i] if i < len(self.texts) else ""
        match = ORDINAL.match(text.lower())
        digits = match[1] if match else text
        if not (digits.isascii() and digits.isdecimal() and len(digits) <= 2 and 1 <= int(digits) <= 31):
            return None
        if not match and (self.word(i + 1) in ("%", "percent", "pct", "million", "billion", "mln", "bn", "bln")):
            return None
        return int(digits), i + 1

    def _day_range(self, i: int) -> tuple[int, int] | None:
        if self.word(i) in DASHES or (self.word(i) in ("to", "and") and self.word(i + 2)[:4] in self.lex.months):
            return self._day_number(i + 1)
        return None

    def _is_year(self, i: int) -> int | None:
        text = self.texts[i] if i < len(self.texts) else ""
        if len(text) == 4 and text.isascii() and text.isdecimal() and 1000 <= int(text) <= 2100:
            return int(text)
        return None

    def _year_after(self, i: int) -> tuple[int | None, int]:
        """A year, a comma or `of` before it allowed; the index after it, or `i` itself."""
        j = i + 1 if self.word(i) in (",", "of") else i
        year = self._is_year(j)
        if year and not (self.word(i) == "," and self.word(j + 1) in self.lex.counts):
            return year, j + 1
        if self.word(j) in ("'", "’") and len(self.word(j + 1)) == 2 and self.word(j + 1).isdecimal():
            return full_year(self.word(j + 1)), j + 2
        return None, i

    def _year(self, i: int) -> Parsed | None:
        """`2020`, `1986/87`, `2012-13`, `the year 2000`."""
        start = i
        if self.word(i) == "year" and self._is_year(i + 1):
            i += 1
        year = self._is_year(i)
        if year is None:
            return None
        mark, after = self.word(i + 1), self.word(i + 2)
        if mark in ("/", *DASHES) and len(after) == 2 and after.isdecimal() and int(after) == (year + 1) % 100:
            return i + 3, span_time(year_time(year), year_time(year + 1)) or year_time(year)
        if mark == "/" and self._is_year(i + 2) == year + 1:
            return i + 3, span_time(year_time(year), year_time(year + 1)) or year_time(year)
        if start == i and not self._may_be_year(i, year):
            return None
        return i + 1, year_time(year)

    def _may_be_year(self, i: int, year: int) -> bool:
        """A bare number is a year unless something is counted, priced or numbered."""
        before, after = self.word(i - 1), self.word(i + 1)
        leads = before in self.lex.year_leads
        if before in self.lex.no_year or after in self.lex.counts or after == "%":
            return False
        if i and self.words.gaps[i] == GLUED and before not in ("(", *DASHES, "/", "[", '"', "“"):
            return False
        if before in DASHES and not (
            self._is_year(i - 2) or leads or self.word(i - 2) in ("mid", "end", "early", "late", "pre", "post")
        ):
            return False
        return 1900 <= year <= 2099 or (leads and year >= 1400)

    def _fiscal(self, i: int) -> Parsed | None:
        """`FY2024/25`, `fiscal 2024`, `financial year 2024-25`."""
        word = self.word(i)
        match = FISCAL.match(word)
        if match and match[1]:
            year, end = full_year(match[1]), i + 1
        elif match or word in ("fiscal", "financial", "marketing", "crop", "calendar"):
            end = i + 2 if self.word(i + 1) == "year" else i + 1
            found = self._is_year(end)
            if found is None:
                return None
            year, end = found, end + 1
        else:
            return None
        mark, after = self.word(end), self.word(end + 1)
        if mark in ("/", *DASHES) and len(after) == 2 and after.isdecimal():
            return end + 2, span_time(year_time(year), year_time(year + 1)) or year_time(year)
        return end, year_time(year)

    def _period(self, i: int) -> Parsed | None:
        """`Q3 2024`, `1H25`, `H2`, `9M 2025`."""
        match = PERIOD.match(self.texts[i])
        if not match:
            return None
        part = (match[2] or match[4] or "M").upper()
        number = int(match[1] or match[5] or match[7])
        short = match[3] or match[6] or match[8]
        year, end = (full_year(short), i + 1) if short else self._year_or_that(i + 1)
        if year is None or number > {"Q": 4, "H": 2, "M": 12}[part]:
            return None
        if part == "M":
            time = span_time(month_time(year, 1), month_time(year, number))
            return (end, time) if time else None
        return end, part_time(year, part, number)

    def _year_or_that(self, i: int) -> tuple[int | None, int]:
        """The year that follows (`of 2025`, `of last year`, `this year`), else that of publication."""
        year, end = self._year_after(i)
        if year is not None:
            return year, end
        j = i + 1 if self.word(i) in ("of", "in", ",") else i
        j = j + 1 if self.word(j) == "the" else j
        if self.word(j) in BACK and self.word(j + 1) == "year":
            time = self.relative(j)
            if time and time[1].first:
                return time[1].first.year, time[0]
        published = self.clock.published
        return (published.year if published else None), i

    def _decade(self, i: int) -> Parsed | None:
        """`1990s`, `'90s`, `the eighties`."""
        match = DECADE.match(self.texts[i])
        if match:
            return i + 1, decade_time(
                int(match[2]) if match[2] else 190 + int(match[1]) if int(match[1]) > 2 else 200 + int(match[1])
            )
        if self.word(i) in ("'", "’") and re.fullmatch(r"\d0s", self.word(i + 1)):
            return i + 2, decade_time(190 + int(self.word(i + 1)[0]))
        return None
