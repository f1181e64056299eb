"""Profiles, what was typed and not yet saved, and the open needs that they are held against."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from events.columns import Json, UtcDateTime
from marketplace.db import Base


class Profile(Base):
    """What an organisation says of itself: `content` holds the fields of schemas.ProfileContent.

    Notices of expiring certificates are given for moments after `noticed_at`. `promised` is what
    open deals take of its capacity a month, by unit; `promises` counts its changes, which are told
    with the profile but are no revision of what the firm says.
    """

    __tablename__ = "profiles"

    organization_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_by: Mapped[str] = mapped_column(String(36))
    noticed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revision: Mapped[int]
    promised: Mapped[dict[str, float]] = mapped_column(Json, default=dict)
    promises: Mapped[int] = mapped_column(default=0)

    @property
    def told(self) -> int:
        """The revision of its events: it rises with either."""
        return self.revision + self.promises


class ProfileDraft(Base):
    """A page of a profile's form as it was typed on a revision of the profile; unchecked."""

    __tablename__ = "profile_drafts"

    organization_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    part: Mapped[str] = mapped_column(String(20), primary_key=True)
    typed: Mapped[dict[str, Any]] = mapped_column(Json)
    revision: Mapped[int]
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Demand(Base):
    """What a published need asks of a profile: `asks` holds what costs.asks_of made of it."""

    __tablename__ = "profile_demands"

    need_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    revision: Mapped[int]
    open: Mapped[bool] = mapped_column(index=True)
    apply_by: Mapped[datetime | None] = mapped_column(UtcDateTime)
    asks: Mapped[dict[str, Any]] = mapped_column(Json)
