"""PostgreSQL from the machine's own packages."""

import secrets
from signal import SIGINT

import psycopg
from psycopg import sql

from tests.servers.process import Server
from tools.system import required

# The data live as long as the tests: a power cut may lose them, kill -9 does not.
OPTIONS = ("listen_addresses=127.0.0.1", "fsync=off", "max_connections=200", "jit=off")


class Postgres(Server):
    name = "postgres"
    # Its "fast" shutdown: ends connections instead of waiting for them.
    stop_signal = SIGINT

    def __init__(self) -> None:
        super().__init__()
        self.programs = required("postgres")
        self.data = self.home / "data"

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/postgres"

    def prepare(self) -> None:
        initdb = str(self.programs / "initdb")
        options = ["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        self.run([initdb, "-D", str(self.data), *options])

    def command(self) -> list[str]:
        settings = [word for option in OPTIONS for word in ("-c", option)]
        where = ["-D", str(self.data), "-p", str(self.port), "-k", str(self.home)]
        return [str(self.programs / "postgres"), *where, *settings]

    def ready(self) -> bool:
        try:
            psycopg.connect(plain(self.url), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


def plain(url: str) -> str:
    """The driver's own form of SQLAlchemy's URL."""
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def create_database(admin_url: str, name: str) -> str:
    """URL of a new, empty database on the server of that URL."""
    unique = f"{name}_{secrets.token_hex(4)}"[-60:].lstrip("_")
    with psycopg.connect(plain(admin_url), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(identifier(unique)))
    return f"{admin_url.rpartition('/')[0]}/{unique}"


def drop_database(admin_url: str, url: str) -> None:
    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    with psycopg.connect(plain(admin_url), autocommit=True) as connection:
        connection.execute(statement.format(identifier(url.rpartition("/")[2])))


def identifier(name: str) -> sql.Identifier:
    return sql.Identifier(name)
