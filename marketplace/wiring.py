"""The composition root: settings to ports, consumers and timers. The one file that sees all."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from gzip import BadGzipFile
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask
from sqlalchemy.orm import Session

from events.bell import PipeBell, PostgresBell
from events.consumers import Consumer
from events.context import now
from events.due import Fire
from events.inprocess import InProcessBus
from events.kafka.config import KafkaConfig
from events.ports import Bell, Bus, Clock, Ids
from integrations.files import FileDirectory, NoScan
from integrations.mail import FolderMail, SmtpMail
from marketplace.app import SLICES, create_app
from marketplace.brokers import kafka_security, search_ca_file
from marketplace.config import Settings
from marketplace.contributions import Check, Documents, Snapshot, Snapshots, contributed
from marketplace.db import SessionFactory, engine_for
from marketplace.errors import DomainError, Invalid
from marketplace.errors import Fault as NamedFault
from marketplace.ports import AwardLine, Mail, Ports, Rates
from matching.indexes import INDEXES as RANKED
from search.documents import IndexSpec
from search.ports import SearchEngine
from search.specs import PUBLIC

if TYPE_CHECKING:
    from matching.memory import Memory

INDEXES: tuple[IndexSpec, ...] = (*PUBLIC, *RANKED)


@dataclass(frozen=True, slots=True)
class Runtime:
    """A deployment's parts, put together; `close()` gives back what they hold."""

    settings: Settings
    sessions: SessionFactory
    bus: Bus
    bell: Bell
    ports: Ports
    consumers: Mapping[str, Consumer]
    fires: Mapping[str, Fire]
    memory: Memory

    def app(self) -> Flask:
        """The web application on these parts."""
        return create_app(self.settings, self.sessions, self.ports, self.consumers)

    def checks(self) -> Mapping[str, Check]:
        """By name, what must hold between tables and what was made of them."""
        return contributed(SLICES, "checks", "CHECKS") | {"matching": self._matching_holds}

    def _matching_holds(self, session: Session, ports: Ports) -> Iterator[str]:
        from matching.recovery import TOPICS, differences, unlearned

        for topic, snapshots in self.snapshots().items():
            if topic in TOPICS:
                told = (
                    (one.key.partition("/")[2], one.revision, one.data)
                    for one in snapshots(session)
                    if is_matched(one)
                )
                yield from differences(session, topic, told)
        yield from unlearned(session, self.memory)

    def prune_lists(self, session: Session) -> int:
        """Forget shortlists that are older than is asked to keep; returns how many."""
        from matching.replay import prune

        return prune(session, now(session) - timedelta(days=int(self.settings.keep_lists_days)))

    def snapshots(self) -> Mapping[str, Snapshots]:
        """By topic, what events would tell of everything as it is now."""
        return contributed(SLICES, "republish", "SNAPSHOTS")

    def documents(self) -> Mapping[str, Documents]:
        """By index, all its documents, read from source tables."""
        from matching.recovery import DOCUMENTS

        return contributed(SLICES, "republish", "DOCUMENTS") | dict(DOCUMENTS)

    def indexes(self) -> tuple[IndexSpec, ...]:
        """The indexes that the engine holds."""
        return INDEXES

    def close(self) -> None:
        """Close connections."""
        self.bus.close()
        self.bell.close()
        self.sessions.engine.dispose()


def is_matched(one: Snapshot) -> bool:
    """Whether the matching service keeps it: of services, training programmes alone."""
    return not one.type.startswith("service.") or one.data["kind"] == "training"


def build(settings: Settings, *, clock: Clock | None = None, ids: Ids | None = None) -> Runtime:
    """The parts that these settings choose."""
    settings.data.mkdir(parents=True, exist_ok=True)
    sessions = SessionFactory(engine_for(settings.sqlalchemy_url), clock, ids, settings)
    bell = _bell(settings, sessions)
    sessions.on_record = bell.ring
    ports = Ports(
        search=_search(settings, sessions),
        mail=_mail(settings),
        files=FileDirectory(settings.data / "files"),
        scan=NoScan(),
        read_awards=read_awards,
        rates=_rates(settings),
    )
    listeners = [import_module(f"marketplace.{name}.consumers") for name in SLICES]
    consumers = [consumer for module in listeners for consumer in module.consumers(ports)]
    memory, ranked = ranking(ports.search)
    consumers += ranked
    return Runtime(
        settings=settings,
        sessions=sessions,
        bus=_bus(settings, sessions),
        bell=bell,
        ports=ports,
        consumers={consumer.name: consumer for consumer in consumers},
        fires={kind: fire for module in listeners for kind, fire in module.FIRES.items()},
        memory=memory,
    )


def ranking(engine: SearchEngine) -> tuple[Memory, list[Consumer]]:
    """What the ranker knows in this process, and the matching service's listeners."""
    from matching.consumers import consumers
    from matching.memory import Memory

    memory = Memory()
    return memory, consumers(engine, memory)


def _bell(settings: Settings, sessions: SessionFactory) -> Bell:
    if settings.embedded:
        return PipeBell(settings.data / "bell")
    return PostgresBell(sessions.engine)


def _bus(settings: Settings, sessions: SessionFactory) -> Bus:
    config = kafka_config(settings)
    if settings.embedded:
        return InProcessBus(sessions)
    from events.kafka import KafkaBus

    return KafkaBus(config, sessions)


def kafka_config(settings: Settings) -> KafkaConfig:
    """How topics and groups of this deployment are named and made."""
    return KafkaConfig(
        settings.bus_url,
        prefix=settings.kafka_prefix,
        partitions=int(settings.kafka_partitions),
        keep_days=int(settings.keep_days),
        session_ms=int(settings.kafka_session_seconds) * 1000,
        security=kafka_security(settings),
    )


def _search(settings: Settings, sessions: SessionFactory) -> SearchEngine:
    ca_file = search_ca_file(settings)
    if settings.embedded:
        from search.embedded import EmbeddedEngine
        from search.sql_versions import SqlVersions

        writers, readers = (sessions.engine.execution_options(writes=w) for w in (True, False))
        versions = SqlVersions(writers.begin, readers.begin)
        return EmbeddedEngine(settings.data / "index", INDEXES, versions)
    from search.elastic import ElasticEngine

    return ElasticEngine(
        settings.search_url, INDEXES, prefix=settings.search_prefix, ca_file=ca_file
    )


def read_awards(path: Path) -> Iterator[AwardLine]:
    """The matching service's reader of award histories, as the port has it."""
    from matching.awards import Fault, UnreadableFile
    from matching.awards import read_awards as read

    try:
        for row in read(path):
            if isinstance(row, Fault):
                yield AwardLine(row.line, {}, fault=row.reason, left_out=row.left_out)
            else:
                yield AwardLine(row.line, asdict(row), row.day.isoformat())
    except (UnreadableFile, EOFError, BadGzipFile, zlib.error, RecursionError) as error:
        raise Invalid([NamedFault("/file", f"This file cannot be read: {error}.")]) from error


def evaluate_suppliers(path: Path, split: date, **how: Any) -> dict[str, Any]:
    """The measures of ranking suppliers on a file; see matching.evaluate."""
    from matching.awards import UnreadableFile
    from matching.evaluate.suppliers import evaluate_suppliers as evaluate

    try:
        return evaluate(path, split, **how)
    except UnreadableFile as error:
        raise DomainError(f"{path}: {error}") from error


def _rates(settings: Settings) -> Rates:
    from integrations.rates import BankRates, FileRates

    if settings.rates.startswith(("http://", "https://")):
        return BankRates(settings.rates)
    return FileRates(Path(settings.rates) if settings.rates else settings.data / "rates.csv")


def _mail(settings: Settings) -> Mail:
    if settings.mail_url:
        return SmtpMail(settings.mail_url, settings.mail_from)
    return FolderMail(settings.data / "mail", settings.mail_from)
