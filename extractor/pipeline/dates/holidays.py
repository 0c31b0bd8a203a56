"""Holidays: those with a fixed day, and Easter and the rest that move, by dateutil and rule of weekday."""

from datetime import date, timedelta

from dateutil.easter import easter

from extractor.pipeline.dates.calendar import Clock, Tense, Time, day_time

EASTER = {
    "ash wednesday": -46,
    "palm sunday": -7,
    "good friday": -2,
    "easter": 0,
    "easter sunday": 0,
    "easter monday": 1,
}
# Month, weekday (1 is Monday), and which of them in the month (-1 the last).
WEEKDAYS = {
    "thanksgiving": (11, 4, 4), "thanksgiving day": (11, 4, 4), "labor day": (9, 1, 1), "memorial day": (5, 1, -1),
    "mother's day": (5, 7, 2), "father's day": (6, 7, 3),
}  # fmt: skip


def holiday_time(name: str, fixed: str, when: tuple[int | None, Tense], clock: Clock) -> Time | None:
    """The day of a holiday; `fixed` is its month and day where it has one, `when` the year, if said, and the tense.

    None for feasts by other calendars (Ramadan): their place would be a guess.
    """
    year, tense = when
    name = name.replace(" 's", "'s").replace("’", "'")
    if fixed and year is None:
        return clock.day(int(fixed[:2]), int(fixed[3:]), tense)
    if fixed and year is not None:
        return day_time(date(year, int(fixed[:2]), int(fixed[3:])))
    years = [year] if year else [clock.published.year + step for step in (-1, 0, 1)] if clock.published else []
    days = [day for y in years if (day := _moving(name, y))]
    if not days or (year is None and clock.published is None):
        return None
    if year is None and clock.published:
        published = clock.published
        allowed = [
            d for d in days if (d <= published if tense == "past" else d >= published if tense == "future" else True)
        ]
        return day_time(min(allowed or days, key=lambda day: abs(day - published)))
    return day_time(days[0])


def _moving(name: str, year: int) -> date | None:
    if name in EASTER:
        sunday: date = easter(year)
        return sunday + timedelta(days=EASTER[name])
    if name not in WEEKDAYS:
        return None
    month, weekday, which = WEEKDAYS[name]
    if which < 0:
        end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return end - timedelta(days=(end.isoweekday() - weekday) % 7)
    start = date(year, month, 1)
    return start + timedelta(days=(weekday - start.isoweekday()) % 7 + 7 * (which - 1))
