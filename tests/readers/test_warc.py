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
    assert found(crawl(*PAGES, status=status, headers={"Content-Type": kind})) == []


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
