"""Words a second, start-up and memory: `make bench`.

3,000 articles of 150 words are made from the corpus (its sentences, dealt out in a fixed order), so that the figures
of two days compare. Times on one core are CPU times, which neighbours on the machine disturb less; those of processes
are by the clock. spaCy's bare tokenizer goes over the same texts in between, as the measure of the machine.
"""

import argparse
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import cycle, islice
from pathlib import Path

import extractor
from extractor.api import make_work
from extractor.processes.pool import batches, work_through

RAW = Path(__file__).parent.parent / "corpus" / "raw"
ARTICLES, LENGTH, EARLY = 3000, 150, 500
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
    """How long the user waits: for the import, the pipeline, and the first record of the command."""
    for name, program in (
        ("import extractor", "import extractor"),
        ("import and load", "import extractor; extractor.load()"),
        ("load, no model", "import extractor; extractor.load(model=None)"),
    ):
        print(f"{name:28}{least(program):8.2f} s")
    alone = least("")
    print(f"{'(Python itself':28}{alone:8.2f} s)")
    print(f"{'first record of the command':28}{least(COMMAND, 'run', '-', '-p', '1'):8.2f} s")


def least(program: str, *arguments: str, tries: int = 3) -> float:
    """The shortest time of a program, in seconds by the clock."""
    times = []
    for _ in range(tries):
        begin = time.perf_counter()
        command = [sys.executable, "-c", program, *arguments]
        subprocess.run(command, input=b"Kenya sold tea.", capture_output=True, check=True)
        times.append(time.perf_counter() - begin)
    return min(times)


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


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    articles = make_articles(parser.parse_args().articles)
    sizes = load_in_steps()
    start_up()
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
    print(f"processes, by the clock: one {one:,.0f} words/s, two {two:,.0f} words/s ({two / one:.2f} times)")


if __name__ == "__main__":
    main()
