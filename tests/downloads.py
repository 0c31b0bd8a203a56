"""A small SOURCES: every public corpus in its own form, with sentences of our own."""

import json
from pathlib import Path

from extractor.training.sources.catalogue import SOURCES, TEXTS

SENTENCES = (  # words, and the persons, places and organisations in them
    ("President Amina Odinga met reporters in Nairobi .", {"Amina Odinga": "PER", "Nairobi": "LOC"}),
    ("Then Odinga flew to Oslo with the World Bank .", {"Odinga": "PER", "Oslo": "LOC", "World Bank": "ORG"}),
    ("Mary Kingi 's ( Kenyan ) lawyer left .", {"Mary Kingi": "PER"}),
    ("Nothing happened on Tuesday .", {}),
)
LONG = {"PER": "person", "LOC": "location", "ORG": "organisation"}
EMERGING = {"PER": "person", "LOC": "location", "ORG": "corporation"}


def tagged(names: dict[str, str] | None = None) -> list[list[tuple[str, str]]]:
    """The words of each sentence with their tags, in IOB2; `names` says what the source calls its labels."""
    rows = []
    for sentence, spans in SENTENCES:
        words = sentence.split()
        tags = ["O"] * len(words)
        for span, label in spans.items():
            inside = span.split()
            start = next(i for i in range(len(words)) if words[i : i + len(inside)] == inside)
            label = (names or {}).get(label, label)
            tags[start : start + len(inside)] = [f"B-{label}", *[f"I-{label}"] * (len(inside) - 1)]
        rows.append(list(zip(words, tags, strict=True)))
    return rows


def columns(names: dict[str, str] | None = None, between: str = "\t", middle: str = "") -> str:
    """The sentences in columns."""
    return "\n\n".join("\n".join(f"{word}{between}{middle}{tag}" for word, tag in rows) for rows in tagged(names))


def universal() -> str:
    """The sentences as Universal NER has them, two texts."""
    lines = []
    for i, rows in enumerate(tagged()):
        text = " ".join(word for word, _ in rows).replace(" .", ".").replace(" 's", "'s")
        lines += ["# newdoc id = a"] * (i % 2 == 0) + [f"# sent_id = a-{i}", f"# text = {text}"]
        lines += [f"{k}\t{word}\t{tag}" + "\t-\tann" * (tag != "O") for k, (word, tag) in enumerate(rows, 1)] + [""]
    return "\n".join(lines)


def gum(sentence: str = "The lawyer of Mary Kingi , Dr. Ann Lee of Oslo , left .") -> str:
    """A sentence of GUM: a noun phrase with a name in it, a name with a title, a place within a person."""
    words = sentence.split()
    tags = dict.fromkeys(("Mary", "Kingi", "Dr.", "Ann", "Lee", "Oslo"), "NNP")
    heads = {"The": 2, "lawyer": 13, "of": 5, "Mary": 5, "Kingi": 2, "Dr.": 9, "Ann": 9, "Lee": 2, "Oslo": 9}
    entities = {
        0: "(1-person-new-cf1-5-coref", 3: "(2-person-new-cf2-1,2-sgl", 4: "2)", 6: "(1-person-giv-cf1-1-appos",
        10: "(3-place-new-cf3-1-sgl)1)1)",
    }  # fmt: skip
    lines = ["# newdoc id = GUM_news_kingi", "# newpar = p (1 s)", f"# text = {sentence.replace(' ,', ',')}"]
    for i, word in enumerate(words):
        misc = f"Entity={entities[i]}" if i in entities else "_"
        lines.append(f"{i + 1}\t{word}\t_\t_\t{tags.get(word, 'NN')}\t_\t{heads.get(word, 13)}\tdep\t_\t{misc}")
    return "\n".join([*lines, "", ""])


def redocred() -> str:
    """A text of Re-DocRED."""
    words = SENTENCES[0][0].split()
    people = [{"name": "Amina Odinga", "type": "PER", "sent_id": 0, "pos": [1, 3]}]
    years = [{"name": "2001", "type": "TIME", "sent_id": 0, "pos": [5, 6]}]
    return json.dumps([{"title": "Odinga", "sents": [words], "vertexSet": [people, years], "labels": []}])


def gmb() -> str:
    """GMB's table of words, with enough sentences for every part."""
    lines = ["Sentence #,Word,POS,Tag"]
    for block in range(20):
        for i in range(20):
            for k, (word, tag) in enumerate(tagged({"PER": "per", "LOC": "geo", "ORG": "org"})[i % 4]):
                first = f"Sentence: {20 * block + i}" if not k else ""
                lines.append(f'{first},"{word}",{"NNP" if tag != "O" else "NN"},{tag}')
    return "\n".join(lines)


def re3d(folder: Path) -> None:
    """A part of re3d: a name, a name with its title, and a description."""
    text = "Minister Ann Lee met the minister in Oslo."
    spans = [("Person", "Minister Ann Lee"), ("Person", "the minister"), ("Location", "Oslo")]
    rows = [
        {
            "begin": text.index(part),
            "end": text.index(part) + len(part),
            "type": kind,
            "documentId": "a",
            "confidence": 1,
        }
        for kind, part in spans
    ]
    folder.mkdir(parents=True)
    (folder / "documents.json").write_text(json.dumps({"_id": "a", "text": text}) + "\n")
    (folder / "entities.json").write_text("".join(json.dumps(row) + "\n" for row in rows))


def make_sources(folder: Path) -> None:
    """Write every file that the catalogue asks for."""
    for source in SOURCES:
        for need in source.needs:
            path = folder / need
            if source.name.startswith("re3d"):
                if not path.parent.exists():
                    re3d(path.parent)
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            if need == "gum/dep":
                path.mkdir()
                for part in ("kingi", "dam", "well"):
                    (path / f"GUM_news_{part}.conllu").write_text(gum())
                continue
            path.write_text(_content(source.name))
    for text in TEXTS:
        path = folder / text.needs
        if not path.exists():
            path.mkdir(parents=True)
            rows = [{"id": f"{text.name}-{i}", "text": spoken(i)} for i in range(30)]
            (path / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))


def spoken(i: int) -> str:
    """A text without labels."""
    return f"President Amina Odinga met {i} reporters in Nairobi.\n\nOdinga said that Oslo would follow."


def _content(name: str) -> str:
    if name.startswith("Universal"):
        return universal()
    if name.startswith("WNUT"):
        return columns(EMERGING)
    if name.startswith("CrossNER"):
        return columns(LONG)
    if name.startswith("SEC"):
        return "-DOCSTART- -X- O O\n\n" + columns(between=" ", middle="NN X ")
    if name.startswith("Wikigold"):
        return columns(between=" ")
    if name.startswith("GUM"):
        return (
            "# Splits\n\n## train\n\n  * GUM_news_well\n\n## dev\n\n  * GUM_news_dam\n\n## test\n\n  * GUM_news_kingi\n"
        )
    return {"Broad": columns(), "Re-Do": redocred(), "Groni": gmb()}[name[:5]]
