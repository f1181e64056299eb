"""Rows of a programme with so many deals, written straight into its projections.

Of each 100 needs 94 find a match, 71 are viewed, 49 contacted, 38 applied for, 21 shortlisted, 12
awarded, 10 delivered, 9 paid and 7 verified. There is a firm for every five deals, with figures of
four years in each cut.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from marketplace.insight.stages import STAGES
from marketplace.vocabularies import places

SHARES = (100, 94, 71, 49, 38, 21, 12, 10, 9, 7)
LOSSES = ("no_match", "not_viewed", "no_application", "no_application", "none_chosen")
REGIONS = tuple(places.REGIONS)
YEARS = ("FY2024", "FY2025", "FY2026", "FY2027")
SECTORS, SIZES = ("44", "18", "39", "03", "60", "72"), ("micro", "small", "medium")
SCALE = 10_000
CHUNK = 20_000


def load(store: Path, deals: int, now: datetime) -> None:
    """Fill the store; the same rows for the same size."""
    chance = random.Random(deals)
    firms = [f"firm-{number:07d}" for number in range(max(deals // 5, 10))]
    with sqlite3.connect(store) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        indexes = _indexes(connection)
        for name in indexes:
            connection.execute(f"DROP INDEX {name}")
        _fill(connection, "organizations", _organizations(firms, chance, now))
        _fill(connection, "outcome_assistances", _assistances(firms, now))
        _fill(connection, "outcome_baselines", _baselines(firms, now))
        _fill(connection, "outcome_firm_figures", _figures(firms, chance))
        connection.execute(SUMS)
        needs = round(deals * 100 / 12)
        _fill(connection, "needs", _needs(needs, firms, now))
        _fill(connection, "insight_needs", _stories(needs, firms, chance, now))
        for statement in indexes.values():
            connection.execute(statement)
        for name in ("kind", "year", "region", "sector", "size", "buyer", "bso"):
            connection.execute(BUCKETS.format(name))
        connection.execute("ANALYZE")
    connection.close()


SUMS = """
INSERT INTO outcome_figures
    (indicator, period, dimension, bucket, value, waiting, firms, entries, waiting_entries)
SELECT indicator, period, dimension, bucket, sum(value), sum(waiting), count(*), sum(entries),
    sum(waiting_entries)
FROM outcome_firm_figures GROUP BY indicator, period, dimension, bucket
"""


BUCKETS = """
INSERT INTO insight_buckets (dimension, bucket)
SELECT DISTINCT '{0}', coalesce({0}, 'unknown') FROM insight_needs
"""


def _indexes(connection: sqlite3.Connection) -> dict[str, str]:
    """Indexes of the tables that are filled, by name: made again once the rows are in."""
    wanted = ("insight_needs", "needs", "outcome_firm_figures")
    found = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        " AND tbl_name IN (?, ?, ?)",
        wanted,
    )
    return dict(found.fetchall())


def _fill(connection: sqlite3.Connection, table: str, rows: Iterator[dict[str, Any]]) -> None:
    chunk: list[dict[str, Any]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            _write(connection, table, chunk)
            chunk = []
    if chunk:
        _write(connection, table, chunk)


def _write(connection: sqlite3.Connection, table: str, rows: list[dict[str, Any]]) -> None:
    names = ", ".join(rows[0])
    places = ", ".join(f":{name}" for name in rows[0])
    connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)  # noqa: S608  (own names)


def _stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S.%f")


def _organizations(
    firms: list[str], chance: random.Random, now: datetime
) -> Iterator[dict[str, Any]]:
    for firm in firms:
        yield {
            "id": firm,
            "name": f"Firm {firm[5:]} DOO",
            "names": "{}",
            "kinds": '["msme"]',
            "state": "verified",
            "country": "MK",
            "region": chance.choice(REGIONS),
            "created_at": _stamp(now - timedelta(days=1000)),
            "revision": 1,
        }


def _assistances(firms: list[str], now: datetime) -> Iterator[dict[str, Any]]:
    for firm in firms:
        yield {
            "id": f"a-{firm}",
            "organization_id": firm,
            "kind": "deal",
            "role": "buyer",
            "provider_id": f"buyer-{int(firm[5:]) % 40}",
            "objective": "3",
            "since": "2023-11-01",
            "source": f"deal/{firm}",
            "made_at": _stamp(now),
        }


def _baselines(firms: list[str], now: datetime) -> Iterator[dict[str, Any]]:
    for firm in firms:
        yield {
            "id": f"b-{firm}",
            "organization_id": firm,
            "claim_id": "none",
            "as_of": "2023-10-01",
            "headcount": 10,
            "fte": 10 * SCALE,
            "sales": 0,
            "made_at": _stamp(now),
        }


def _figures(firms: list[str], chance: random.Random) -> Iterator[dict[str, Any]]:
    for firm in firms:
        cells = [
            ("", ""),
            ("region", chance.choice(REGIONS)),
            ("sector", chance.choice("CFGHIJ")),
            ("size", chance.choice(SIZES)),
        ]
        served = [("sex", "f"), ("lead_firm", f"buyer-{chance.randrange(40)}")]
        revenue = 10_000_000
        for year in (*YEARS, "all"):
            revenue = round(revenue * 1.1)
            for dimension, bucket in cells:
                yield _figure(firm, "BEP-05", year, dimension, bucket, revenue)
            for dimension, bucket in (*cells, *served):
                yield _figure(firm, "BEP-02", year, dimension, bucket, chance.randrange(5))
        for quarter in range(1, 5):
            yield _figure(firm, "BEP-02", f"{YEARS[-2]}-Q{quarter}", "", "", 1)


def _figure(
    firm: str, indicator: str, period: str, dimension: str, bucket: str, value: int
) -> dict[str, Any]:
    return {
        "organization_id": firm,
        "indicator": indicator,
        "period": period,
        "dimension": dimension,
        "bucket": bucket,
        "value": value * SCALE,
        "waiting": 0,
        "entries": 1,
        "waiting_entries": 0,
    }


def _needs(count: int, firms: list[str], now: datetime) -> Iterator[dict[str, Any]]:
    at = _stamp(now - timedelta(days=90))
    for number in range(count):
        yield {
            "id": f"need-{number:08d}",
            "ref": f"N-{number:08d}",
            "organization_id": firms[number % 40 % len(firms)],
            "kind": "supplier",
            "state": "closed",
            "title": "Parts",
            "content": "{}",
            "created_by": "nobody",
            "created_at": at,
            "published_at": at,
            "with_buyer": 0,
            "revision": 1,
        }


def _stories(
    count: int, firms: list[str], chance: random.Random, now: datetime
) -> Iterator[dict[str, Any]]:
    for number in range(count):
        drawn = chance.random() * 100
        reached = max(place for place, share in enumerate(SHARES) if drawn < share)
        posted = now - timedelta(minutes=chance.randrange(700 * 1440))
        row: dict[str, Any] = {
            "need_id": f"need-{number:08d}",
            "kind": "supplier",
            "year": YEARS[number % 4],
            "region": chance.choice(REGIONS),
            "sector": chance.choice(SECTORS),
            "size": chance.choice(SIZES) if reached > 5 else None,
            "buyer": firms[number % 40 % len(firms)],
            "supplier": chance.choice(firms) if reached > 5 else None,
            "bso": None,
            "reached": reached,
            "loss": LOSSES[min(reached, 4)] if reached < 9 else None,
            "posted_at": _stamp(posted),
        }
        at = posted
        for place, stage in enumerate(STAGES[1:], 1):
            wait = chance.randrange(1, 20_000) if place <= reached else None
            at = at + timedelta(minutes=wait or 0)
            row[f"{stage}_at"] = _stamp(at) if wait else None
            row[f"wait_{stage}"] = wait
        yield row
