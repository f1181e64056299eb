"""The API fuzzed from its own description: no server error, no answer that is not described."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from marketplace.app import SLICES
from marketplace.config import Settings
from marketplace.wiring import build
from tests.contract.api.known import KNOWN, furnish
from tests.support.clock import FixedClock
from tests.support.world import World

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory, template_store: Path) -> Iterator[World]:
    """A world with things in it, whose ids the fuzzer may use."""
    folder = tmp_path_factory.mktemp("fuzz")
    shutil.copy(template_store, folder / "marketplace.sqlite3")
    clock = FixedClock()
    runtime = build(Settings(data_dir=str(folder), secret_key="x" * 40), clock=clock)
    world = World(runtime, clock)
    furnish(world)
    yield world
    runtime.close()


@pytest.fixture(scope="module")
def operations(furnished: World) -> dict[str, list[Any]]:
    """Operations by slice, each with what makes requests of it."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", furnished.app)
    found: dict[str, list[Any]] = {}
    for operation in (result.ok() for result in schema.get_all_operations()):
        found.setdefault(operation.tags[0].removesuffix("_api"), []).append(operation)
    return found


@pytest.mark.parametrize("part", SLICES)
def test_signed_in(operations: dict[str, list[Any]], part: str) -> None:
    """As a lead firm's administrator, who may do most."""
    headers = {"Authorization": f"Bearer {KNOWN['token'][0]}"}
    for operation in operations.get(part, ()):
        fuzz(operation, 12, headers)


@pytest.mark.parametrize("part", SLICES)
def test_anonymous(operations: dict[str, list[Any]], part: str) -> None:
    """Nobody."""
    for operation in operations.get(part, ()):
        fuzz(operation, 2, {})


def fuzz(operation: Any, examples: int, headers: dict[str, str]) -> None:
    """Send requests made of the description; half of their ids exist."""

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def send(case: Any) -> None:
        case.path_parameters = known_ids(case.path_parameters)
        case.call_and_validate(checks=CHECKS, headers=headers)

    send()


def known_ids(parameters: dict[str, Any] | None) -> dict[str, Any]:
    """The parameters with an id that exists where the made one has an even length."""
    return {
        name: KNOWN[name][len(str(value)) % len(KNOWN[name])]
        if KNOWN.get(name) and len(str(value)) % 2 == 0
        else value
        for name, value in (parameters or {}).items()
    }
