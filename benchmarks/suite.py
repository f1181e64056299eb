"""Every benchmark by name, at its real and at its quick size."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks import building, events, kafka, kernel, programme, publish, read, shortlist
from benchmarks.figures import Figure, Section, at_least, shown

READS_A_TURN = 40
PAGE_SECONDS = 1.0
"""Aim for a page of programme staff."""
LATEST_MS = 1000.0
"""Aim for the 95th percentile from commit to effect."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured."""

    embedded: tuple[int, ...] = (10_000, 100_000)
    full: int = 100_000
    lists: int = 100
    clients: int = 4
    seconds: float = 20.0
    events: int = 5_000
    rate: float = 200.0
    documents: int = 20_000
    rounds: int = 3
    turns: int = 25
    deals: tuple[int, ...] = (1_000, 100_000)


QUICK = Sizes((1_000, 10_000), 5_000, 30, 2, 5.0, 1_000, 200.0, 3_000, 1, 9, (1_000, 10_000))


@dataclass(frozen=True, slots=True)
class Servers:
    """Addresses of the full stack; empty where it is not there."""

    postgres: str = ""
    kafka: str = ""
    elastic: str = ""

    @classmethod
    def from_env(cls) -> Servers:
        """As the tests are told of them."""
        names = ("TEST_POSTGRES_URL", "TEST_KAFKA_URL", "TEST_ELASTICSEARCH_URL")
        return cls(*(os.environ.get(name, "") for name in names))


@contextmanager
def database(servers: Servers) -> Iterator[str]:
    """A new PostgreSQL database."""
    from tests.servers.postgres import create_database, drop_database

    url = create_database(servers.postgres, "bench")
    try:
        yield url
    finally:
        drop_database(servers.postgres, url)


def shortlists(sizes: Sizes, servers: Servers) -> Section:
    """One list at several sizes, embedded and on the full stack."""
    found = [
        ("embedded", count, shortlist.measure_embedded(count, sizes.lists))
        for count in sizes.embedded
    ]
    if servers.elastic and servers.postgres:
        with database(servers) as url:
            full = shortlist.measure_full(servers.elastic, url, sizes.full, sizes.lists)
        found.append(("full stack", sizes.full, full))
    return shortlist.section(found)


def published(sizes: Sizes, servers: Servers) -> Section:
    """Publish to readable shortlist."""
    return publish.section(publish.measure(sizes.clients, sizes.seconds), sizes.clients)


def effects(sizes: Sizes, servers: Servers) -> Section:
    """Outbox to effect: rate beside straight writes and raw Kafka, lateness, lock wait."""
    straight = events.measure(sizes.events, min(100, sizes.events))
    table = Section(
        "Outbox to committed effect",
        f"{sizes.events:,} events in batches of {straight['batch']}: recorded, relayed, delivered,"
        " their effects committed. Bare: the same outbox, inbox and effect rows written straight by"
        f" SQLAlchemy in the same batches (full stack: of {kafka.BATCH}, in PostgreSQL); beside the"
        " full stack also raw kafka-python, producing and reading the same messages.",
    )
    ours, bare = straight["kernel_per_second"], straight["straight_per_second"]
    table.add(at_least("embedded, straight SQLAlchemy", ours, bare, 0.5, "events/s"))
    if servers.kafka and servers.postgres:
        with database(servers) as url:
            ours, written, raw = kafka.measure(servers.kafka, url, sizes.events)
        table.add(at_least("full stack, straight SQLAlchemy", ours, written, 0.5, "events/s"))
        rates = shown(ours, "events/s"), shown(raw, "events/s"), f"{ours / raw:.2f}"
        table.add(Figure("full stack, raw kafka-python", *rates))
    table.add(*late(kernel.measure(sizes.rate, sizes.seconds / 2), sizes.rate))
    return table


def late(found: kernel.Steady, rate: float) -> Iterator[Figure]:
    """Lateness and lock wait at a steady rate; the rate that was reached stands beside them."""
    reached = shown(found.per_second, "events/s")
    ms = kernel.p95_ms(found.lateness)
    met = ms <= LATEST_MS and found.per_second >= 0.95 * rate
    yield Figure(
        f"embedded, p95 from commit to effect at {rate:.0f} events/s, one a transaction",
        shown(ms, "ms"), f"reached {reached}", "", f"<= {LATEST_MS:.0f} ms", met,
    )  # fmt: skip
    waits = found.lock_waits
    yield Figure(
        "SQLite lock wait of the writer there, p95 (longest)",
        f"{shown(kernel.p95_ms(waits), 'ms')} ({shown(max(waits) * 1000, 'ms')})",
    )


def builds(sizes: Sizes, servers: Servers) -> Section:
    """Index build."""
    return building.section(sizes.documents, sizes.rounds, servers.elastic or None)


def reads(sizes: Sizes, servers: Servers) -> Section:
    """JSON read."""
    found = read.measure(READS_A_TURN, sizes.turns)
    table = Section(
        "JSON read",
        "One published need through the API, on one thread, without a network, in seconds of the"
        " processor; medians of turns. Bare: Flask with one SELECT of the same row.",
    )
    bare = found["bare_per_second"]
    for name, key in (("public", "public_per_second"), ("with a token", "with_token_per_second")):
        table.add(at_least(name, found[key], bare, 0.3, "requests/s"))
    return table


def pages_of_staff(sizes: Sizes, servers: Servers) -> Section:
    """The programme's dashboard and funnel."""
    table = Section(
        "The programme's pages",
        "Dashboard, funnel and the list behind a bar for programme staff, embedded, on one thread,"
        " without a network, medians. Of 100 needs 12 end in a deal, for five deals there is a"
        " firm; rows are written by a bulk loader. Bare: the page's main query alone, on SQLite.",
    )
    for deals in sizes.deals:
        for name, (page, bare) in programme.measure(deals).items():
            told = shown(1000 * page, "ms"), shown(1000 * bare, "ms"), f"{page / bare:.1f} x"
            aim, met = f"<= {1000 * PAGE_SECONDS:.0f} ms", page <= PAGE_SECONDS
            table.add(Figure(f"{name}, {deals:,} deals", *told, aim, met))
    return table


BENCHMARKS: Mapping[str, Callable[[Sizes, Servers], Section]] = {
    "programme": pages_of_staff,
    "read": reads,
    "effects": effects,
    "builds": builds,
    "published": published,
    "shortlists": shortlists,
}
