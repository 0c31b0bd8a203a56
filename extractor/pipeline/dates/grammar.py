"""The grammar: what makes an expression of time, level by level, each pattern with news that it is for.

`patterns` says how a pattern is written. The longest match at a place wins; a level sees what those before it built.
"""

from functools import cache

from extractor.pipeline.dates import builders as b
from extractor.pipeline.dates import composites as c
from extractor.pipeline.dates import deictics as d
from extractor.pipeline.dates.engine import Builder, Level, make_level
from extractor.pipeline.dates.patterns import Alphabet, make_alphabet
from extractor.pipeline.dates.shapes import SHAPES
from extractor.pipeline.dates.table import read_rows

Rules = tuple[tuple[str, Builder], ...]
BUILT = (
    "Number", "Ordinal", "Year", "Month", "Week", "Weekend", "Day", "Weekday", "Quarter", "Season", "Decade", "Century",
    "Time", "Amount", "Placed", "Set", "Ref", "Holiday", "Span",
)  # fmt: skip
DAY = "DAYNUM|NTH|ORDINAL|Ordinal"
YEAR = "YYYY|Year"
COUNT = "Number|NUM|VAGUE"
DASH = "-|–|—|~"
TO = f"{DASH}|to|until|till|through|thru"
UNITS = "UNIT|UNITS"
POINT = "Day|Weekday|Month|Week|Weekend|Year|Quarter|Season|Decade|Century|Holiday"
FILLED = f"FILLER? FILLER? -? u:{UNITS}"

NUMBERS: Rules = (
    ("a:Number -? b:Number", b.spelled_year),  # nineteen ninety-seven
    ("year n:Number", b.spelled_thousands),  # the year two thousand
    ("m:MONTH of? n:Number", b.spelled_thousands),  # August two thousand and fifteen
    ("a:Number -? o:ORDINAL", b.ordinal),  # twenty-third
    ("a few", b.vague),
    ("a? couple of?", b.two),  # the next couple of years
    ("a? number|handful of", b.vague),
    ("dozens|hundreds|thousands|scores|tens of", b.vague),  # hundreds of years
)
CALENDAR: Rules = (
    ("n:NUMERIC", b.numeric),  # 2025-12-09, 22.03.2013, 03/22/2013
    ("n:ISOTIME", b.iso_time),
    ("a:DAYNUM|YYYY / b:DAYNUM / c:YYYY|TWO", b.numeric_parts),
    ("a:DAYNUM|YYYY - b:DAYNUM - c:YYYY|TWO", b.numeric_parts),
    (f"from|between a:DAYNUM / b:DAYNUM {TO}|and c:DAYNUM / d:DAYNUM", b.slashed_days),
    ("in|since|by|until y:Number", b.spoken_year),  # in two thousand and fifteen
    ("week n:DAYNUM|TWO", c.week_number),
    (f"m:MONTH -|/? the? d:{DAY} (,? (in|of)? y:{YEAR}|Number)?", b.month_day),  # December 9, 2025; April the ninth
    (f"m:MONTH - d:DAYNUM - y:{YEAR}", b.month_day),  # Sep-23-2020
    (f"m:MONTH d:{DAY} ,? y:SHORTYEAR", b.month_day),
    (f"d:{DAY} day? of? m:MONTH (,? (in|of)? y:{YEAR})?", b.month_day),  # 9 December 2025, the 9th of December
    (f"d:DAYNUM -|/ m:MONTH -|/ y:{YEAR}|TWO", b.month_day),  # 23/Sep/2020
    (f"y:{YEAR} -|/ m:MONTH -|/ d:DAYNUM", b.month_day),  # 2019-aug-1
    (f"y:{YEAR} -|/ d:DAYNUM -|/ m:MONTH", b.month_day),
    (f"d:Number m:MONTH y:{YEAR}", b.month_day),  # twenty five January nineteen eighty six
    (f"m:MONTH the? a:{DAY} ({TO} | and:and) the? b:{DAY} (,? y:{YEAR})?", b.month_days),  # May 5-7, 2025
    (f"a:{DAY} ({TO} | and:and) the? b:{DAY} of? m:MONTH (,? y:{YEAR})?", b.month_days),  # 5 to 7 May
    ("n:MONTHDAY (,? y:YYYY)?", b.glued_day),  # Dec31, 1994
    (f"m:MONTH (,|of|in|-|/|–)? y:{YEAR}|SHORTYEAR", b.month_year),  # December 2023, Dec-2018
    ("m:MONTH of y:TWO", b.month_year),  # April of 87
    ("on|by|until|till|from|since|before|after|dated a:DAYNUM / b:DAYNUM", b.slashed_day),  # on 22/04
    ("the? n:YYYY s", b.spaced_decade),  # 1990 s
    ("a:DAYNUM /|- y:YYYY", b.numeric_month),  # 12/2015
    ("m:MONTH", b.month),
    ("w:WEEKDAY", b.weekday),
    ("'|’ n:DECADE", b.decade),
    ("n:DECADE", b.decade),  # the 1990s, the '90s
    ("n:DECADE_WORD", b.decade_word),  # the nineties
    ("o:ORDINAL|Ordinal -? century|centuries (bc:bc|b.c.|bce)?", b.century),
    ("n:NUM bc:bc|b.c.|bce", b.era_year),  # 44 BC
    ("ad|a.d. n:NUM", b.era_year),
    (f"c:CODE (of|,|-|/)? y:{YEAR}|SHORTYEAR", b.code),  # Q3 2024, 9M 2025
    ("c:CODE", b.code),  # 1H25, H2, FY25
    ("c:CODE -|/ b:TWO|YYYY", b.code),  # FY2024/25
    (f"y:{YEAR} -? c:CODE", b.code),  # 2017 q1, 2019-H2
    ("FISCAL -? year? -? y:YYYY|SHORTYEAR (-|/|– b:TWO|YYYY)?", b.fiscal),  # fiscal 2024, marketing year 1986/87
    (f"a:YYYY|SHORTYEAR sign:{DASH}|/ b:TWO", b.years),  # 1986/87, 2012-13
    (f"'|’ a:TWO sign:{DASH}|/ b:TWO", b.years),  # '87/88
    ("'|’ y:TWO", b.short_year),  # in '98
    ("m:MONTH d:DAYNUM ,? '|’ y:TWO", b.month_day),
    ("m:MONTH '|’ y:TWO", b.month_year),
    ("s:SEASON of? '|’ y:TWO", b.season),
    ("c:CODE '|’ y:TWO", b.code),
    (f"a:YYYY sign:{DASH}|/ b:YYYY", b.years),  # 2001-2003
    ("year of? y:YYYY", b.said_year),  # the year 2000
    ("circa|c.|ca. y:YYYY", b.approximate),
    ("y:YYYY", b.year),
    ("y:SHORTYEAR", b.short_year),  # in '98
    (f"s:SEASON (of|,)? y:{YEAR}|SHORTYEAR", b.season),  # the summer of 2004
    ("s:SEASON", b.season),
    ("o:ORDINAL|final|last -? u:quarter|half|quarters", b.quarter),  # third quarter, first-half profit
)
DEICTIC: Rules = (
    ("t:TODAY", d.today),
    ("more:the? day before|after t:TODAY", d.today),  # the day before yesterday
    ("s:STEP FISCAL? u:UNIT", d.step),  # last week, this fiscal year
    ("s:STEP trading|business|working|school|academic|full u:UNIT", d.step),
    ("that same u:UNIT", d.that_same),
    ("this|these|the|these|last s:STEP u:UNIT", d.step_twice),  # this past week
    ("this|these s:STEP w:Weekday", d.step_weekday),  # this coming Sunday
    ("this s:STEP e:Season", d.step_season),
    ("s:STEP m:Month", d.step_month),  # last December
    ("s:STEP w:Weekday", d.step_weekday),
    ("s:STEP e:Season|SEASON", d.step_season),
    ("s:STEP p:PART", d.step_part),  # last night, this morning
    ("s:STEP h:Holiday", c.holiday_step),  # last Thanksgiving
    ("u:UNIT after next:next", d.week_after),  # the week after next
    ("u:UNIT before last", d.week_before),
    ("p:tonight|overnight", d.tonight),
    ("the FISCAL? u:UNIT", d.the_unit),  # the quarter, the weekend
    ("its|their|our|his|her|the l:latest|full|entire|whole|just-ended FISCAL? u:UNIT", d.latest),  # the latest quarter
    ("the latest period:period", d.latest),
    ("s:current|present date", d.current_date),
    ("most recent FISCAL? u:UNIT", d.most_recent),
    (f"s:STEP n:{COUNT} {FILLED}", d.placed),  # the last three months
    (f"s:STEP {COUNT} o:to|or|- n:{COUNT} {FILLED}", d.placed),  # the next 12 to 18 months
    (f"n:{COUNT} s:STEP u:UNITS", d.placed),  # 2 next days
    (f"n:{COUNT} -? {FILLED} (-? old)?", d.amount),  # ten years, three-month, 39-year-old
    (f"{COUNT} to|or|-|– n:{COUNT} -? {FILLED}", d.amount_range),  # two to three weeks
    ("a|an|one u:UNIT or Number|more", d.amount_range),  # a year or two
    ("a|an|another FILLER? u:UNIT", d.one_unit),
    (f"half -? a|an -? u:UNIT", d.half_unit),
    ("half - u:UNIT", d.half_unit),  # half-hour
    ("quarter:quarter of a u:UNIT", d.half_unit),  # a quarter of a century
    ("whole:a|an u:UNIT and a half", d.half_more),  # a year and a half
    (f"n:{COUNT} u:{UNITS} and a? half", d.half_more),  # one hour and a half
    (f"n:{COUNT} u:{UNITS} and a quarter:quarter", d.half_more),
    ("u:UNITS", d.bare_units),  # for months
    (f"u:{UNITS} - long", d.long_unit),  # decades-long
    ("u:weeklong|monthlong|yearlong|daylong|hourlong", d.compound_unit),
    ("all u:UNIT", d.long_unit),  # all day
    ("n:SHORT", d.short_amount),  # 3h
    ("t:SET", d.repeated),  # monthly
    ("bi|semi - t:SET", d.half_repeated),
    ("every|each w:Weekday (p:PART)?", d.every),
    ("every|each m:Month", d.every),
    ("every|each e:Season|SEASON", d.every),
    ("every|each p:PART", d.every),
    (f"every|each FILLER? u:UNIT", d.every),
    (f"every n:{COUNT} -? u:{UNITS}", d.every),  # every two weeks
    ("every o:other|ORDINAL u:UNIT", d.every),  # every other day
    (f"{COUNT} times a|an|every|per|each u:UNIT", d.every),
    ("once|twice|thrice|times a|an|every|per|each u:UNIT", d.every),  # twice a year
    (f"once|twice every n:{COUNT} u:{UNITS}", d.every),
    ("ws:WEEKDAYS (p:PART)?", d.weekdays_set),  # Mondays
    ("w:Weekday p:PARTS", d.weekdays_set),  # Tuesday nights
    ("c:CLOCKPM", d.clock),  # 10am
    ("c:CLOCK", d.plain_clock),
    ("c:DAYNUM|CLOCK|NUM h:a.m.|p.m.|am|pm|p.m|a.m", d.clock),  # 8 p.m.
    ("c:DAYNUM|Number o'clock", d.clock),
    ("c:DAYNUM|CLOCK in the h:morning|afternoon|evening", d.clock),  # 4 in the morning
    ("c:HHMM", d.hundred_clock),
    ("c:YYYY|NUM ZONE|hours", d.zoned_clock),  # 1430 GMT
    ("p:PART", d.noon),
    ("the p:PART", d.the_part),
)
COMPOSITE: Rules = (
    (f"c:Time ZONE|time ZONE|time?", d.zone),
    (f"o:ORDINAL|final|last|closing -? h:half of the? p:Year|Month|Decade|Century|Week", c.half_of),
    ("o:ORDINAL|final|last -? h:half|quarter of|in the FISCAL? year", c.half_of_the_year),
    (f"q:Quarter (of|in|,)? (the|that)? p:Year|Decade", c.part_of),  # the third quarter of last year
    ("p:Year 's|’s|' FISCAL? -? q:Quarter", c.part_of),  # this year's third quarter
    ("p:Year FISCAL? -? q:Quarter", c.part_of),  # the 1988 third quarter
    ("FISCAL - q:Quarter", b.modified_quarter),
    ("FISCAL q:Quarter", b.modified_quarter),
    ("o:ORDINAL|Ordinal|last|final|closing n:Amount (of|in) the? p:Year|Month|Quarter|Week", c.nth_of),
    ("n:Placed (of|in) the? p:Year|Month|Quarter|Week", c.nth_of),  # the last two months of 2025
    ("n:Amount of p:Year", c.nth_of),  # 10 months of 2025
    ("o:ORDINAL|last|final n:Amount of the FISCAL? year", c.nth_of),
    (f"o:ORDINAL|Ordinal|last|final u:UNIT (of|in) the? p:Year|Month|Quarter|Week", c.nth_of),  # the last week of May
    ("o:ORDINAL n:Amount", c.nth_bare),  # the first nine months
    ("u:Week|Weekend (of|ending|ended|beginning|starting|commencing) on? the? p:Day|Weekday|Holiday", c.week_of),
    (f"u:week|weekend (of|ending|ended|beginning|starting|commencing) on? the? p:Day|Weekday|Holiday", c.week_of),
    ("w:Week (of|in|,)? p:Year", c.week_number_of),
    ("a:Amount ,? starting|beginning|commencing from|on? p:Day|Weekday|Month", c.starting),
    ("a:Amount , from p:Day|Weekday|Month", c.starting),
    ("p:Holiday|Weekday u:week|weekend", c.holiday_weekend),
    ("h:Holiday (of|in|,)? y:Year", c.holiday_year),
    ("h:Holiday p:PART", c.holiday_part),
    ("m:Month|Day of:of|in|,? y:Year", c.month_of),  # July last year
    ("e:Season (of|in)? y:Year", c.season_of),
    ("o:ORDINAL|last|final w:Weekday of|in the? p:Month", c.nth_weekday),  # the second Tuesday of November
    ("w:Weekday (of|in)? p:Week", c.weekday_of),  # Tuesday of last week
    ("p:Week (on|,)? w:Weekday", c.weekday_of),  # next week Wednesday
    ("Weekday ,? the? p:Day", c.weekday_date),  # Monday, December 6
    ("Weekday OPEN p:Day CLOSE", c.weekday_date),
    ("w:Weekday ,? the? d:NTH|ORDINAL|Ordinal", c.weekday_date),
    ("Weekday a:DAYNUM /|. b:DAYNUM", c.weekday_slashed),
    ("w:Weekday d:DAYNUM", c.weekday_day),
    ("d:NTH|ORDINAL|Ordinal day? of p:Month", c.day_of_month),
    ("d:NTH|ORDINAL|Ordinal day? of the month", c.day_of_this_month),
    ("on|by|until|till|from|to|since|and|before the? d:NTH", c.day_of_month),
    ("w:Week|Month|Day|Quarter of|in the? p:Month|Year|Quarter", c.last_of),  # the last week of May
    (f"e:EARLY -? (in|on|into)? (the|that|of)? p:{POINT}|Time", c.edge),  # early October, mid-1996, later that day
    (f"e:EDGE of (the|that)? p:{POINT}|Amount", c.edge),  # the end of last year
    ("e:end|start|beginning -? p:Year|Month|Quarter", c.edge),  # end-2024
    ("latter|second|first part|days|weeks|months|hours of (the|that)? p:Month|Year|Quarter|Decade|Century|Season|Day", c.rough_edge),
    ("e:EDGE of (the|that|this)? FISCAL? u:UNIT", c.edge_unit),  # the end of the month
    ("e:EARLY in the FISCAL? u:UNIT", c.edge_unit),  # later in the day
    ("u:year|month|quarter|week|season 's? -? end", c.edge_unit),  # year-end, year's end
    (f"rest|remainder|remaining|balance of the? p:Year|Month|Week|Quarter|Day|Decade|Season", c.rest_of),
    ("rest|remainder|remaining|balance of the u:UNIT", c.rest_of),
    ("a:Amount ago", c.ago),
    ("a:Amount or so ago", c.ago),
    ("a:Amount w:earlier|later|before|after|afterwards|previously", c.earlier),
    ("a:Amount from now|today", c.from_now),
    ("a:Amount hence", c.from_now),
    ("u:UNIT w:before|after", c.day_before),
    (f"a:Amount w:before|after|from|since|prior|following (to|on)? (the|of)? p:Day|Weekday|Holiday|Year|Month", c.offset),
    ("u:day w:before|after p:Day|Weekday|Holiday", c.offset),
    ("in a:Amount (or so|time)?", c.within),
    ("a:Amount|Placed (,|and)? b:Amount ((,|and)? c:Amount)?", c.joined),  # 3 hours and 20 minutes
    ("t:Time (on|,)? (the|of)? d:Day|Weekday|Holiday", c.timed),  # 10 p.m. Wednesday
    ("t:Time (on|,)? Weekday ,? d:Day", c.timed),  # 13:30 on Monday, December 6
    ("t:Time OPEN Time CLOSE d:Day|Weekday", c.timed),  # 10:35 a.m. (0735 GMT) Friday
    ("d:Day|Weekday|Holiday (at|,)? (around|about|exactly|approximately)? t:Time", c.timed),  # Thursday at 10 a.m.
    ("d:Day|Weekday -? p:PART", c.day_part),  # Monday night
    ("d:Day|Weekday e:EARLY p:PART", c.early_day_part),
    ("d:Day|Weekday in the p:PART", c.day_part),
    ("p:PART of d:Day|Weekday", c.day_part),  # the evening of May 9
    ("p:PART d:Day|Weekday", c.part_day),  # noon Saturday
    ("e:EARLY -? p:PART (d:Day|Weekday)?", c.early_part),  # mid-afternoon yesterday
    ("year - ago|earlier (u:quarter|period|month|half)?", c.comparison),  # the year-ago quarter
    ("year - ago|earlier q:Quarter", c.comparison),
    ("same|like|corresponding|comparable|equivalent|similar|prior|previous -? year? -? u:quarter|period|month|half|time (a year ago|earlier | of|in? y:Year)", c.comparison),
    ("same|corresponding|comparable|equivalent q:Quarter (a year ago|earlier | of|in? y:Year)", c.comparison),
    ("y:Year 's? u:quarter|period", c.comparison),  # the 1988 period
    ("u:quarter|period|month|half a year ago|earlier", c.comparison),
)
RANGES: Rules = (
    (f"from:between? the? a:{POINT} sign:and|{TO} the? b:{POINT}", c.between),  # between 2020 and 2023
    (f"from:from the? a:{POINT} sign:{TO} the? b:{POINT}", c.between),
    (f"now:now|present sign:and|to|until|till p:{POINT}", c.between_now),  # between now and November 15
    (f"p:{POINT} sign:and|to|until|till|{DASH} the? now:now|present|date", c.between_now),
    ("y:year|year-to-date to|- date", c.to_date),
    ("y:year - to - date", c.to_date),
)
ADVERBS: Rules = (
    ("r:REFERENCE_WORD", c.reference),
)


@cache
def read_grammar() -> tuple[Alphabet, tuple[Level, ...]]:
    """The alphabet and the compiled levels, made once."""
    levels = ((NUMBERS, 1), (CALENDAR, 1), (DEICTIC, 1), (COMPOSITE, 4), (RANGES, 2), (ADVERBS, 1))
    patterns = [pattern for rules, _ in levels for pattern, _ in rules]
    alphabet = make_alphabet(read_rows(), patterns, BUILT, SHAPES)
    return alphabet, tuple(make_level(alphabet, rules, times) for rules, times in levels)
