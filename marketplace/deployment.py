"""The settings that a session's work runs under, where no request is at hand."""

from __future__ import annotations

from typing import cast

from sqlalchemy.orm import Session

from marketplace.config import Settings


def settings_of(session: Session) -> Settings:
    """The settings of the deployment that opened the session."""
    return cast(Settings, session.info["settings"])
