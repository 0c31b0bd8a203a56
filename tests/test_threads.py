"""Threads, coroutines and forks over one pipeline: each gets what one alone would get, byte for byte."""

import asyncio
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import cycle, islice, pairwise
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

import extractor
from extractor.pipeline.turns import one_at_a_time

THREADS, STORIES = 8, 300
DAY = date(2025, 12, 8)
RAW = Path(__file__).parent.parent / "corpus" / "raw"


@pytest.fixture(scope="module")
def stories() -> list[extractor.Article]:
    """Short stories, no two alike: two neighbouring sentences of the corpus each, and an odd word."""
    texts = sorted({article.text for article in extractor.read(RAW)})
    sentences = [sentence for text in texts for sentence in text.split(". ") if 40 < len(sentence) < 300]
    return [
        extractor.Article(f"{first}. {second}, said Qx{i}ol.", f"story-{i}", published=DAY - timedelta(days=i))
        for i, (first, second) in enumerate(islice(pairwise(cycle(sentences)), STORIES))
    ]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return extractor.load()


def one(story: extractor.Article, nlp: Language | None) -> bytes:
    return extractor.extract(story.text, story.published, id=story.id, nlp=nlp).to_json()


@pytest.fixture(scope="module")
def alone(stories: list[extractor.Article]) -> list[bytes]:
    """What one thread gets, with a pipeline of its own."""
    assert len(stories) == STORIES
    mine = extractor.load()
    return [one(story, mine) for story in stories]


def extract_each(stories: list[extractor.Article], nlp: Language | None) -> list[bytes]:
    return [one(story, nlp) for story in stories]


def extract_stream(stories: list[extractor.Article], nlp: Language | None) -> list[bytes]:
    return [
        result.to_json() for result in extractor.extract_many(stories, nlp=nlp) if isinstance(result, extractor.Record)
    ]


def in_threads(work: Callable[[int], Any]) -> list[Any]:
    """What each thread gets; they begin together."""
    begin = threading.Barrier(THREADS)

    def run(number: int) -> Any:
        begin.wait()
        return work(number)

    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(run, range(THREADS)))


@pytest.mark.parametrize("extract", [extract_each, extract_stream])
@pytest.mark.parametrize("count, given", [(STORIES, True), (40, False)], ids=["a pipeline", "the kept one"])
def test_eight_threads_get_what_one_gets(
    extract: Callable[[list[extractor.Article], Language | None], list[bytes]],
    count: int,
    given: bool,
    stories: list[extractor.Article],
    alone: list[bytes],
    nlp: Language,
) -> None:
    def work(number: int) -> list[bytes]:
        shift = number * count // THREADS  # no two threads read the same story at once
        found = extract(stories[shift:count] + stories[:shift], nlp if given else None)
        return found[count - shift :] + found[: count - shift]

    assert in_threads(work) == [alone[:count]] * THREADS
    assert extract_each(stories[:40], nlp) == alone[:40]  # and the pipeline is as it was


def test_threads_may_call_the_pipeline_itself(stories: list[extractor.Article], nlp: Language) -> None:
    def finds(doc: Any) -> list[tuple[str, str]]:
        spans = [(kind, span.text) for kind in sorted(doc.spans) for span in doc.spans[kind]]
        return spans + [(entity.label_, entity.text) for entity in doc.ents] + [("", token.text) for token in doc]

    texts = [story.text for story in stories[:100]]
    wanted = [finds(nlp(text)) for text in texts]

    def work(number: int) -> list[Any]:
        if number % 3 == 0:
            return [finds(doc) for doc in nlp.pipe(texts, batch_size=7)]
        if number % 3 == 1:
            return [finds(nlp(text)) for text in texts]
        with nlp.memory_zone():  # while it lasts, the others wait
            return [finds(nlp(text)) for text in texts]

    assert in_threads(work) == [wanted] * THREADS


def test_threads_may_load_pipelines(stories: list[extractor.Article], alone: list[bytes]) -> None:
    assert in_threads(lambda number: one(stories[number], extractor.load())) == alone[:THREADS]


def test_a_stream_that_waits_for_another_thread_holds_nobody_up(
    stories: list[extractor.Article], nlp: Language
) -> None:
    """Its articles come from elsewhere, by the work of another thread with the same pipeline."""
    came: list[bytes] = []

    def arriving() -> Iterator[extractor.Article]:
        for story in stories[:3]:
            with ThreadPoolExecutor(1) as other:
                came.append(other.submit(one, story, nlp).result(timeout=60))
            yield story

    assert extract_stream(arriving(), nlp) == came  # type: ignore[arg-type]
    assert len(list(nlp.pipe(story.text for story in arriving()))) == 3


def test_coroutines_get_what_one_thread_gets(
    stories: list[extractor.Article], alone: list[bytes], nlp: Language
) -> None:
    async def gathered() -> list[bytes]:
        return await asyncio.gather(*(asyncio.to_thread(one, story, nlp) for story in stories[:100]))

    with ThreadPoolExecutor(1) as away:  # the thread of the tests may hold a loop of a browser's
        assert away.submit(lambda: asyncio.run(gathered())).result() == alone[:100]


def _in_child(stories: list[extractor.Article], nlp: Language, answer: Any) -> None:
    answer.send([one(story, nlp) for story in stories])


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_forks_get_what_one_gets_while_other_threads_work(
    stories: list[extractor.Article], alone: list[bytes], nlp: Language
) -> None:
    context = multiprocessing.get_context("fork")
    stop = threading.Event()
    broken: list[int] = []

    def keep_busy() -> None:
        while not stop.is_set():
            broken.extend(i for i in range(20) if one(stories[i], nlp) != alone[i])

    busy = [threading.Thread(target=keep_busy) for _ in range(2)]
    for thread in busy:
        thread.start()
    try:
        for first in range(0, 100, 20):
            mine, theirs = context.Pipe()
            child = context.Process(target=_in_child, args=(stories[first : first + 20], nlp, theirs))
            child.start()
            assert mine.poll(60), "the fork hangs"
            assert mine.recv() == alone[first : first + 20]
            child.join()
    finally:
        stop.set()
        for thread in busy:
            thread.join()
    assert not broken


def test_a_fork_waits_for_the_turn_of_another_thread() -> None:
    taken, done = threading.Event(), threading.Event()

    def work() -> None:
        with one_at_a_time():
            taken.set()
            done.wait(0.2)
            done.set()

    other = threading.Thread(target=work)
    other.start()
    taken.wait()
    child = os.fork()
    if not child:
        with one_at_a_time():
            os._exit(0 if done.is_set() else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    other.join()
