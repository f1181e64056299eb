"""marketplace asyncapi: print the AsyncAPI document of the events."""

from __future__ import annotations

import argparse
from typing import Any


def configure(parser: argparse.ArgumentParser) -> None:
    """Takes no options."""


def run(options: argparse.Namespace) -> dict[str, Any]:
    from events.asyncapi import document
    from marketplace.config import Settings

    settings = Settings.from_env()
    return document(f"{settings.product_name} events", prefix=settings.kafka_prefix)
