"""The examples do what they say, as somebody who copies them runs them."""

import json
from concurrent.futures import ThreadPoolExecutor
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import extractor
from extractor.api import _pipeline

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
NEWS = {"text": "Kenya sold tea worth $5 million to Egypt on Friday.", "published": "2025-12-08"}


def load(name: str) -> ModuleType:
    spec = spec_from_file_location(f"example_{name}", EXAMPLES / f"{name}.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def service() -> ModuleType:
    pytest.importorskip("fastapi", reason="fastapi is not installed")
    return load("service")


@pytest.fixture(scope="module")
def client(service: ModuleType) -> Any:
    from starlette.testclient import TestClient

    with TestClient(service.app) as client:
        yield client


def test_the_service_answers_with_the_record(client: Any) -> None:
    answer = client.post("/extract", json=NEWS)
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/json"
    assert answer.content == extractor.extract(**NEWS).to_json()
    assert client.get("/health").json() == {"status": "ok", "version": extractor.__version__}


def test_many_articles_and_many_threads_get_their_own(client: Any) -> None:
    texts = [f"{name} sold tea for ${number} million." for number, name in enumerate(["Kenya", "Togo", "Peru"] * 4, 1)]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda text: client.post("/extract", json={"text": text}).content, texts))
    assert answers == [extractor.extract(text).to_json() for text in texts]


def test_an_article_that_gives_no_record_spoils_no_other(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_pipeline(), "max_length", 60)
    long = {"text": "Tea. " * 20}
    found = client.post("/extract-many", json=[NEWS, long, {"text": "Peru."}]).json()
    assert [bool(each["record"]) for each in found] == [True, False, True]
    assert found[1]["reject"]["reason"] == "too large"
    assert "60 at most" in client.post("/extract", json=long).json()["detail"]
    assert found[0]["record"] == json.loads(extractor.extract(**NEWS).to_json())


def test_the_service_has_limits(client: Any, service: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.post("/extract", json={"text": ""}).status_code == 422
    assert client.post("/extract", json={"text": "a" * (service.LONGEST + 1)}).status_code == 422
    assert client.post("/extract", json={**NEWS, "published": "8 December"}).status_code == 422
    assert client.post("/extract-many", json=[NEWS] * (service.MOST + 1)).status_code == 422
    assert client.post("/extract", content=b" " * (service.LARGEST + 1)).status_code == 413
    taken = [service.places.acquire(blocking=False) for _ in range(service.WAITING)]
    try:
        assert all(taken)
        busy = client.post("/extract", json=NEWS)
        assert (busy.status_code, busy.headers["retry-after"]) == (503, "1")
    finally:
        for _ in taken:
            service.places.release()
    assert client.post("/extract", json=NEWS).status_code == 200


def test_the_answers_are_described(client: Any) -> None:
    described = client.get("/openapi.json").json()
    (answer,) = described["paths"]["/extract"]["post"]["responses"]["200"]["content"].values()
    assert answer["schema"]["$ref"].rpartition("/")[2] in described["components"]["schemas"]
    assert "schema_version" in described["components"]["schemas"]["Record"]["properties"]


def test_a_dataset_of_articles_becomes_one_of_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    datasets = pytest.importorskip("datasets", reason="datasets is not installed")
    rows = [{"id": str(n), "text": "Nothing.", "published": None} for n in range(120)]
    rows += [{"id": "empty", "text": None, "published": None}, {"id": "tea", **NEWS}]
    (tmp_path / "articles.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    load("dataset").main([str(tmp_path / "articles.jsonl"), str(tmp_path / "records")])
    found = datasets.load_from_disk(tmp_path / "records")
    assert [row["id"] for row in found] == [*map(str, range(120)), "tea"]
    assert extractor.Record.model_validate(found[120]) == extractor.extract(**NEWS, id="tea")
    said = capsys.readouterr().out
    assert "empty: missing text" in said and "121 records in" in said
