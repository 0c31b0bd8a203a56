"""How the formats are really written: dialects of each, what is missing in them, what is broken, and what only looks like one."""

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from extractor import Article, Reject
from extractor.errors import Reason
from extractor.readers import Limits, Options, scan

TOBACCO = "Malawi sold tobacco worth $90 million to China in May, the auction house said on Friday."
FERRIES = "Burundi bought two ferries from Turkey for $14 million, its minister of transport said in Bujumbura."
COFFEE = "Rwanda sold coffee worth $9 million to Belgium in June, the board said on Monday.\n\nPrices rose by a tenth."


class Told(NamedTuple):
    """What is expected of an article."""

    published: str | None
    title: str | None
    text: str


def read(tmp_path: Path, name: str, raw: str | bytes, **options: object) -> tuple[list[Article], list[Reject]]:
    path = tmp_path / name
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    found = list(scan(str(path), Options(**options)))  # type: ignore[arg-type]
    return [one for one in found if isinstance(one, Article)], [one for one in found if isinstance(one, Reject)]


def told(articles: list[Article]) -> list[Told]:
    return [Told(one.published and one.published.isoformat(), one.title, one.text) for one in articles]


# --- XML ----------------------------------------------------------------------------------------------------------

RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://x.example/"><title>Rdf Post</title>
<items><rdf:Seq><rdf:li resource="https://x.example/1"/></rdf:Seq></items></channel>
<item rdf:about="https://x.example/1"><title>Sudan sells gum</title><link>https://x.example/1</link>
<description>Sudan sold 50,000 tonnes of gum arabic to France.</description><dc:date>2024-02-03T10:00:00Z</dc:date></item></rdf:RDF>"""
PREFIXED = """<atom:feed xmlns:atom="http://www.w3.org/2005/Atom"><atom:title>NS</atom:title><atom:entry>
<atom:title>Oman&nbsp;sells dates</atom:title><atom:link href="https://n.example/1"/><atom:updated>2024-05-06T00:00:00Z</atom:updated>
<atom:summary type="html">&lt;p&gt;Oman sold dates to AT&amp;amp;T &amp;amp; others.&lt;/p&gt;</atom:summary></atom:entry></atom:feed>"""
BARE = """<rss version="2.0"><channel><title>Bad & worse</title><item><title>Q&A: fish & chips</title><link>https://b.example/?a=1&b=2</link>
<description>Fishers in Hull & Grimsby sold 3 &lt; 5 tonnes of cod&hellip; they said.</description><pubDate>1 Jan 2024 10:00 GMT</pubDate>
</item></channel></rss>"""
BOMB = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss><channel><title>B</title><item><title>T</title><description>Tea &x; and &lol2; rose.</description></item></channel></rss>"""
NYT = """<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "http://www.nitf.org/x.dtd"><nitf><head><title>Old Mill Sold</title>
<docdata><doc-id id-string="999"/></docdata><pubdata date.publication="19910401T000000" name="The Old York Times"/></head><body>
<body.head><hedline><hl1>Old Mill Sold</hl1></hedline></body.head><body.content>
<block class="lead_paragraph"><p>A mill was sold.</p></block><block class="full_text"><p>LEAD: A mill was sold.</p><p>It made cloth.</p></block>
</body.content></body></nitf>"""
G2_TEXT = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:2"><itemMeta><versionCreated>2024-01-02T03:04:05Z
</versionCreated></itemMeta><contentMeta><headline>Wool sold</headline></contentMeta><contentSet><inlineData contenttype="text/plain">Wool
from Otago was sold to Italy.

It fetched $9 a kilo.</inlineData></contentSet></newsItem>"""
TWO_ITEMS = """<?xml version="1.0"?><NewsML><NewsItem><Identification><NewsIdentifier><DateId>20240301</DateId></NewsIdentifier></Identification>
<NewsComponent><NewsComponent><NewsLines><HeadLine>Tin found</HeadLine></NewsLines><ContentItem><DataContent><html><body><p>Tin was found
 in Cornwall.</p><p>It lies deep.</p></body></html></DataContent></ContentItem></NewsComponent><NewsComponent><ContentItem><DataContent>A
 miner.</DataContent></ContentItem></NewsComponent></NewsComponent></NewsItem><NewsItem><Identification><NewsIdentifier><DateId>20240302
</DateId></NewsIdentifier></Identification><NewsComponent><NewsLines><HeadLine>Zinc found</HeadLine></NewsLines><ContentItem><DataContent>Zinc
 was found in Wales.</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""
RCV1 = """<?xml version="1.0" encoding="iso-8859-1" ?><newsitem itemid="3" date="1996-08-20"><title>FRANCE: Owners strike.</title>
<headline>Café owners strike.</headline><text><p>Café owners struck — on Tuesday.</p></text></newsitem>"""

XML: dict[str, tuple[str | bytes, list[Told]]] = {
    "RDF": (RDF, [Told("2024-02-03", "Sudan sells gum", "Sudan sold 50,000 tonnes of gum arabic to France.")]),
    "Atom with prefixes": (PREFIXED, [Told("2024-05-06", "Oman sells dates", "Oman sold dates to AT&T & others.")]),
    "bare ampersands": (
        BARE,
        [Told("2024-01-01", "Q&A: fish & chips", "Fishers in Hull & Grimsby sold 3 < 5 tonnes of cod… they said.")],
    ),
    "entities of its own": (BOMB, [Told(None, "T", "Tea &x; and &lol2; rose.")]),
    "declared Latin-9": (
        '<?xml version="1.0" encoding="ISO-8859-15"?><rss><item><title>Café</title><description>It cost €3.</description></item></rss>'.encode(
            "iso-8859-15"
        ),
        [Told(None, "Café", "It cost €3.")],
    ),
    "UTF-16": (
        '<?xml version="1.0" encoding="UTF-16"?><rss><item><description>It cost €3.</description></item></rss>'.encode(
            "utf-16"
        ),
        [Told(None, None, "It cost €3.")],
    ),
    "NITF of an archive": (NYT, [Told("1991-04-01", "Old Mill Sold", "LEAD: A mill was sold.\n\nIt made cloth.")]),
    "G2 as text": (
        G2_TEXT,
        [Told("2024-01-02", "Wool sold", "Wool\nfrom Otago was sold to Italy.\n\nIt fetched $9 a kilo.")],
    ),
    "NewsML with a caption": (
        TWO_ITEMS,
        [
            Told("2024-03-01", "Tin found", "Tin was found in Cornwall.\n\nIt lies deep."),
            Told("2024-03-02", "Zinc found", "Zinc\n was found in Wales."),
        ],
    ),
    "RCV1": (RCV1.encode("cp1252"), [Told("1996-08-20", "Café owners strike", "Café owners struck — on Tuesday.")]),
}


@pytest.mark.parametrize("name", XML)
def test_xml(tmp_path: Path, name: str) -> None:
    raw, expected = XML[name]
    articles, rejects = read(tmp_path, "dump.xml", raw)
    assert (told(articles), rejects) == (expected, [])


@pytest.mark.parametrize(
    ("raw", "detail"),
    [
        (
            '<?xml version="1.0"?><urlset><url><loc>https://a.example/1</loc></url></urlset>',
            "a sitemap: it lists addresses",
        ),
        ("<sitemapindex><sitemap><loc>https://a.example/1.xml</loc></sitemap></sitemapindex>", "an index of sitemaps"),
        ('<?xml version="1.0"?><opml version="2.0"><body><outline text="a"/></body></opml>', "OPML: it lists feeds"),
        (
            "<article><front><title>Tea</title></front><body><p>Tea rose.</p></body></article>",
            "XML of another kind (<article>)",
        ),
        ('<?xml version="1.0"?><rss version="2.0"><channel><title>E</title></channel></rss>', "the feed has no items"),
        (
            "<mediawiki><page><title>A</title><ns>1</ns><revision><text>B</text></revision></page></mediawiki>",
            "wiki's 1 pages",
        ),
    ],
)
def test_xml_without_articles_says_what_it_is(tmp_path: Path, raw: str, detail: str) -> None:
    articles, [reject] = read(tmp_path, "dump.xml", raw)
    assert (articles, reject.reason, detail in reject.detail) == ([], Reason.NO_ARTICLE, True)


def test_an_item_that_is_broken_costs_itself(tmp_path: Path) -> None:
    raw = "<rss><channel><item><title>A</title><description>One rose.</description><item><title>B</title><description>Two "
    raw += "rose.</description></item><item/><item><description>Three"
    articles, rejects = read(tmp_path, "dump.rss", raw)
    assert [one.text for one in articles] == ["One rose.", "Two rose.", "Three"]
    assert [one.reason for one in rejects] == [Reason.EMPTY_ARTICLE, Reason.UNREADABLE_FILE]
    assert "the closing tag is missing" in rejects[1].detail


def test_an_item_over_the_limit_is_passed_over(tmp_path: Path) -> None:
    long = "x" * 3_000_000
    raw = f"<rss><item><description>One.</description></item><item><description>{long}</description></item><item><title>C</title>"
    articles, [reject] = read(
        tmp_path, "dump.rss", raw + "<description>Two.</description></item></rss>", limits=Limits(article=100)
    )
    assert ([one.text for one in articles], [one.index for one in articles]) == (["One.", "Two."], [0, 2])
    assert (reject.reason, reject.index) == (Reason.TOO_LARGE, 1)


# --- SGML ---------------------------------------------------------------------------------------------------------

SGML = {
    "AP": (
        "<DOC>\n<DOCNO> AP880212-0001 </DOCNO>\n<FILEID>AP-NR-02-12-88 2344EST</FILEID>\n<HEAD>Officers Released</HEAD>\n"
        "<DATELINE>HANOI (AP) </DATELINE>\n<TEXT>\n   More than 150 officers were freed.\n   They had been held.\n</TEXT>\n</DOC>",
        Told("1988-02-12", "Officers Released", "More than 150 officers were freed.\n\nThey had been held."),
    ),
    "Financial Times": (
        "<DOC>\n<DOCNO>FT911-3</DOCNO>\n<DATE>910514\n</DATE>\n<HEADLINE>\nFT  14 MAY 91 / Company News: Mill sold\n</HEADLINE>\n"
        "<TEXT>\nA mill\nwas sold.\n</TEXT>\n<PUB>The Financial Times\n</PUB>\n</DOC>",
        Told("1991-05-14", "Company News: Mill sold", "A mill was sold."),
    ),
    "Los Angeles Times": (
        "<DOC>\n<DOCNO> LA010189-0001 </DOCNO>\n<DATE>\n<P>\nJanuary 1, 1989, Sunday, Home Edition \n</P>\n</DATE>\n<HEADLINE>\n<P>\n"
        "NEW MILL OPENS; \n</P>\n</HEADLINE>\n<TEXT>\n<P>\nA mill opened.\n</P>\n<P>\nIt is new.\n</P>\n</TEXT>\n</DOC>",
        Told("1989-01-01", "NEW MILL OPENS", "A mill opened.\n\nIt is new."),
    ),
    "small letters": (
        "<doc>\n<docno>XIN19960101.0001</docno>\n<headline>China trade up</headline>\n<text>\n<p> Trade rose. </p>\n</text>\n</doc>",
        Told("1996-01-01", "China trade up", "Trade rose."),
    ),
    "WikiExtractor": (
        '<doc id="1" url="https://w.example?curid=1" title="Tea">\nTea\n\nTea rose &lt; 5 percent.\n</doc>',
        Told(None, "Tea", "Tea rose < 5 percent."),
    ),
}


@pytest.mark.parametrize("name", SGML)
def test_sgml(tmp_path: Path, name: str) -> None:
    raw, expected = SGML[name]
    articles, rejects = read(tmp_path, "dump.txt", f"{raw}\n{raw}\n")
    assert (told(articles), rejects) == ([expected, expected], [])


# --- text ---------------------------------------------------------------------------------------------------------

HEADS = {
    "Coffee sales rise\nBy Jean Uwimana\n7 July 2025\n\n": ("2025-07-07", "Coffee sales rise"),
    "Coffee sales rise\n\nBy Jean Uwimana and Paul Kagabo\n\nPublished: July 7, 2025 10:14 am\nUpdated: July 8, 2025\n\n": (
        "2025-07-07",
        "Coffee sales rise",
    ),
    "By JEAN UWIMANA | 7 July 2025\n\n": ("2025-07-07", None),
    "Coffee sales rise\nLakes Wire\n7 July 2025\n\n": ("2025-07-07", "Coffee sales rise"),
    "Coffee sales rise\nBy Jean Uwimana\nPublished: July 7, 2025\nLakes Wire\n\n": ("2025-07-07", "Coffee sales rise"),
    "Coffee sales rise\nJuly 7, 2025 | The Lakes Wire\n\n": ("2025-07-07", "Coffee sales rise"),
    "Coffee sales rise\nLakes Wire, 7 July 2025\nBy Jean Uwimana in Kigali\n\n": ("2025-07-07", "Coffee sales rise"),
    "By Jean Uwimana, 7 July 2025\n\n": ("2025-07-07", None),
    "Published 7 July 2025\n\n": ("2025-07-07", None),
    "Coffee sales rise\n=================\n\n": (None, "Coffee sales rise"),
    "From: Kigali Desk\nSubject: Coffee sales rise\nDate: 7 July 2025\nDesk: Africa\n\n": (
        "2025-07-07",
        "Coffee sales rise",
    ),
    "Headline: Coffee sales rise\nPublication: Wire\nPublication date: 7 July 2025\nWord count: 30\n\n": (
        "2025-07-07",
        "Coffee sales rise",
    ),
    "Title: Coffee sales rise\nDate: 7 July 2025\n\nBy Jean Uwimana\n\n": ("2025-07-07", "Coffee sales rise"),
    "---\ntitle: 'Coffee sales rise'\nauthors:\n  - Jean\ndate: 2025-07-07\n---\n": ("2025-07-07", "Coffee sales rise"),
    '+++\ntitle = "Coffee sales rise"\ndate = 2025-07-07T10:00:00Z\n+++\n\n': ("2025-07-07", "Coffee sales rise"),
}


@pytest.mark.parametrize("head", HEADS)
def test_heads_of_texts_are_cut_off(tmp_path: Path, head: str) -> None:
    [article], rejects = read(tmp_path, "story.txt", f"{head}{COFFEE}\n")
    published, title = HEADS[head]
    assert (told([article]), rejects, article.warnings) == ([Told(published, title, COFFEE)], [], ())


@pytest.mark.parametrize(
    "text",
    [
        "By Monday prices had fallen.\n\nThey rose again.\n",
        "Coffee sales rise\n\nThey rose by 5 percent.\n",
        "Note: prices are in dollars.\nTea: 3. Coffee: 4.\n\nThey rose.\n",
        "The bank said:\n4 March 2025 is a holiday.\n",
        "Kenya: tea exports rise\n\nThey rose.\n",
        "Sugar fell.\n\nBy 2030\n\nit may rise.\n",
        "One rose.\n\n-----\n\nReporting by Jean; editing by Paul\n",
        "A page that ends in the\n\fmiddle of a sentence goes on, the ministry said in a statement on its site.\n",
    ],
)
def test_what_is_no_head_stays(tmp_path: Path, text: str) -> None:
    [article], rejects = read(tmp_path, "story.txt", text)
    assert (article.text, article.title, article.published, article.warnings, rejects) == (text, None, None, (), [])


def test_rules_between_articles_with_headers_are_no_text(tmp_path: Path) -> None:
    raw = f"=====\nTitle: Tobacco\nDate: 31 May 2024\n\n{TOBACCO}\n\n---\n\nTitle: Ferries\nDate: 1 June 2024\n\n{FERRIES}\n#####\n"
    articles, _ = read(tmp_path, "dump.txt", raw)
    assert [one.text for one in articles][-2:] == [TOBACCO, FERRIES]


@pytest.mark.parametrize("mark", ["=" * 40, "-----", "* * * * * *", "_" * 12, "#####", "\f"])
def test_texts_are_parted(tmp_path: Path, mark: str) -> None:
    bare, _ = read(tmp_path, "bare.txt", f"{TOBACCO}\n\n{mark}\n\n{FERRIES}\n\n{mark}\n")
    assert [one.text for one in bare] == [TOBACCO, FERRIES]
    assert all("parted" in warning for one in bare for warning in one.warnings) and bare[0].warnings
    headed, _ = read(
        tmp_path, "headed.txt", f"Tobacco\nMay 31, 2024\n\n{TOBACCO}\n{mark}\nFerries sold\n1 June 2024\n\n{FERRIES}\n"
    )
    assert [one.text for one in headed] == [TOBACCO, FERRIES] or headed[0].title is None


def test_a_rule_within_a_story_parts_nothing(tmp_path: Path) -> None:
    raw = f"Title: A sale\nDate: 31 May 2024\n\n{TOBACCO}\n\n*****\n\n{FERRIES}\n"
    [article], _ = read(tmp_path, "story.txt", raw)
    assert article.text == f"{TOBACCO}\n\n*****\n\n{FERRIES}"


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("TY  - NEWS\nTI  - Tea\nER  - \n", "RIS"),
        ('callback({"text": "Tea rose."});', "JSONP"),
        ("{'text': 'Tea rose.', 'id': 1}\n", "Python"),
        ("- title: Tea\n  text: Tea rose.\n- title: Coffee\n  text: It fell.\n", "YAML"),
        ("2025-03-04 15:30:00 INFO fetched 1\n2025-03-04 15:30:01 INFO fetched 2\n", "a log"),
        ('10.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 200 2\n', "a log of a server"),
        ("-- dump\nINSERT INTO articles VALUES (1, 'Tea');\n", "SQL"),
        ("#!/bin/sh\necho tea\n", "source code"),
        ("https://a.example/1\nhttps://a.example/2\n", "a list of addresses"),
        ("User-agent: *\nDisallow: /a\n", "rules for robots"),
        ("[server]\nport = 80\n", "settings"),
    ],
)
def test_what_is_no_news_is_refused_by_its_name(tmp_path: Path, raw: str, kind: str) -> None:
    articles, [reject] = read(tmp_path, "dump.txt", raw)
    assert (articles, reject.reason, kind in reject.detail) == ([], Reason.UNREADABLE_FILE, True)


@pytest.mark.parametrize(
    ("raw", "text", "warning"),
    [
        ("<p>Tea rose.</p>\n<p>It cost $3.</p>", "Tea rose.\n\nIt cost $3.", "markup in the text, read as HTML"),
        (
            "Tea <b>rose</b> by <a href='x'>$3</a>.\n\nIt fell.",
            "Tea rose by $3.\n\nIt fell.",
            "markup in the text, read as HTML",
        ),
        (
            "&ldquo;Tea&rdquo; cost &pound;3.",
            "“Tea” cost £3.",
            "entities of HTML in the text, read as the signs that they stand for",
        ),
        ("Tea cost â‚¬12 million, itâ€™s said.", None, "mojibake: decoded as another encoding before"),
        ("The cafÃ© sold Â£3 of tea.", None, "mojibake: decoded as another encoding before"),
        ("The caf\ufffd sold tea.", None, "characters were lost before: U+FFFD"),
        ("Tea rose. </TEXT>", None, "tags in the text"),
        ("{{Infobox}} Tea rose in [[Mombasa]].", None, "tags in the text"),
        ("Tea **rose** in [Mombasa](https://w.example).", None, "marks of Markdown in the text"),
        ("São Paulo, CÔTE D’IVOIRE, Århus: “tea” at 3 € < 5 & <IBM>; AT&T; JOÃO’s.", None, None),
    ],
)
def test_what_is_said_of_a_text(tmp_path: Path, raw: str, text: str | None, warning: str | None) -> None:
    [article], [] = read(tmp_path, "dump.jsonl", json.dumps({"text": raw}))
    assert (article.text, article.warnings) == (text or raw, (warning,) if warning else ())


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("We value your privacy\nWe and our partners store and/or access information on a device.", "a consent wall"),
        ("Just a moment...\nEnable JavaScript and cookies to continue", "a bot check"),
        ("404 Not Found\nnginx", "an error page"),
        ("You need to enable JavaScript to run this app.", "a page that needs a script"),
    ],
)
def test_walls_are_rejects_with_their_reason(tmp_path: Path, text: str, what: str) -> None:
    for name, raw in (
        ("a.jsonl", json.dumps({"text": text})),
        ("a.txt", text),
        ("a.html", f"<html><body><p>{text}</p></body></html>"),
    ):
        articles, [reject] = read(tmp_path, name, raw)
        assert (articles, reject.reason, what in reject.detail) == ([], Reason.NO_ARTICLE, True)


def test_an_article_about_a_wall_is_an_article(tmp_path: Path) -> None:
    text = "The ministry's site showed a 404 page on Monday. We use cookies in our kitchen, said the baker; page not found, said another."
    [article], [] = read(tmp_path, "a.txt", text)
    assert article.text == text


def test_index_pages_are_rejects(tmp_path: Path) -> None:
    teasers = "".join(
        f'<h3><a href="/{n}">Story {n} of tin</a></h3><p>Tin rose by {n} percent on Tuesday, traders said.</p>'
        for n in range(8)
    )
    head = '<meta property="og:type" content="website"><link rel="canonical" href="https://bay.example/markets">'
    articles, [reject] = read(tmp_path, "a.html", f"<html><head>{head}</head><body>{teasers}</body></html>")
    assert (articles, "an index page" in reject.detail) == ([], True)


# --- databases in HTML --------------------------------------------------------------------------------------------

PAGES = {
    "Nexis": "<title>LexisNexis</title><p>1 of 1 DOCUMENTS</p><p>Lakes Wire</p><p><span>July 7, 2025</span><span> Monday</span></p><p>Coffee sales"
    " rise</p><p>BYLINE: Jean Uwimana</p><p>LENGTH: 9 words</p><p>Rwanda sold coffee.</p><p>Prices rose.</p><p>LOAD-DATE: July 8, 2025</p>",
    "Factiva": '<div class="article enArticle"><div><span class="enHeadline">Coffee sales rise</span></div><div>By Jean Uwimana</div><div>9 words</div>'
    "<div>7 July 2025</div><div>10:15</div><div>Lakes Wire</div><div>LAKES</div><div>English</div><div>(c) 2025 Lakes Wire</div>"
    "<p>Rwanda sold coffee.</p><p>Prices rose.</p><p>Document LAKES00020250707el7700001</p></div>",
    "Factiva, codes": '<div id="factivaArticles"><div class="article enArticle"><table><tr><td><b>HD</b></td><td>Coffee sales rise</td></tr><tr><td>PD</td>'
    "<td>7 July 2025</td></tr><tr><td>SN</td><td>Lakes Wire</td></tr><tr><td>LP</td><td><p>Rwanda sold coffee.</p></td></tr><tr><td>TD</td>"
    "<td><p>Prices rose.</p></td></tr></table></div></div>",
    "ProQuest": "<h2>Coffee sales rise</h2><p><b>Author: </b>Uwimana, Jean</p><p><b>Publication info: </b>Lakes Wire ; Kigali [Kigali]. 07 July 2025.</p>"
    "<p><b>ProQuest document ID: </b>33</p><p><b>Full text: </b>Rwanda sold coffee.</p><p>Prices rose.</p><p><b>Publication title: </b>Lakes Wire</p>",
}


@pytest.mark.parametrize("name", PAGES)
def test_databases_in_html(tmp_path: Path, name: str) -> None:
    articles, rejects = read(tmp_path, "a.html", f"<!DOCTYPE html><html><body>{PAGES[name]}</body></html>")
    assert (told(articles), rejects) == (
        [Told("2025-07-07", "Coffee sales rise", "Rwanda sold coffee.\n\nPrices rose.")],
        [],
    )
    assert articles[0].outlet == "Lakes Wire"


# --- JSON of news APIs --------------------------------------------------------------------------------------------

ANSWERS = {
    "Guardian": {
        "response": {"results": [{"id": "w/1", "webTitle": "Sold", "webPublicationDate": "2024-05-31T10:00:00Z", "webUrl": "u",
                                  "fields": {"body": f"<p>{TOBACCO}</p>"}}]}
    },
    "Guardian, one": {
        "response": {"content": {"id": "w/1", "webTitle": "Sold", "webPublicationDate": "2024-05-31T10:00:00Z", "fields": {"bodyText": TOBACCO}}}
    },
    "New York Times": {
        "response": {"docs": [{"web_url": "u", "abstract": TOBACCO, "headline": {"main": "Sold"}, "pub_date": "2024-05-31T10:00:00+0000"}]}
    },
    "Event Registry": {"articles": {"results": [{"uri": "8", "date": "2024-05-31", "url": "u", "title": "Sold", "body": TOBACCO}]}},
    "NewsAPI": {"articles": [{"title": "Sold", "content": f"{TOBACCO}… [+90 chars]", "url": "u", "publishedAt": "2024-05-31T10:00:00Z"}]},
    "mediastack": {"data": [{"title": "Sold", "description": TOBACCO, "url": "u", "published_at": "2024-05-31T10:00:00+00:00"}]},
    "Elasticsearch": {"hits": {"hits": [{"_id": "a", "_source": {"title": "Sold", "text": TOBACCO, "published": "2024-05-31"}}]}},
    "ninjs": {"uri": "urn:1", "headline": "Sold", "body_html": f"<p>{TOBACCO}</p>", "versioncreated": "2024-05-31T10:00:00Z"},
    "ninjs 2": {
        "headlines": [{"value": "Sold"}], "bodies": [{"value": f"<p>{TOBACCO}</p>"}], "versioncreated": "2024-05-31T10:00:00Z"
    },
    "schema.org": {"@graph": [{"@type": "NewsArticle", "headline": "Sold", "articleBody": TOBACCO, "datePublished": "2024-05-31"}]},
    "WordPress": {"id": 5, "date": "2024-05-31T10:00:00", "title": {"rendered": "Sold"}, "content": {"rendered": f"<p>{TOBACCO}</p>"}},
    "fundus": {"title": "Sold", "publishing_date": "2024-05-31 10:00:00+00:00", "body": {"summary": ["S"], "sections": [{"headline": [], "paragraphs": [TOBACCO]}]}},
    "TREC": {"title": "Sold", "article_url": "u", "published_date": 1717142400000, "contents": [{"content": "World", "type": "kicker"},
                                                                                              {"content": f"<p>{TOBACCO}</p>", "type": "sanitized_html"}]},
    "JSON Feed": {"items": [{"id": "1", "url": "u", "title": "Sold", "content_html": f"<p>{TOBACCO}</p>", "date_published": "2024-05-31"}]},
    "Webz.io": {"posts": [{"uuid": "z", "title": "Sold", "text": TOBACCO, "published": "2024-05-31", "thread": {"site": "z.example"}}]},
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("indent", [None, 2])
def test_answers_of_news_apis(tmp_path: Path, name: str, indent: int | None) -> None:
    articles, rejects = read(tmp_path, "answer.json", json.dumps(ANSWERS[name], indent=indent))
    assert [(one.title, one.text.rstrip("."), str(one.published)) for one in articles] == [
        ("Sold", TOBACCO.rstrip("."), "2024-05-31")
    ]
    assert rejects == []


def test_the_users_place_may_hold_parts(tmp_path: Path) -> None:
    raw = json.dumps(
        {
            "parts": [
                {"content": TOBACCO},
                {"content": "It is sold.", "type": "paragraph"},
                {"content": "x", "type": "image"},
            ]
        }
    )
    for dump in (raw, json.dumps(raw)):
        [article], [] = read(tmp_path, "a.jsonl", f"{dump}\n", fields={"text": "parts"})
        assert article.text == f"{TOBACCO}\n\nIt is sold."


def test_an_answer_without_articles_says_so(tmp_path: Path) -> None:
    articles, [reject] = read(tmp_path, "answer.json", '{"status": "ok", "totalResults": 0, "articles": []}')
    assert (articles, reject.reason) == ([], Reason.NO_ARTICLE)


# --- mail and messages --------------------------------------------------------------------------------------------


def test_mail(tmp_path: Path) -> None:
    head = "From: a@b.example\r\nTo: c@d.example\r\nMIME-Version: 1.0\r\n"
    sent = "Date: Mon, 7 Jul 2025 23:30:00 -0500\r\n"
    html = f"{head}{sent}Subject: =?iso-8859-1?B?VOk=?=\r\n =?iso-8859-1?Q?_rises?=\r\nContent-Type: text/html\r\n\r\n<p>Tea &euro;3.</p><br>"
    [article], [] = read(tmp_path, "a.eml", html)
    assert told([article]) == [Told("2025-07-07", "Té rises", "Tea €3.")]
    [article], [] = read(
        tmp_path, "b.txt", f"{head}Date: soon\r\nSubject: Tea\r\n\r\nTea rose.\r\n-- \r\nUnsubscribe\r\n"
    )
    assert (article.text, article.published, article.warnings) == ("Tea rose.", None, ("unparsed date: soon",))
    _, [reject] = read(tmp_path, "c.eml", f"{head}{sent}Content-Type: application/pdf\r\n\r\nJVBERi0=\r\n")
    assert reject.reason is Reason.EMPTY_ARTICLE


def test_messages(tmp_path: Path) -> None:
    raw = "ZCZC\nRWW0012 3 I\nCoffee sales rise\n\n    KIGALI, July 7 (LW) - Rwanda sold coffee.\n\nNNNN\nZCZC\nRWW0013\nFerries bought\n"
    articles, rejects = read(tmp_path, "a.txt", f"{raw}\nBUJUMBURA, July 8 (LW) - Burundi bought ferries.\nNNNN\n")
    assert [(one.title, one.text.split(" - ")[1]) for one in articles] == [
        ("Coffee sales rise", "Rwanda sold coffee."),
        ("Ferries bought", "Burundi bought ferries."),
    ]
    anpa = b"\x16\x16\x01a0042 1ri \x13BC-Coffee 07-07 0120\x14\x02^Coffee sales rise\r\n^By JEAN UWIMANA=\r\n  KIGALI (LW) _ It rose.\r\n"
    [article], [] = read(tmp_path, "b.txt", anpa + b"\x03\r\nLW-07-07-25 0930GMT\x04")
    assert told([article]) == [Told("2025-07-07", "Coffee sales rise", "  KIGALI (LW) _ It rose.")]
    _, [cut] = read(tmp_path, "c.txt", anpa)
    assert (rejects, "cut off" in cut.detail) == ([], True)
