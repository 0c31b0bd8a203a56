"""Converters of public corpora: names as this package means them, from the form that each corpus has."""

import json

import pytest

from extractor.errors import FormatError, ReadError
from extractor.training.gold import samples_of_articles, samples_of_cases
from extractor.training.samples import Sample, read_samples
from extractor.training.sources.catalogue import SOURCES, TEXTS, UNIVERSAL, WIKIGOLD, origin
from extractor.training.sources.columns import read_documents, read_groups
from extractor.training.sources.documents import read_gmb, read_re3d, read_redocred
from extractor.training.sources.gum import read_gum, read_text_of
from extractor.training.sources.persons import bare, settled
from extractor.training.sources.prepare import is_held, prepare
from extractor.training.sources.spelling import grouped, sample_of, spelled
from tests.downloads import gum, make_sources, spoken, universal


def names(sample: Sample, label: str = "PERSON") -> list[str]:
    return [sample.text[start:end] for start, end, each in sample.spans if each == label]


@pytest.fixture(scope="module")
def downloaded(tmp_path_factory):
    """Every source, complete."""
    folder = tmp_path_factory.mktemp("sources")
    make_sources(folder)
    return folder


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("The `` plan '' ( of 2001 ) failed .", 'The "plan" (of 2001) failed.'),
        ('He said " no " , then " yes " .', 'He said "no", then "yes".'),
        ("The ministers ' plan cost $ 5 and / or € 6 %", "The ministers' plan cost $5 and/or €6%"),
        ("They did n't see Ann 's dog .", "They didn't see Ann's dog."),
    ],
)
def test_words_are_spelled_as_prose(words, text):
    found, places = spelled(words.split())
    assert found == text
    assert [found[start:end] for start, end in places] == [
        '"' if word in ("``", "''") else word for word in words.split()
    ]


def test_a_text_that_has_other_words_is_spelled_anew():
    words = ["Ann", "Lee", "left", "."]
    assert sample_of(words, [(0, 2, "PERSON")], "Ann  Lee left.") == Sample("Ann  Lee left.", ((0, 8, "PERSON"),))
    assert sample_of(words, [(0, 2, "PERSON")], "Bob left.") == Sample("Ann Lee left.", ((0, 7, "PERSON"),))


def test_grouped_texts_keep_their_spans():
    one = Sample("Ann left.", ((0, 3, "PERSON"),), ((4, 8),))
    (both, single) = grouped([one] * 3, 2)
    assert (both.text, both.missing) == ("Ann left. Ann left.", ((4, 8), (14, 18)))
    assert names(both) == ["Ann", "Ann"]
    assert single == one


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("President Bush", "Bush"),
        ("Prime Minister of Kenya Raila Odinga", "Raila Odinga"),
        ("Mr. Ann Lee 's", "Ann Lee"),
        ("Dean Barkley", "Dean Barkley"),
        ("Bishop", "Bishop"),
        ("Foreign Minister", None),
        ("...", None),
    ],
)
def test_a_person_is_a_name_without_title(words, name):
    found = bare(words.split())
    assert (" ".join(words.split()[slice(*found)]) if found else None) == name


def test_of_nested_spans_the_longest_stays_and_peoples_are_told():
    words = "The Kenyan Bank of Oslo closed".split()
    ranges = [(1, 5, "ORG"), (4, 5, "LOC")]
    assert settled(words, ranges) == [(1, 5, "ORG")]
    assert settled(words[:2], []) == [(1, 2, "NORP")]


def test_universal_ner_tells_where_texts_begin(tmp_path):
    path = tmp_path / "en.iob2"
    path.write_text(universal().replace("# sent_id = a-1", "# newpar id = b\n# sent_id = a-1"))
    first, second = read_documents(path, UNIVERSAL, 12)
    assert (
        first.text
        == "President Amina Odinga met reporters in Nairobi.\n\nThen Odinga flew to Oslo with the World Bank."
    )
    assert names(first) == ["Amina Odinga", "Odinga"]
    assert second.text.startswith("Mary Kingi's ( Kenyan ) lawyer left.")
    assert len(list(read_documents(path, UNIVERSAL, 1))) == 4


def test_the_first_words_of_columns_may_be_marked_either_way(tmp_path):
    path = tmp_path / "old.conll"
    path.write_text("-DOCSTART- O\n\nAnn I-PER\nLee I-PER\nleft O\n\nBob I-PER\nRay B-PER\n")
    (sample,) = read_groups([path], WIKIGOLD, 5)
    assert names(sample) == ["Ann Lee", "Bob", "Ray"]


def test_gum_gives_the_name_within_a_noun_phrase(tmp_path):
    path = tmp_path / "GUM_news_kingi.conllu"
    path.write_text(gum())
    (sample,) = read_text_of(path)
    assert names(sample) == ["Mary Kingi", "Ann Lee"]
    assert names(sample, "LOC") == ["Oslo"]
    older = gum()
    for new, old in (("(1-person", "(person-1"), ("(2-person", "(person-2"), ("(3-place", "(place-3")):
        older = older.replace(new, old)
    path.write_text(older.replace("=2)", "=person-2)").replace(")1)1)", ")person-1)person-1)"))
    assert list(read_text_of(path)) == [sample]


def test_gum_has_its_parts_by_its_own_list(downloaded):
    assert [len(list(read_gum(downloaded / "gum", part))) for part in ("train", "dev", "test", "news")] == [1, 1, 1, 2]


def test_redocred_gmb_and_re3d(downloaded, tmp_path):
    (sample,) = read_redocred(downloaded / "redocred/data/dev_revised.json")
    assert names(sample) == ["Amina Odinga"]
    table = downloaded / "gmb/ner_dataset.csv"
    parts = {part: list(read_gmb(table, part)) for part in ("train", "dev", "test")}
    assert {part: len(samples) for part, samples in parts.items()} == {"train": 72, "dev": 4, "test": 4}
    assert names(parts["dev"][0], "LOC") == ["Nairobi", "Oslo", "Nairobi"]
    (sample,) = read_re3d([downloaded / "re3d/Wikipedia"])
    assert (names(sample), names(sample, "LOC")) == (["Ann Lee"], ["Oslo"])


@pytest.mark.parametrize(
    ("path", "content", "said"),
    [
        ("ewt/en_ewt-ud-dev.iob2", "Ann\n", r"en_ewt-ud-dev\.iob2, line 1: .* columns"),
        ("redocred/data/dev_revised.json", "[{}]", r"dev_revised\.json: no file of Re-DocRED"),
        ("gmb/ner_dataset.csv", "head\na,b\n", r"ner_dataset\.csv, line 2: 2 columns"),
        ("gum/splits.md", "", r"splits\.md: no list"),
        ("gum/dep/GUM_news_dam.conllu", "1\tAnn\n", r"GUM_news_dam\.conllu, line 1"),
        ("re3d/CENTCOM/entities.json", "{", r"entities\.json, line 1: no JSON"),
    ],
)
def test_a_file_of_another_form_is_named(tmp_path, path, content, said):
    make_sources(tmp_path)
    (tmp_path / path).write_text(content)
    with pytest.raises(FormatError, match=said):
        prepare(tmp_path, tmp_path / "data", {})


def test_all_that_is_missing_is_told_at_once_with_where_it_comes_from(tmp_path):
    make_sources(tmp_path)
    (tmp_path / "gmb/ner_dataset.csv").unlink()
    (tmp_path / "pud/en_pud-ud-test.iob2").unlink()
    done = prepare(tmp_path, tmp_path / "data", {})
    assert "kaggle.com" in done.missing[str(tmp_path / "gmb/ner_dataset.csv")]
    assert "UNER_English-PUD" in done.missing[str(tmp_path / "pud/en_pud-ud-test.iob2")]
    assert {str(tmp_path / f"data/labels/{text.name}.jsonl") for text in TEXTS} <= set(done.missing)
    assert {made.name for made in done.made} >= {"ewt_dev.jsonl", "texts/wikinews.jsonl"}
    assert "pud_test.jsonl" not in {made.name for made in done.made}


def test_every_file_of_data_has_an_origin():
    made = {name for source in SOURCES for name in source.makes}
    assert len(made) == sum(len(source.makes) for source in SOURCES)
    assert all(origin(name).startswith("of ") for name in made)
    assert origin("wikinews_held.jsonl").startswith("a teacher's labels of wikinews")
    assert "name_pools" in origin("names.json")


def test_labels_become_silver_and_a_tenth_is_held(downloaded, tmp_path):
    data = tmp_path / "data"
    prepare(downloaded, data, {})
    rows = [json.loads(line) for line in (data / "texts/wikinews.jsonl").read_text().splitlines()]
    assert rows[0]["text"] == spoken(0)
    (data / "labels").mkdir()
    with (data / "labels/wikinews.jsonl").open("w") as file:
        for row in rows:
            start = row["text"].index("Amina")
            file.write(json.dumps({**row, "ents": [[start, start + 12, "PERSON", 0.9]]}) + "\n")
    sums = {made.name: made.same for made in prepare(downloaded, data, {"wikinews_held.jsonl": "other"}).made}
    assert (sums["wikinews_held.jsonl"], sums["wikinews_silver.jsonl"]) == (False, None)
    held = list(read_samples(data / "wikinews_held.jsonl"))
    assert 0 < len(held) == sum(is_held(row["id"]) for row in rows) < len(rows)
    assert all(names(sample) == ["Amina Odinga"] for sample in held)
    silver = list(read_samples(data / "wikinews_silver.jsonl"))
    assert len(silver) == 2 * (len(rows) - len(held))  # paragraphs
    (data / "labels/wikinews.jsonl").write_text('{"id": "a"}\n')
    with pytest.raises(FormatError, match=r"wikinews\.jsonl, line 1"):
        prepare(downloaded, data, {})


def test_cases_and_gold_are_annotated_text(tmp_path):
    path = tmp_path / "people.jsonl"
    cases = [
        {"text": "Mary Foss left. Foss sang.", "expected": [{"text": "Foss", "mentions": ["Foss", "Mary Foss"]}]},
        {"text": "Ann LeeLee left.", "expected": [{"text": "Ann Lee"}]},
        {"text": "Omar Said left.", "expected": [{"name": "Omar Said", "roles": []}]},
    ]
    path.write_text("".join(json.dumps(case) + "\n" for case in cases))
    assert [names(sample) for sample in samples_of_cases(path)] == [["Mary Foss", "Foss"], ["Ann Lee"], ["Omar Said"]]
    article = {"id": "a", "text": "Ann left.", "people": [{"name": "Ann", "mentions": [[0, 3]]}]}
    path.write_text(json.dumps(article) + "\n")
    assert [names(sample) for sample in samples_of_articles(path)] == [["Ann"]]
    with pytest.raises(FormatError, match="line 1"):
        list(samples_of_cases(path))
    with pytest.raises(ReadError):
        list(samples_of_cases(tmp_path / "none.jsonl"))
