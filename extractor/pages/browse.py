"""A small browser for records, on this machine alone: search, facets, article pages, downloads.

It needs no JavaScript and keeps nothing: every state is an address. It answers to its own names only, so that no page of
another site can reach it through a name that it points at this machine.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING, Any

from extractor.errors import ExtractorError
from extractor.pages.article import to_html
from extractor.pages.document import asset, environment, harmless, render_page
from extractor.pages.downloads import to_csv, to_jsonl
from extractor.pages.query import LAST_PAGE, SORTS, Query, read_query
from extractor.pages.search import PAGE, Result, search
from extractor.pages.store import records_at

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

HOST = "127.0.0.1"
NAMES = (HOST, "localhost")
KEPT = 64  # results of late
LONGEST_ERROR = 300
BROKEN = (
    ExtractorError,
    ValueError,
    LookupError,
    TypeError,
    OSError,
)  # what records that break the contract make of a page
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_DOWNLOADS: dict[str, tuple[Callable[["Connection", Query], Iterator[bytes]], str]] = {
    "jsonl": (to_jsonl, "application/x-ndjson"),
    "csv": (to_csv, "text/csv; charset=utf-8"),
}


class Browser:
    """What answers the addresses, over one index."""

    def __init__(self, connection: "Connection", *, title: str) -> None:
        self.connection = connection
        self.title = title
        self._kept: dict[Query, Result] = {}
        self._lock = Lock()
        environment().get_template("browse.html")  # the first visitor shouldn't wait for it
        self.everything = self._search(Query())
        rows = connection.execute("SELECT code, name FROM country_names ORDER BY name").fetchall()
        self.countries: dict[str, str] = dict(rows)
        found = connection.execute("SELECT DISTINCT currency FROM currency_of ORDER BY 1").fetchall()
        self.currencies = [row[0] for row in found]

    def index(self, request: "Request") -> "Response":
        """The search page."""
        from starlette.responses import HTMLResponse

        query = read_query(request.query_params.multi_items())
        result = self._search(query)
        page = render_page(
            "browse.html",
            title=self.title,
            styles=(asset("browse.css"),),
            policy={"form-action": "'self'"},
            heading=harmless(self.title),
            query=query,
            result=result,
            filters=self._filters(query),
            countries=self.countries,
            currencies=self.currencies,
            sorts=SORTS,
            total=self.everything.count,
            first=PAGE * (query.page - 1) + 1,
            pages=min(-(-result.count // PAGE), LAST_PAGE),
        )
        return HTMLResponse(page, headers=HEADERS)

    def article(self, request: "Request") -> "Response":
        """The page of one article."""
        from starlette.responses import HTMLResponse

        number = request.path_params["number"]
        known = [number] if number < self.everything.count else []
        record = next(records_at(self.connection.cursor(), known), None)
        if record is None:
            return self.missing(request, None)
        return HTMLResponse(to_html(record, back=self._back(request)), headers=HEADERS)

    def download(self, request: "Request") -> "Response":
        """The selection as a file."""
        from starlette.responses import StreamingResponse

        ending = request.path_params["ending"]
        if ending not in _DOWNLOADS:
            return self.missing(request, None)
        lines, kind = _DOWNLOADS[ending]
        query = read_query(request.query_params.multi_items())
        headers = HEADERS | {"Content-Disposition": f'attachment; filename="selection.{ending}"'}
        pieces = lines(self.connection, query)
        first = next(pieces, b"")  # what is broken shows before anything is sent
        return StreamingResponse(chain((first,), pieces), media_type=kind, headers=headers)

    def missing(self, request: "Request", error: Exception | None) -> "Response":
        """What an address gets that leads nowhere."""
        from starlette.responses import HTMLResponse

        page = render_page("missing.html", title="Not found", styles=(asset("browse.css"),))
        return HTMLResponse(page, status_code=404, headers=HEADERS)

    def broken(self, request: "Request", error: Exception | None) -> "Response":
        """What an address gets whose records can't be read."""
        from starlette.responses import HTMLResponse

        said = harmless(" ".join(str(error).split())[:LONGEST_ERROR])
        page = render_page("broken.html", title="Broken", styles=(asset("browse.css"),), said=said)
        return HTMLResponse(page, status_code=500, headers=HEADERS)

    def _back(self, request: "Request") -> str:
        """The list from which an article was reached: its address is carried along."""
        query = read_query(request.query_params.multi_items())
        return "/" + query.link(page=query.page)

    def _search(self, query: Query) -> Result:
        """The result of a query; of the same selection, another page or order costs little."""
        asked = replace(query, notes=())
        first = replace(asked, page=1, sort=SORTS[0])
        with self._lock:
            kept, known = self._kept.get(asked), self._kept.get(first)
        if kept:
            return kept
        result = search(self.connection, asked, known)
        with self._lock:
            self._kept[asked] = result
            if len(self._kept) > KEPT:
                oldest = next(kept for kept in self._kept if kept != Query())
                del self._kept[oldest]
        return result

    def _filters(self, query: Query) -> list[tuple[str, str]]:
        """What narrows the selection, in words, each with the address of the selection without it."""
        amounts: list[Any] = [query.least, query.most]
        found = [
            (f"words: {query.text}", query.link(text="")) if query.text else None,
            (f"person: {query.person}", query.link(person="")) if query.person else None,
            *((self.countries.get(code, code), query.without_country(code)) for code in query.country),
            (f"good: {query.good}", query.link(good="")) if query.good else None,
            (f"outlet: {query.outlet}", query.link(outlet="")) if query.outlet else None,
            (f"from {query.first}", query.link(first=None)) if query.first else None,
            (f"to {query.last}", query.link(last=None)) if query.last else None,
            (query.currency, query.link(currency="")) if query.currency else None,
            (f"at least {amounts[0]:,f}", query.link(least=None)) if amounts[0] is not None else None,
            (f"at most {amounts[1]:,f}", query.link(most=None)) if amounts[1] is not None else None,
        ]
        return [each for each in found if each]


def create_app(connection: "Connection", *, title: str = "Records") -> "Starlette":
    """The browser as an ASGI application; `ExtractorError` where Starlette is missing."""
    try:
        import duckdb
        from starlette.applications import Starlette
        from starlette.middleware import Middleware
        from starlette.middleware.trustedhost import TrustedHostMiddleware
        from starlette.routing import Route
    except ImportError as error:
        raise ExtractorError("the browser needs starlette and duckdb: pip install 'extractor-news[pages]'") from error
    browser = Browser(connection, title=title)
    return Starlette(
        routes=[
            Route("/", browser.index),
            Route("/article/{number:int}", browser.article),
            Route("/selection.{ending}", browser.download),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(NAMES), www_redirect=False)],
        exception_handlers={
            404: browser.missing,
            **dict.fromkeys(BROKEN, browser.broken),
            duckdb.Error: browser.broken,
        },
    )
