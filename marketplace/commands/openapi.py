"""marketplace openapi: print the OpenAPI document of the API."""

from __future__ import annotations

import argparse
import tempfile
from typing import Any


def configure(parser: argparse.ArgumentParser) -> None:
    """Takes no options."""


def run(options: argparse.Namespace) -> dict[str, Any]:
    from marketplace.config import Settings
    from marketplace.wiring import build

    with tempfile.TemporaryDirectory() as folder:
        runtime = build(Settings(data_dir=folder))
        try:
            found = runtime.app().test_client().get("/api/v1/openapi.json").get_json()
        finally:
            runtime.close()
    return dict(found)
