"""Words a second, start-up and memory: `make bench`.

The articles are those of a text set, any path that `extractor.read` takes, as they stand there and each once:
``make bench TEXTS=news.jsonl``. Without one, 3,000 articles of 150 words are made from the corpus (its sentences, dealt
out in a fixed order and many times over, which flatters every memory of words), so that the figures of two days compare.

Times on one core are CPU times, which neighbours on the machine disturb less; those of processes are by the clock. Start-up
is that of an installation, whose modules are compiled. The parent of processes is measured with stand-ins for them, which take no
time: its CPU time an article, to read it from JSON Lines, look for repeats, hand it out and write the record.
`cold` is a process's first time over the texts, `warm` its second. spaCy's bare tokenizer goes over the same texts in
between, as the measure of the machine.
"""

import argparse
import atexit
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from itertools import cycle, islice
from pathlib import Path

import extractor
from extractor.api import make_work
from extractor.batch.dedupe import MODES, DedupeMode
from extractor.batch.run import Plan, run
from extractor.processes.pool import batches, work_through

RAW = Path(__file__).parent.parent / "corpus" / "raw"
ARTICLES, LENGTH, EARLY = 3000, 150, 500
LATENCY_WORDS, LATENCY_ARTICLES = 400, 200  # of the articles of a service, and how many of them are timed
HANDED, HANDED_SIZE = 12_000, 2500  # articles that the parent of stand-ins hands out, and code points of each at most
ASKED_SPEED, ASKED_RATIO = 10_000, 12.0
COMMAND = "from extractor.commands import main; main()"
Articles = list[extractor.Article]


def make_articles(count: int = ARTICLES) -> Articles:
    """Articles of about 150 words (white space apart), cut from the corpus at sentence ends."""
    sources = list(extractor.read(RAW))
    sentences = [s.strip() + "." for a in sources for s in a.text.split(". ") if len(s.split()) > 3]
    stream, articles = cycle(sentences), []
    step = 7  # coprime with most counts: each article gets another mixture
    for number in range(count):
        words, parts = 0, []
        while words < LENGTH:
            parts.append(next(islice(stream, step - 1, step)))
            words += len(parts[-1].split())
        published = sources[number % len(sources)].published
        articles.append(extractor.Article(" ".join(parts), id=str(number), published=published))
    return articles


def read_articles(path: str | None, count: int) -> Articles:
    """The first articles of a text set, without repeats; those made from the corpus where none is given."""
    if path is None:
        return make_articles(count)
    first = {article.text: article for article in islice(extractor.read(path), count)}
    return list(first.values())


def long_articles(articles: Articles) -> Articles:
    """Articles of about 400 words: the texts one after another, each cut to what is left and then begun anew."""
    pieces = (word for article in articles for word in [*article.text.split(" "), "\n\n"])
    made = iter(lambda: " ".join(islice(pieces, LATENCY_WORDS)), "")
    published = articles[0].published
    return [extractor.Article(text, published=published) for text in islice(made, LATENCY_ARTICLES)]


def latencies(articles: Articles) -> list[float]:
    """The CPU times of one `extract` each, in seconds, sorted: what a service's caller waits for on an idle core."""
    nlp, times = extractor.load(), []
    for article in [*articles[:20], *articles]:
        begin = time.process_time()
        extractor.extract(article.text, published=article.published, nlp=nlp).to_json()
        times.append(time.process_time() - begin)
    return sorted(times[20:])


def passes(articles: Articles) -> tuple[float, float]:
    """Words a second of CPU time, cold and warm: the first and the second time over the texts in one process."""
    nlp, speeds = extractor.load(), []
    for _ in range(2):
        begin = time.process_time()
        for record in extractor.extract_many(articles, nlp=nlp):
            record.to_json()  # type: ignore[union-attr]
        speeds.append(words(articles) / (time.process_time() - begin))
    return speeds[0], speeds[1]


def words(articles: Iterable[object]) -> int:
    """The words of the articles, by white space."""
    return sum(len(article.text.split()) for article in articles if isinstance(article, extractor.Article))


@contextmanager
def timed(times: Counter[str], name: str) -> Iterator[None]:
    """Adds the block's CPU time under a name."""
    begin = time.process_time()
    yield
    times[name] += time.process_time() - begin  # type: ignore[assignment]


def resident() -> float:
    """Memory in use now, in MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / (1 << 20)


def start_up() -> None:
    """CPU time before the first record: of imports, the pipeline, and commands with a pipeline and without one."""
    for name, program in (
        ("import spacy", "import spacy"),
        ("import extractor", "import extractor"),
        ("import and load", "import extractor; extractor.load()"),
        ("import, load, first record", "import extractor; extractor.extract('Kenya sold tea.')"),
        ("load, no model", "import extractor; extractor.load(model=None)"),
    ):
        print(f"{name:28}{least(program):8.2f} s")
    alone = least("")
    print(f"{'(Python itself':28}{alone:8.2f} s)")
    print(f"{'extractor show':28}{least(COMMAND, 'show', '-'):8.2f} s")
    print(f"{'extractor run -p 1':28}{least(COMMAND, 'run', '-', '-p', '1'):8.2f} s")
    print(f"{'extractor schema':28}{least(COMMAND, 'schema'):8.2f} s")


@cache
def compiled() -> dict[str, str]:
    """The environment of programs whose modules are compiled, into a folder that goes when we do."""
    folder = tempfile.TemporaryDirectory(prefix="bench")
    atexit.register(folder.cleanup)
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**variables, "PYTHONPYCACHEPREFIX": folder.name}


def least(program: str, *arguments: str, tries: int = 4) -> float:
    """The least CPU time of a program and its children, in seconds; its first run compiles the modules."""
    times = []
    for _ in range(tries):
        begin = children_time()
        command = [sys.executable, "-c", program, *arguments]
        subprocess.run(command, input=b"Kenya sold tea.", capture_output=True, check=True, env=compiled())
        times.append(children_time() - begin)
    return min(times)


def children_time() -> float:
    """CPU time of the processes that were started and have ended, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def load_in_steps() -> dict[str, float]:
    """What each part of the pipeline adds to memory when it is loaded, in MiB."""
    sizes, before = {}, resident()
    from extractor.pipeline import BEFORE, KINDS, NewsEnglish

    sizes["imports"] = resident() - before
    before = resident()
    nlp = NewsEnglish()
    sizes["tokenizer"] = resident() - before
    for name in (*BEFORE, *KINDS):
        before = resident()
        nlp.add_pipe(f"extractor_{name}")
        sizes[name] = resident() - before
    return sizes


def components(articles: Articles) -> tuple[Counter[str], float]:
    """The CPU time of each component over the articles, with spaCy's bare tokenizer between; and the whole's."""
    import spacy

    nlp, bare, times = extractor.load(), spacy.blank("en").tokenizer, Counter[str]()
    for batch in batches(articles):
        texts = [article for article in batch if isinstance(article, extractor.Article)]
        with timed(times, "spaCy's bare tokenizer"), bare.vocab.memory_zone():
            for article in texts:
                bare(article.text)
        with nlp.memory_zone():
            for article in texts:
                with timed(times, "tokenizer"):
                    doc = nlp.make_doc(article.text)
                    doc._.published = article.published
                for name, component in nlp.pipeline:
                    with timed(times, name.removeprefix("extractor_")):
                        doc = component(doc)
        with timed(times, "whole, to JSON"):
            for record in extractor.extract_many(batch, nlp=nlp):
                record.to_json()  # type: ignore[union-attr]
    return times, times["whole, to JSON"] / times["spaCy's bare tokenizer"]


def processes(articles: Articles, count: int) -> float:
    """Words a second by the clock of so many processes, once they are loaded."""
    batch = next(batches(articles))
    results = work_through(articles, partial(make_work), processes=count)
    done, begin = 0, 0.0
    for done, _ in enumerate(results, 1):
        if done == 4 * len(batch):
            begin = time.perf_counter()
    return words(articles[4 * len(batch) : done]) / (time.perf_counter() - begin)


def parent(articles: Articles, dedupe: DedupeMode, count: int = HANDED) -> float:
    """Articles a second of the parent's CPU time, with two stand-ins for processes; each article once, by a number in front."""
    import standins  # found where this file runs as a script, not where doctests are collected

    numbered = islice(((number, article) for number in range(count) for article in articles), count)
    with tempfile.TemporaryDirectory(prefix="bench") as folder:
        source = Path(folder, "articles.jsonl")
        with source.open("w", encoding="utf-8") as file:
            for place, (number, article) in enumerate(numbered):
                row = {"id": str(place), "text": f"{number} {article.text[:HANDED_SIZE]}", "published": "2025-12-08"}
                file.write(json.dumps(row) + "\n")
        begin = time.process_time()
        plan = Plan(processes=2, dedupe=dedupe)
        done = run([str(source)], str(Path(folder, "records.jsonl")), plan=plan, make=standins.instant)
        return done.articles / (time.process_time() - begin)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "texts", nargs="?", help="a file or folder of news; without one articles are made from the corpus"
    )
    parser.add_argument("--articles", type=int, default=ARTICLES, help="how many at most")
    given = parser.parse_args()
    articles = read_articles(given.texts, given.articles)
    print(f"{given.texts or 'made from the corpus'}: {len(articles)} articles, {words(articles):,} words\n")
    sizes = load_in_steps()
    start_up()
    cold, warm = passes(articles)
    print(f"\n{'one core, cold':28}{cold:8,.0f} words/s\n{'one core, warm':28}{warm:8,.0f} words/s")
    waits = [seconds * 1000 for seconds in latencies(long_articles(articles))]
    middle, late = waits[len(waits) // 2], waits[len(waits) * 95 // 100]
    print(f"{LATENCY_WORDS} words, warm: median {middle:.1f} ms, 95th percentile {late:.1f} ms")
    times, ratio = components(articles[:EARLY])
    part = words(articles[:EARLY])
    print(f"\n{'one core, CPU time':28}{'words/s':>8}{'load':>10}")
    for name, seconds in times.items():
        memory = f"{sizes[name]:6.0f} MiB" if name in sizes else ""
        print(f"{name:28}{part / seconds:8,.0f}{memory:>10}")
    speed = part / times["whole, to JSON"]
    print(
        f"whole: {speed:,.0f} words/s (asked {ASKED_SPEED:,}), {ratio:.1f} times spaCy's tokenizer (asked {ASKED_RATIO:.0f})"
    )
    early = resident()
    nlp = extractor.load()
    for number, record in enumerate(extractor.extract_many(articles, nlp=nlp), 1):
        record.to_json()  # type: ignore[union-attr]
        early = resident() if number == EARLY else early
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"\nmemory: {early:.0f} MiB after {EARLY} articles, {resident():.0f} MiB after {len(articles)}, peak {peak:.0f} MiB"
    )
    one, two = processes(articles, 1), processes(articles, 2)
    for mode in MODES:
        print(f"parent of processes, --dedupe {mode}: {parent(articles, mode):,.0f} articles/s")
    print(f"processes, by the clock: one {one:,.0f} words/s, two {two:,.0f} words/s ({two / one:.2f} times)")


if __name__ == "__main__":
    main()
