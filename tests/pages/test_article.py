"""The article page in a browser: what lights up, what the keyboard reaches, and that text stays text."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from extractor import to_html
from extractor.record import (
    Commodity,
    Country,
    CountryMention,
    Date,
    Mention,
    Money,
    Person,
    Record,
    Source,
    TradeStatement,
)

Open = Callable[..., Any]
TEXT = (
    "Kenya's President Ann Otieno spoke on Friday. Otieno said Kenya sold tea for 5 million Kenyan shillings to Egypt.\n\n"
    'She quoted <script>document.title = "taken"</script></style> and <b onclick="x">bold</b> \x1b[2J\u202etxt.\r\n'
    "Egypt will pay in 2024, Ann Otieno added; Bo Li did not."
)


def places(quoted: str) -> list[dict[str, Any]]:
    found, at = [], TEXT.find(quoted)
    while at >= 0:
        found.append({"start": at, "end": at + len(quoted), "text": quoted})
        at = TEXT.find(quoted, at + 1)
    return found


def mentions(*forms: str) -> tuple[Mention, ...]:
    found = [Mention(**place) for form in forms for place in places(form)]
    return tuple(sorted(found, key=lambda mention: mention.start))


def country(code: str, name: str, **forms: str) -> Country:
    found = [CountryMention(**place, kind=kind) for form, kind in forms.items() for place in places(form)]
    return Country(code=code, name=name, mentions=tuple(sorted(found, key=lambda mention: mention.start)))


@pytest.fixture(scope="session")
def record() -> Record:
    otieno = [m for m in mentions("Otieno") if TEXT[m.start - 4 : m.start] != "Ann "]
    sentence = "Otieno said Kenya sold tea for 5 million Kenyan shillings to Egypt."
    return Record(
        id='"><img src=x onerror=alert(1)>',
        source=Source(
            outlet="</title><script>1</script>", url="javascript:alert(1)", images=("https://a.example/1.png",)
        ),
        published=date(2023, 12, 11),
        title="Tea & <i>sugar</i>",
        text=TEXT,
        people=(
            Person(
                name="Ann Otieno",
                roles=('President "of" <all>',),
                country="KE",
                mentions=tuple(sorted([*mentions("Ann Otieno"), *otieno], key=lambda mention: mention.start)),
            ),
            Person(name="Bo Li", mentions=mentions("Bo Li")),
        ),
        countries=(
            # `Kenyan` is a mention of its own, not `Kenya` with an n behind it
            Country(
                code="KE",
                name="Kenya",
                mentions=tuple(
                    CountryMention(start=m.start, end=m.end, text=m.text, kind="name")
                    for m in mentions("Kenya")
                    if TEXT[m.end] != "n"
                )
                + country("KE", "Kenya", Kenyan="demonym").mentions,
            ),
            country("EG", "Egypt", Egypt="name"),
        ),
        dates=(
            Date(**places("Friday")[0], kind="date", value="2023-12-08", first="2023-12-08", last="2023-12-08"),
            Date(**places("2024")[0], kind="date", value="2024", first="2024-01-01", last="2024-12-31"),
        ),
        money=(
            Money(
                **places("5 million Kenyan shillings")[0],
                currency="KES",
                low=Decimal(5_000_000),
                high=Decimal(5_000_000),
                amount=Decimal(5_000_000),
            ),
        ),
        commodities=(Commodity(name="tea", hs="0902", mentions=mentions("tea")),),
        trade=(
            TradeStatement(
                **places(sentence)[0],
                kind="export",
                exporter="KE",
                importer="EG",
                commodities=("0902",),
                money=0,
                period="2023",
                change=Decimal("-7.5"),
            ),
        ),
        warnings=("truncated",),
        duplicate_of="a<b",
    )


@pytest.fixture
def page(record: Record, open_page: Open) -> Any:
    return open_page(to_html(record))


def lit(page: Any) -> list[str]:
    return list(page.locator("mark.lit").all_inner_texts())


def item(page: Any, name: str) -> Any:
    return page.locator("button.item", has_text=name).first


def test_a_click_on_a_person_lights_up_its_mentions_and_no_other(page: Any) -> None:
    item(page, "Ann Otieno").click()
    page.mouse.move(5, 5)
    assert lit(page) == ["Ann Otieno", "Otieno", "Ann Otieno"]
    assert item(page, "Ann Otieno").get_attribute("aria-pressed") == "true"
    assert page.locator(".bar").inner_text().split("\n")[0].split() == "person Ann Otieno 1 of 3".split()
    item(page, "Bo Li").click()
    assert lit(page) == ["Bo Li"]
    page.keyboard.press("Escape")
    page.mouse.move(5, 5)
    assert lit(page) == []


def test_a_click_on_a_mention_lights_up_its_person(page: Any) -> None:
    page.locator("mark", has_text="Otieno").nth(1).click()
    page.mouse.move(5, 5)
    assert [value.split("\n")[0] for value in page.locator(".item.lit").all_inner_texts()] == ["Ann Otieno×3"]
    assert page.locator(".bar .where").inner_text() == "2 of 3"
    page.locator("[data-step='1']").click()
    assert (page.locator(".bar .where").inner_text(), page.locator("mark.now").inner_text()) == ("3 of 3", "Ann Otieno")
    page.locator("[data-clear]").click()
    assert page.locator(".lit").count() == 0


def test_pointing_lights_up_as_long_as_it_lasts(page: Any) -> None:
    item(page, "Egypt").hover()
    assert lit(page) == ["Egypt", "Egypt"]
    page.locator("h1").hover()
    assert lit(page) == []


def test_a_mention_inside_another_is_itself(page: Any) -> None:
    page.locator("mark mark", has_text="Kenyan").click()
    page.mouse.move(5, 5)
    assert lit(page) == ["Kenya", "Kenya", "Kenyan"]
    page.keyboard.press("Escape")
    page.locator("mark.money").dispatch_event("click")
    page.mouse.move(5, 5)
    assert lit(page) == ["5 million Kenyan shillings"]


def test_the_keyboard_reaches_and_pins(page: Any) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the record"
    page.locator("mark.people").first.focus()
    assert lit(page) == ["Ann Otieno", "Otieno", "Ann Otieno"]
    described = page.locator("mark.people").first.get_attribute("aria-describedby")
    assert page.locator(f"#{described}").text_content() == "person"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Friday"
    assert lit(page) == ["Ann Otieno", "Otieno", "Ann Otieno"]
    page.keyboard.press("Escape")
    assert lit(page) == []
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_trade_statement_is_an_arrow_and_its_sentence(page: Any) -> None:
    said = page.locator(".flow").inner_text()
    assert [part for part in said.split() if part not in ("🇰🇪", "🇪🇬")] == (
        "Kenya KE tea Egypt EG export KES 5 million 2023 −7.5 % HS 0902".split()
    )
    heard = page.locator(".flow").get_attribute("aria-label")
    assert heard == "export from Kenya to Egypt, tea, KES 5 million, 2023, −7.5 %"
    page.locator(".points").focus()
    page.keyboard.press("Enter")
    assert page.locator(".said.lit").inner_text().endswith("to Egypt.")
    assert page.locator(".flow.lit").count() == 1


def test_what_an_article_holds_stays_text(page: Any, record: Record) -> None:
    assert page.title() == page.locator("h1").inner_text() == "Tea & <i>sugar</i>"
    shown = TEXT.replace("\x1b", "␛").replace("\u202e", "\ufffd").replace("\r\n", "\n")
    assert page.locator(".text").text_content() == shown
    assert page.locator("script").count() == 1
    assert page.locator(".text b, .text script, img, .text [onclick]").count() == 0
    assert page.locator("a[href^=javascript]").count() == 0
    assert 'President "of" <all>' in item(page, "Ann Otieno").inner_text()
    assert page.locator("footer code").first.inner_text() == record.id


def test_the_legend_hides_a_kind_in_text_and_record(page: Any) -> None:
    item(page, "Ann Otieno").click()
    legend = page.locator("[data-toggle=people]")
    legend.click()
    assert legend.get_attribute("aria-pressed") == "false"
    assert lit(page) == []
    assert not page.locator("section.people").is_visible()
    mark = page.locator("mark.people").first
    assert mark.evaluate("e => getComputedStyle(e).textDecorationLine") == "none"
    assert mark.get_attribute("tabindex") == "-1"
    mark.click()
    assert page.locator(".lit").count() == 0
    legend.click()
    assert page.locator("section.people").is_visible() and mark.get_attribute("tabindex") == "0"


def test_each_kind_has_a_line_of_its_own_beside_its_colour(page: Any) -> None:
    marks = page.evaluate(
        "[...document.querySelectorAll('mark')].map(e => [e.className, getComputedStyle(e).textDecorationStyle])"
    )
    assert dict(marks) == {
        "people": "solid",
        "countries": "double",
        "dates": "dotted",
        "money": "dashed",
        "commodities": "wavy",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_narrow_screen_needs_no_scrolling_sideways(record: Record, open_page: Open, scheme: str) -> None:
    page = open_page(to_html(record), viewport={"width": 390, "height": 800}, color_scheme=scheme)
    page.locator("mark", has_text="Otieno").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    text, side = page.locator(".text").bounding_box(), page.locator("aside").bounding_box()
    assert side["y"] > text["y"] + text["height"]
    assert page.locator(".bar").is_visible()


def test_paper_has_text_and_record_and_nothing_to_press(page: Any) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator(".legend").is_visible()
    assert page.locator("section.trade").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('aside')).overflowY") == "visible"


def test_a_frame_in_a_notebook_works_beside_another(record: Record, open_page: Open) -> None:
    page = open_page(f"<!doctype html><title>Notebook</title>{record._repr_html_()}{record._repr_html_()}")
    frame = page.frame_locator("iframe").nth(1)
    frame.locator("button.item", has_text="Bo Li").click()
    assert frame.locator("mark.lit").all_inner_texts() == ["Bo Li"]
    assert page.frame_locator("iframe").nth(0).locator(".lit").count() == 0


def test_without_scripts_everything_is_there(record: Record, open_page: Open) -> None:
    page = open_page(to_html(record), java_script_enabled=False)
    assert page.locator("mark").count() == len(list(record.mentions())) - len(record.trade)
    assert page.locator(".item").last.is_visible()


def test_an_empty_record_has_a_page(open_page: Open) -> None:
    page = open_page(to_html(Record(id="1", text=" \n")))
    assert "The article has no text." in page.locator("main").inner_text()
    assert page.locator(".nothing").inner_text() == "Nothing found of any kind."


def test_a_long_list_is_folded_until_it_is_asked_for_or_pointed_to(open_page: Open) -> None:
    names = [f"Ann Number{letter}" for letter in "abcdefghijklmnop"]
    text = ", ".join(names)
    people = tuple(
        Person(name=name, mentions=(Mention(start=text.index(name), end=text.index(name) + len(name), text=name),))
        for name in names
    )
    page = open_page(to_html(Record(id="1", text=text, people=people)))
    last, more = item(page, names[-1]), page.locator(".more")
    assert not last.is_visible()
    page.locator("mark").last.click()
    assert last.is_visible() and not more.is_visible()
    page.reload()
    assert more.inner_text() == "Show all 16"
    more.click()
    assert last.is_visible() and not more.is_visible()


def test_a_page_that_is_put_into_another_changes_nothing_around_it(open_page: Open, record: Record) -> None:
    """``HTML(to_html(record))`` in a notebook, whose cells run the scripts in them."""
    names = ["html", "body", "h1", "p", "a", "li", "button", "mark", "table"]
    mine = "<h1>Mine</h1><p><a href='#'>Tea</a> <mark>is</mark></p><ul><li>1</li></ul><button>2</button><table></table>"
    tab = open_page(
        f"<!doctype html><html lang='en'><title>Notebook</title><body>{mine}<div id='cell'></div></body></html>"
    )
    look = "names => names.map(name => JSON.stringify({...getComputedStyle(document.querySelector(name))}))"
    tab.evaluate("() => { document.querySelector('#cell').style.cssText = 'height: 300px; overflow: auto' }")
    before = tab.evaluate(look, names)
    put = """html => {
        const cell = document.querySelector("#cell");
        cell.innerHTML = html.replace(/<meta[^>]*>/g, "");
        for (const old of cell.querySelectorAll("script")) {
            const script = document.createElement("script");
            script.textContent = old.textContent;
            old.replaceWith(script);
        }
        return [cell.querySelectorAll("style").length, cell.querySelectorAll("[data-r]").length > 10];
    }"""
    assert tab.evaluate(put, to_html(record)) == [1, True]
    assert tab.evaluate(look, names) == before
    assert tab.evaluate("document.documentElement.className") == ""
