"""The leaderboard's harness, with peers of our own that need no installation: what each claims is counted, and no more."""

import json
import re
from pathlib import Path

import pytest

from benchmarks import gold, page, run, score
from benchmarks.peer import Find, Peer
from benchmarks.serve import load_peer
from extractor.errors import FormatError, ReadError

ROOT = Path(__file__).parent.parent
PEERS = sorted((ROOT / "benchmarks/peers").glob("*.py"))
STUB = """
from benchmarks.peer import Find, Peer

PEER = Peer(name={name!r}, requires={requires}, licence="MIT", about="a stub", spans={spans}, values={values})


def load():
    {load}

    def read(text, published):
        {read}
        for word, kind, value in {finds}:
            if word in text:
                start = text.index(word)
                yield Find(kind, start, start + len(word), (value,) if value else ())

    return read
"""
TEXT = "Wanjiru Kamau of Kenya sold tea for $3 million on 5 May 2021, and Ms Kamau came back in June."
SUM = ("3000000", "3000000", "USD")


def stub(name: str, finds: object = (), **changed: str) -> str:
    parts = {"requires": "()", "spans": '("people", "money")', "values": '("money",)', "load": "pass", "read": "pass"}
    return STUB.format(name=name, finds=repr(finds), **{**parts, **changed})


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    names = {"text": TEXT, "ents": [[0, 13, "PERSON"], [17, 22, "LOC"], [69, 74, "PERSON"]]}
    (folder / "names.jsonl").write_text(json.dumps(names) + "\n", encoding="utf-8")
    (folder / "names.txt").write_text("names of\na test\n", encoding="utf-8")
    return folder


def test_the_whole_harness_writes_its_page(tmp_path: Path, texts: Path) -> None:
    peers = tmp_path / "peers"
    peers.mkdir()
    files = {
        "extractor": stub("extractor", [("Kamau", "people", None), ("tea", "people", None)]),
        "good": stub("good", [("Wanjiru Kamau", "people", None), ("Kamau came", "people", None)]),
        "broken": stub("broken", load="raise OSError('no weights')"),
        "missing": stub("missing", requires='("./nowhere-at-all",)'),
        "moody": stub("moody", read="1 / 0"),
        "slow": stub("slow", load="import time; time.sleep(60)"),
    }
    for name, code in files.items():
        (peers / f"{name}.py").write_text(code, encoding="utf-8")
    output = tmp_path / "page.md"
    options = ["--peers", str(peers), "--cache", str(tmp_path / "cache"), "--words", "300", "--limit", "20"]
    run.main([str(texts), *options, "-o", str(output), "--only", *(set(files) - {"slow"})])
    text = output.read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in text.splitlines() if line[:1] == "|"
    ]
    assert ["names", "1", "1", "20", "names of a test"] in rows
    assert ["names", "extractor", "0.0 (0.0, 0.0)", "50.0 (50.0, 50.0)", ""] in rows
    assert ["names", "good", "50.0 (50.0, 50.0)", "100.0 (100.0, 100.0)", ""] in rows
    assert "- people, exact, on names: **good** 50.0, extractor 0.0" in text
    assert "**not run: fails: OSError: no weights**" in text
    assert "**not run: can't be installed: " in text
    assert "moody fails with, for one: `ZeroDivisionError: division by zero`" in text
    run.main([*options[:-1], "1", "-o", str(output), "--only", "slow"])
    assert "**not run: not done after 1 seconds**" in output.read_text(encoding="utf-8")


def test_each_measure_counts_what_it_says() -> None:
    items = {
        "people": [gold.Item(0, 13), gold.Item(69, 74)],
        "dates": [gold.Item(50, 60, "2021-05-05", True), gold.Item(88, 92, "2021-06"), gold.Item(75, 79, open=True)],
        "money": [gold.Item(36, 46, SUM, True)],
    }
    assert [TEXT[i.start : i.end] for i in items["dates"]] == ["5 May 2021", "June", "came"]
    sets = [gold.Collection("a", "", (gold.Text("1", TEXT, "2021-07-01", items),), 1, True)]
    peer = Peer("p", (), "", "", spans=("people", "dates", "money"), values=("dates", "money"), whole=("dates",))
    tested = score.Run(peer)
    tested.answers["a", "1"] = [
        Find("people", 0, 13),
        Find("people", 66, 74),  # with the title
        Find("dates", 47, 60, ("2021-05-06", "2021-05-05")),  # any reading may be right
        Find("dates", 88, 92, ("2021-06-01/2021-06-30",)),
        Find("dates", 75, 79, ("2021",)),  # neither right nor wrong
        Find("money", 36, 46, (("3000000", "3000000", "EUR"),)),
    ]
    tested.answers["money", "$3 million\t"] = [Find("money", 0, 10, (["3e6", "3e6", None],))]
    score.score(tested, sets)
    found = {key[1:]: (s.right, s.gold, s.found) for key, s in tested.scores.items()}
    assert found == {
        ("people", "exact"): (1, 2, 2),
        ("people", "overlap"): (2, 2, 2),
        ("dates", "exact"): (1, 2, 2),
        ("dates", "overlap"): (2, 2, 2),
        ("dates", "value"): (1, 1, 1),
        ("dates", "whole"): (2, 2, 2),
        ("dates", "words"): (0, 1, 1),
        ("money", "exact"): (1, 1, 1),
        ("money", "overlap"): (1, 1, 1),
        ("money", "value"): (0, 1, 1),
        ("money", "words"): (1, 1, 1),
    }


def test_names_of_articles_count_whole_names() -> None:
    text = gold.Text("1", TEXT, None, {}, ("Wanjiru Kamau", "Jane Roe"))
    tested = score.Run(Peer("p", (), "", "", spans=("people",)))
    tested.answers["a", "1"] = [Find("people", 0, 13), Find("people", 69, 74), Find("people", 17, 22)]
    score.score(tested, [gold.Collection("a", "", (text,), 1, True)])
    counted = tested.scores["a", "people", "names"]
    assert (counted.right, counted.gold, counted.found) == (1, 2, 2)  # the surname alone counts neither way


def test_collections_are_drawn_alike_every_time() -> None:
    whole, part = (list(gold.collections([], words)) for words in (10**6, 2000))
    assert [len(each.texts) for each in whole] == [50, 110]
    assert all(2000 <= each.words < 2000 + max(t.words for t in each.texts) for each in part)
    assert {t.id for t in part[0].texts} < {t.id for t in whole[0].texts}
    assert part == list(gold.collections([], 2000))
    assert whole[0].kinds == {"people", "countries", "dates", "money", "quantities"}
    assert whole[1].kinds == {"names"}


def test_texts_that_cannot_be_used_are_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"no \*\.jsonl there"):
        list(gold.collections([tmp_path], 100))
    with pytest.raises(ReadError, match="can't be read"):
        list(gold.read(tmp_path / "none.jsonl"))
    (tmp_path / "bad.jsonl").write_text('{"text": "a", "ents": []}\n{"text": "b"}\n', encoding="utf-8")
    with pytest.raises(FormatError, match=r"bad\.jsonl, line 2: neither a gold article nor"):
        list(gold.read(tmp_path / "bad.jsonl"))


@pytest.mark.parametrize("path", PEERS, ids=lambda path: path.stem)
def test_every_peer_says_what_it_is_and_pins_what_it_needs(path: Path) -> None:
    peer, _ = load_peer(path)
    assert peer.kinds
    assert peer.kinds <= set(page.KINDS)
    assert set(peer.whole) <= set(peer.values) <= set(peer.spans)
    assert not set(peer.words) & set(peer.spans)
    assert peer.requires == (".",) or re.fullmatch(r"[\w-]+==[\w.]+", peer.requires[0])
    assert peer.licence
    assert peer.about


def test_a_file_that_is_no_peer_is_told(tmp_path: Path) -> None:
    (tmp_path / "none.py").write_text("PEER = 1\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="a peer's file has PEER"):
        load_peer(tmp_path / "none.py")
