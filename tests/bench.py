"""Words a second and peak memory, on one core: `make bench`.

3,000 articles of 150 words are made from the corpus (its sentences, dealt out in a fixed order), so that the figures
of two days compare. Each component's figure is its own time alone, over Docs that the components before it have seen.
"""

import resource
import time
from itertools import cycle, islice
from pathlib import Path

import extractor
from extractor.api import batches

RAW = Path(__file__).parent.parent / "corpus" / "raw"
ARTICLES, LENGTH = 3000, 150


def make_articles() -> list[extractor.Article]:
    """Articles of about 150 words (white space apart), cut from the corpus at sentence ends."""
    sources = list(extractor.read(RAW))
    sentences = [s.strip() + "." for a in sources for s in a.text.split(". ") if len(s.split()) > 3]
    stream, articles = cycle(sentences), []
    step = 7  # coprime with most counts: each article gets another mixture
    for number in range(ARTICLES):
        words, parts = 0, []
        while words < LENGTH:
            parts.append(next(islice(stream, step - 1, step)))
            words += len(parts[-1].split())
        published = sources[number % len(sources)].published
        articles.append(extractor.Article(" ".join(parts), id=str(number), published=published))
    return articles


def peak() -> int:
    """Peak resident memory so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Print the table."""
    started = time.perf_counter()
    nlp = extractor.load()
    print(f"load                  {time.perf_counter() - started:8.2f} s")
    articles = make_articles()
    total = sum(len(article.text.split()) for article in articles)
    times: dict[str, float] = {"tokenizer": 0.0} | dict.fromkeys(nlp.pipe_names, 0.0)
    for batch in batches(articles[:500]):
        with nlp.memory_zone():
            for article in batch:
                begin = time.perf_counter()
                doc = nlp.make_doc(article.text)
                doc._.published = article.published
                times["tokenizer"] += time.perf_counter() - begin
                for name, component in nlp.pipeline:
                    begin = time.perf_counter()
                    doc = component(doc)
                    times[name] += time.perf_counter() - begin
    part = sum(len(article.text.split()) for article in articles[:500])
    for name, seconds in times.items():
        print(f"{name:22}{part / seconds:8,.0f} words/s")
    begin, memory = time.perf_counter(), {}
    for number, record in enumerate(extractor.extract_many(articles, nlp=nlp), 1):
        record.to_json()
        if number in (500, ARTICLES):
            memory[number] = peak()
    seconds = time.perf_counter() - begin
    print(f"whole, {ARTICLES} articles  {total / seconds:8,.0f} words/s ({ARTICLES / seconds:,.0f} articles/s)")
    print(f"peak memory           {memory[500]:5} MiB after 500 articles, {memory[ARTICLES]} MiB after {ARTICLES}")


if __name__ == "__main__":
    main()
