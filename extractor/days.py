"""A day that is written in figures: `03/04/2013`, `22.3.13`, `2013-03-22`."""

from datetime import date
from typing import Literal

DatesOrder = Literal["MDY", "DMY", "YMD"]
DATES_ORDERS: tuple[DatesOrder, ...] = ("MDY", "DMY", "YMD")
CENTURY = 69  # '68 is 2068, '69 is 1969: POSIX


def day_in_figures(parts: tuple[str, str, str], order: str) -> date | None:
    """The day of three numbers in an order (MDY, DMY, YMD); None where they are no day.

    A year has two or four figures; with four it is the year wherever it stands. Where the order gives no day, month and
    day change places.

    >>> day_in_figures(("03", "04", "2013"), "MDY"), day_in_figures(("22", "03", "13"), "MDY")
    (datetime.date(2013, 3, 4), datetime.date(2013, 3, 22))
    """
    if len(parts[0]) == 4 or (order == "YMD" and len(parts[0]) == 2 and len(parts[2]) != 4):
        tried = (0, 1, 2), (0, 2, 1)
    else:
        tried = (2, 0, 1), (2, 1, 0)
        tried = tried if order == "MDY" else tried[::-1]
    days = (_day(*(parts[place] for place in places)) for places in tried)
    return next((day for day in days if day), None)


def full_year(figures: str) -> int | None:
    """The year of two or four figures.

    >>> full_year("1986"), full_year("86"), full_year("13"), full_year("986")
    (1986, 1986, 2013, None)
    """
    if len(figures) == 2:
        return int(figures) + (2000 if int(figures) < CENTURY else 1900)
    return int(figures) if len(figures) == 4 else None


def _day(year: str, month: str, day: str) -> date | None:
    full = full_year(year)
    if full is None or len(month) > 2 or len(day) > 2:
        return None
    try:
        return date(full, int(month), int(day))
    except ValueError:  # a thirteenth month, the 31st of April
        return None
