"""Both engines give the same pages: same hits, scores, order, counts, spans and cursors."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from dataclasses import replace

import pytest
from elasticsearch import Elasticsearch

from search.documents import Document
from search.elastic import ElasticEngine
from search.embedded import EmbeddedEngine
from search.query import CandidateQuery, Clause, Page, Query, Sort
from search.versions import MemoryVersions
from tests.contract.search.corpus import DOCUMENTS, SPEC
from tests.contract.search.queries import CASES

pytestmark = pytest.mark.servers

REGIONS = ("East", "Polog", "Skopje", "Vardar")
STEMS = ("zavar", "var", "lim", "celik", "plastik", "metal", "stan", "kov", "rez", "elektr")
ENDINGS = ("uvanje", "nje", "ing", "i", "a", "ika", "ski", "ovi", "ot", "ta", "er", "ed", "s")
Engines = tuple[EmbeddedEngine, ElasticEngine]


def words(rng: random.Random, count: int) -> str:
    return " ".join(rng.choice(STEMS) + rng.choice(ENDINGS) for _ in range(count))


def documents(rng: random.Random) -> Iterator[Document]:
    for number in range(300):
        numbers = {"closes": rng.randrange(20), "budget": rng.randrange(3) * 0.1}
        yield Document(
            id=f"doc-{number}" if number % 2 else str(uuid.UUID(int=rng.getrandbits(128))),
            revision=1,
            words={"title": words(rng, rng.randint(1, 5)), "text": words(rng, rng.randint(0, 30))},
            tokens={"region": (rng.choice(REGIONS),), "division": (str(rng.randrange(9)),)},
            numbers={name: v for name, v in numbers.items() if rng.random() < 0.8},
            payload={"number": number},
        )


def query(rng: random.Random) -> Query:
    filters = {"region": tuple(rng.sample(REGIONS, rng.randint(1, 2)))}
    return Query(
        text=words(rng, rng.randint(0, 4)),
        filters=filters if rng.random() < 0.4 else {},
        ranges={"closes": (rng.randrange(8), None)} if rng.random() < 0.3 else {},
        facets=("region", "division"),
        sort=rng.choice([Sort(), Sort(), Sort("closes"), Sort("budget", False)]),
        limit=rng.choice([1, 7, 20]),
        highlight=("title", "text"),
    )


@pytest.fixture(scope="module")
def engines(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engines]:
    prefix = f"agreement-{uuid.uuid4().hex[:8]}-"
    embedded = EmbeddedEngine(tmp_path_factory.mktemp("index"), [SPEC], MemoryVersions())
    elastic = ElasticEngine(elasticsearch_url, [SPEC], prefix=prefix, timeout=30.0)
    yield embedded, elastic
    embedded.close()
    elastic.close()
    with Elasticsearch(elasticsearch_url) as client:
        for name in client.indices.get(index=f"{prefix}*"):
            client.indices.delete(index=name)


def both(engines: Engines, asked: Query) -> Page:
    """The page that both engines give."""
    embedded, elastic = (engine.search("needs", asked) for engine in engines)
    assert embedded == elastic
    return embedded


def test_every_query_of_the_contract(engines: Engines) -> None:
    for engine in engines:
        engine.rebuild(SPEC, DOCUMENTS)
    for asked, _ in CASES:
        both(engines, replace(asked, facets=("region", "kind"), highlight=("title", "text")))


@pytest.mark.parametrize("pool", [300, 11])
def test_random_queries_page_by_page(
    engines: Engines, pool: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.ranked.POOL", pool)
    rng = random.Random(pool)
    corpus = list(documents(rng))
    for engine in engines:
        engine.rebuild(SPEC, corpus)
        engine.delete("needs", {document.id: 2 for document in corpus[:20]})
        engine.refresh("needs")
    shown = 0
    for _ in range(25):
        asked = query(rng)
        for _ in range(4):
            page = both(engines, asked)
            shown += len(page.hits)
            if page.next is None:
                break
            asked = replace(asked, cursor=page.next)
    assert shown > 100


def test_candidates_have_the_same_scores(engines: Engines) -> None:
    for engine in engines:
        engine.rebuild(SPEC, DOCUMENTS)
    asked = CandidateQuery(
        (
            Clause("title", ("steel", "пластични", "metal", "brackets")),
            Clause("text", ("Tetovo", "brackets", "Strumica"), 2.0),
            Clause("region", ("Polog", "East"), 0.5),
        ),
        filters={"kind": ("supplier",)},
        payload=False,
    )
    embedded, elastic = (
        {hit.id: hit.score for hit in engine.candidates("needs", asked)} for engine in engines
    )
    assert embedded == pytest.approx(elastic, rel=1e-5)
