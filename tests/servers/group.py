"""One of each server for a whole run, started side by side; addresses already given win."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from tests.servers.elasticsearch import Elasticsearch
from tests.servers.kafka import Kafka
from tests.servers.postgres import Postgres
from tests.servers.process import Server

VARIABLES: dict[str, type[Server]] = {
    "TEST_POSTGRES_URL": Postgres,
    "TEST_KAFKA_URL": Kafka,
    "TEST_ELASTICSEARCH_URL": Elasticsearch,
}


def missing(names: Sequence[str]) -> list[str]:
    """Variables of the named servers that the environment does not set."""
    return [
        variable
        for variable, kind in VARIABLES.items()
        if kind.name in names and not os.environ.get(variable)
    ]


@contextmanager
def address(variable: str) -> Iterator[str]:
    """Of the server that the environment names, else of one started for the while."""
    given = os.environ.get(variable)
    if given:
        yield given
        return
    with VARIABLES[variable]() as server:
        yield server.url


@contextmanager
def started(variables: Sequence[str], report: Callable[[str], None]) -> Iterator[dict[str, str]]:
    """The variables with the addresses of servers that are ready; closed at the end."""
    servers: list[Server] = []
    try:
        servers += [VARIABLES[variable]() for variable in variables]
        with ThreadPoolExecutor() as pool:
            for line in pool.map(timed_start, servers):
                report(line)
        yield {variable: server.url for variable, server in zip(variables, servers, strict=True)}
    finally:
        for server in servers:
            server.close()


def timed_start(server: Server) -> str:
    begun = time.monotonic()
    server.start()
    return f"{server.name} ready after {time.monotonic() - begun:.1f} s: {server.url}"
