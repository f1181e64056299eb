"""The one table of this package: revisions of the embedded engine's documents, deleted ones too."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, MetaData, String, Table

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

search_versions = Table(
    "search_versions",
    metadata,
    Column("index_name", String(64), primary_key=True),
    Column("document_id", String(255), primary_key=True),
    Column("revision", BigInteger, nullable=False),
)
