"""The ranker's query through the search port, beside the bare engine's word query.

    python -m benchmarks.candidates [--documents N] [--url http://HOST:PORT]

Synthetic documents: twelve words of a Zipf-distributed vocabulary of 20,000, three tokens. One
run prints, for the same four-word queries, the median time of the bare engine's top 100 (ids read
too) and of `candidates()` in the forms that the ranker uses.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from search.documents import Document, IndexSpec
from search.embedded import EmbeddedEngine
from search.ports import SearchEngine
from search.query import CandidateQuery, Clause
from search.versions import MemoryVersions

SPEC = IndexSpec("bench", 1, {"title": 1.0}, frozenset({"division", "region", "buyer"}))
VOCABULARY = [f"term{n}" for n in range(20_000)]
WEIGHTS = [1 / (n + 10) for n in range(len(VOCABULARY))]
ROUNDS = 200


def documents(count: int, rng: random.Random) -> Iterator[Document]:
    titles = rng.choices(VOCABULARY, WEIGHTS, k=12 * count)
    for at in range(count):
        yield Document(
            str(uuid.UUID(int=rng.getrandbits(128), version=4)),
            1,
            words={"title": " ".join(titles[12 * at : 12 * at + 12])},
            tokens={
                "division": (str(rng.randrange(45)),),
                "region": (str(rng.randrange(8)),),
                "buyer": (str(rng.randrange(500)),),
            },
            payload={"name": f"Firm {at}", "place": "Kumanovo", "staff": at % 250},
        )


def queries(rng: random.Random) -> list[tuple[str, ...]]:
    return [tuple(rng.choices(VOCABULARY, WEIGHTS, k=4)) for _ in range(ROUNDS)]


def forms(words: tuple[str, ...]) -> dict[str, CandidateQuery]:
    """The shapes of query that are timed."""
    text = Clause("title", words)
    codes = (Clause("division", ("7",), 0.4), Clause("region", ("3",), 0.15))
    return {
        "words, 100, ids": CandidateQuery((text,), limit=100, payload=False),
        "words, 300, ids": CandidateQuery((text,), payload=False),
        "words, 100, payloads": CandidateQuery((text,), limit=100),
        "words and tokens, 300, ids": CandidateQuery((text, *codes), payload=False),
        "the same, one buyer excluded": CandidateQuery(
            (text, *codes), excluded={"buyer": ("1",)}, payload=False
        ),
    }


def bare_tantivy(engine: EmbeddedEngine) -> Callable[[tuple[str, ...]], Any]:
    import tantivy

    live = engine._directories["bench"].live()
    assert live is not None
    searcher, schema, query = live.searcher(), live.schema, tantivy.Query

    def ask(words: tuple[str, ...]) -> Any:
        terms = [(tantivy.Occur.Should, query.term_query(schema, "w_title", w)) for w in words]
        found = searcher.search(query.boolean_query(terms), 100, count=False)
        return [searcher.doc(address).get_first("_key") for _, address in found.hits]

    return ask


def bare_elastic(url: str) -> Callable[[tuple[str, ...]], Any]:
    from elasticsearch import Elasticsearch

    client = Elasticsearch(url)

    def ask(words: tuple[str, ...]) -> Any:
        query = {"match": {"w_title": " ".join(words)}}
        found = client.search(index="bench-bench-v1", query=query, size=100, source=False)
        return [hit["_id"] for hit in found["hits"]["hits"]]

    return ask


def milliseconds(ask: Callable[[Any], Any], asked: list[Any]) -> float:
    """Median of one call each, after a warm-up."""
    for query in asked[:20]:
        ask(query)
    times = []
    for query in asked:
        start = time.perf_counter()
        ask(query)
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def run(engine: SearchEngine, bare: Callable[[tuple[str, ...]], Any]) -> None:
    asked = queries(random.Random(7))
    floor = milliseconds(bare, asked)
    print(f"{'bare engine, words, 100, ids':34} {floor:8.3f} ms")
    for name in forms(()):
        taken = milliseconds(
            lambda query: engine.candidates("bench", query), [forms(words)[name] for words in asked]
        )
        print(f"{name:34} {taken:8.3f} ms {taken / floor:6.2f} x")


def build(engine: SearchEngine, count: int) -> None:
    start = time.perf_counter()
    engine.rebuild(SPEC, documents(count, random.Random(1)))
    taken = time.perf_counter() - start
    print(f"{count} documents indexed in {taken:.1f} s, {count / taken:.0f} a second")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--url", help="an Elasticsearch; tantivy without it")
    options = parser.parse_args()
    if options.url:
        from search.elastic import ElasticEngine

        elastic = ElasticEngine(options.url, [SPEC], prefix="bench-", timeout=60.0)
        build(elastic, options.documents)
        run(elastic, bare_elastic(options.url))
        return
    with tempfile.TemporaryDirectory() as root:
        embedded = EmbeddedEngine(Path(root), [SPEC], MemoryVersions())
        build(embedded, options.documents)
        run(embedded, bare_tantivy(embedded))
        embedded.close()


if __name__ == "__main__":
    main()
