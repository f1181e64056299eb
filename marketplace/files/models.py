"""What is known of each kept file; the content lies behind the port, under the same id."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from events.columns import UtcDateTime
from marketplace.db import Base


class StoredFile(Base):
    """`used_by` names what refers to it (profile/ID) and `part` where in it; a file that nothing
    refers to is removed a day after it came or was let go. One without an organisation is its
    uploader's own."""

    __tablename__ = "files"
    __table_args__ = (Index("ix_files_used_by", "used_by"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    organization_id: Mapped[str | None] = mapped_column(ForeignKey("organizations.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    uploaded_by: Mapped[str] = mapped_column(String(36))
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_by: Mapped[str | None] = mapped_column(String(80))
    part: Mapped[str | None] = mapped_column(String(40))
