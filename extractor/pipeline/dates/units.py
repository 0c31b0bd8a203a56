"""The units of time, as TIMEX3 writes them, and what is known of their lengths."""

YEAR, HALF, QUARTER, MONTH, WEEK, DAY = "Y", "H", "Q", "M", "W", "D"
FORTNIGHT, WEEKEND, NIGHT, SEASON = "FN", "WE", "N", "SE"
DECADE, CENTURY, MILLENNIUM = "E", "C", "MIL"
TIME = "T"  # a time of day
HOUR, MINUTE, SECOND = "TH", "TM", "TS"
# Parts of a day, which stand where hours do.
MORNING, AFTERNOON, EVENING, PART_NIGHT = "MO", "AF", "EV", "NI"
PARTS = frozenset((MORNING, AFTERNOON, EVENING, PART_NIGHT))

MONTHS_IN = {MONTH: 1, QUARTER: 3, HALF: 6, YEAR: 12, DECADE: 120, CENTURY: 1200}
DAYS_IN = {DAY: 1, NIGHT: 1, WEEK: 7, WEEKEND: 7, FORTNIGHT: 14}
YEARS_IN = {DECADE: 10, CENTURY: 100, MILLENNIUM: 1000}
# From the smallest to the largest; those with one number are never counted in one another.
SIZES = {
    SECOND: -1, MINUTE: 0, HOUR: 1, DAY: 2, NIGHT: 2, WEEK: 3, WEEKEND: 3, FORTNIGHT: 3, MONTH: 4, QUARTER: 5, HALF: 5,
    YEAR: 6, DECADE: 7, CENTURY: 8, MILLENNIUM: 9,
}  # fmt: skip
LARGEST = max(SIZES.values())
