"""The page of the leaderboard: figures, what is better elsewhere, errors side by side, all from one run."""

import hashlib
import platform
import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from benchmarks.gold import Collection, Item, Text
from benchmarks.peer import KINDS, Find
from benchmarks.score import MEASURES, Key, Run, agrees, overlaps

OURS = "extractor"
ROWS = 5  # of a table of errors
AROUND = 45  # code points of text beside a quote

HEAD = """# Leaderboard

This package beside others, each in an environment of its own, over the same texts in one run. `benchmarks/run.py` writes the
page; nothing on it is put in by hand.
"""
CAUTION = """**Read the figures with care.** Each package was made for another end, and marks another thing by the same name:
spaCy's dates hold ages and times of day, its quantities no counted goods, and a price parser is for shops. So spans and values
are scored apart, and a package stands only where it claims something. Guidelines differ on where a span ends: «overlap»
forgives that. The gold of «corpus» and «relations» follows the guidelines of this package, whose spans fit them for that
reason too.
"""
AGAIN = """## Have it again, add a peer

    make leaderboard                      # installs the peers at the first run, into ~/.cache/extractor-peers
    make leaderboard TEXTS=FOLDER         # with more texts, annotated, as JSON Lines

A folder may hold files of annotated names (`{"text": …, "ents": [[start, end, "PERSON"]]}` a line), as `extractor train DATA
--prepare` makes `pud_test.jsonl` of [Universal NER's English PUD](retraining.md), and articles in the corpus' form
(`corpus/README.md`), as the dates of TempEval-3 can be written. Those texts are their owners' and no part of this repository.

A peer is one file of `benchmarks/peers/`: a `Peer` with its pinned requirements, its licence and the kinds that it claims, and a
function `load` that gives a reader from a text to finds. It runs in its own environment, so its requirements are no concern of
anybody else.

Days, titles and bodies of web pages beside trafilatura, htmldate and newspaper4k: [web pages](web.md).
"""
PLAIN = {
    "countries": ("a country's name or abbreviation", "names, demonyms and places"),
    "dates": ("one day", "days, periods, durations"),
    "money": ("one amount", "amounts, ranges, bounds"),
    "quantities": ("one amount", "amounts, ranges, bounds"),
}


def page(runs: list[Run], sets: list[Collection]) -> str:
    """The whole page as Markdown."""
    ran = [run for run in runs if not run.failure]
    lines = [
        HEAD,
        *_date(ran),
        *_texts(sets),
        CAUTION,
        *_glance(ran, sets),
        *_better(ran, sets[0]),
        *_peers(runs),
        *_costs(ran, sets[0]),
    ]
    for kind in KINDS:
        lines += [*_figures(kind, ran, sets), *_errors(kind, ran, sets[0])]
    return "\n".join([*lines, AGAIN])


def _date(runs: list[Run]) -> Iterator[str]:
    machine = f"{platform.machine()} {platform.system()}"
    yield f"Measured on {date.today():%-d %B %Y}, Python {platform.python_version()}, one core of {machine}."
    yield ""


def _texts(sets: list[Collection]) -> Iterator[str]:
    yield from ("## The texts", "", "| collection | texts | of | words | what they are |", "|---|---|---|---|---|")
    for each in sets:
        yield f"| {each.name} | {len(each.texts)} | {each.size} | {each.words:,} | {each.about} |"
    yield ""


def _glance(runs: list[Run], sets: list[Collection]) -> Iterator[str]:
    """One figure of each kind and package: on texts from elsewhere where there are any, of values where the kind has them."""
    finders = [run for run in runs if run.peer.spans]
    yield from (
        "## At a glance",
        "",
        "F1 of persons' exact spans, and of plain values of the other kinds; below is all of it.",
        "",
    )
    yield f"| kind | collection | {' | '.join(run.peer.name for run in finders)} |"
    yield "|---" * (len(finders) + 2) + "|"
    for kind in KINDS:
        measure = "value" if kind in PLAIN else "exact"
        for each in [each for each in sets if kind in each.kinds and not each.ours] or sets[:1]:
            counts = [run.scores.get((each.name, kind, measure)) for run in finders]
            best = max((round(counted.f1, 1) for counted in counts if counted), default=0.0)
            cells = [
                "" if c is None else f"**{c.f1:.1f}**" if round(c.f1, 1) == best else f"{c.f1:.1f}" for c in counts
            ]
            if any(cells):
                yield f"| {kind} | {each.name} | {' | '.join(cells)} |"
    yield ""


def _peers(runs: list[Run]) -> Iterator[str]:
    yield from ("## The packages", "", "| package | versions | licence | as measured |", "|---|---|---|---|")
    for run in runs:
        versions = ", ".join(f"{name} {number}" for name, number in run.process.get("versions", {}).items())
        failed = f"**not run: {_cell(run.failure)}**; " if run.failure else ""
        pinned = ", ".join(run.peer.requires)
        yield f"| {run.peer.name} | {versions or pinned} | {run.peer.licence} | {failed}{_cell(run.peer.about)} |"
    yield ""


def _costs(runs: list[Run], first: Collection) -> Iterator[str]:
    yield from (
        "## Speed, memory, size",
        "",
        f"CPU time over «{first.name}» ({first.words:,} words, one text at a time, in one process): the first time over it, "
        "and the second, when what a package keeps of words is there. Loading is the time up to the end of a first sentence, "
        "peak memory the process's, size what is installed in its environment. A fast reader of one kind and a slower one of "
        "five don't do the same work; what else the machine did in these minutes moves all figures by some tenths.",
        "",
        "| package | kinds | words a second | again | loading, s | peak, MiB | size, MiB | texts that failed |",
        "|---|---|---|---|---|---|---|---|",
    )
    for run in runs:
        speed = " | ".join(f"{first.words / each:,.0f}" if each else "" for each in (run.seconds, run.again))
        loading, peak = run.process["loading"], run.process["peak"]
        kinds = ", ".join(kind for kind in KINDS if kind in run.peer.kinds)
        yield f"| {run.peer.name} | {kinds} | {speed} | {loading:.1f} | {peak:,.0f} | {run.size:,.0f} | {len(run.errors) or ''} |"
    yield ""
    for run in runs:
        if run.errors:
            yield from (f"{run.peer.name} fails with, for one: `{_short(run.errors[0])}`", "")


def _figures(kind: str, runs: list[Run], sets: list[Collection]) -> Iterator[str]:
    yield from (f"## {kind.capitalize()}", "")
    shown = [m for m in MEASURES if any(key[1:] == (kind, m) for run in runs for key in run.scores)]
    for measure in shown:
        said = MEASURES[measure].format(*PLAIN.get(kind, ("", "")))
        yield f"- **{measure}**: {said}"
    words = "; «words» is per cent right" * ("words" in shown)
    yield from ("", f"F1, with precision and recall in brackets{words}.", "")
    yield f"| collection | package | {' | '.join(shown)} |"
    yield "|---" * (len(shown) + 2) + "|"
    for each in sets:
        for run in runs:
            cells = [_cell_of(run, (each.name, kind, measure)) for measure in shown]
            if any(cells):
                yield f"| {each.name} | {run.peer.name} | {' | '.join(cells)} |"
    yield ""


def _cell_of(run: Run, key: Key) -> str:
    if key not in run.scores or not run.scores[key].gold:
        return ""
    counted = run.scores[key]
    if key[2] == "words":
        return f"{counted.recall:.1f} of {counted.gold}"
    return f"{counted.f1:.1f} ({counted.precision:.1f}, {counted.recall:.1f})"


def _better(runs: list[Run], first: Collection) -> Iterator[str]:
    """Every figure in which another package is ahead of ours."""
    yield from ("## Where another is better", "")
    ours = next((run for run in runs if run.peer.name == OURS), None)
    if ours is None:
        yield from ("This package was not measured in this run.", "")
        return
    others = [run for run in runs if run is not ours]
    found = [line for lines in (_ahead, _cheaper) for run in others for line in lines(ours, run, first)]
    yield from (found or ["In no figure of this run, which says more of the choice of figures than of the packages."])
    yield ""


def _ahead(ours: Run, other: Run, _: Collection) -> Iterator[str]:
    for key, counted in other.scores.items():
        mine = ours.scores.get(key)
        if mine and round(counted.f1, 1) > round(mine.f1, 1):
            where, kind, measure = key
            yield f"- {kind}, {measure}, on {where}: **{other.peer.name}** {counted.f1:.1f}, {OURS} {mine.f1:.1f}"


def _cheaper(ours: Run, other: Run, first: Collection) -> Iterator[str]:
    costs = [("loading, s", "loading", 1), ("peak memory, MiB", "peak", 0)]
    less = [(name, other.process[of], ours.process[of], n) for name, of, n in costs]
    less.append(("installed, MiB", other.size, ours.size, 0))
    parts = [f"{name} {its:,.{n}f} to {own:,.{n}f}" for name, its, own, n in less if its < own]
    if other.seconds and other.seconds < ours.seconds:
        speeds = (first.words / run.seconds for run in (other, ours))
        parts.insert(0, "words a second {:,.0f} to {:,.0f}".format(*speeds))
    if parts:
        yield f"- **{other.peer.name}** takes less: {'; '.join(parts)}"


def _errors(kind: str, runs: list[Run], first: Collection) -> Iterator[str]:
    """Gold that some package misses or reads wrongly, and finds that are none, of the collection that may be quoted."""
    readers = [run for run in runs if kind in run.peer.spans]
    if not readers or not first.ours:
        return
    yield from (
        "### Errors side by side",
        "",
        f"Drawn by a hash from «{first.name}», half of them errors of {OURS} where it makes any.",
        "",
    )
    valued = kind in PLAIN  # persons have no value beside their words
    yield f"| text | {'gold | ' * valued}{' | '.join(run.peer.name for run in readers)} |"
    yield "|---" * (len(readers) + 1 + valued) + "|"
    for text, item in _drawn(kind, readers, first):
        cells = [_answer(kind, text, item, run, first) for run in readers]
        yield f"| {_quote(text.text, item)} | {f'{_value(item.value)} | ' * valued}{' | '.join(cells)} |"
    yield ""
    for run in readers:
        false = [(text, find) for text in first.texts for find in _false(kind, text, run, first)]
        if false:
            quotes = "; ".join(_quote(text.text, find) for text, find in islice(sorted(false, key=_hash), ROWS - 2))
            yield from (f"{run.peer.name} finds {len(false)} where nothing is: {quotes}", "")


def _drawn(kind: str, readers: list[Run], first: Collection) -> Iterator[tuple[Text, Item]]:
    """Some items that not all packages have right: first those that ours has wrong."""
    wrong: dict[bool, list[tuple[Text, Item]]] = {True: [], False: []}
    for text in first.texts:
        for item in text.items.get(kind, ()):
            failing = [run.peer.name for run in readers if not item.open and not _right(kind, text, item, run, first)]
            if failing:
                wrong[OURS in failing].append((text, item))
    yield from islice(sorted(wrong[True], key=_hash), ROWS)
    yield from islice(sorted(wrong[False], key=_hash), ROWS)


def _hash(pair: tuple[Text, Item | Find]) -> bytes:
    return hashlib.sha256(f"{pair[0].id} {pair[1].start}".encode()).digest()


def _right(kind: str, text: Text, item: Item, run: Run, first: Collection) -> bool:
    """Whether a find overlaps, with the right value where the peer claims one of this sort."""
    finds = _finds(kind, text, item, run, first)
    valued = item.value is not None and (kind in run.peer.whole or (kind in run.peer.values and item.plain))
    return any(agrees(kind, item, f) for f in finds) if valued else bool(finds)


def _finds(kind: str, text: Text, item: Item, run: Run, first: Collection) -> list[Find]:
    return [f for f in run.answers.get((first.name, text.id), ()) if f.kind == kind and overlaps(item, f)]


def _false(kind: str, text: Text, run: Run, first: Collection) -> Iterator[Find]:
    items = text.items.get(kind, ())
    for find in run.answers.get((first.name, text.id), ()):
        if find.kind == kind and not any(overlaps(item, find) for item in items):
            yield find


def _answer(kind: str, text: Text, item: Item, run: Run, first: Collection) -> str:
    finds = _finds(kind, text, item, run, first)
    said = "; ".join(" ".join([_words(text.text, f), *({_value(v): 0 for v in f.values})]) for f in finds) or "–"
    return said if _right(kind, text, item, run, first) else f"✗ {said}"


def _words(text: str, find: Find) -> str:
    return _short(text[find.start : find.end])


def _value(value: object) -> str:
    """A value as it is shown; low and high once where they are the same."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        low, high, unit = value
        return f"`{' '.join(str(part) for part in ([low] if low == high else [low, '…', high]) + [unit] if part is not None)}`"
    return f"`{value}`"


def _quote(text: str, span: Item | Find) -> str:
    """The words in bold, between whole words beside them."""
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    before = before.partition(" ")[2] if len(before) == AROUND else before
    after = after.rpartition(" ")[0] if len(after) == AROUND else after
    words = " ".join(text[span.start : span.end].split())
    return " ".join(f"{_cell(before)}**{_cell(words)}**{_cell(after)}".split())


def _short(text: str) -> str:
    return _cell(" ".join(text.split())[:90])


def _cell(text: str) -> str:
    """What may stand in a cell of a table, outside code without a mark of its own."""
    parts = text.replace("|", "\\|").split("`")
    return "`".join(part if n % 2 else re.sub(r"([*_<>\[\]])", r"\\\1", part) for n, part in enumerate(parts))
