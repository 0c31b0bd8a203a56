"""The grammar: which words make an expression of time, and what it stands for.

`parse(i)` reads the longest expression that begins at word `i`. The parsers stand in the order in which news forced
them; each takes a word index and gives `(end, Time)` or None, so that they call one another for their parts.
"""

import re
from dataclasses import replace
from decimal import Decimal

from extractor.pipeline._numbers import parse_count
from extractor.pipeline.dates.calendar import (
    Clock,
    Modifier,
    Time,
    century_time,
    day_time,
    decade_time,
    duration_time,
    month_time,
    parse_calendar,
    part_time,
    season_time,
    shifted,
    span_time,
    week_time,
    with_part,
    year_time,
)
from extractor.pipeline.dates.holidays import holiday_time
from extractor.pipeline.dates.lexicon import Lexicon
from extractor.pipeline.dates.tense import tense_at
from extractor.pipeline.words import GLUED, PARAGRAPH, Words

Parsed = tuple[int, Time]
BACK = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "this": 0, "current": 0, "present": 0, "next": 1,
        "coming": 1, "following": 1, "same": 0, "that": 0}  # fmt: skip
ANAPHORIC = frozenset(("following", "same", "that", "previous", "preceding"))
VAGUE = frozenset(("several", "few", "many", "some", "recent", "numerous"))
DASHES = frozenset(("-", "–", "—"))
NUMERIC = re.compile(r"(\d{4}-\d\d?-\d\d?|\d\d?[./-]\d\d?[./-](?:\d{4}|\d\d)|\d{4}[./]\d\d?[./]\d\d?)(T[\d:]+Z?)?$")
CLOCK = re.compile(r"(\d\d?)[:.]?(\d\d)?(am|pm)$|(\d\d?):(\d\d)(?::\d\d)?$")
DECADE = re.compile(r"(?:['’](\d)0s|(\d{3})0s)$")
ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)$")
PERIOD = re.compile(r"(?:(\d)([HQ])(\d\d(?:\d\d)?)?|([HQ])(\d)(\d\d(?:\d\d)?)?|(9|6|3)M(\d\d(?:\d\d)?)?)$", re.IGNORECASE)
FISCAL = re.compile(r"FY(\d\d(?:\d\d)?)?$", re.IGNORECASE)
ZONES = frozenset("gmt utc est edt cet bst pst local".split())


def full_year(text: str) -> int:
    """`25` is 2025 and `87` 1987; four digits are themselves."""
    number = int(text)
    return number if len(text) == 4 else number + (2000 if number < 50 else 1900)


class Grammar:
    """Reads expressions from the words of one Doc."""

    def __init__(self, words: Words, clock: Clock, lexicon: Lexicon) -> None:
        self.words, self.clock, self.lex = words, clock, lexicon
        self.lowers, self.texts = words.lowers, words.texts
        self.anchor: Time | None = None  # the last placed expression, for `a year earlier`

    def word(self, i: int) -> str:
        """The word at `i` in lower case; empty beyond the end."""
        return self.lowers[i] if 0 <= i < len(self.lowers) else ""

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

    def _parsers(self):  # type: ignore[no-untyped-def]
        return (self._reference, self._numeric, self._month, self._day_month, self._year, self._fiscal, self._period, self._decade,
                self._weekday, self._deictic, self._relative, self._ordinal, self._edge, self._amount, self._season,
                self._holiday, self._clock, self._set)  # fmt: skip

    # -- explicit calendar --

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
        word, text = self.word(i), self.texts[i]
        if not text[0].isupper():
            return word not in ("may", "march", "mar", "jun", "dec", "sep", "nov", "oct", "jan", "feb", "aug", "jul", "apr")
        if word in ("may", "march"):
            near = (self.word(i - 1), self.word(i + 1))
            prepared = near[0] in ("in", "of", "since", "by", "until", "last", "next", "this", "early", "late", "mid", "and",
                                   "to", "from", "-", "for", "during", "through", "between", "end", "or", "before", ",", "/")  # fmt: skip
            return prepared or near[1][:1].isdigit() or near[0][:1].isdigit() or near[1] in DASHES
        return word.endswith(".") or len(word) > 3 or self.word(i + 1)[:1].isdigit() or self.word(i - 1)[:1].isdigit() or (
            self.word(i - 1) in ("in", "since", "of", "-", "by", "end") or self.word(i + 1) in DASHES
        )  # fmt: skip

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
        times = []
        for day in days if days[0] != days[1] else days[:1]:
            try:
                times.append(day_time(month_time(year, month).first.replace(day=day)) if year else self.clock.day(month, day, tense))  # type: ignore[union-attr]
            except ValueError:
                return None
        if times[0] is None or times[-1] is None:
            return None
        time = times[0] if len(times) == 1 else span_time(times[0], times[-1])
        return (end, time) if time else None

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
        if before in DASHES and not (self._is_year(i - 2) or leads or self.word(i - 2) in ("mid", "end", "early", "late", "pre", "post")):
            return False
        return 1900 <= year <= 2099 or (leads and 1400 <= year)

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
            time = self._relative(j)
            if time and time[1].first:
                return time[1].first.year, time[0]
        published = self.clock.published
        return (published.year if published else None), i

    def _decade(self, i: int) -> Parsed | None:
        """`1990s`, `'90s`, `the eighties`."""
        match = DECADE.match(self.texts[i])
        if match:
            return i + 1, decade_time(int(match[2]) if match[2] else 190 + int(match[1]) if int(match[1]) > 2 else 200 + int(match[1]))
        if self.word(i) in ("'", "’") and re.fullmatch(r"\d0s", self.word(i + 1)):
            return i + 2, decade_time(190 + int(self.word(i + 1)[0]))
        return None

    def _range(self, i: int, first: Parsed) -> Parsed | None:
        """`January-October 2025`, `2001-2003`, `between 2020 and 2023`, `Monday to Friday`."""
        end, start = first
        mark = self.word(end)
        joins = mark in ("to", "until", "through", "till") or mark in DASHES or (mark == "and" and self.word(i - 1) == "between")
        if not joins or start.kind in ("duration", "set") or end + 1 >= len(self.words) or self.words.gaps[end + 1] == PARAGRAPH:
            return None
        if mark == "to" and self.word(i - 1) in ("compared", "due"):
            return None
        second = self.single(end + 1 + (self.word(end + 1) == "the"))
        if second is None or second[1].unit != start.unit or not start.unit:
            return None
        stop, close = second
        if start.unit == "M" and close.first and self._is_year(stop - 1) and not self._is_year(end - 1):
            month = self.lex.months[self.word(i)] if self.word(i) in self.lex.months else None
            if month:
                start = month_time(close.first.year - (month > close.first.month), month)
        time = span_time(start, close)
        return (stop, time) if time else None

    # -- relative to publication, or to what was said before --

    def _weekday(self, i: int) -> Parsed | None:
        """`Monday`, `last Friday`, `Sunday night`."""
        j, step = (i + 1, self.word(i)) if self.word(i) in ("last", "next", "this", "late", "early") else (i, "")
        number = self.lex.weekdays.get(self.word(j))
        if number is None or not self.texts[j][0].isupper():
            return None
        tense = tense_at(self.words, i, self.lex)
        time = self.clock.weekday(number, {"last": "past", "next": "future"}.get(step, tense))  # type: ignore[arg-type]
        if step == "last" and time.first == self.clock.published and time.first:
            time = shifted(time.first, "D", -7) or time
        return self._with_part(j + 1, time)

    def _with_part(self, end: int, time: Time) -> Parsed:
        part = self.lex.parts.get(self.word(end))
        if part and ":" not in part and self.word(end) not in ("overnight", "tonight"):
            return end + 1, with_part(time, part)
        return end, time

    def _deictic(self, i: int) -> Parsed | None:
        """`yesterday morning`, `today`, `tonight`, `this evening`."""
        if self.word(i) in self.lex.days:
            return self._with_part(i + 1, self.clock.relative("D", self.lex.days[self.word(i)]))
        if self.word(i) in ("tonight", "overnight"):
            return i + 1, with_part(self.clock.relative("D", 0), "NI")
        if self.word(i) in ("this", "that") and (part := self.lex.parts.get(self.word(i + 1))) and ":" not in part:
            return i + 2, with_part(self.clock.relative("D", 0), part)
        if self.word(i) == "last" and self.word(i + 1) == "night":
            return i + 2, with_part(self.clock.relative("D", -1), "NI")
        return None

    def _relative(self, i: int) -> Parsed | None:
        """`last week`, `this year`, `next three months`, `the same day`, `last December`, `last summer`."""
        step = BACK.get(self.word(i))
        if step is None:
            return None
        if self.word(i) in ("same", "that") and self.word(i - 1) == "at":
            return None
        if month := self.lex.months.get(self.word(i + 1)):
            time = self.clock.month(month, "future" if step > 0 else "past")
            if step < 0 and self.clock.published and time.first and time.first.month == self.clock.published.month:
                time = month_time(time.first.year - 1, month)
            return i + 2, time
        if season := self.lex.seasons.get(self.word(i + 1)):
            return i + 2, self.clock.season(season, step)
        unit = self.lex.units.get(self.word(i + 1))
        if unit and not self.word(i + 1).endswith("s"):
            return self._unit_step(i, unit, step)
        count = self._count(i + 1)
        if count and step and self.lex.units.get(self.word(count[1])) in ("Y", "M", "W", "D", "Q", "E", "TH", "TM"):
            return count[1] + 1, duration_time(count[0], self.lex.units[self.word(count[1])])
        return None

    def _unit_step(self, i: int, unit: str, step: int) -> Parsed | None:
        if unit in ("TH", "TM", "TS", "FN", "MO", "AF", "EV", "SE", "MIL", "N"):
            return None
        if self.word(i) in ANAPHORIC and self.anchor and self.anchor.first:
            placed = shifted(self.anchor.first, unit, step)
            return (i + 2, placed) if placed else None
        return i + 2, self.clock.relative(unit, step)

    def _count(self, i: int) -> tuple[Decimal | None, int] | None:
        """`three`, `two and a half`, `several`, `a few`, `a couple of`; None for a vague number."""
        j = i + 1 if self.word(i) == "a" and self.word(i + 1) in ("few", "couple", "number") else i
        if self.word(j) in VAGUE or (j > i and self.word(j) == "number") or self.word(j) == "couple":
            end = j + 2 if self.word(j + 1) == "of" else j + 1
            return (Decimal(2) if self.word(j) == "couple" else None), end
        number = parse_count(self.words, i) if i < len(self.words) else None
        if number is None:
            return None
        value, end = number
        return value, end + 1 if self.word(end) == "-" and self.word(end + 1) in self.lex.units else end

    def _amount(self, i: int) -> Parsed | None:
        """`ten years`, `three-month`, `39-year-old`, `two weeks ago`, `a year earlier`, `half a year`."""
        article = self.word(i) in ("a", "an") and self.word(i + 1) in self.lex.units
        if self.lowers[i : i + 5] == ["a", "quarter", "of", "a", "century"]:
            return i + 5, duration_time(Decimal(25), "Y")
        count = (Decimal(1), i + 1) if article else self._count(i)
        if self.word(i - 1) == "for" and self.word(i).endswith("s") and self.word(i) in self.lex.units:
            return i + 1, duration_time(None, self.lex.units[self.word(i)])  # `for months`
        if self.word(i) == "half" and self.word(i + 1) in ("a", "an") and self.word(i + 2) in self.lex.units:
            count = (Decimal("0.5"), i + 2)
        if count is None and self.word(i) in ("decades", "years", "months", "weeks", "centuries", "days") and self.word(i + 1) == "ago":
            count = (None, i)
        if count is None or (unit := self.lex.units.get(self.word(count[1]))) is None:
            return None
        number, end = count[0], count[1] + 1
        if unit in ("MO", "AF", "EV", "SE", "WE") or (unit in ("TS", "N") and not self.word(end - 1).endswith("s")):
            return None
        if self.word(end) == "-" and self.word(end + 1) == "old" or self.word(end) == "old":
            return end + (2 if self.word(end) == "-" else 1), duration_time(number, unit)
        shift = {"ago": -1, "earlier": -1, "before": -1, "previously": -1, "later": 1, "after": 1, "hence": 1}.get(self.word(end))
        if shift and not (self.word(end) in ("before", "after") and not article):
            return end + 1, self._shifted(number, unit, shift, published=self.word(end) in ("ago", "hence"))
        if self.lowers[end : end + 2] == ["from", "now"]:
            return end + 2, self._shifted(number, unit, 1, published=True)
        if unit == "M" and number and number <= 12 and self.word(end) == "of" and (year := self._is_year(end + 1)):
            whole = span_time(month_time(year, 1), month_time(year, int(number)))  # `10 months of 2025`
            return (end + 2, whole) if whole else None
        if article and (self.word(i - 1) not in ("for", "within", "in", "after", "over", "than", "half", "about", "nearly", "almost", "once", "of", "lasting")):
            return None  # a rate: `$5 a barrel`, `twice a year`
        return end, duration_time(number, unit)

    def _shifted(self, number: Decimal | None, unit: str, sign: int, *, published: bool) -> Time:
        base = self.clock.published if published or not (self.anchor and self.anchor.first) else self.anchor.first
        if number is None or number != number.to_integral_value() or unit.startswith("T") or base is None or number > 5000:
            return Time("PAST_REF" if sign < 0 else "FUTURE_REF")
        if not published and self.anchor and self.anchor.unit in ("M", "Q") and unit == "Y":
            unit, number = self.anchor.unit, number * (12 if self.anchor.unit == "M" else 4)
        return shifted(base, unit, sign * int(number)) or Time("PAST_REF" if sign < 0 else "FUTURE_REF")

    def _ordinal(self, i: int) -> Parsed | None:
        """`third quarter`, `first half of 2025`, `first ten months of this year`, `19th century`, `last week of May`."""
        number = self.lex.ordinals.get(self.word(i))
        match = ORDINAL.match(self.word(i))
        number = number or (int(match[1]) if match else None)
        if number is None and self.word(i) not in ("last", "final"):
            return None
        j = i + 2 if self.word(i + 1) == "-" else i + 1
        unit, half = self.lex.units.get(self.word(j)), self.word(j) == "half"
        if unit == "C" and number:
            return j + 1, century_time(number)
        if unit == "Q" or half:
            most = 2 if half else 4
            year, end = self._year_or_that(j + 1)
            if (number is None and end == j + 1) or (number or 1) > most or (half and end == j + 1 and self.word(j + 1) == "of"):
                return None
            return (end, part_time(year, "H" if half else "Q", number or most)) if year else (j + 1, Time(f"XXXX-{'H' if half else 'Q'}{number}"))
        if number == 1 and (count := self._count(j)) and self.lex.units.get(self.word(count[1])) == "M":
            year, end = self._year_or_that(count[1] + 1)
            if year and count[0] and 1 <= count[0] <= 12:
                time = span_time(month_time(year, 1), month_time(year, int(count[0])))
                return (end, time) if time else None
        if unit == "W" and self.word(j + 1) in ("of", "in") and (inner := self._month(j + 2)) and inner[1].first and inner[1].last:
            day = inner[1].last if number is None else inner[1].first
            return inner[0], shifted(day, "W", (number or 1) - 1) or week_time(day)
        return None

    def _edge(self, i: int) -> Parsed | None:
        """`early October`, `end of last year`, `mid-2023`, `end-2024`, `late last July`, `later this month`."""
        hit = self.lex.edges.at(self.words, i)
        if hit is None:
            return None
        start = hit.end + (self.word(hit.end) == "of")
        start += (self.word(start) in DASHES) + (self.word(start) in ("in", "the"))
        if start >= len(self.words):
            return None
        inner = self._year(start) or self._month(start) or self._relative(start) or self._decade(start) or self._weekday(start)
        inner = inner or self._ordinal(start) or self._season(start) or self._period(start) or self._deictic(start)
        if inner is None and self.word(start) in self.lex.units and self.word(start - 1) == "the":
            inner = start + 1, self.clock.relative(self.lex.units[self.word(start)], 0)
        if inner is None or inner[1].kind == "duration":
            return None
        return inner[0], replace(inner[1], modifier=self._modifier(hit.value))

    @staticmethod
    def _modifier(value: str) -> Modifier | None:
        return value if value in ("start", "mid", "end") else None  # type: ignore[return-value]

    # -- seasons, holidays, clock, sets, references --

    def _season(self, i: int) -> Parsed | None:
        """`summer 2004`, `the winter of 1986/87`; bare `summer` and `winter`, never bare `fall`."""
        season = self.lex.seasons.get(self.word(i))
        if season is None:
            return None
        year, end = self._year_after(i + 1)
        if year:
            return end, season_time(year, season)
        if self.word(i) in ("fall", "spring") and self.word(i - 1) not in ("in", "by", "early", "late", "this") or self.word(i - 1) in ("a", "to"):
            return None
        return (i + 1, self.clock.season(season, None)) if self.word(i - 1) in ("in", "the", "early", "late", "by", "during") else None

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
            return (i + 1, with_part(self.clock.relative("D", 0), part)) if ":" in part and self.word(i) != "midday" else None
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
        if hit is None or (hit.end - hit.start == 1 and self.word(i) in ("earlier", "once", "future", "previously", "formerly")):
            return None
        return hit.end, Time(hit.value)

    def starts(self) -> list[int]:
        """The words at which an expression may begin."""
        heads = self.lex.heads
        return [i for i, word in enumerate(self.lowers) if word in heads or word[0] in "0123456789" or word[:2] == "fy"
                or (word[0] in "qh'’" and len(word) < 7 and word[1:2].isdigit())]  # fmt: skip


