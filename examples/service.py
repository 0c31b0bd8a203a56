"""A service that reads news: ``POST /extract`` with an article, and its record comes back.

::

    pip install extractor-news fastapi uvicorn
    uvicorn service:app --app-dir examples
    curl localhost:8000/extract -H 'content-type: application/json' \\
        -d '{"text": "Kenya sold tea to Egypt on Friday.", "published": "2025-12-08"}'

The pipeline is loaded before the first request. Requests are worked on in threads, which take turns with it, so that the event
loop never waits; more cores take more processes (``uvicorn --workers 4``). Whoever comes when `WAITING` are waiting is told to
come again. ``/docs`` shows the whole contract.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import date
from threading import BoundedSemaphore
from typing import Annotated, Any

from fastapi import FastAPI, HTTPException, Request, Response
from pydantic import BaseModel, Field
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import extractor
from extractor.record import Record

LONGEST = 200_000  # code points of a text
MOST = 100  # articles of one request
LARGEST = 8_000_000  # bytes of a request's body
WAITING = 32  # requests in hand

Text = Annotated[str, Field(min_length=1, max_length=LONGEST)]
places = BoundedSemaphore(WAITING)


class News(BaseModel):
    """An article as it comes in."""

    text: Text
    published: date | None = Field(None, description="The day that relative dates count from.")
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None

    def article(self) -> extractor.Article:
        """What the pipeline reads."""
        return extractor.Article(**dict(self))


class Rejected(BaseModel):
    """Why an article gives no record."""

    reason: str
    detail: str


class Result(BaseModel):
    """What became of one article: either of the two."""

    record: Record | None = None
    reject: Rejected | None = None


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Load the pipeline before the first request is let in."""
    await asyncio.to_thread(extractor.warm)
    yield


class Limited:
    """Refuses a body of more than `LARGEST` bytes, while it comes in: before anything is made of it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what comes in, as ASGI has it."""
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > LARGEST:
                raise HTTPException(413, f"a request has {LARGEST:,} bytes at most")
            return message

        await self.app(scope, counted, send)


app = FastAPI(title="extractor", version=extractor.__version__, lifespan=lifespan)
app.add_middleware(Limited)


@contextmanager
def a_place() -> Iterator[None]:
    """One of the places for requests in hand; 503 where none is free."""
    if not places.acquire(blocking=False):
        raise HTTPException(503, "too many requests in hand; come again", headers={"Retry-After": "1"})
    try:
        yield
    finally:
        places.release()


@app.get("/health")
async def health() -> dict[str, str]:
    """Whether the service is up, and which version it is."""
    return {"status": "ok", "version": extractor.__version__}


@app.post("/extract", response_model=Record)
def extract(news: News) -> Response:
    """The record of an article: the bytes that `extractor run` would write."""
    with a_place():
        try:
            record = extractor.extract(**dict(news))
        except extractor.ExtractorError as error:
            raise HTTPException(422, str(error)) from error
    return Response(record.to_json(), media_type="application/json")


@app.post("/extract-many")
def extract_many(articles: Annotated[list[News], Field(max_length=MOST)]) -> list[Result]:
    """What becomes of each article, in order; one that gives no record spoils no other."""
    with a_place():
        return [_result(found) for found in extractor.extract_many(news.article() for news in articles)]


@app.exception_handler(extractor.ExtractorError)
async def explain(request: Request, error: Any) -> Response:
    """An error of the package, whose message says what to do."""
    return Response(Rejected(reason="error", detail=str(error)).model_dump_json(), 422, media_type="application/json")


def _result(found: Record | extractor.Reject) -> Result:
    if isinstance(found, Record):
        return Result(record=found)
    return Result(reject=Rejected(reason=found.reason, detail=found.detail))
