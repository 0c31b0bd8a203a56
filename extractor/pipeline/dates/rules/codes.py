"""The codes of accounts: `Q3 2024`, `1H25`, `9M 2025`, `FY2024/25`."""

import re

from extractor.pipeline.dates import units
from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.compounds import Nth
from extractor.pipeline.dates.nodes.points import Fixed, PartNode
from extractor.pipeline.dates.rules.parts import full_year, year_at
from extractor.pipeline.dates.rules.shorthand import YEAR
from extractor.pipeline.dates.rules.signs import HYPHEN
from extractor.pipeline.dates.rules.years import fiscal_years
from extractor.pipeline.dates.values import year_time
from extractor.pipeline.text.words import GLUED

CODE = re.compile(r"(?:(?:(?P<count>\d+)m|(?P<a>\d+)(?P<part>[qh])|(?P<half>[qh])(?P<b>\d))(?:fy)?"
                  r"|(?P<fiscal>[fc]y))'?(?P<year>\d{4}|\d\d)?\Z")  # fmt: skip


def code(m: Found) -> Node | None:
    """`Q3 2024`, `1H25`, `H2`, `9M 2025`, `FY25`."""
    match = CODE.match(m.text("c"))
    if match is None or _is_glued(m):
        return None
    year = full_year(match["year"]) if match["year"] else year_at(m, "y")
    if match["fiscal"]:
        return fiscal_years(year, m)
    whole = Fixed(year_time(year)) if year else None
    if match["count"]:
        return Nth(1, units.MONTH, whole, int(match["count"])) if whole else None
    return PartNode((match["part"] or match["half"]).upper(), int(match["a"] or match["b"]), whole)


def _is_glued(m: Found) -> bool:
    """`H1-B`: a visa."""
    alone = m.end == m.start + 1 and m.after == HYPHEN and m.gap(m.end) == GLUED
    return alone and m.sheet.word(m.end + 1).isalpha()


def fiscal_code(m: Found) -> Node | None:
    """`FY2024/25`."""
    match = CODE.match(m.text("c"))
    return code(m) if match and match["fiscal"] else None


CALENDAR = (
    Rule("code", "c:CODE", "in 1H25 → 2025-H1", code),
    Rule("code and year", f"c:CODE (of|,|-|/)? y:{YEAR}|SHORTYEAR", "in Q3 2024 → 2024-Q3", code),
    Rule("code and year cut at its apostrophe", "c:CODE ' y:TWO", "in Q3 ' 24 → 2024-Q3", code),
    Rule("fiscal code and year", "c:CODE -|/ b:TWO|YYYY", "in FY2024/25 → 2024/2025", fiscal_code),
    Rule("year and code", f"y:{YEAR} -? c:CODE", "in 2019-H2 → 2019-H2", code),
)
