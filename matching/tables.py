"""The matching service's own tables; nothing else reads them, and nothing points out of them.

`changed` is a place in one order of all changes (see `clock`), by which each worker's state in
memory moves forward.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, MetaData, SmallInteger, String, Table

from events.columns import NAMING, BigId, Json, UtcDateTime

metadata = MetaData(naming_convention=NAMING)

clock = Table(
    "matching_clock",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("value", BigId, nullable=False),
)
"""One row: the number of the last change. Updated under a lock, so that changes commit in order."""

organizations = Table(
    "matching_organizations",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("profile_revision", Integer, nullable=False, server_default="0"),
    Column("organization", Json, nullable=False),
    Column("profile", Json),
    Column("changed", BigId, nullable=False, index=True),
)
"""What `organization.*` and `profile.updated` told last; 0 is the revision of what never came."""

needs = Table(
    "matching_needs",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("open", Boolean, nullable=False, index=True),
    Column("need", Json, nullable=False),
    Column("changed", BigId, nullable=False, index=True),
)

awards = Table(
    "matching_awards",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("award", Json, nullable=False),
    Column("changed", BigId, nullable=False, index=True),
)

programmes = Table(
    "matching_programmes",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("programme", Json, nullable=False),
    Column("changed", BigId, nullable=False, index=True),
)

runs = Table(
    "matching_runs",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("need_id", String(80), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("need_revision", Integer, nullable=False),
    Column("seen", BigId, nullable=False),
    Column("ranker", String(40), nullable=False),
    Column("computed_at", UtcDateTime, nullable=False),
    Column("looked_at", Integer, nullable=False),
    Column("inputs", Json, nullable=False),
    Column("bar", Json, nullable=False),
    Column("hash", String(80), nullable=False),
)
"""Each list that was made, with what re-making it needs; `seen` is the last change it knew of.

`bar` is the little that placing one more candidate needs (`results.Bar`).
"""

Index("uq_matching_runs_need_id_revision", runs.c.need_id, runs.c.revision, unique=True)

entries = Table(
    "matching_entries",
    metadata,
    Column("need_id", String(80), primary_key=True),
    Column("place", SmallInteger, primary_key=True),
    Column("organization_id", String(80), nullable=False, index=True),
)
"""The standing lists by organisation: which lists a changed firm or provider is on."""
