"""A teacher's labels become annotated text: what it or the article doubts is not annotated."""

from extractor.training.silver import Guess, paragraphs, settled

TEXT = "Ann Lee came to Zork.\n\nZork fell. Then Ann Lee left Zork, and Bo."


def guess(name: str, label: str, confidence: float, *, after: int = 0) -> Guess:
    start = TEXT.index(name, after)
    return Guess(start, start + len(name), label, confidence)


def test_what_the_teacher_doubts_is_not_annotated() -> None:
    sample = settled(TEXT, [guess("Zork", "LOC", 0.9), guess("Bo", "PERSON", 0.6)])
    assert [TEXT[start:end] for start, end, _ in sample.spans] == ["Zork"]
    assert [TEXT[start:end] for start, end in sample.missing] == ["Bo"]


def test_the_article_outvotes_a_label_and_remembers_a_name() -> None:
    guesses = [guess("Zork", "LOC", 0.9), guess("Zork", "PERSON", 0.7, after=21), guess("Ann Lee", "PERSON", 0.9)]
    late = [guess("Zork", "LOC", 0.9, after=TEXT.index("left")), guess("Zork", "LOC", 0.9)]
    sample = settled(TEXT, [*guesses, *late])
    assert {label for start, end, label in sample.spans if TEXT[start:end] == "Zork"} == {"LOC"}
    assert sorted(TEXT[start:end] for start, end in sample.missing) == ["Ann Lee", "Zork"]


def test_paragraphs_keep_their_spans() -> None:
    sample = settled(TEXT, [guess("Ann Lee", "PERSON", 0.9), guess("Bo", "PERSON", 0.9)])
    first, second = paragraphs(sample)
    assert first.text + second.text == TEXT
    assert [first.text[start:end] for start, end, _ in first.spans] == ["Ann Lee"]
    assert [second.text[start:end] for start, end, _ in second.spans] == ["Bo"]
    assert [second.text[start:end] for start, end in second.missing] == ["Ann Lee"]
