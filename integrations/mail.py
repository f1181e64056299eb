"""Mail through SMTP, or into a folder where a person or a test can read it."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from events.errors import Transient

TIMEOUT = 20
TRY_AGAIN = range(400, 500)
"""SMTP replies that ask to try again later (RFC 5321, 4.2.1)."""


class Outgoing(Protocol):
    """The parts of a mail; the product's Message has them."""

    @property
    def to(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def headers(self) -> Mapping[str, str]: ...


def compose(message: Outgoing, sender: str) -> EmailMessage:
    """The mail as RFC 5322 has it; one key always makes one Message-ID."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, message.to, message.subject
    mail["Date"] = formatdate(localtime=False)
    domain = sender.rpartition("@")[2].strip(">") or "localhost"
    mail["Message-ID"] = f"<{message.key}@{domain}>" if message.key else make_msgid(domain=domain)
    for name, value in message.headers.items():
        mail[name] = value
    mail.set_content(message.text)
    return mail


class SmtpMail:
    """Sends through the server of smtp[s]://[user:password@]host[:port]."""

    def __init__(self, url: str, sender: str) -> None:
        self._url = urlsplit(url)
        self._sender = sender

    def send(self, message: Outgoing) -> None:
        try:
            with self._connect() as server:
                server.send_message(compose(message, self._sender))
        except smtplib.SMTPResponseException as error:
            if error.smtp_code in TRY_AGAIN:
                raise Transient(f"mail server: {error}") from error
            raise
        except (OSError, smtplib.SMTPServerDisconnected) as error:
            raise Transient(f"mail server: {error}") from error

    def _connect(self) -> smtplib.SMTP:
        host, user = self._url.hostname or "localhost", self._url.username
        if self._url.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, self._url.port or 465, timeout=TIMEOUT, context=ssl.create_default_context()
            )
        else:
            server = smtplib.SMTP(host, self._url.port or 25, timeout=TIMEOUT)
        if user:
            if self._url.scheme == "smtp" and server.has_extn("starttls"):
                server.starttls(context=ssl.create_default_context())
            server.login(unquote(user), unquote(self._url.password or ""))
        return server


class FolderMail:
    """Writes each mail as a file named by its key: sending twice leaves one."""

    def __init__(self, folder: Path, sender: str) -> None:
        self._folder = folder
        self._sender = sender

    def send(self, message: Outgoing) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{message.key}.eml"
        path.write_bytes(bytes(compose(message, self._sender)))
