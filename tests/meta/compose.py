"""Reads docker-compose.yml and the Dockerfile for the tests about them."""

import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
SECRETS = {"SECRET_KEY": "s" * 40, "POSTGRES_PASSWORD": "p4ssw0rd"}
VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")
TEXT = (ROOT / "docker-compose.yml").read_text()


class Unset(KeyError):
    """A variable that compose demands is not in the environment."""


def interpolated(text: str, given: dict[str, str]) -> str:
    """The text as compose reads it in that environment; raises Unset as compose stops."""

    def value(found: re.Match[str]) -> str:
        name, kind, rest = found.groups()
        if name in given:
            return given[name]
        if kind == "-":
            return str(rest)
        raise Unset(name)

    return VARIABLE.sub(value, text)


def services() -> dict[str, dict[str, Any]]:
    loaded: dict[str, Any] = yaml.safe_load(interpolated(TEXT, SECRETS))
    return {name: dict(service) for name, service in loaded["services"].items()}


def volumes() -> set[str]:
    return set(yaml.safe_load(interpolated(TEXT, SECRETS))["volumes"])


def ours() -> dict[str, dict[str, Any]]:
    """The services that run the product's own image."""
    return {name: service for name, service in services().items() if "build" in service}


def dockerfile() -> list[tuple[str, str]]:
    """Instructions of the last stage: (word, rest), continuation lines joined."""
    lines = (ROOT / "Dockerfile").read_text().replace("\\\n", " ").splitlines()
    parsed = [line.partition(" ")[::2] for line in lines if line and not line.startswith("#")]
    last = max(i for i, (word, _) in enumerate(parsed) if word == "FROM")
    return [(word, rest.strip()) for word, rest in parsed[last:]]


def asked(check: list[str]) -> tuple[int, str]:
    """Port and path of the address on its own machine that a health check asks."""
    found = re.search(r"http://127\.0\.0\.1:(\d+)(/[\w/]*)", " ".join(check))
    assert found is not None, check
    return int(found.group(1)), found.group(2)
