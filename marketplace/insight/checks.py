"""What must hold between stories of needs and what they were made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy.orm import Session

from marketplace.contributions import Check
from marketplace.insight.projection import differences
from marketplace.ports import Ports


def funnel(session: Session, ports: Ports) -> Iterator[str]:
    """Every posted need's story is what its sources say."""
    yield from differences(session)


CHECKS: Mapping[str, Check] = {"funnel": funnel}
