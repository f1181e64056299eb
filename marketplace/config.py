"""Settings: one frozen value, read from the environment once, where a process starts."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


class BadSettings(ValueError):
    """A setting is missing, malformed or does not go with another; the text names it."""


def _setting(env: str, default: str, says: str) -> Any:
    return field(default=default, metadata={"env": env, "says": says})


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, its environment variable and its default; docs/settings.md is made of it."""

    data_dir: str = _setting("DATA_DIR", "var", "Where the embedded parts and files are kept")
    database_url: str = _setting(
        "DATABASE_URL", "", "PostgreSQL as postgresql+psycopg://…; empty: SQLite in DATA_DIR"
    )
    bus_url: str = _setting(
        "BUS_URL", "", "Apache Kafka as kafka://host:port[,…]; empty: in-process"
    )
    kafka_prefix: str = _setting(
        "KAFKA_PREFIX", "", "Begins the names of topics and consumer groups"
    )
    kafka_partitions: str = _setting(
        "KAFKA_PARTITIONS", "12", "Partitions of a topic that is made; never change it afterwards"
    )
    kafka_session_seconds: str = _setting(
        "KAFKA_SESSION_SECONDS",
        "45",
        "After so long without a sign of a worker, others take its partitions; 6 or more",
    )
    kafka_security: str = _setting(
        "KAFKA_SECURITY", "none", "none, tls, or sasl: a user and password over TLS"
    )
    kafka_ca_file: str = _setting(
        "KAFKA_CA_FILE", "", "PEM file of who signs the brokers' certificates; empty: the system's"
    )
    kafka_mechanism: str = _setting("KAFKA_MECHANISM", "SCRAM-SHA-512", "SCRAM-SHA-512 or PLAIN")
    kafka_user: str = _setting("KAFKA_USER", "", "User of KAFKA_SECURITY=sasl")
    kafka_password_file: str = _setting(
        "KAFKA_PASSWORD_FILE", "", "File that holds that user's password"
    )
    search_url: str = _setting(
        "SEARCH_URL", "", "Elasticsearch as http(s)://[user:password@]host:port; empty: tantivy"
    )
    search_ca_file: str = _setting(
        "SEARCH_CA_FILE", "", "PEM file of who signs its certificate; empty: the usual authorities"
    )
    search_prefix: str = _setting("SEARCH_PREFIX", "", "Begins the names of indexes")
    secret_key: str = _setting(
        "SECRET_KEY", "", "Signs cookies; full stack: required, 32 characters or more"
    )
    public_url: str = _setting("PUBLIC_URL", "http://127.0.0.1:8000", "Address in mails and links")
    mail_url: str = _setting(
        "MAIL_URL",
        "",
        "smtp://[user:password@]host:port or smtps://…; empty: files in DATA_DIR/mail",
    )
    mail_from: str = _setting("MAIL_FROM", "marketplace@localhost", "Sender of mails")
    product_name: str = _setting(
        "PRODUCT_NAME", "Business Ecosystem Marketplace", "The product's name on every page"
    )
    programme_name: str = _setting(
        "PROGRAMME_NAME", "Business Ecosystem Project", "The programme that runs it"
    )
    zone: str = _setting("ZONE", "Europe/Skopje", "Time zone of deadlines and of pages")
    country: str = _setting("COUNTRY", "MK", "ISO 3166 code of the deployment's country")
    currency: str = _setting("CURRENCY", "MKD", "ISO 4217 code offered first")
    fiscal_year_month: str = _setting(
        "FISCAL_YEAR_MONTH",
        "10",
        "Month in which reporting years begin: 10 fiscal year of the United States, 1 calendar",
    )
    full_time_hours: str = _setting(
        "FULL_TIME_HOURS", "40", "Hours a week of a full-time job, by which jobs are counted"
    )
    languages: str = _setting(
        "LANGUAGES", "en,mk,sq", "Languages of the interface, first is default"
    )
    demo: str = _setting("DEMO", "", "1: demonstration data and one-click sign-in")
    oidc_issuer: str = _setting("OIDC_ISSUER", "", "OpenID Connect provider; empty: none")
    oidc_client_id: str = _setting("OIDC_CLIENT_ID", "", "Client id at that provider")
    oidc_client_secret: str = _setting("OIDC_CLIENT_SECRET", "", "Client secret at that provider")
    oidc_name: str = _setting("OIDC_NAME", "single sign-on", "What the sign-in button calls it")
    holidays: str = _setting(
        "HOLIDAYS", "", "CSV of country,day,name; empty: the days that come with the product"
    )
    late_interest: str = _setting(
        "LATE_INTEREST", "", "Statutory interest on late payments, per cent a year; empty: not said"
    )
    late_compensation: str = _setting(
        "LATE_COMPENSATION", "2400", "Fixed compensation for a late payment, in CURRENCY"
    )
    rates: str = _setting(
        "RATES",
        "",
        "Exchange rates: a CSV file, or the central bank's service as https://…;"
        " empty: DATA_DIR/rates.csv",
    )
    ocds_prefix: str = _setting(
        "OCDS_PREFIX",
        "ocds-000000",
        "Registered prefix of contracting process ids (OCDS); the default is nobody's",
    )
    iati_org: str = _setting(
        "IATI_ORG",
        "XX-NONE-0",
        "Identifier of the organisation that reports to IATI; the default is nobody's",
    )
    iati_org_type: str = _setting(
        "IATI_ORG_TYPE", "90", "Its type, a code of IATI's OrganisationType; 90 is other"
    )
    iati_activity: str = _setting(
        "IATI_ACTIVITY", "", "The programme's IATI identifier; empty: IATI_ORG and its name"
    )
    session_days: str = _setting("SESSION_DAYS", "14", "Days until a sign-in must be repeated")
    token_days: str = _setting("TOKEN_DAYS", "90", "Days until an API token expires, unless chosen")
    upload_mb: str = _setting("UPLOAD_MB", "10", "Largest file, in megabytes")
    keep_days: str = _setting(
        "KEEP_DAYS", "400", "Days that handled events and inbox rows are kept"
    )
    keep_lists_days: str = _setting(
        "KEEP_LISTS_DAYS", "400", "Days that past shortlists can be shown again; the newest stay"
    )
    web_processes: str = _setting("WEB_PROCESSES", "2", "Processes of `serve` on the full stack")
    web_threads: str = _setting("WEB_THREADS", "8", "Threads of each of them")
    metrics_port: str = _setting(
        "METRICS_PORT", "", "Port on which a worker process serves its own metrics; empty: none"
    )
    log_format: str = _setting("LOG_FORMAT", "console", "console or json")
    log_level: str = _setting("LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR")

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ, **overrides: str) -> Settings:
        """Settings from the environment; raises BadSettings naming the variable at fault."""
        values = {f.name: env[f.metadata["env"]] for f in fields(cls) if f.metadata["env"] in env}
        settings = cls(**(values | overrides))
        settings.check()
        return settings

    def check(self) -> None:
        """Raise BadSettings unless the addresses are one of the two supported sets."""
        urls = {
            "DATABASE_URL": self.database_url,
            "BUS_URL": self.bus_url,
            "SEARCH_URL": self.search_url,
        }
        given = [name for name, value in urls.items() if value]
        if given and len(given) < len(urls):
            missing = ", ".join(name for name in urls if name not in given)
            raise BadSettings(
                f"{', '.join(given)} given without {missing}: either all three (PostgreSQL, Kafka,"
                " Elasticsearch) or none (SQLite, in-process, tantivy)"
            )
        self._check_forms()

    def _check_forms(self) -> None:
        forms = (
            ("DATABASE_URL", self.database_url, ("postgresql+psycopg",)),
            ("BUS_URL", self.bus_url, ("kafka",)),
            ("SEARCH_URL", self.search_url, ("http", "https")),
            ("PUBLIC_URL", self.public_url, ("http", "https")),
            ("MAIL_URL", self.mail_url, ("smtp", "smtps")),
        )
        for name, value, schemes in forms:
            if value and urlsplit(value).scheme not in schemes:
                raise BadSettings(f"{name}={value!r}: must begin with {' or '.join(schemes)}://")
        if not self.embedded and len(self.secret_key) < 32:
            raise BadSettings("SECRET_KEY: at least 32 random characters on the full stack")

    @property
    def embedded(self) -> bool:
        """True when SQLite, the in-process bus and tantivy serve."""
        return not self.database_url

    @property
    def data(self) -> Path:
        """DATA_DIR as an absolute path."""
        return Path(self.data_dir).resolve()

    @property
    def sqlalchemy_url(self) -> str:
        """The database's address, SQLite's file in DATA_DIR by default."""
        return self.database_url or f"sqlite:///{self.data / 'marketplace.sqlite3'}"

    @property
    def language_codes(self) -> tuple[str, ...]:
        """Codes of the interface's languages, the default first."""
        return tuple(code.strip() for code in self.languages.split(",") if code.strip())
