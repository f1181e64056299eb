"""Fixtures with the addresses of real servers: `pytest_plugins = ["tests.servers.fixtures"]`.

The addresses come from TEST_POSTGRES_URL, TEST_KAFKA_URL and TEST_ELASTICSEARCH_URL, which
tools/with_servers.py sets. Without them a server is started for this session; when that is not
possible the test fails: it never skips.
"""

import re
from collections.abc import Callable, Iterator

import pytest

from tests.servers import chromium
from tests.servers.group import VARIABLES, address
from tests.servers.oidc_provider import OidcProvider
from tests.servers.postgres import create_database, drop_database
from tests.servers.process import ServerFailed


def promised(variable: str) -> Iterator[str]:
    """The server's address; the test fails with the reason when there is none."""
    try:
        with address(variable) as url:
            yield url
    except (ServerFailed, SystemExit) as error:
        kind = VARIABLES[variable].name
        pytest.fail(
            f"{variable} is not set and {kind} cannot be started here: {error}", pytrace=False
        )


@pytest.fixture(scope="session")
def postgres_admin_url() -> Iterator[str]:
    """A database of a user that may create databases; not one to work in."""
    yield from promised("TEST_POSTGRES_URL")


@pytest.fixture(scope="session")
def new_postgres_database(postgres_admin_url: str) -> Iterator[Callable[[str], str]]:
    """Makes an empty database by a name's beginning; all are dropped when the session ends."""
    made: list[str] = []

    def create(name: str = "test") -> str:
        made.append(create_database(postgres_admin_url, name))
        return made[-1]

    yield create
    for url in made:
        drop_database(postgres_admin_url, url)


@pytest.fixture(scope="module")
def postgres_url(
    request: pytest.FixtureRequest, new_postgres_database: Callable[[str], str]
) -> str:
    """An empty database of this test module's own, as SQLAlchemy's URL."""
    return new_postgres_database(re.sub(r"\W+", "_", request.module.__name__.lower()))


@pytest.fixture(scope="session")
def kafka_url() -> Iterator[str]:
    """kafka://HOST:PORT of a broker shared by all tests: prefix topics and groups."""
    yield from promised("TEST_KAFKA_URL")


@pytest.fixture(scope="session")
def elasticsearch_url() -> Iterator[str]:
    """http://HOST:PORT of a server shared by all tests: prefix indexes."""
    yield from promised("TEST_ELASTICSEARCH_URL")


@pytest.fixture(scope="session")
def oidc_provider() -> Iterator[OidcProvider]:
    """An identity provider; say who signs in with `oidc_provider.sign_in_as(...)`."""
    with OidcProvider() as provider:
        yield provider


@pytest.fixture(scope="session")
def chromium_path() -> str:
    try:
        return chromium.chromium_path()
    except SystemExit as error:
        pytest.fail(str(error), pytrace=False)
