"""The samples of every format that is read: what each gives, and that none of it is markup."""

from pathlib import Path
from typing import NamedTuple

import pytest

from extractor import Article, Reject
from extractor.readers import Options, scan

FORMATS = Path(__file__).parents[2] / "corpus" / "raw" / "formats"


class Story(NamedTuple):
    """What is expected of an article: its day, its title, the beginning and the end of its text, where it is from."""

    published: str | None
    title: str | None
    start: str
    end: str
    outlet: str | None = None


SAMPLES: dict[str, list[Story]] = {
    "feed.rss": [
        Story("2025-06-12", "Zambia sells more cobalt & copper to Japan", "Zambia sold cobalt worth $18\u00a0million",
              "61,000 tonnes.",
              "The Lakeside Ledger"),
        Story("2025-06-11", "Peru’s anchovy season opens", "Peru let its boats", "production said.", "The Lakeside Ledger"),
    ],
    "feed.atom": [
        Story("2025-06-12", "Chile & Korea renew lithium deal", "Chile will ship", "is worth $520 million.", "Harbour Wire"),
    ],
    "wordpress.xml": [
        Story("2025-06-03", "Nigeria's refiners buy less crude", "Refiners in", "cost $1.1 billion.", "Delta Business"),
    ],
    "nitf.xml": [Story("2025-08-05", "Ghana raises cocoa price", "Ghana will pay", "reach 650,000 tonnes.", "Coast Wire")],
    "newsml-1.xml": [
        Story("2025-04-17", "Kazakhstan ships more wheat", "Kazakhstan exported", "a quarter of it.", "Steppe News"),
    ],
    "newsml-g2.xml": [
        Story("2025-09-01", "Swiss watch exports fall", "Switzerland exported", "fell by a fifth.", "Alpine Press"),
    ],
    "reuters.sgm": [
        Story("1987-02-26", "CUBAN SUGAR HARVEST BEHIND PLAN", "Mills in the east", "R&D at <Azcuba> goes on."),
        Story("1987-02-27", "DOCKERS AT DURBAN END STRIKE", "Dockers at Durban", "on Friday."),
    ],
    "gigaword.sgml": [Story("2004-09-17", "Iceland's herring catch doubles", "Iceland's boats", "Norway & Poland.")],
    "trec.txt": [
        Story("1993-06-11", "Jamaica Sells Bauxite Plant", "Jamaica sold", "a year < last year's figure.",
              "LAKE WORLD NEWS, PAGE C4"),
        Story("1993-06-12", None, "Fiji shipped", "on Saturday."),
    ],
    "wikiextractor.txt": [Story(None, "Bolivia opens zinc smelter", "Bolivia opened", "150,000 tonnes of ore a year.")],
    "mediawiki.xml": [Story("2025-06-24", "Mongolia sells coal to India", "Mongolia sold", "left on Tuesday.", "Wikinews")],
    "letter.eml": [
        Story("2025-05-09", "Morocco’s phosphate sales rise", "Morocco sold phosphates worth €640", "largest buyer."),
    ],
    "box.mbox": [
        Story("2025-05-09", "Tunisia ships olive oil", "Tunisia shipped", "From Sfax alone went 7,000 tonnes."),
        Story("2025-05-10", "Algeria's gas", "Algeria sold", "Spain bought 9 billion."),
    ],
    "page.mht": [Story("2025-08-19", "Malaysia's tin smelters close", "Two smelters", "stocks were low.", "bay.example")],
    "nexis.txt": [
        Story("2023-11-14", "Scotland sells whisky stocks", "Distillers in", "150 percent may fall.", "The Highland Courier"),
        Story("2023-11-16", "Salmon farms cut their output", "Farms in", "salmon to market.", "The Highland Courier"),
    ],
    "nexis-uni.txt": [
        Story("2024-03-03", "Estonia's ports lose transit freight", "The ports", "longer carried.", "Gulf of Finland Times"),
        Story("2024-03-05", "Latvia buys gas in America", "Latvia bought", "for €61 million.", "Gulf of Finland Times"),
    ],
    "proquest.txt": [
        Story("2024-04-18", "Vietnam's pepper exports recover", "Vietnam exported", "Germany 4,000.", "Mekong Trade Daily"),
        Story("2024-04-20", "Rice mills at Can Tho merge", "Two rice mills", "said on Saturday.", "Mekong Trade Daily"),
    ],
    "factiva.txt": [
        Story("2024-10-09", "Oman's dates find buyers in India", "Oman sold", "begins in June.", "Muscat Trade Post"),
        Story("2024-10-10", "Salalah port adds a berth", "The port of", "on Thursday.", "Muscat Trade Post"),
    ],
    "factiva-plain.txt": [
        Story("2024-10-11", "Yemen's coffee growers look to Korea", "Growers in", "A kilo brings $21.", "Red Sea Gazette"),
        Story("2024-10-12", "Aden refinery restarts", "The refinery", "after two years.", "Red Sea Gazette"),
    ],
    "message.iptc": [
        Story("2025-08-21", "Laos sells power to Singapore", "    VIENTIANE, Aug 21", "Thailand and Malaysia."),
        Story("2025-08-21", "Brunei cuts gas output", "    BANDAR SERI BEGAWAN", "by 4 percent."),
    ],
    "parted.txt": [
        Story("2025-02-03", "Cyprus sells halloumi to Canada", "Dairies on Cyprus", "said on Monday."),
        Story("2025-02-04", "Malta registers more ships", "Malta's register", "said on Tuesday."),
    ],
    "story.md": [
        Story("2025-10-06", "Namibia: first hydrogen leaves for Hamburg",
              "A tanker with 8,000 tonnes of ammonia left Walvis Bay",
              "The buyer pays $640 a tonne, said NamPort.", "Skeleton Coast News"),
    ],
    "newsapi.json": [
        Story("2025-04-02", "Ecuador's bananas cost more", "Ecuador raised", "minister of farming said", "Andes Today"),
        Story("2025-04-03", "Quinoa for Cairo", "Bolivia sold", "of quinoa.", "Andes Today"),
    ],
    "cnn.story": [Story(None, None, "Belize sold", "last cane on Friday.")],
    "bulletin.srt": [Story(None, None, "Good evening. Gabon sold", "The price was not named.")],
    "crawl.arc": [Story("2008-05-06", "Togo mines more phosphate", "Togo mined", "its chairman said.", "togo.example")],
    "texts.warc.wet": [Story(None, None, "Benin ships cashew nuts\nBenin shipped", "shells the rest.")],
}  # fmt: skip
WARNED = {  # what of it is said in the record
    "bulletin.srt": "subtitles: spoken words, without numbers and times",
    "newsapi.json": "the API gives the beginning of the text alone",
    "texts.warc.wet": "all the text of a page, menus too: the crawl keeps nothing else",
}


def test_every_sample_is_expected() -> None:
    assert sorted(path.name for path in FORMATS.iterdir()) == sorted(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_gives_its_articles(name: str) -> None:
    found = list(scan(str(FORMATS / name), Options()))
    articles = [one for one in found if isinstance(one, Article)]
    assert [one for one in found if isinstance(one, Reject)] == []
    expected = SAMPLES[name]
    assert [
        Story(
            one.published and one.published.isoformat(),
            one.title,
            one.text[: len(story.start)],
            one.text[-len(story.end) :],
            one.outlet,
        )
        for one, story in zip(articles, expected, strict=True)
    ] == expected
    assert [one.index for one in articles] == list(range(len(articles)))
    assert {one.warnings for one in articles} == {(WARNED[name],) if name in WARNED else ()}
