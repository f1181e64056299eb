"""Histories on PostgreSQL: the same counts, also beside another import."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, select

from marketplace.awards.loading import Counts, Terms
from marketplace.awards.models import PastAward
from marketplace.awards.services import import_file
from marketplace.db import SessionFactory, engine_for
from marketplace.organizations.models import Organization
from marketplace.policy import OPERATOR
from marketplace.schema import migrate
from marketplace.wiring import read_awards
from tests.support.histories import csv_file, row

pytestmark = pytest.mark.servers


@pytest.fixture
def sessions(postgres_url: str) -> Iterator[SessionFactory]:
    migrate(postgres_url)
    factory = SessionFactory(engine_for(postgres_url))
    yield factory
    factory.engine.dispose()


def test_two_imports_of_one_file_at_once_load_it_once(
    sessions: SessionFactory, tmp_path: Path
) -> None:
    file = tmp_path / "history.csv"
    file.write_bytes(csv_file(*[row(number) for number in range(1, 1_800)]))

    def load() -> Counts:
        return import_file(sessions, OPERATOR, Terms(), read_awards(file), dry_run=False)

    with ThreadPoolExecutor(2) as threads:
        both = [one.result() for one in [threads.submit(load), threads.submit(load)]]
    assert sum(counts.loaded for counts in both) == 1_799
    assert sum(counts.organizations_created for counts in both) == 1_800
    assert load().unchanged == 1_799
    with sessions.read() as session:
        assert session.scalar(select(func.count()).select_from(PastAward)) == 1_799
        assert session.scalar(select(func.count()).select_from(Organization)) == 1_800
