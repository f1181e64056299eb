"""What slices need from outside, as small protocols; wiring chooses what stands behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, Protocol

from search.ports import SearchEngine


@dataclass(frozen=True, slots=True)
class Message:
    """A mail, ready to leave. `key` makes sending twice recognisable (Message-ID)."""

    to: str
    subject: str
    text: str
    key: str
    headers: Mapping[str, str] = field(default_factory=dict)


class Mail(Protocol):
    """Sends mails; raises events.errors.Transient where trying again may help."""

    def send(self, message: Message) -> None:
        """Hand the mail over."""


class Files(Protocol):
    """Keeps uploaded files outside the web root."""

    def put(self, key: str, content: bytes) -> None:
        """Durably store the content under the key."""

    def open(self, key: str) -> BinaryIO:
        """The content; KeyError where there is none."""

    def delete(self, key: str) -> None:
        """Remove the content, if there is any."""


class VirusScan(Protocol):
    """Says whether a file may be kept."""

    def is_clean(self, content: bytes) -> bool:
        """False for a file that must be refused."""


@dataclass(frozen=True, slots=True)
class AwardLine:
    """A row of an award history: its cells by column, or what is wrong with it.

    `day` is the ISO day on which the award became known. `left_out` marks natural persons.
    """

    line: int
    cells: Mapping[str, str]
    day: str = ""
    fault: str = ""
    left_out: bool = False


class AwardsReader(Protocol):
    """Reads award histories: CSV or OCDS, told apart by the file's name."""

    def __call__(self, path: Path) -> Iterator[AwardLine]:
        """Its rows in order; raises Invalid for a file that cannot be read at all."""


class Rate(Protocol):
    """What one of a currency is worth in the deployment's, by the list of a day."""

    @property
    def day(self) -> date: ...
    @property
    def value(self) -> Decimal: ...


class Rates(Protocol):
    """Exchange rates; see marketplace.converting for amounts."""

    def rate(self, currency: str, day: date) -> Rate | None:
        """The rate of the day, or of the newest before it that still counts; None without one."""


@dataclass(frozen=True, slots=True)
class Ports:
    """The ports of a deployment."""

    search: SearchEngine
    mail: Mail
    files: Files
    scan: VirusScan
    read_awards: AwardsReader
    rates: Rates
