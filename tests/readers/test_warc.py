"""Crawls: the articles of the pages, and where a crawl breaks off."""

import gzip
import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from extractor.article import Article
from extractor.errors import Reject
from extractor.readers import Options, scan, warc, web
from extractor.readers.page import TRUNCATED

PAGE = """<html><head><title>Lot {0}</title><meta property="article:published_time" content="2025-12-08"></head><body>
<article><h1>Lot {0}</h1><p>Brokers in Mombasa sold lot {0} of the tea at $2.40 a kilogram, they said — in a note.</p>
<p>The price rose from $2.31 a week earlier, as buyers in Pakistan and Egypt filled their stores.</p></article></body></html>"""
TEXT = (
    "Brokers in Mombasa sold lot {0} of the tea at $2.40 a kilogram, they said — in a note.\n"
    "The price rose from $2.31 a week earlier, as buyers in Pakistan and Egypt filled their stores."
)
HTML = {"Content-Type": "text/html; charset=utf-8"}


def chunked(body: bytes) -> bytes:
    pieces = [body[start : start + 100] for start in range(0, len(body), 100)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in [*pieces, b""])


def crawl(*bodies: bytes, packed: bool = False, headers: dict[str, str] | None = None, **more: Any) -> bytes:
    """A WARC with a request, the response and a picture for every body."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("crawl.warc", {"software": "test"}))
    for number, body in enumerate(bodies):
        url = f"https://riftpost.example/{number}"
        get = StatusAndHeaders("GET / HTTP/1.1", [("Host", "riftpost.example")], is_http_request=True)
        writer.write_record(writer.create_warc_record(url, "request", payload=io.BytesIO(b""), http_headers=get))
        status = StatusAndHeaders(more.get("status", "200 OK"), list((headers or HTML).items()), protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url, "response", payload=io.BytesIO(body), http_headers=status, warc_headers_dict=more.get("warc", {})
        )
        writer.write_record(record)
        picture = StatusAndHeaders("200 OK", [("Content-Type", "image/jpeg")], protocol="HTTP/1.1")
        data = io.BytesIO(b"\0" * 500)
        writer.write_record(writer.create_warc_record(f"{url}.jpg", "response", payload=data, http_headers=picture))
    return out.getvalue()


PAGES = [PAGE.format(number).encode() for number in range(3)]
CRAWL = crawl(*PAGES)


def found(raw: bytes) -> list[Article | Reject]:
    with NamedTemporaryFile(suffix=".warc") as file:
        file.write(raw)
        file.flush()
        return list(scan(file.name, Options()))


def texts(results: Iterable[Article | Reject]) -> list[str]:
    return [result.text if isinstance(result, Article) else result.reason.value for result in results]


ALL = [TEXT.format(number) for number in range(3)]


def test_every_page_is_an_article_with_its_address_and_its_own_date() -> None:
    results = found(CRAWL)
    assert texts(results) == ALL
    first = results[0]
    assert isinstance(first, Article)
    assert (first.url, first.published, first.title) == ("https://riftpost.example/0", date(2025, 12, 8), "Lot 0")
    assert [result.index for result in results] == [0, 1, 2]


@pytest.mark.parametrize("packed", [False, True], ids=["as it is", "a gzip member a record"])
@pytest.mark.parametrize(
    ("encode", "headers"),
    [
        (gzip.compress, {"Content-Encoding": "gzip"}),
        (chunked, {"Transfer-Encoding": "chunked"}),
        (lambda body: chunked(gzip.compress(body)), {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}),
        (lambda body: body, {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}),  # the crawler undid it
        (brotli.compress, {"Content-Encoding": "br"}),
        (lambda body: body, {"Content-Encoding": "br"}),
        (lambda body: body.decode().encode("cp1252"), {"Content-Type": "text/html; charset=windows-1252"}),
        (lambda body: body, {"Content-Type": "application/xhtml+xml"}),
    ],
    ids=["gzip", "chunks", "gzip in chunks", "undone", "Brotli", "undone Brotli", "charset", "XHTML"],
)
def test_a_body_is_read_as_it_was_sent(tmp_path: Path, encode: Any, headers: dict[str, str], packed: bool) -> None:
    path = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    path.write_bytes(crawl(*map(encode, PAGES), packed=packed, headers={**HTML, **headers}))
    assert texts(scan(str(path), Options())) == ALL


@pytest.mark.parametrize(("status", "kind"), [("404 Not Found", "text/html"), ("200 OK", "application/json")])
def test_what_is_no_page_is_passed_by(status: str, kind: str) -> None:
    [reject] = found(crawl(*PAGES, status=status, headers={"Content-Type": kind}))
    assert isinstance(reject, Reject)
    assert reject.detail.endswith("passed over: 3 request, 6 response, 1 warcinfo")


def test_a_page_without_an_article_is_a_reject_in_its_place() -> None:
    results = found(crawl(PAGES[0], b"<html><body><p>Gone.</p></body></html>", PAGES[2]))
    assert texts(results) == [ALL[0], "no article", ALL[2]]
    assert isinstance(results[1], Reject)
    assert results[1].index == 1
    assert "at byte" in (results[1].pointer or "")


def test_a_page_that_the_crawler_cut_says_so() -> None:
    (result,) = found(crawl(PAGES[0], warc={"WARC-Truncated": "length"}))
    assert isinstance(result, Article)
    assert result.warnings == (TRUNCATED,)


def test_a_huge_page_is_a_reject_and_the_next_one_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "_LONGEST_BLOCK", 6_000)
    monkeypatch.setattr(web, "LONGEST_PAGE", 5_000)
    huge = PAGES[0].replace(b"</body>", b"<p>More of the same, they said.</p>" * 500 + b"</body>")
    assert texts(found(crawl(huge, PAGES[1]))) == ["too large", ALL[1]]


# every place at which a download may stop: in a page, in a picture, in a head
@pytest.mark.parametrize("cut", range(100, len(CRAWL) - 4, 311))
def test_a_crawl_cut_in_mid_record_keeps_what_stands_before(cut: int) -> None:
    whole = [end for end in ends(CRAWL) if end <= cut]
    results = found(CRAWL[:cut])
    assert texts(results) == [*ALL[: len(whole)], "unreadable file"]
    assert isinstance(results[-1], Reject)
    assert results[-1].index == (len(whole) or None)
    assert "breaks off at or after the record at byte" in results[-1].detail


def ends(raw: bytes) -> list[int]:
    """Where the records of pages end."""
    return [raw.index(b"</html>", raw.index(f"sold lot {number} ".encode())) + 7 for number in range(3)]


def test_a_packed_crawl_cut_in_mid_record_keeps_what_stands_before(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    raw = crawl(*PAGES, packed=True)
    members = [match.start() for match in re.finditer(rb"\x1f\x8b\x08\0", raw)]
    path.write_bytes(raw[: members[8] + 200])  # in the third page
    results = list(scan(str(path), Options()))
    assert texts(results) == [ALL[0], ALL[1], "unreadable file"]
    assert results[-1].index == 2


def test_what_is_no_record_ends_the_crawl_with_a_reject() -> None:
    assert texts(found(CRAWL + b"no record\r\n\r\n")) == [*ALL, "unreadable file"]


def test_of_a_web_archive_only_the_crawls_are_read(tmp_path: Path) -> None:
    path = tmp_path / "site.wacz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("pages/pages.jsonl", '{"text": "Not an article."}\n')
        archive.writestr("indexes/index.cdx.gz", gzip.compress(b"example,riftpost)/ 20251208 {}\n"))
        archive.writestr("archive/data.warc.gz", crawl(*PAGES, packed=True))
    assert texts(scan(str(path), Options())) == ALL


RECORD = (
    b"WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: <https://riftpost.example/%d>\r\nWARC-Date: %s\r\n"
    b"Content-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
)
HTTP = b"HTTP/1.1 %s\r\n%s\r\n\r\n%s"


def record(number: int, *, kind: bytes = b"response", length: int | None = None, **more: bytes) -> bytes:
    head, status = more.get("head", b"Content-Type: text/html"), more.get("status", b"200 OK")
    block = PAGES[number] if kind == b"resource" else HTTP % (status, head, PAGES[number])
    type = b"text/html" if kind == b"resource" else b"application/http; msgtype=response"
    day = more.get("day", b"2025-12-09T10:00:00Z")
    return RECORD % (kind, number, day, type, len(block) if length is None else length, block)


@pytest.mark.parametrize("length", [0, 30, 500, 100_000, 10**9])
def test_a_wrong_length_costs_its_record_alone(length: int) -> None:
    raw = record(0) + record(1, length=length) + record(2)
    results = found(raw)
    assert texts(results) == [ALL[0], "unreadable file", ALL[2]]
    assert [result.index for result in results] == [0, 1, 2]
    assert isinstance(results[1], Reject)
    begin, end = len(record(0)), len(raw) - len(record(2))
    assert re.fullmatch(rf"bytes {begin}-{end} of \S+", results[1].pointer or "")


@pytest.mark.parametrize("garbage", [b"\0\xff" * 300, b"WARC/", b"<html>lost</html>\r\n", b"WARC/1.0\r\nA: b\r\n\r\n"])
def test_garbage_between_records_costs_nothing_else(garbage: bytes) -> None:
    assert texts(found(record(0) + garbage + b"\r\n" + record(1) + record(2))) == [ALL[0], "unreadable file", *ALL[1:]]


@pytest.mark.parametrize("more", [b"x", b"xx", b"\0\0\0\0"])
def test_a_few_bytes_too_many_behind_a_record_cost_none(more: bytes) -> None:
    assert texts(found(record(0)[:-4] + more + b"\r\n\r\n" + record(1) + record(2))) == ALL


@pytest.mark.parametrize("damage", ["zeros", "flipped", "cut", "trailer"])
def test_a_broken_member_costs_its_record_alone(tmp_path: Path, damage: str) -> None:
    members = [gzip.compress(record(number)) for number in range(3)]
    broken = members[1]
    members[1] = {
        "zeros": broken[:60] + bytes(80) + broken[140:],
        "flipped": broken[:40] + bytes(byte ^ 0x55 for byte in broken[40:60]) + broken[60:],
        "cut": broken[:100],
        "trailer": broken[:-6] + b"abcdef",
    }[damage]
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(members))
    results = texts(scan(str(path), Options()))
    assert (results[0], results[-1]) == (ALL[0], ALL[2])
    assert results[1:-1] in (["unreadable file"], [ALL[1], "unreadable file"])


def test_a_broken_member_of_lines_still_ends_them(tmp_path: Path) -> None:
    lines = [f'{{"text": "Lot {number} was sold."}}\n'.encode() * 3 for number in range(3)]
    members = [gzip.compress(line) for line in lines]
    path = tmp_path / "wire.jsonl.gz"
    path.write_bytes(members[0] + members[1][:20] + bytes(20) + members[1][40:] + members[2])
    assert texts(scan(str(path), Options())) == ["Lot 0 was sold."] * 3 + ["unreadable file"]


def test_pages_by_themselves_and_without_a_type_are_read() -> None:
    raw = record(0, kind=b"resource") + record(1, head=b"X: y") + record(2, status=b"203 Non-Authoritative Information")
    assert texts(found(raw)) == ALL


def test_a_body_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    whole = PAGES[0].replace(b"</article>", SENTENCES + b"</article>")
    packed = gzip.compress(whole)
    (result,) = found(crawl(packed[: len(packed) * 9 // 10], headers={**HTML, "Content-Encoding": "gzip"}))
    assert isinstance(result, Article)
    assert (result.text[:19], result.warnings) == ("Brokers in Mombasa ", (TRUNCATED,))


LOTS = (
    b"<p>Lot %d went to a buyer from town %d for $%d.</p>" % (n, n * 7919 % 1000, n * 104729 % 997) for n in range(150)
)
SENTENCES = b"".join(LOTS)


def test_a_day_after_the_crawl_is_none() -> None:
    results = found(record(0, day=b"2025-12-07T23:00:00Z") + record(1, day=b"2025-11-01T00:00:00Z"))
    assert [result.published for result in results if isinstance(result, Article)] == [date(2025, 12, 8), None]


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_damage_anywhere_never_raises_and_keeps_what_is_far_from_it(data: st.DataObject) -> None:
    raw = bytearray(record(0) + record(1) + record(2))
    begin = len(record(0))
    place = data.draw(st.integers(begin, begin + len(record(1)) - 14))
    raw[place : place + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))
    results = texts(found(bytes(raw)))
    assert (results[0], results[-1]) == (ALL[0], ALL[2])
