"""Expressions that hang on publication or on an earlier one, and amounts: `last week`, `a year earlier`, `ten years`."""

from dataclasses import replace
from decimal import Decimal

from extractor.pipeline._numbers import parse_count
from extractor.pipeline.dates.calendar import (
    Modifier,
    Time,
    century_time,
    duration_time,
    month_time,
    part_time,
    shifted,
    span_time,
    week_time,
    with_part,
)
from extractor.pipeline.dates.explicit import Explicit
from extractor.pipeline.dates.reader import ANAPHORIC, BACK, DASHES, ORDINAL, VAGUE, Parsed
from extractor.pipeline.dates.tense import tense_at


class Relative(Explicit):
    """Parsers of expressions that need a base; each gives `(end, Time)` or None."""

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

    def relative(self, i: int) -> Parsed | None:
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
        if whole := self._idiom(i):
            return whole
        article = self.word(i) in ("a", "an") and self.word(i + 1) in self.lex.units
        count = (Decimal(1), i + 1) if article else self._count(i)
        if self.word(i) == "half" and self.word(i + 1) in ("a", "an") and self.word(i + 2) in self.lex.units:
            count = (Decimal("0.5"), i + 2)
        if (
            count is None
            and self.word(i) in ("decades", "years", "months", "weeks", "centuries", "days")
            and self.word(i + 1) == "ago"
        ):
            count = (None, i)
        if count is None or (unit := self.lex.units.get(self.word(count[1]))) is None:
            return None
        number, end = count[0], count[1] + 1
        if unit in ("MO", "AF", "EV", "SE", "WE") or (unit in ("TS", "N") and not self.word(end - 1).endswith("s")):
            return None
        if (self.word(end) == "-" and self.word(end + 1) == "old") or self.word(end) == "old":
            return end + (2 if self.word(end) == "-" else 1), duration_time(number, unit)
        if shifted_time := self._offset(i, end, number, unit):
            return shifted_time
        if unit == "M" and number and number <= 12 and self.word(end) == "of" and (year := self._is_year(end + 1)):
            year_part = span_time(month_time(year, 1), month_time(year, int(number)))  # `10 months of 2025`
            return (end + 2, year_part) if year_part else None
        if article and (
            self.word(i - 1)
            not in (
                "for",
                "within",
                "in",
                "after",
                "over",
                "than",
                "half",
                "about",
                "nearly",
                "almost",
                "once",
                "of",
                "lasting",
            )
        ):
            return None  # a rate: `$5 a barrel`, `twice a year`
        return end, duration_time(number, unit)

    def _idiom(self, i: int) -> Parsed | None:
        """`a quarter of a century`, `for months`."""
        if self.lowers[i : i + 5] == ["a", "quarter", "of", "a", "century"]:
            return i + 5, duration_time(Decimal(25), "Y")
        if self.word(i - 1) == "for" and self.word(i).endswith("s") and self.word(i) in self.lex.units:
            return i + 1, duration_time(None, self.lex.units[self.word(i)])
        return None

    def _offset(self, i: int, end: int, number: Decimal | None, unit: str) -> Parsed | None:
        """`ago`, `earlier`, `later`, `from now` behind an amount that ends at word `end`."""
        article = self.word(i) in ("a", "an")
        shift = {"ago": -1, "earlier": -1, "before": -1, "previously": -1, "later": 1, "after": 1, "hence": 1}.get(
            self.word(end)
        )
        if shift and not (self.word(end) in ("before", "after") and not article):
            return end + 1, self._shifted(number, unit, shift, published=self.word(end) in ("ago", "hence"))
        if self.lowers[end : end + 2] == ["from", "now"]:
            return end + 2, self._shifted(number, unit, 1, published=True)
        return None

    def _shifted(self, number: Decimal | None, unit: str, sign: int, *, published: bool) -> Time:
        base = self.clock.published if published or not (self.anchor and self.anchor.first) else self.anchor.first
        if (
            number is None
            or number != number.to_integral_value()
            or unit.startswith("T")
            or base is None
            or number > 5000
        ):
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
            if (
                (number is None and end == j + 1)
                or (number or 1) > most
                or (half and end == j + 1 and self.word(j + 1) == "of")
            ):
                return None
            return (
                (end, part_time(year, "H" if half else "Q", number or most))
                if year
                else (j + 1, Time(f"XXXX-{'H' if half else 'Q'}{number}"))
            )
        if number == 1 and (count := self._count(j)) and self.lex.units.get(self.word(count[1])) == "M":
            year, end = self._year_or_that(count[1] + 1)
            if year and count[0] and 1 <= count[0] <= 12:
                time = span_time(month_time(year, 1), month_time(year, int(count[0])))
                return (end, time) if time else None
        if (
            unit == "W"
            and self.word(j + 1) in ("of", "in")
            and (inner := self._month(j + 2))
            and inner[1].first
            and inner[1].last
        ):
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
        inner = (
            self._year(start)
            or self._month(start)
            or self.relative(start)
            or self._decade(start)
            or self._weekday(start)
        )
        inner = inner or self._ordinal(start) or self.season(start) or self._period(start) or self._deictic(start)
        if inner is None and self.word(start) in self.lex.units and self.word(start - 1) == "the":
            inner = start + 1, self.clock.relative(self.lex.units[self.word(start)], 0)
        if inner is None or inner[1].kind == "duration":
            return None
        return inner[0], replace(inner[1], modifier=self._modifier(hit.value))

    @staticmethod
    def _modifier(value: str) -> Modifier | None:
        return value if value in ("start", "mid", "end") else None  # type: ignore[return-value]
