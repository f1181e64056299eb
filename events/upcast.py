"""Old versions of event data, brought up to the newest one when they are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from events import catalogue
from events.envelope import Event

Step = Callable[[Mapping[str, Any]], dict[str, Any]]

STEPS: dict[tuple[str, int], Step] = {}
"""(type, version) -> the function that makes data of that version into the next one."""


def upcast(event: Event, steps: Mapping[tuple[str, int], Step] = STEPS) -> Event:
    """The same event with data of the type's newest version; a newer one is left as it is.

    A version without a step is of a type that only ever grew, so its data fit as they are.
    """
    newest = catalogue.get(event.type).version
    data = event.data
    for version in range(event.version, newest):
        step = steps.get((event.type, version))
        data = step(data) if step else data
    return replace(event, version=max(event.version, newest), data=data)
