"""How this deployment proves itself to brokers and search servers, and they to it."""

from __future__ import annotations

from pathlib import Path

from events.kafka.config import MECHANISMS, Security
from marketplace.config import BadSettings, Settings

KINDS = ("none", "tls", "sasl")


def kafka_security(settings: Settings) -> Security | None:
    """What KAFKA_SECURITY and its companions say; raises BadSettings naming the one at fault."""
    kind = settings.kafka_security
    if kind not in KINDS:
        raise BadSettings(f"KAFKA_SECURITY={kind!r}: must be {', '.join(KINDS)}")
    _check_companions(settings, kind)
    if kind == "none":
        return None
    ca_file = settings.kafka_ca_file and str(_readable("KAFKA_CA_FILE", settings.kafka_ca_file))
    if kind == "tls":
        return Security(ca_file)
    password = _readable("KAFKA_PASSWORD_FILE", settings.kafka_password_file).read_text("utf-8")
    if not password.strip():
        raise BadSettings(f"KAFKA_PASSWORD_FILE={settings.kafka_password_file!r}: is empty")
    return Security(ca_file, settings.kafka_user, password.strip(), settings.kafka_mechanism)


def search_ca_file(settings: Settings) -> str:
    """The file that SEARCH_CA_FILE names, or empty; raises BadSettings where it is of no use."""
    if not settings.search_ca_file:
        return ""
    if not settings.search_url.startswith("https:"):
        raise BadSettings("SEARCH_CA_FILE given without an address https://… in SEARCH_URL")
    return str(_readable("SEARCH_CA_FILE", settings.search_ca_file))


def _check_companions(settings: Settings, kind: str) -> None:
    of_sasl = {
        "KAFKA_USER": settings.kafka_user,
        "KAFKA_PASSWORD_FILE": settings.kafka_password_file,
    }
    given = [name for name, value in of_sasl.items() if value]
    if kind != "sasl" and given:
        raise BadSettings(f"{', '.join(given)} given without KAFKA_SECURITY=sasl")
    if kind == "none" and settings.kafka_ca_file:
        raise BadSettings("KAFKA_CA_FILE given without KAFKA_SECURITY=tls or sasl")
    if kind != "none" and not settings.bus_url:
        raise BadSettings(f"KAFKA_SECURITY={kind} given without BUS_URL")
    missing = [name for name, value in of_sasl.items() if not value]
    if kind == "sasl" and missing:
        raise BadSettings(f"KAFKA_SECURITY=sasl given without {', '.join(missing)}")
    if settings.kafka_mechanism not in MECHANISMS:
        allowed = " or ".join(MECHANISMS)
        raise BadSettings(f"KAFKA_MECHANISM={settings.kafka_mechanism!r}: must be {allowed}")


def _readable(name: str, value: str) -> Path:
    path = Path(value).resolve()
    try:
        with path.open("rb"):
            return path
    except OSError as error:
        raise BadSettings(f"{name}={value!r}: cannot be read ({error.strerror})") from error
