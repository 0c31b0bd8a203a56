"""Repeats: which texts count as one story, and which don't; the first one's id, in order, in flat memory."""

import random
import tracemalloc
from collections.abc import Iterator

import pytest

from extractor.article import Article
from extractor.batch import dedupe
from extractor.batch.dedupe import DedupeMode, mark_duplicates
from extractor.errors import FormatError, Reason, Reject, WriteError

STORY = """MINSK, December 8 (BelTA) - Belarus and Zimbabwe signed a contract on Monday for the supply of 3,500 tractors, \
the Industry Ministry said. The machines will be built in Minsk and put together in Harare, where a plant is to open in \
the spring. Minister Alexander Rogozhnik told reporters that the deal was worth $66 million and that a first batch would \
leave the port of Klaipeda before the end of the year. Zimbabwe bought 474 machines in 2023, mostly for its grain farms in \
the north. “Our partners know what they get,” he said. Farmers there have asked for service centres, and two are planned \
next year. The ministry added that talks with Zambia and Mozambique go on."""
QUAKE = (
    "A magnitude {0} earthquake struck {2} km northwest of {1} on {3}, the United States Geological Survey said. The quake "
    "hit at a depth of {4} km, it said. There were no immediate reports of damage or casualties, and no tsunami warning was "
    "issued. {5} lies in a region where several plates meet and where earthquakes are common, and building codes are strict."
)
GOLD = (
    "Gold prices {} on {} as the dollar {} and investors waited for inflation data from the United States. Spot gold was at "
    "${} an ounce by 0930 GMT. Silver {} {}% to ${} an ounce, and platinum {} {}% to ${}. Analysts said that the metal would "
    "stay in a narrow range until the Federal Reserve meets."
)
RESULT = (
    "{} said on Thursday that its net profit rose {}% in the {} quarter to {} million euros. Sales grew {}% as demand in Asia "
    "recovered. The company kept its forecast for the year and said that it would propose a dividend at the annual meeting "
    "in May. Its shares were {} cents higher in early trade in Frankfurt."
)
OBITUARY = (
    "{0}, a {1} who {2}, has died aged {3}. The family said on {4} that {0} passed away peacefully at home. Tributes were paid "
    "by colleagues and admirers from around the world, who spoke of a kind and generous friend who never lost a sense of "
    "humour and was loved by everyone in the business."
)


def marks(*texts: str, mode: DedupeMode = "near", **options: float) -> list[str | None]:
    articles = [Article(text, id=str(number)) for number, text in enumerate(texts)]
    found = list(mark_duplicates(articles, mode, **options))
    assert [one.text for one in found if isinstance(one, Article)] == list(texts)  # all of them, in order, untouched
    return [one.duplicate_of for one in found if isinstance(one, Article)]


@pytest.mark.parametrize("mode", ["exact", "near"])
def test_equal_texts_but_for_white_space_and_case_are_repeats(mode: DedupeMode) -> None:
    assert marks("Tea rose.", "Tea fell.", " Tea\u00a0 rose.\r\n", "TEA ROSE.", "Tea rose", mode=mode) == [
        None,
        None,
        "0",
        "0",
        None,
    ]


@pytest.mark.parametrize(
    "copy",
    [
        STORY.replace("MINSK, December 8 (BelTA) -", "HARARE, Dec. 9, Reuters –"),
        STORY.replace("MINSK, December 8 (BelTA) - ", ""),
        STORY
        + "\n\nThe agreement follows a visit by the president of Zimbabwe to Belarus in the summer, when both sides "
        "spoke of a wider programme for farms, mines and fire brigades in every province of the country.",
        STORY.rsplit("Farmers there", 1)[0],
        STORY.replace("told reporters", "told journalists").replace("“", '"').replace("”", '"'),
    ],
    ids=["another dateline", "no dateline", "a paragraph more", "cut at the end", "words"],
)
def test_wire_copy_is_a_repeat(copy: str) -> None:
    assert marks(STORY, copy) == [None, "0"]
    assert marks(copy, STORY) == [None, "0"]
    assert marks(STORY, copy, mode="exact") == [None, None]


@pytest.mark.parametrize(
    "stories",
    [
        (
            QUAKE.format(5.1, "Hualien", 24, "Monday at 10.15 am", 12, "Taiwan"),
            QUAKE.format(6.0, "Valdivia", 80, "Friday at 3.02 pm", 33, "Chile"),
            QUAKE.format(4.8, "Sendai", 110, "Sunday at 11.40 pm", 48, "Japan"),
        ),
        (
            GOLD.format("rose", "Monday", "fell", "2,035.10", "rose", 0.8, 23.1, "added", 0.2, 915.4),
            GOLD.format("fell", "Tuesday", "rose", "2,020.90", "fell", 1.2, 22.8, "lost", 0.9, 907.1),
            GOLD.format("rose", "Wednesday", "fell", "2,025.00", "rose", 0.5, 22.9, "added", 0.1, 908.2),
        ),
        (
            RESULT.format("Lindenwerk", 9, "third", 812, 4, 9),
            RESULT.format("Osterholm", 12, "first", 455, 6, 12),
            RESULT.format("Lindenwerk", 7, "fourth", 850, 5, 7),
        ),
        (
            OBITUARY.format("Ann Hale", "singer", "sang in seven films", 81, "Monday"),
            OBITUARY.format("Tom Reed", "painter", "drew the harbour of Hull", 77, "Friday"),
        ),
        (STORY, STORY.replace("3,500", "3,700").replace("$66", "$71").replace("474", "512").replace("2023", "2024")),
        (STORY, " ".join(STORY.split()[:45])),  # a brief of a long story
        ("Tea prices rose 3% on Monday.", "Tea prices rose 4% on Monday."),
    ],
    ids=["earthquakes", "gold", "results", "obituaries", "other figures", "brief", "flashes"],
)
def test_other_stories_of_the_same_form_are_not(stories: tuple[str, ...]) -> None:
    assert marks(*stories) == [None] * len(stories)


def test_every_repeat_names_the_first() -> None:
    first, second, third = (STORY.replace("MINSK", place) for place in ("MINSK", "HARARE", "LUSAKA"))
    assert marks(first, "Tea rose.", second, third, first) == [None, None, "0", "0", "0"]


def test_the_threshold_is_what_decides() -> None:
    words = STORY.split()
    some = " ".join("x" if place % 40 == 20 else word for place, word in enumerate(words))  # 3 in 100 words changed
    assert marks(STORY, some, threshold=0.6) == [None, "0"]
    assert marks(STORY, some, threshold=0.95) == [None, None]


def test_articles_without_an_id_are_named_by_their_content() -> None:
    articles = [Article(STORY, outlet="a"), Article(STORY, outlet="b")]
    (_, second) = mark_duplicates(articles, "exact")
    assert isinstance(second, Article)
    assert second.duplicate_of == articles[0].key() != second.key()


def test_rejects_pass_in_their_places_and_off_marks_nothing() -> None:
    reject = Reject("a.jsonl", 0, Reason.BAD_JSON, "no JSON")
    stream = [Article("Tea rose."), reject, Article("Tea rose.")]
    found = list(mark_duplicates(stream, "exact"))
    assert found[1] is reject
    assert list(mark_duplicates(stream, "off")) == stream


def test_it_is_a_stream() -> None:
    def endless() -> Iterator[Article]:
        yield Article("Tea rose.")
        raise AssertionError("read ahead")

    assert next(mark_duplicates(endless(), "near")) == Article("Tea rose.")


def test_any_text_can_be_compared() -> None:
    odd = "\ud800 tea \0 rose " * 30
    articles = [Article(odd, id="\ud800"), Article(odd + "!")]
    assert [one.duplicate_of for one in mark_duplicates(articles, "near") if isinstance(one, Article)] == [None, "?"]


def test_wrong_usage_is_refused() -> None:
    with pytest.raises(FormatError, match="no dedupe mode 'fuzzy'"):
        mark_duplicates([], "fuzzy")  # type: ignore[arg-type]
    with pytest.raises(FormatError, match="threshold"):
        mark_duplicates([], "near", threshold=80)


def test_a_full_disk_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = dedupe._open

    def full() -> object:
        store = opened()
        store.execute("PRAGMA max_page_count = 5")
        return store

    monkeypatch.setattr(dedupe, "_open", full)
    with pytest.raises(WriteError, match="SQLITE_TMPDIR"):
        list(mark_duplicates((Article(f"Story {number}.") for number in range(2000)), "exact"))


def test_what_to_install_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    dedupe._empty.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "datasketch", None)
    with pytest.raises(FormatError, match=r"pip install 'extractor-news\[dedupe\]'"):
        marks(STORY)
    dedupe._empty.cache_clear()


@pytest.mark.parametrize("mode", ["exact", "near"])
def test_memory_does_not_grow_with_the_articles(mode: DedupeMode) -> None:
    rng = random.Random(5)
    words = STORY.split()
    stream = (Article(" ".join(rng.choices(words, k=30)), id=str(number)) for number in range(300))
    marked = mark_duplicates(stream, mode)
    for _ in range(100):
        next(marked)
    tracemalloc.start()
    for _ in marked:
        pass
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 20_000  # Python's own; SQLite's cache has a fixed size
