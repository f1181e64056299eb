"""Searches that people keep, to be told of new needs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from events.columns import Json, UtcDateTime
from marketplace.db import Base


class SavedSearch(Base):
    """A person's search for needs: `query` is its address after "?", `asked` what it asks for:
    text, filters by token field, ranges by number field (as search.query.Query has them). `mail`
    is "usual" (as for all matches), or this search's own choice of notifications.kinds.CHOICES."""

    __tablename__ = "saved_searches"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    query: Mapped[str] = mapped_column(String(1000))
    asked: Mapped[dict[str, Any]] = mapped_column(Json)
    mail: Mapped[str] = mapped_column(String(8), default="usual")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revision: Mapped[int] = mapped_column(default=1)
