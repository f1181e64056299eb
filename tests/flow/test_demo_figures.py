"""The demonstration world, loaded in full, computes to the figures that it was drawn after."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.config import Settings
from marketplace.deals.models import Deal
from marketplace.demo.generate import plan
from marketplace.demo.histories import years
from marketplace.demo.load import Loader
from marketplace.outcomes import projection, queries
from marketplace.wiring import build

TODAY = datetime(2026, 11, 24, tzinfo=UTC).date()
JOBS = (212, 1_284, 2_190, 4_105)
GROWTH = ((9.8, 41, 58), (13.6, 138, 176), (-4.1, 203, 287), (17.2, 251, 342))
NEAR = 0.02


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory, template_store: Path) -> Iterator[Session]:
    folder = tmp_path_factory.mktemp("world")
    (folder / "marketplace.sqlite3").write_bytes(template_store.read_bytes())
    runtime = build(Settings(data_dir=str(folder), secret_key="x" * 40, demo="1"))
    Loader(runtime, plan(TODAY, "full"), "no-password").run(threading.Event())
    with runtime.sessions.read() as session:
        yield session
    runtime.close()


def test_jobs_add_up_year_by_year(loaded: Session) -> None:
    sums, known = [], 0.0
    for year in years(TODAY).jobs:
        known += float(queries.total(loaded, "BEP-02", f"FY{year}").value or 0)
        sums.append(known)
    assert sums == pytest.approx(JOBS, rel=NEAR)
    assert float(queries.total(loaded, "BEP-02").value or 0) == pytest.approx(JOBS[-1], rel=NEAR)


def test_growth_of_the_matched_firms(loaded: Session) -> None:
    found = [queries.total(loaded, "BEP-01", f"FY{year}") for year in years(TODAY).accounts]
    for total, (growth, matched, firms) in zip(found, GROWTH, strict=True):
        assert float(total.value or 0) == pytest.approx(growth, rel=NEAR)
        assert total.firms == pytest.approx(matched, rel=NEAR)
        assert total.of == pytest.approx(firms, rel=NEAR)


def test_deals_of_the_funnel(loaded: Session) -> None:
    rows = loaded.execute(select(Deal.state, func.count()).group_by(Deal.state)).all()
    assert dict(rows) == {"completed": 12, "in_delivery": 2}


def test_figures_are_those_of_the_entries(loaded: Session) -> None:
    assert list(projection.differences(loaded)) == []
