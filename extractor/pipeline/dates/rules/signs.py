"""Signs and little words that many rules ask for around a match."""

from extractor.pipeline.dates.engine import END

HYPHEN, COMMA, SLASH, STOP = "-", ",", "/", "."
DASHES = frozenset(("-", "—", "~"))
STOPS = frozenset((".", ",", ";", ")", END))  # what closes a phrase; some rules take more
OPEN = frozenset(("(",))
QUOTES = frozenset(('"', "``", "'"))
APOSTROPHES = frozenset(("'",))
SIGNS = frozenset(("$", "£", "€"))
GENITIVE = frozenset(("'s",))
OF = frozenset(("of",))
THE = frozenset(("the",))
BETWEEN = frozenset(("between",))
