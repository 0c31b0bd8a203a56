"""The day of a web page: what says it, what settles its day and month, and what belongs to other stories."""

from datetime import date

import pytest
from lxml import html

from extractor.readers.linkeddata import LinkedData
from extractor.readers.pagedate import GUESSED, page_date

DAY = date(2021, 5, 4)
HEADLINE = "Ghana's cocoa board raises its price for farmers"
TEXT = "".join(
    f"<p>The board said on {day} that farmers in the west will get {n},000 cedis for a tonne of cocoa, after talks that went on "
    "through the night, and that buyers from the Netherlands and Malaysia had agreed to it in the end.</p>"
    for n, day in enumerate(("Monday", "Tuesday", "Wednesday"), 12)
)


def dated(
    head: str = "",
    above: str = "",
    below: str = "",
    lang: str = "en",
    url: str | None = None,
    crawled: date | None = None,
) -> tuple[date | None, tuple[str, ...]]:
    page = f"""<!DOCTYPE html><html lang="{lang}"><head><title>{HEADLINE} - Volta Post</title>{head}</head><body>
    <header><nav><a href="/">Home</a></nav></header><main><article><h1>{HEADLINE}</h1>{above}{TEXT}</article></main>{below}
    <footer>© 2021 Volta Post</footer></body></html>"""
    return page_date(html.fromstring(page), url, None, crawled)


def script(text: str, kind: str = "application/ld+json") -> str:
    return f'<script type="{kind}">{text}</script>'


NEWS = '{"@type": "NewsArticle", "headline": "x", "datePublished": "2021-05-04T10:00:00+00:00", "dateModified": "2021-06-09"}'


@pytest.mark.parametrize(
    "head",
    [
        script(NEWS),
        script(NEWS, "application/ld+json; charset=UTF-8"),
        script(NEWS, "application/LD+JSON"),
        script('{"@type": "ImageObject", "datePublished": "2019-01-02"}') + script(NEWS),
        script('{"@type": "VideoObject", "uploadDate": "2020-01-02", "datePublished": "2020-01-02"}') + script(NEWS),
        script('{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "2021-05-01"}]}')
        + script(NEWS),
        script('{"@graph": [{"@type": "WebPage", "datePublished": "2021-05-06"}, ' + NEWS + "]}"),
        script('{"@type": "WebPage", "mainEntity": ' + NEWS + "}"),
        script('[{"@type": ["ReportageNewsArticle"], "datePublished": "2021-05-04"}]'),
        script('{"@type": "http://schema.org/OpinionNewsArticle", "datePublished": "May 4, 2021"}'),
        script('{"@type": "LiveBlogPosting", "datePublished": "2021-05-04",'
               '"liveBlogUpdate": [{"@type": "BlogPosting", "datePublished": "2021-05-07"}]}'),
        script('{"@type": "NewsArticle", "headline": "Ghana\nraises",\n"datePublished": "2021-05-04",}'),
        script("<!-- " + NEWS + " -->"),
        script("//<![CDATA[\n" + NEWS + "\n//]]>"),
        script('{"@type": "NewsArticle", "datePublished": 1620122400}'),
        '<meta name="DC.date.issued" content="4 May, 2021">',
        '<meta property="article:published_time" content="1620122400">',
        '<meta name="parsely-pub-date" content="2021-05-04T09:00Z"><meta name="article:modified_time" content="2021-05-09">',
        '<meta property="og:image:date" content="2020-01-02"><meta itemprop="datePublished" content="Tue, May 4 2021">',
        '<meta name="date" content="04.05.2021">',
        '<meta name="citation_publication_date" content="2021/05/04">',
        '<meta property="vendor:article:published_time" content="2021-05-04T23:00:00+02:00">',
        '<meta name="cms.date" content="20210504"><meta name="update-date" content="2021-05-09">',
        '<meta name="DateLine" content="May 4, 2021">',
        '<meta name="article.created" content="2021-05-04 10:00"><meta name="validation.end_date" content="2022-05-04">',
        '<meta name="date" content="2021-05-06"><meta name="publish-date" content="2021-05-04">',
    ],
)  # fmt: skip
def test_what_the_head_says(head: str) -> None:
    assert dated(head) == (DAY, ())


@pytest.mark.parametrize(
    "above",
    [
        "<p>By Ama Owusu</p><p>4 May, 2021</p>",
        "<p>Tue, May 4 2021</p>",
        "<div>Posted by Ama Owusu | May 4th, 2021 10:15 am</div>",
        '<ul class="post-meta"><li>Ama Owusu</li><li>May 4, 2021</li></ul>',
        '<abbr class="timeago" title="May 4, 2021 3:21 pm">4 hours ago</abbr>',
        '<span class="ts" data-timestamp="1620122400">today</span>',
        '<span class="articleDate">Updated 9 May 2021 | Published 4 May 2021</span>',
        '<div class="more-on-this"><time datetime="2021-01-02">x</time> <a href="/y">Cashew farmers wait for rain</a></div>'
        '<p class="stamp">Posted May 4, 2021</p>',
        '<div class="related-box"><h3><a href="/z">Gold falls</a></h3><time datetime="2020-02-02">x</time></div>'
        '<time datetime="2021-05-04T08:00">4 May</time>',
        '<div class="widget Blog"><time datetime="2021-05-04">4 May</time></div>',
        '<p class="entry-footer"><a href="/author/ama">Ama Owusu</a> <span class="posted-on">May 4, 2021</span></p>',
    ],
)  # fmt: skip
def test_what_is_shown_near_the_headline(above: str) -> None:
    assert dated(above=above) == (DAY, ())


@pytest.mark.parametrize(
    "around", ["sticky-sidebar-parent", "widget Blog", "has-related", "cards footerless", "latest"]
)
def test_what_holds_the_story_is_no_box(around: str) -> None:
    page = f"""<html><head><title>x</title></head><body><div class="{around}"><span class="date">May 4, 2021</span>
    <h2>{HEADLINE}</h2>{TEXT}</div></body></html>"""
    assert page_date(html.fromstring(page), None, None) == (DAY, ())


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("", '<div class="more"><article><h3><a href="/x">Tin</a></h3><time datetime="2020-01-02">x</time></article></div>'),
        ("", '<div><a href="/q">Nigeria sells its first cargo of crude to India</a> <time datetime="2020-01-02">x</time></div>'),
        ("", '<aside><span class="date">January 2, 2020</span></aside>'),
        ("", '<div id="comments"><p>Kofi</p><time datetime="2021-07-01">July 1</time></div>'),
        ("<p>It was on 4 May 2021 that the board met for the first time.</p>", ""),
        ("<blockquote><time datetime='2020-03-03'>3 March</time> He said no.</blockquote>", ""),
        ('<span class="candidate">Candidate of 2021</span>', ""),
        ('<p class="date">Founded 1871-05-04</p>', ""),
        ('<time datetime="1871-05-04">4 May 1871</time>', ""),
    ],
)  # fmt: skip
def test_what_is_of_another_story_or_time_is_none(above: str, below: str) -> None:
    assert dated(above=above, below=below) == (None, ())


def test_days_after_the_crawl_are_none() -> None:
    head = '<meta name="date" content="2021-06-30"><meta name="dcterms.created" content="2021-05-04">'
    assert dated(head, crawled=date(2021, 5, 5)) == (DAY, ())
    assert dated('<meta name="date" content="2021-06-30">', crawled=date(2021, 5, 5)) == (None, ())


@pytest.mark.parametrize(
    ("lang", "head", "url", "expected"),
    [
        ("en-GB", "", None, date(2021, 5, 4)),
        ("en-US", "", None, date(2021, 4, 5)),
        ("en", '<meta property="og:locale" content="en_US">', None, date(2021, 4, 5)),
        ("en", '<meta property="og:locale" content="en_AU">', None, date(2021, 5, 4)),
        ("en", "", "https://voltapost.co.uk/cocoa", date(2021, 5, 4)),
        ("en", "", "https://voltapost.example/2021/05/04/cocoa", date(2021, 5, 4)),
        ("en", "", "https://voltapost.com/cocoa", None),
        ("de", "", None, date(2021, 5, 4)),
    ],
)  # fmt: skip
def test_day_and_month_are_settled_by_the_page_or_not_at_all(
    lang: str, head: str, url: str | None, expected: date | None
) -> None:
    warnings = () if expected else ("ambiguous date: 04/05/2021",)
    assert dated(head, '<p class="date">04/05/2021</p>', lang=lang, url=url) == (expected, warnings)
    assert dated(head, '<p class="date">04.05.2021</p>', lang=lang) == (DAY, ())


def test_a_stamp_in_utc_is_held_against_the_local_day() -> None:
    evening = script('{"@type": "NewsArticle", "datePublished": "2021-05-05T02:25:54Z"}')
    assert dated(evening)[0] == date(2021, 5, 5)
    assert dated(evening, '<time datetime="2021-05-04T21:25:54-05:00">May 4, 2021 9:25 PM</time>')[0] == DAY
    assert dated(evening, "<p>May 4, 2021 9:25 PM EST</p>")[0] == DAY
    assert dated(evening, url="https://voltapost.example/news/2021/may/04/cocoa")[0] == DAY
    assert dated(evening, url="https://voltapost.example/2021/04/29/cocoa")[0] == date(2021, 5, 5)
    afternoon = script('{"@type": "NewsArticle", "datePublished": "2021-05-04T15:00:00Z"}')
    assert dated(afternoon, "<p>Updated May 5, 2021 8:10 AM</p>")[0] == DAY


def test_what_is_found_nowhere_is_guessed_and_said() -> None:
    assert dated('<meta property="article:modified_time" content="2021-05-04T09:00">') == (DAY, (GUESSED,))


def test_of_several_articles_the_one_of_the_address_counts() -> None:
    nodes = [f'{{"@type": "NewsArticle", "url": "https://a.example/{n}/", "headline": "{n}"}}' for n in range(3)]
    tree = html.fromstring(f"<html><body>{''.join(map(script, nodes))}</body></html>")
    assert LinkedData(tree, "http://www.a.example/1?utm=x").string("headline") == "1"
    assert LinkedData(tree, None).string("headline") == "0"
    assert LinkedData(html.fromstring("<p>x</p>"), None).article == {}
