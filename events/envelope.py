"""The form of one event: CloudEvents 1.0 attributes, and the ones that ordering needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to one subject.

    `id`, `type`, `source`, `time` and `key` (CloudEvents `subject`, e.g. "need/0199…") are the
    standard's. `revision` is the subject's, rising by one a change; `version` that of the data's
    schema; `request_id` follows the cause from the first request to the last effect; `position`
    is the place in the one order of all committed events, None until the sequencer gave it.
    """

    id: str
    type: str
    version: int
    source: str
    topic: str
    key: str
    revision: int
    time: datetime
    data: Mapping[str, Any]
    request_id: str | None = None
    position: int | None = None
