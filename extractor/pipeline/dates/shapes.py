"""The shapes of words with digits in them: which of them may be a day, a year, a time, a decade, a quarter."""

import re

# Each shape is a set of tags that patterns ask for, in alphabetical order.
SMALL = "DAYNUM NUM TWO"  # 1 to 31
TWO = "NUM TWO"  # two digits: `87`
YEAR = "NUM YYYY"
COUNT = "NUM"
ORDINAL_DAY = "NTH ORDINAL"
ORDINAL = "ORDINAL"
SHAPES = (
    SMALL, TWO, YEAR, COUNT, ORDINAL_DAY, ORDINAL, "NUMERIC", "CLOCK NUMERICAL", "CLOCKPM", "DECADE", "CODE", "ISOTIME",
    "SHORT", "MONTHDAY", "GLUEDDATE", "MONTHYEAR", "SHORTYEAR", "HHMM",
)  # fmt: skip
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec"
LONG_MONTHS = rf"january|february|march|april|june|july|august|september|october|november|december|{MONTHS}"
BETWEEN = "[-./_]?"
FORMS = tuple(
    (re.compile(rf"(?:{pattern})\Z", re.IGNORECASE), shape)
    for pattern, shape in (
        (r"(?:0?[1-9]|[12]\d|3[01])", SMALL),
        (r"\d\d", TWO),
        (r"(?:1\d|20|21)\d\d", YEAR),
        (r"\d+(?:,\d{3})*(?:\.\d+)?|\d*\.\d+|\d*[½¼¾]", COUNT),
        (r"0?(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th)", ORDINAL_DAY),
        (r"\d{1,3}(?:st|nd|rd|th)", ORDINAL),
        (r"\d{4}([-./])\d\d?\1\d\d?|\d\d?([-./])\d\d?\2(?:\d{4}|\d\d)", "NUMERIC"),
        (r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?|(?:[01]\d|2[0-3])h[0-5]\d", "CLOCK NUMERICAL"),
        (r"(?:0?\d|1[0-2])(?:[.:][0-5]\d)?[ap]\.?m\.?", "CLOCKPM"),
        (r"'?\d0'?s|\d{3}0'?s", "DECADE"),
        (r"[1-4]q(?:'?\d\d|\d{4})?|q[1-4](?:'?\d\d|\d{4})?|[12]h(?:'?\d\d|\d{4})?|h[12](?:'?\d\d|\d{4})?"
         r"|(?:q[1-4]|[1-4]q|h[12]|[12]h)fy'?(?:\d\d|\d{4})"
         r"|(?:[369]|1[0-2])m(?:\d\d|\d{4})?|[fc]y'?(?:\d\d|\d{4})", "CODE"),
        (r"\d{4}-\d\d-\d\dt\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:z|[+-]\d\d:?\d\d)?", "ISOTIME"),
        (r"\d+(?:\.\d+)?(?:yrs?|y|mths?|mos|hrs?|h|mins?|secs?|wks?|d)|\d+h\d\d?m(?:in)?", "SHORT"),
        (rf"(?:{MONTHS})(?:0?[1-9]|[12]\d|3[01])", "MONTHDAY"),
        (rf"(?:0?[1-9]|[12]\d|3[01]){BETWEEN}(?:{LONG_MONTHS}){BETWEEN}(?:\d{{4}}|\d\d)"
         rf"|\d{{4}}{BETWEEN}(?:{LONG_MONTHS}){BETWEEN}(?:0?[1-9]|[12]\d|3[01])", "GLUEDDATE"),
        (rf"(?:{LONG_MONTHS})[-./](?:\d{{4}}|\d\d)", "MONTHYEAR"),
        (r"'\d\d", "SHORTYEAR"),
        (r"(?:[01]\d|2[0-3])[0-5]\d(?:gmt|utc|h|hrs)", "HHMM"),
    )
)  # fmt: skip


def shape_of(text: str) -> str:
    """The tags of a word with a digit in it; empty for any other.

    >>> shape_of("9th"), shape_of("1998"), shape_of("3Q24"), shape_of("B52")
    ('NTH ORDINAL', 'NUM YYYY', 'CODE', '')
    """
    if len(text) > 25 or (not text.isascii() and not any(sign in text for sign in "½¼¾")):
        return ""
    if not any(c.isdigit() for c in text) and text[-1] not in "½¼¾":
        return ""
    return next((shape for pattern, shape in FORMS if pattern.match(text)), "")
