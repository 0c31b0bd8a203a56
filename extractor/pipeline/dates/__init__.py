"""Dates: every expression that says when, how long or how often, with its TIMEX3 value.

Counts: `December 9` (2025-12-09 in an article of that week), `the first ten months of this year` (2025-01/2025-10),
`39-year-old` (P39Y), `every Monday` (XXXX-WXX-1). Doesn't: counts (`2,000 people`), names (`Boeing 747`), rates
(`$5 a day`). The publication date is the anchor; without one, what hangs on it has `XXXX` parts and no place.

The way: `patterns` codes the words, `rules` are the grammar, each with an example that runs, `engine` runs them level by
level and builds `nodes`, and `read` puts these in the `frame` that each is read from, where they become `values`; `tense`
reads the verbs, and `sides` weighs on which side of the publication date they lie.

Known to be missed, as cases that fail: events used as dates (`before the war`), hours in words without a day (`at ten`),
days of a month that has no place (`the 15th of this month` without a publication date), weekdays listed with `every
weekday`.
"""

from extractor.pipeline.dates.component import UNDATED, DateComponent, create_dates

__all__ = ["UNDATED", "DateComponent", "create_dates"]
