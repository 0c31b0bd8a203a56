"""The codes of accounts: `Q3 2024`, `1H25`, `9M 2025`, `FY2024/25`."""

import re

from extractor.pipeline.dates import units
from extractor.pipeline.dates.engine import Found, Rule
from extractor.pipeline.dates.nodes import Node
from extractor.pipeline.dates.nodes.compounds import Nth
from extractor.pipeline.dates.nodes.points import Fixed, PartNode
from extractor.pipeline.dates.rules.parts import full_year, year_at
from extractor.pipeline.dates.rules.shorthand import YEAR
from extractor.pipeline.dates.rules.years import fiscal_year
from extractor.pipeline.dates.values import year_time
from extractor.pipeline.text.words import GLUED

CODE = re.compile(r"(?:(?:(\d+)([qhm])|([qh])(\d))(?:fy)?|([fc]y))['’]?(\d{4}|\d\d)?\Z")


def code(m: Found) -> Node | None:
    """`Q3 2024`, `1H25`, `H2`, `9M 2025`, `FY25`."""
    match = CODE.match(m.text("c"))
    visa = m.after == "-" and m.gap(m.end) == GLUED and m.sheet.word(m.end + 1).isalpha() and m.end == m.start + 1
    if match is None or visa:  # `H1-B`
        return None
    year = full_year(match[6]) if match[6] else year_at(m, "y")
    if match[5]:
        return fiscal_year(year, m)
    part, number = (match[2] or match[3]), int(match[1] or match[4])
    whole = Fixed(year_time(year)) if year else None
    if part == "m":
        return Nth(1, units.MONTH, whole, number) if whole else None
    return PartNode(part.upper(), number, whole)


def fiscal_code(m: Found) -> Node | None:
    """`FY2024/25`."""
    return code(m) if m.text("c")[0] in "fc" else None


CALENDAR = (
    Rule("code", "c:CODE", "in 1H25 → 2025-H1", code),
    Rule("code and year", f"c:CODE (of|,|-|/)? y:{YEAR}|SHORTYEAR", "in Q3 2024 → 2024-Q3", code),
    Rule("code and year cut at its apostrophe", "c:CODE '|’ y:TWO", "in Q3 ' 24 → 2024-Q3", code),
    Rule("fiscal code and year", "c:CODE -|/ b:TWO|YYYY", "in FY2024/25 → 2024/2025", fiscal_code),
    Rule("year and code", f"y:{YEAR} -? c:CODE", "in 2019-H2 → 2019-H2", code),
)
