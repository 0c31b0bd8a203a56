"""Where an expression is read from: the publication date, the tense of its clause, and what the text named before."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from extractor.pipeline.dates import units
from extractor.pipeline.dates.sides import is_ahead
from extractor.pipeline.dates.values import (
    FUTURE,
    NEAR,
    Tense,
    Time,
    day_time,
    part_time,
    season_time,
    shifted,
    unknown,
    weekend_time,
)

JUST_OVER = timedelta(days=100)  # results of a quarter are expected for so long after its end
LEAP = 4  # years in which every day of a month comes
FRESH = 2  # years for which a period named in another sentence is the one that figures are of
SLACK = timedelta(days=7)  # a dump's date may be a day or so off the dates in its text


@dataclass(slots=True)
class Frame:
    """The place in the text from which expressions are resolved; it moves from left to right.

    `last` is the last placed expression, `period` the last quarter, half, month or year, `lead` the first of them in
    the sentence, `quarter` the last quarter begun, `results` the last one over, `main` the latest of those, `months` the
    first so many months of a year, where they were named after it, `day` the last day of the paragraph, `behind` the day to which
    an `and` or `to` joins the expression, `beside` the words of the expression that one joins to it. `order` settles
    `03/04/2013`.
    """

    published: date | None
    order: str
    tense_of: Callable[[int], Tense]
    odds_of: Callable[[int, int], float]
    sentence_of: Callable[[int], int] = int
    at: int = 0
    end: int = 0
    last: Time | None = None
    period: Time | None = None
    lead: tuple[int, Time] | None = None
    quarter: Time | None = None
    results: Time | None = None
    main: Time | None = None
    months: Time | None = None
    day: Time | None = None
    said: Time | None = None  # the last day of the text so far
    aside: bool = False  # `last` is only what the period was compared with
    behind: date | None = None
    beside: tuple[int, int] | None = None

    @property
    def tense(self) -> Tense:
        """The tense of the clause around the expression; a doubtful future counts as one."""
        tense = self.tense_of(self.at)
        return FUTURE if tense == NEAR else tense

    @property
    def odds(self) -> float:
        """The log-odds that the expression lies ahead, as its sentence has it."""
        return self.odds_of(self.at, self.end)

    def remember(self, time: Time, *, compared: bool = False) -> None:
        """Take a resolved expression as base of those that follow; what was itself compared with is no period."""
        if time.first is None or time.kind in ("duration", "set"):
            return
        self.last, self.aside = time, compared
        if time.unit in (units.DAY, units.TIME):
            self.day = self.said = day_time(time.first)
        elif time.unit in (units.QUARTER, units.HALF, units.MONTH, units.YEAR) and not compared:
            self._remember_period(time, time.first)

    def _remember_period(self, time: Time, first: date) -> None:
        self.period = time
        sentence = self.sentence_of(self.at)
        if self.lead is None or self.lead[0] != sentence:
            self.lead = (sentence, time)
        if time.unit != units.MONTH or "/" in time.value:
            self.months = time if time.unit == units.MONTH else None
        if time.unit == units.QUARTER and (self.published is None or first <= self.published):
            self.quarter = time
        if time.unit == units.QUARTER and (self.published is None or (time.last or self.published) < self.published):
            self.results = time
            self.main = time if self.main is None or first >= (self.main.first or first) else self.main

    @property
    def named(self) -> Time | None:
        """The first quarter, half, month or year that the sentence names."""
        return self.lead[1] if self.lead and self.lead[0] == self.sentence_of(self.at) else None

    @property
    def reported(self) -> Time | None:
        """The quarter whose results the text gives: the one that the sentence names, else the latest that is over."""
        return self.results if self.results is not None and self.results == self.named else self.main

    @property
    def compared(self) -> Time | None:
        """The period with which `a year earlier` compares: of the sentence, else of the results, else the last named."""
        period = self.named or self.reported or self.period
        if period and period.first and self.published and not self.named:
            return period if period.first.year >= self.published.year - FRESH else None
        return period

    def step(self, unit: str, count: int) -> Time:
        """Last week (-1), this month (0), next year (1), from publication."""
        placed = shifted(self.published, unit, count) if self.published else None
        return placed or unknown(unit)

    def monthday(self, month: int, day: int, odds: float, weekday: int | None = None) -> Time | None:
        """The last day of that name, or the next one where the odds are for it; None when no year has it.

        Where only one of the two falls on the `weekday` that stands beside it, that one is meant, whatever the odds.
        """
        if day > monthrange(2024, month)[1]:
            return None
        if not self.published:
            return Time(f"XXXX-{month:02}-{day:02}", unit=units.DAY)
        now, years = self.published, range(self.published.year - LEAP, self.published.year + LEAP + 1)
        days = [date(y, month, day) for y in years if day <= monthrange(y, month)[1]]
        last, coming = max(d for d in days if d <= now), min(d for d in days if d >= now)
        fitting = [each for each in {last, coming} if each.isoweekday() == weekday]
        if len(fitting) == 1:
            return day_time(fitting[0])
        return day_time(coming if is_ahead(odds, "day", (now - last).days, (coming - now).days) else last)

    def month(self, month: int, odds: float) -> Time:
        """The last month of that name, or the next one where the odds are for it."""
        if not self.published:
            return Time(f"XXXX-{month:02}", unit=units.MONTH)
        back = (self.published.month - month) % 12
        ahead = (12 - back) % 12
        target = shifted(self.published, units.MONTH, ahead if is_ahead(odds, "month", back, ahead) else -back)
        return target or unknown(units.MONTH)

    def weekday(self, number: int, odds: float, *, later: bool = False) -> Time:
        """The weekday (1 is Monday) before publication or on its day, or after it where the odds are for that.

        `later` is not on the day itself: `the truce holds until Monday`. A weekday joined to a day comes after it, `Friday and
        Monday`, where publication doesn't lie between them; and what is joined to it has a say in its own side.
        """
        if self.behind:
            joined = self.behind + timedelta(days=(number - self.behind.isoweekday()) % 7 or 7)
            if not self.published or joined <= self.published or self.behind >= self.published:
                return day_time(joined)
        if not self.published:
            return Time(f"XXXX-WXX-{number}", unit=units.DAY)
        if self.beside:
            odds += self.odds_of(*self.beside)
        back = (self.published.isoweekday() - number) % 7
        ahead = (7 - back) % 7
        coming = is_ahead(odds, "weekday", back, ahead)
        if coming and later and not ahead:
            ahead = 7
        return day_time(self.published + timedelta(days=ahead if coming else -back))

    def season(self, season: str, step: int | None) -> Time:
        """Last summer (-1), this winter (0), next spring (1), or the last or the next as the odds have it (None)."""
        if not self.published:
            return Time(f"XXXX-{season}", unit=units.SEASON)
        now = self.published
        around = [season_time(year, season) for year in range(now.year - 2, now.year + 3)]
        ended = [s for s in around if s.last and s.last < now]
        started = [s for s in around if s.first and s.first <= now]
        open_ = [s for s in around if s.last and s.last >= now]
        if step == 0:
            return season_time(now.year - (season == "WI" and now.month < 3), season)
        if step == -1:
            return ended[-1]
        if step == 1:
            return next(s for s in around if s.first and s.first > now)
        back, ahead = (max(0, -_months(now, started[-1].last)), max(0, _months(now, open_[0].first)))
        return open_[0] if is_ahead(self.odds, "month", back, ahead) else started[-1]

    def part(self, part: str, number: int, tense: Tense) -> Time:
        """The quarter or half of that number in the year that the tense asks for; in doubt the last one begun."""
        if not self.published:
            return Time(f"XXXX-{part}{number}", unit=part)
        now = self.published
        around = [part_time(now.year + step, part, number) for step in (-1, 0, 1)]
        begun = [time for time in around if time.first and time.first <= now][-1]
        recent = begun.last is not None and begun.last >= now - JUST_OVER
        if tense == FUTURE and not recent:
            return next(time for time in around if time.last and time.last >= now)
        return begun

    def weekend(self, tense: Tense) -> Time:
        """The last weekend begun, or the next in a future clause."""
        if not self.published:
            return unknown(units.WEEKEND)
        now = self.published
        saturday = now - timedelta(days=(now.isoweekday() - 6) % 7)
        coming = tense == FUTURE and now.isoweekday() < 6
        return weekend_time(saturday + timedelta(days=7) if coming else saturday)


def _months(now: date, day: date | None) -> int:
    """Months from one day to another."""
    return (day.year - now.year) * 12 + day.month - now.month if day else 0
