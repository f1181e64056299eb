"""Work that the running worker is asked for, because it alone may do it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from events.columns import Json, UtcDateTime
from marketplace.db import Base


class Reindexing(Base):
    """One `reindex` asked of the worker; `documents` counts them by index when it is done."""

    __tablename__ = "reindexings"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    index: Mapped[str | None] = mapped_column(String(60))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    documents: Mapped[dict[str, int] | None] = mapped_column(Json)
    error: Mapped[str | None] = mapped_column(Text)
