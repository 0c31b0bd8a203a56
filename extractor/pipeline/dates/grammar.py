"""The grammar: what makes an expression of time, level by level, each pattern with news that it is for.

`patterns` says how a pattern is written. The longest match at a place wins; a level sees what those before it built.
"""

from functools import cache

from extractor.pipeline.dates import clocks, composites, days, deictics, lengths, offsets, years
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
LIKE = "same|like|corresponding|comparable|equivalent|similar"
POINT = "Day|Weekday|Month|Week|Weekend|Year|Quarter|Season|Decade|Century|Holiday"
FILLED = f"FILLER? FILLER? -? u:{UNITS}"

NUMBERS: Rules = (
    ("a:Number -? b:Number", years.spelled_year),  # nineteen ninety-seven
    ("year n:Number", days.spelled_thousands),  # the year two thousand
    ("m:MONTH of? n:Number", days.spelled_thousands),  # August two thousand and fifteen
    ("a:Number -? o:ORDINAL", days.ordinal),  # twenty-third
    ("a few", days.vague),
    ("a? couple of?", days.two),  # the next couple of years
    ("a? number|handful of", days.vague),
    ("dozens|hundreds|thousands|scores|tens of", days.vague),  # hundreds of years
)
CALENDAR: Rules = (
    ("n:NUMERIC", days.numeric),  # 2025-12-09, 22.03.2013, 03/22/2013
    ("n:ISOTIME", days.iso_time),
    ("on a:YYYY b:DAYNUM c:DAYNUM", days.numeric_parts),
    ("a:DAYNUM|YYYY / b:DAYNUM / c:YYYY|TWO", days.numeric_parts),
    ("a:DAYNUM|YYYY - b:DAYNUM - c:YYYY|TWO", days.numeric_parts),
    (f"from|between a:DAYNUM / b:DAYNUM {TO}|and c:DAYNUM / d:DAYNUM (,|/)? y:YYYY?", days.slashed_days),
    (f"a:DAYNUM / b:DAYNUM {TO} c:DAYNUM / d:DAYNUM (,|/)? y:YYYY", days.slashed_days),  # 5/1-5/7, 2020; 10/1-11/2/2017
    ("in|since|by|until y:Number", years.spoken_year),  # in two thousand and fifteen
    ("week n:DAYNUM|TWO", composites.week_number),
    (f"m:MONTH -|/? the? d:{DAY} (,? (in|of)? y:{YEAR}|Number)?", days.month_day),  # December 9, 2025; April the ninth
    (f"m:MONTH the? d:{DAY}", days.month_day),  # Nov. 7, 3.1 million cases
    (f"d:{DAY} of? m:MONTH", days.month_day),
    (f"m:MONTH - d:DAYNUM - y:{YEAR}", days.month_day),  # Sep-23-2020
    (f"m:MONTH d:{DAY} ,? y:SHORTYEAR", days.month_day),
    (f"d:{DAY} day? of? m:MONTH (,? (in|of)? y:{YEAR})?", days.month_day),  # 9 December 2025, the 9th of December
    (f"d:DAYNUM -|/ m:MONTH -|/ y:{YEAR}|TWO", days.month_day),  # 23/Sep/2020
    (f"y:{YEAR} -|/ m:MONTH -|/ d:DAYNUM", days.month_day),  # 2019-aug-1
    (f"y:{YEAR} -|/ d:DAYNUM -|/ m:MONTH", days.month_day),
    (f"d:Number m:MONTH y:{YEAR}", days.month_day),  # twenty five January nineteen eighty six
    (f"m:MONTH the? a:{DAY} ({TO} | and:and) the? b:{DAY} (,? y:{YEAR})?", days.month_days),  # May 5-7, 2025
    (f"a:{DAY} ({TO} | and:and) the? b:{DAY} of? m:MONTH (,? y:{YEAR})?", days.month_days),  # 5 to 7 May
    ("n:MONTHDAY (,? y:YYYY)?", days.glued_day),  # Dec31, 1994
    (f"m:MONTH (,|of|in|-|/|–)? y:{YEAR}|SHORTYEAR", days.month_year),  # December 2023, Dec-2018
    ("m:MONTH of y:TWO", days.month_year),  # April of 87
    ("on|by|until|till|from|since|before|after|dated a:DAYNUM / b:DAYNUM", days.slashed_day),  # on 22/04
    ("a:DAYNUM / b:DAYNUM", days.event_day),  # 9/11
    ("the? n:YYYY s", years.spaced_decade),  # 1990 s
    ("a:DAYNUM /|- y:YYYY", days.numeric_month),  # 12/2015
    ("m:MONTH", days.month),
    ("w:WEEKDAY", days.weekday),
    ("'|’ n:DECADE", years.decade),
    ("n:DECADE", years.decade),  # the 1990s, the '90s
    ("n:DECADE_WORD", years.decade_word),  # the nineties
    ("o:ORDINAL|Ordinal -? century|centuries (bc:bc|b.c.|bce)?", years.century),
    (f"a:ORDINAL|Ordinal {DASH}|to the? b:ORDINAL|Ordinal -? century|centuries", years.centuries),
    ("n:YYYY 's|’s", years.spaced_decade),  # the late 1930's
    ("n:NUM bc:bc|b.c.|bce", years.era_year),  # 44 BC
    ("ad|a.d. n:NUM", years.era_year),
    ("n:NUM ad:ad|a.d.", years.era_year),  # 14 AD
    (f"c:CODE (of|,|-|/)? y:{YEAR}|SHORTYEAR", years.code),  # Q3 2024, 9M 2025
    ("fy|cy y:YYYY|SHORTYEAR|TWO (-|/|– b:TWO|YYYY)?", years.fiscal),  # FY 2021-22
    ("c:CODE", years.code),  # 1H25, H2, FY25
    ("c:NUM ZONE", clocks.dotted_clock),  # 11.33 GMT
    ("c:CODE -|/ b:TWO|YYYY", years.code),  # FY2024/25
    (f"y:{YEAR} -? c:CODE", years.code),  # 2017 q1, 2019-H2
    ("FISCAL -? year? -? y:YYYY|SHORTYEAR (-|/|– b:TWO|YYYY)?", years.fiscal),  # fiscal 2024, marketing year 1986/87
    (f"a:YYYY|SHORTYEAR sign:{DASH}|/ b:TWO", years.years),  # 1986/87, 2012-13
    (f"'|’ a:TWO sign:{DASH}|/ b:TWO", years.years),  # '87/88
    ("'|’ y:TWO", years.short_year),  # in '98
    ("m:MONTH d:DAYNUM ,? '|’ y:TWO", days.month_day),
    ("m:MONTH '|’ y:TWO", days.month_year),
    ("s:SEASON of? '|’ y:TWO", days.season),
    ("c:CODE '|’ y:TWO", years.code),
    (f"a:YYYY sign:{DASH}|/ b:YYYY", years.years),  # 2001-2003
    ("year of? y:YYYY", years.said_year),  # the year 2000
    ("circa|c.|ca. y:YYYY", years.approximate),
    ("c|ca . y:YYYY", years.approximate),
    ("c:YYYY ZONE", clocks.zoned_clock),  # 1945 GMT
    ("y:YYYY", years.year),
    ("y:SHORTYEAR", years.short_year),  # in '98
    (f"s:SEASON (of|,)? y:{YEAR}|SHORTYEAR", days.season),  # the summer of 2004
    (f"s:SEASON (of|,)? y:YYYY {DASH}|/ TWO|YYYY", days.season),  # the winter of 1936-37
    ("s:SEASON", days.season),
    ("o:ORDINAL|final|last -? u:quarter|half|quarters|qtr", years.quarter),  # third quarter, first-half profit
)
DEICTIC: Rules = (
    ("t:TODAY", deictics.today),
    ("more:the? day before|after t:TODAY", deictics.today),  # the day before yesterday
    ("s:STEP FISCAL? u:UNIT", deictics.step),  # last week, this fiscal year
    ("s:STEP trading|business|working|school|academic|full u:UNIT", deictics.step),
    ("that same u:UNIT", deictics.that_same),
    ("this|these s:STEP u:UNIT", deictics.step_twice),  # this past week
    ("this|these s:STEP w:Weekday", deictics.step_weekday),  # this coming Sunday
    ("this s:STEP e:Season", deictics.step_season),
    ("s:STEP m:Month", deictics.step_month),  # last December
    ("m:Month -? quarter", years.month_quarter),  # the June quarter
    ("s:last|next|this d:Day", deictics.step_day),  # last Oct. 23
    ("s:STEP w:Weekday", deictics.step_weekday),
    ("s:STEP e:Season|SEASON", deictics.step_season),
    ("s:STEP p:PART", clocks.step_part),  # last night, this morning
    ("h:Holiday y:Year", composites.holiday_year),  # Easter 2018
    ("s:STEP h:Holiday", composites.holiday_step),  # last Thanksgiving
    ("u:UNIT after next:next", deictics.week_after),  # the week after next
    ("u:UNIT before last", deictics.week_before),
    ("p:tonight|overnight", clocks.tonight),
    ("the FISCAL? u:UNIT", deictics.the_unit),  # the quarter, the weekend
    (
        "its|their|our|his|her|the l:latest|full|entire|whole|just-ended FISCAL? u:UNIT",
        deictics.latest,
    ),  # the latest quarter
    ("the latest period:period", deictics.latest),
    ("full - year", deictics.full_year),  # full-year profit
    ("s:STEP FISCAL? season", deictics.season_year),  # last season
    ("over|through the u:UNITS", lengths.long_unit),  # over the years
    ("the u:UNITS (that|which followed|passed | since)", lengths.long_unit),  # in the years since
    ("u:UNITS - old", lengths.long_unit),  # decades-old
    ("s:current|present date", deictics.current_date),
    ("most recent FISCAL? u:UNIT", deictics.most_recent),
    (f"s:STEP n:{COUNT} {FILLED}", lengths.placed),  # the last three months
    (f"s:STEP {COUNT} o:to|or|- n:{COUNT} {FILLED}", lengths.placed),  # the next 12 to 18 months
    (f"n:{COUNT} s:STEP u:UNITS", lengths.placed),  # 2 next days
    (f"n:{COUNT} -? {FILLED} (-? old)?", lengths.amount),  # ten years, three-month, 39-year-old
    (f"{COUNT} to|or|-|– n:{COUNT} -? {FILLED}", lengths.amount_range),  # two to three weeks
    ("a|an|one u:UNIT or Number|more", lengths.amount_range),  # a year or two
    ("a|an|another FILLER? u:UNIT", lengths.one_unit),
    ("half -? a|an -? u:UNIT", lengths.half_unit),
    ("half - u:UNIT", lengths.half_unit),  # half-hour
    ("half u:century|decade", lengths.half_unit),
    ("s:STEP h:half|quarter -? century", lengths.half_placed),  # the next quarter century
    ("quarter:quarter -? u:century", lengths.half_unit),  # a quarter-century ago
    ("u:UNIT - old", lengths.long_unit),  # a century-old system
    ("a|one? quarter:quarter of a u:UNIT", lengths.half_unit),  # a quarter of a century
    ("whole:a|an u:UNIT and a half", lengths.half_more),  # a year and a half
    (f"n:{COUNT} u:{UNITS} and a? half", lengths.half_more),  # one hour and a half
    (f"n:{COUNT} u:{UNITS} and a quarter:quarter", lengths.half_more),
    ("u:UNITS", lengths.bare_units),  # for months
    (f"u:{UNITS} - long", lengths.long_unit),  # decades-long
    ("u:weeklong|monthlong|yearlong|daylong|hourlong", lengths.compound_unit),
    ("all u:UNIT", lengths.long_unit),  # all day
    ("n:SHORT", lengths.short_amount),  # 3h
    ("t:SET", lengths.repeated),  # monthly
    ("bi|semi - t:SET", lengths.half_repeated),
    ("every|each w:Weekday (p:PART)?", lengths.every),
    ("every|each m:Month", lengths.every),
    ("every|each e:Season|SEASON", lengths.every),
    ("every|each p:PART", lengths.every),
    ("every|each FILLER? u:UNIT", lengths.every),
    (f"every n:{COUNT} -? u:{UNITS}", lengths.every),  # every two weeks
    ("every o:other|ORDINAL u:UNIT", lengths.every),  # every other day
    (f"{COUNT} times a|an|every|per|each u:UNIT", lengths.every),
    ("once|twice|thrice|times a|an|every|per|each u:UNIT", lengths.every),  # twice a year
    (f"once|twice every n:{COUNT} u:{UNITS}", lengths.every),
    ("ws:WEEKDAYS (p:PART)?", lengths.weekdays_set),  # Mondays
    ("w:Weekday p:PARTS", lengths.weekdays_set),  # Tuesday nights
    ("c:CLOCKPM", clocks.clock),  # 10am
    ("c:CLOCK", clocks.plain_clock),
    ("c:DAYNUM|CLOCK|NUM h:a.m.|p.m.|am|pm|p.m|a.m", clocks.clock),  # 8 p.m.
    ("c:DAYNUM|Number o'clock", clocks.clock),
    ("c:DAYNUM|CLOCK in the h:morning|afternoon|evening", clocks.clock),  # 4 in the morning
    ("c:HHMM", clocks.hundred_clock),
    ("c:YYYY|NUM ZONE|hours", clocks.zoned_clock),  # 1430 GMT
    ("p:PART", clocks.noon),
    ("the p:PART", clocks.the_part),
    ("the p:PART w:before|after", clocks.part_before),  # the night before
    ("p:night - time", clocks.night_time),
)
COMPOSITE: Rules = (
    ("c:Time ZONE|time ZONE|time?", clocks.zone),
    ("o:ORDINAL|final|last|closing -? h:half of the? p:Year|Month|Decade|Century|Week", composites.half_of),
    ("o:ORDINAL|final|last -? h:half|quarter of|in the FISCAL? year", composites.half_of_the_year),
    ("o:ORDINAL h:half p:Month", composites.half_of),  # for second half May
    ("q:Quarter (of|in|,)? (the|that)? p:Year|Decade", composites.part_of),  # the third quarter of last year
    ("p:Year 's|’s|' FISCAL? -? q:Quarter", composites.part_of),  # this year's third quarter
    ("p:Year 's|’s|' o:ORDINAL h:half", composites.half_of),
    ("p:Year FISCAL? -? q:Quarter", composites.part_of),  # the 1988 third quarter
    ("FISCAL - q:Quarter", years.modified_quarter),
    ("FISCAL q:Quarter", years.modified_quarter),
    ("o:ORDINAL|Ordinal|last|final|closing n:Amount (of|in) the? p:Year|Month|Quarter|Week", composites.nth_of),
    ("n:Placed (of|in) the? p:Year|Month|Quarter|Week", composites.nth_of),  # the last two months of 2025
    ("n:Amount of p:Year", composites.nth_of),  # 10 months of 2025
    ("o:ORDINAL|last|final n:Amount of the FISCAL? year", composites.nth_of),
    (
        "o:ORDINAL|Ordinal|last|final u:UNIT (of|in) the? p:Year|Month|Quarter|Week",
        composites.nth_of,
    ),  # the last week of May
    ("o:ORDINAL n:Amount", composites.nth_bare),  # the first nine months
    (
        "u:Week|Weekend that? (of|ending|ended|beginning|starting|commencing|to) on? the? p:Day|Weekday|Holiday|Span",
        composites.week_of,
    ),
    (
        "u:week|weekend that? (of|ending|ended|beginning|starting|commencing|to) on? the? p:Day|Weekday|Holiday|Span",
        composites.week_of,
    ),
    ("w:Week (of|in|,)? p:Year", composites.week_number_of),
    ("w / c p:Day", composites.week_of),  # w/c 4 February
    ("a:Amount ,? starting|beginning|commencing from|on? p:Day|Weekday|Month", offsets.starting),
    ("a:Amount , from p:Day|Weekday|Month", offsets.starting),
    ("p:Holiday|Weekday u:week|weekend", composites.holiday_weekend),
    ("p:Holiday u:week|weekend (of|in|,)? y:Year", composites.holiday_weekend),  # Halloween weekend 2021
    ("h:Holiday (of|in|,)? y:Year", composites.holiday_year),
    ("h:Holiday p:PART", clocks.holiday_part),
    ("m:Month|Day of:of|in|,? y:Year", composites.month_of),  # July last year
    ("e:Season (of|in)? y:Year", composites.season_of),
    ("o:ORDINAL|last|final w:Weekday of|in the? p:Month", composites.nth_weekday),  # the second Tuesday of November
    ("w:Weekday of|in the? p:Month", composites.last_weekday),  # the last Friday of June
    ("o:ORDINAL? w:Weekday of s:Set", lengths.weekday_of_each),  # the first Friday of each month
    ("w:Weekday", lengths.listed_set),  # every Monday and Thursday
    ("w:Weekday (of|in)? p:Week", composites.weekday_of),  # Tuesday of last week
    ("p:Week (on|,)? w:Weekday", composites.weekday_of),  # next week Wednesday
    ("Weekday ,? the? p:Day", composites.weekday_date),  # Monday, December 6
    ("Weekday OPEN p:Day CLOSE", composites.weekday_date),
    ("w:Weekday ,? the? d:NTH|ORDINAL|Ordinal", composites.weekday_date),
    ("Weekday a:DAYNUM /|. b:DAYNUM", composites.weekday_slashed),
    ("w:Weekday d:DAYNUM", composites.weekday_day),
    ("d:NTH|ORDINAL|Ordinal day? of p:Month", composites.day_of_month),
    ("d:NTH|ORDINAL|Ordinal day? of the month", composites.day_of_this_month),
    ("on|by|until|till|from|to|since|and|before the? d:NTH", composites.day_of_month),
    ("w:Week|Month|Day|Quarter of|in the? p:Month|Year|Quarter", composites.last_of),  # the last week of May
    (
        f"e:EARLY -? (in|on|into)? (the|that|of)? p:{POINT}|Time",
        composites.edge,
    ),  # early October, mid-1996, later that day
    (f"e:EDGE of (the|that)? p:{POINT}|Amount", composites.edge),  # the end of last year
    ("e:end|start|beginning -? p:Year|Month|Quarter", composites.edge),  # end-2024
    (
        "ROUGH part|half|days|weeks|months|hours|years|stages of (the|that)? p:Month|Year|Quarter|Decade|Century|Season|Day|Week",
        composites.rough_edge,
    ),
    ("ROUGH part|half|days|weeks|months|stages of the FISCAL? u:UNIT", composites.rough_edge),
    ("e:EDGE of (the|that|this)? FISCAL? u:UNIT", composites.edge_unit),  # the end of the month
    ("e:EARLY in the FISCAL? u:UNIT", composites.edge_unit),  # later in the day
    ("e:mid - u:week|month|year", composites.edge_unit),  # by mid-year
    ("e:midweek|midmonth|midyear", composites.mid_unit),
    ("u:year|month|quarter|week|season 's? -? end", composites.edge_unit),  # year-end, year's end
    ("rest|remainder|remaining|balance of the? p:Year|Month|Week|Quarter|Day|Decade|Season", composites.rest_of),
    ("rest|remainder|remaining|balance of the u:UNIT", composites.rest_of),
    ("a:Amount -? ago", offsets.ago),
    ("a:Amount or so ago", offsets.ago),
    ("a:Amount w:earlier|later|before|after|afterwards|previously", offsets.earlier),
    ("a:Amount from now|today", offsets.from_now),
    ("a:Amount hence", offsets.from_now),
    ("u:year|quarter|half|month to|through the? p:Day|Month", offsets.stretch_to),  # the year to June 30
    ("a:Amount to|through the? p:Day|Month", offsets.stretch_to),  # the three months to September
    ("u:UNIT w:before|after that:that?", offsets.day_before),
    (
        "a:Amount w:before|after|from|prior|following (to|on)? (the|of)? p:Day|Weekday|Holiday|Year|Month",
        offsets.offset,
    ),
    ("u:day w:before|after p:Day|Weekday|Holiday", offsets.offset),
    ("in a:Amount (or so|time)?", offsets.within),
    ("a:Amount|Placed (, | and:and)? b:Amount ((,|and)? c:Amount)?", offsets.joined),  # 3 hours and 20 minutes
    ("t:Time (on|,)? (the|of)? d:Day|Weekday|Holiday", clocks.timed),  # 10 p.m. Wednesday
    ("t:Time (on|,)? Weekday ,? d:Day", clocks.timed),  # 13:30 on Monday, December 6
    ("t:Time OPEN Time CLOSE d:Day|Weekday", clocks.timed),  # 10:35 a.m. (0735 GMT) Friday
    ("d:Day|Weekday|Holiday (at|,)? (around|about|exactly|approximately)? t:Time", clocks.timed),  # Thursday at 10 a.m.
    ("at c:DAYNUM on d:Day|Weekday", clocks.bare_hour),  # at 10 on Tuesday
    ("at c:DAYNUM d:Time", clocks.bare_hour),  # at 8 tonight
    ("d:Day|Weekday -? p:PART", clocks.day_part),  # Monday night
    ("d:Day|Weekday e:EARLY p:PART", clocks.early_day_part),
    ("d:Day|Weekday in the p:PART", clocks.day_part),
    ("p:PART of d:Day|Weekday", clocks.day_part),  # the evening of May 9
    ("p:PART d:Day|Weekday", clocks.part_day),  # noon Saturday
    ("e:EARLY -? p:PART (d:Day|Weekday)?", clocks.early_part),  # mid-afternoon yesterday
    ("year - ago|earlier (u:quarter|period|month|half)?", offsets.comparison),  # the year-ago quarter
    ("year - ago|earlier q:Quarter", offsets.comparison),
    (
        f"{LIKE}|prior|previous -? year? -? u:quarter|period|month|half|time (a year ago|earlier | of|in? y:Year)",
        offsets.comparison,
    ),
    (f"{LIKE} q:Quarter (a year ago|earlier | of|in? y:Year)", offsets.comparison),
    ("y:Year 's? u:quarter|period", offsets.comparison),  # the 1988 period
    ("u:quarter|period|month|half a year ago|earlier", offsets.comparison),
)
RANGES: Rules = (
    (f"from:between? the? a:{POINT} sign:and|{TO} the? b:{POINT}", composites.between),  # between 2020 and 2023
    (f"from:from the? a:{POINT} sign:{TO} the? b:{POINT}", composites.between),
    ("a:Month sign:/ b:Month", composites.slashed_months),  # Aug/Sept
    (f"now:now|present sign:and|to|until|till the? p:{POINT}", composites.between_now),  # between now and November 15
    (f"p:{POINT} sign:and|to|until|till|{DASH} the? now:now|present|date", composites.between_now),
    ("y:year|year-to-date to|- date", offsets.to_date),
    ("y:year - to - date", offsets.to_date),
)
ADVERBS: Rules = (("r:REFERENCE_WORD", composites.reference),)


@cache
def read_grammar() -> tuple[Alphabet, tuple[Level, ...]]:
    """The alphabet and the compiled levels, made once."""
    levels = ((NUMBERS, 1), (CALENDAR, 1), (DEICTIC, 1), (COMPOSITE, 4), (RANGES, 2), (ADVERBS, 1))
    patterns = [pattern for rules, _ in levels for pattern, _ in rules]
    alphabet = make_alphabet(read_rows(), patterns, BUILT, SHAPES)
    return alphabet, tuple(make_level(alphabet, rules, times) for rules, times in levels)
