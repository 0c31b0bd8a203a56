"""Printed publication dates: every way in which dumps print a day, and what is none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.days import DATES_ORDERS, DatesOrder, day_in_figures
from extractor.readers.published import LONGEST, parse_published

DAY = date(2025, 12, 8)
FORMS = [
    "{d} {month} {y}",
    "{d:02} {mon} {y}",
    "{month} {d}, {y}",
    "{mon}. {d} {y}",
    "{weekday}, {d:02} {mon} {y} 23:30:00 -0500",
    "{weekday} {mon} {d} 10:15:00 {y}",
    "{weekday} {mon} {d:02} 10:15:00 +0000 {y}",
    "{d}-{mon}-{y}",
    "{mon}/{d}/{y}",
    "{y} {month} {d}",
    "{y}-{mon}-{d:02}",
    "{y}/{m}/{d}",
    "{y}.{m:02}.{d:02}",
    "{y}-{m:02}-{d:02}T10:15:00.000+0000",
    "{d}{mon}{y}",
    "{month} {d}, {y} at 10:14 AM EST",
    "{month} {d}, {y}, 10:15 a.m. ET",
    "{d} {month} {y} | 10:15 IST",
    "{d} {month} {y} - 10.15am",
    "10:15 GMT, {d} {month} {y}",
    "{weekday} {mon} {d:02} {y} 10:15:00 GMT+0300 (Moscow Standard Time)",
    "Published: {d} {month} {y}",
    "Last updated {month} {d}, {y} 5 p.m.",
    "the {d} of {month}, {y}",
    "({d} {month} {y})",
    "• {month} {d}, {y} •",
]


@pytest.mark.parametrize("form", FORMS)
@given(day=st.dates(min_value=date(1800, 1, 1)))
def test_a_printed_day_is_read_in_every_form(form: str, day: date) -> None:
    month = day.strftime("%B")
    printed = form.format(
        d=day.day, m=day.month, y=f"{day.year:04}", month=month, mon=month[:3], weekday=day.strftime("%a")
    )
    for written in (printed, printed.upper(), printed.replace(" ", "\u00a0")):
        assert parse_published(written) == day


@pytest.mark.parametrize(
    "printed",
    [
        "8th December 2025",
        "December 8th, 2025",
        "the 8th day of December 2025",
        "8 Dec '25",
        "Dec 08, 2025 07:43AM E",  # a column cut the zone
        "Thurs. 8 December 2025",
        "8 December 2025 10:15 and what stands behind the time",
        "8/Dec/2025:10:15:00 +0000",
        "2025. 12. 8.",
    ],
)
def test_other_ways_of_printing_a_day(printed: str) -> None:
    assert parse_published(printed) == DAY


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "yesterday",
        "5 minutes ago",
        "8 December",
        "December 2025",
        "December 2025 10:15",
        "8 December 10:15",
        "07:43",
        "20251208",
        "31 Feb 2025",
        "Dec 48, 2025",
        "2025-13-45",
        "25.31.12",
        "8 December 2025 and 9 December 2025",
        "8 8 December 2025",
        "8 December 2025 London",
        "By Jane Njeri, Dec. 8, 2025",
        "Report of 8 December 2025",
        "8 decembre 2025",
        "8 Decem 2025",
        "palms cover 200 hectares, says",
        "8 December 2025" + "." * LONGEST,
    ],
)
def test_what_is_no_single_complete_day(printed: str) -> None:
    assert parse_published(printed) is None


@pytest.mark.parametrize(
    ("printed", "days"),
    [
        ("08/12/2025", ["2025-08-12", "2025-12-08", "2025-12-08"]),
        ("31/12/2025", ["2025-12-31"] * 3),
        ("12.31.2025", ["2025-12-31"] * 3),
        ("08-12-25", ["2025-08-12", "2025-12-08", "2008-12-25"]),
        ("25/12/08", ["2008-12-25", "2008-12-25", "2025-12-08"]),
        ("01/01/68", ["2068-01-01", "2068-01-01", None]),
        ("01/02/69", ["1969-01-02", "1969-02-01", None]),
        ("25-Dec-08", ["2008-12-25", "2008-12-25", "2025-12-08"]),
        ("1/2/3", [None] * 3),
    ],
)
def test_the_order_settles_figures(printed: str, days: list[str | None]) -> None:
    found = [parse_published(printed, order) for order in DATES_ORDERS]
    assert [day and day.isoformat() for day in found] == days


@pytest.mark.parametrize("order", DATES_ORDERS)
@given(day=st.dates(min_value=date(1000, 1, 1)), short=st.booleans())
def test_figures_in_their_order_are_that_day(order: DatesOrder, day: date, short: bool) -> None:
    if short:
        day = date(1969 + day.year % 100, day.month, min(day.day, 28))
    year = f"{day.year % 100:02}" if short else str(day.year)
    parts = {"Y": year, "M": str(day.month), "D": f"{day.day:02}"}
    one, two, three = (parts[letter] for letter in order)
    assert day_in_figures((one, two, three), order) == day
