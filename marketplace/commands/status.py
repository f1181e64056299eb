"""marketplace status: versions, lag, outbox, dead letters, index."""

from __future__ import annotations

import argparse
from importlib.metadata import version
from typing import Any

from marketplace.commands.printing import add_json, answer
from marketplace.config import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    add_json(parser)


def run(options: argparse.Namespace) -> dict[str, Any] | int:
    from marketplace.wiring import build

    runtime = build(Settings.from_env())
    try:
        found = _status(runtime)
    finally:
        runtime.close()
    return answer(options, found, _lines(found))


def _status(runtime: Any) -> dict[str, Any]:
    from events import pulse
    from marketplace.operations import state
    from marketplace.schema import current, newest

    url = runtime.settings.sqlalchemy_url
    with runtime.sessions.read() as session:
        outbox = state.outbox_state(session)
        return {
            "version": version("marketplace"),
            "stack": "embedded" if runtime.settings.embedded else "full",
            "database": {"revision": current(url), "needed": newest(url)},
            "workers": [row.role for row in pulse.alive(session)],
            "outbox": {"depth": outbox.depth, "age": outbox.age, "failing": outbox.failing},
            "lag": state.lags(session, runtime.consumers.values()),
            "dead_letters": state.letters(session),
            "index": _indexes(runtime),
            "complaints": state.complaints(session, runtime.consumers),
        }


def _indexes(runtime: Any) -> dict[str, str | None]:
    """The live generation of each index; null while the engine does not answer."""
    from search.ports import SearchUnavailable

    found: dict[str, str | None] = {}
    for spec in runtime.indexes():
        try:
            found[spec.name] = runtime.ports.search.revision(spec.name)
        except SearchUnavailable:
            found[spec.name] = None
    return found


def _lines(found: dict[str, Any]) -> list[str]:
    database, outbox = found["database"], found["outbox"]
    lines = [
        f"version      {found['version']}, {found['stack']} stack",
        f"database     revision {database['revision']}, needs {database['needed']}",
        f"workers      {', '.join(found['workers']) or 'none'}",
        f"outbox       {outbox['depth']} events, the oldest {outbox['age']:.0f} s old",
    ]
    lines += [f"lag          {name}: {lag}" for name, lag in found["lag"].items()]
    lines += [f"dead letters {name}: {n}" for name, n in found["dead_letters"].items()]
    lines += [f"index        {name}: {live or 'none'}" for name, live in found["index"].items()]
    return lines + [f"unwell       {one['code']} {one['facts']}" for one in found["complaints"]]
