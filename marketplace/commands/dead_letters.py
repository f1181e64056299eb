"""marketplace dead-letters: list, show, retry or discard events that a consumer gave up."""

from __future__ import annotations

import argparse
import json
import time
from typing import Any

from marketplace.commands.printing import add_json, answer
from marketplace.config import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, says in (
        ("list", "unresolved ones, oldest first"),
        ("show", "one with its event and its error"),
        ("retry", "try a key again: of one letter, of a consumer, or all"),
        ("discard", "give one up for good: it counts as handled, without effect"),
    ):
        action = actions.add_parser(name, help=says, description=says)
        add_json(action)
        if name in ("show", "discard"):
            action.add_argument("id", type=int)
        if name == "retry":
            action.add_argument("id", type=int, nargs="?")
            action.add_argument("--consumer", help="only of this consumer")
        if name == "discard":
            action.add_argument("--reason", required=True)


def run(options: argparse.Namespace) -> dict[str, Any] | int:
    from marketplace.wiring import build

    runtime = build(Settings.from_env())
    try:
        return _ACTIONS[options.action](runtime, options)
    finally:
        runtime.close()


def _list(runtime: Any, options: argparse.Namespace) -> dict[str, Any] | int:
    from events.deadletters import unresolved
    from marketplace.operations.letters import shown

    with runtime.sessions.read() as session:
        items = [shown(row) for row in unresolved(session)]
    lines = [
        f"{i['id']:>6} {i['consumer']:20} {i['key']:44} {i['type']}"
        f"{' (parked)' if i['parked'] else ''}"
        for i in items
    ]
    return answer(options, {"items": items}, [*lines, f"{len(items)} dead letters"])


def _show(runtime: Any, options: argparse.Namespace) -> dict[str, Any] | int:
    from marketplace.operations.letters import letter, shown_whole

    with runtime.sessions.read() as session:
        found = shown_whole(letter(session, options.id))
    return answer(options, found, [json.dumps(found, ensure_ascii=False, indent=2)])


def _retry(runtime: Any, options: argparse.Namespace) -> dict[str, Any] | int:
    from events.pulse import alive
    from marketplace.operations.letters import keys_of

    with runtime.sessions.read() as session:
        keys = keys_of(session, options.id, options.consumer)
        working = bool(alive(session))
    done, failed = _by_worker(runtime, keys) if working else _here(runtime, keys)
    lines = [f"{done} went through", *(f"{key}: {error}" for key, error in failed.items())]
    return answer(options, {"done": done, "failed": failed}, lines)


def _here(runtime: Any, keys: list[tuple[str, str]]) -> tuple[int, dict[str, str]]:
    from events.deadletters import retry

    done, failed = 0, {}
    for consumer, key in keys:
        error: str | None = "this version has no such consumer; discard it"
        if consumer in runtime.consumers:
            count, error = retry(runtime.sessions, runtime.consumers[consumer], key)
            done += count
        if error:
            failed[f"{consumer} {key}"] = error.strip().splitlines()[-1]
    return done, failed


def _by_worker(runtime: Any, keys: list[tuple[str, str]]) -> tuple[int, dict[str, str]]:
    """Ask the worker that runs, which holds the index, and wait for what it finds."""
    from events.deadletters import ask_retry, unresolved
    from events.pulse import alive

    with runtime.sessions.write() as session:
        asked = sum(ask_retry(session, consumer, key) for consumer, key in keys)
    while True:
        with runtime.sessions.read() as session:
            left = [row for row in unresolved(session) if (row.consumer, row.key) in keys]
            working = bool(alive(session))
        if not any(row.retry_asked_at for row in left):
            break
        if not working:
            return _here(runtime, keys)
        time.sleep(0.2)
    failed = {
        f"{row.consumer} {row.key}": row.error.strip().splitlines()[-1]
        for row in left
        if not row.parked
    }
    return max(asked - len(left), 0), failed


def _discard(runtime: Any, options: argparse.Namespace) -> dict[str, Any] | int:
    from events.deadletters import discard
    from marketplace.cli import CommandError

    with runtime.sessions.write() as session:
        row = discard(session, options.id, options.reason)
    if row is None:
        raise CommandError(f"{options.id}: no such dead letter, or it is resolved")
    return answer(options, {"discarded": options.id}, [f"{options.id} discarded"])


_ACTIONS = {"list": _list, "show": _show, "retry": _retry, "discard": _discard}
