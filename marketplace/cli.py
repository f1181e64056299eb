"""The `marketplace` command. Each command is a module in marketplace/commands, loaded when used."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from typing import Any

COMMANDS = {
    "demo": "load a world of fictional firms and serve it: the quickest way to see the product",
    "serve": "serve pages and API",
    "work": "relay events, run consumers, send mails and webhooks",
    "migrate": "bring the database to this version",
    "topics": "make the Kafka topics that are missing",
    "status": "versions, lag, outbox, dead letters, index",
    "verify": "check that the store is as promised",
    "republish": "record snapshots of everything again",
    "reindex": "build search indexes beside the live ones, then swap",
    "rebuild": "make the totals of jobs and revenue again from the entries",
    "dead-letters": "list, show, retry or discard events that a consumer gave up",
    "backup": "write the embedded store to one file",
    "restore": "bring the embedded store back from such a file",
    "import": "load an organisation's award history",
    "export": "write contracting processes and results as files in open standards",
    "evaluate": "measure ranking on real history",
    "token": "print a new API token of an account",
    "administrator": "make an account administrator of the platform, or end that",
    "openapi": "print the OpenAPI document",
    "asyncapi": "print the AsyncAPI document",
}


class CommandError(Exception):
    """A command cannot do its work; the text goes to standard error, exit status 1."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0, 1 for a failure, 2 for wrong usage."""
    parser = build_parser(sys.argv[1:] if argv is None else argv)
    options = parser.parse_args(argv)
    try:
        _configure_logging()
        result = options.run(options)
    except _known_errors() as error:
        print(f"marketplace {options.command}: {error}", file=sys.stderr)
        return 1
    if isinstance(result, dict):
        print(json.dumps(result, ensure_ascii=False))
    return result if isinstance(result, int) else 0


def build_parser(argv: Sequence[str]) -> argparse.ArgumentParser:
    """The parser; only the module of the command named in `argv` is loaded."""
    parser = argparse.ArgumentParser(prog="marketplace", description=__doc__)
    parsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, says in COMMANDS.items():
        command = parsers.add_parser(name, help=says, description=says)
        if name in argv:
            module: Any = import_module(f"marketplace.commands.{module_name(name)}")
            module.configure(command)
            command.set_defaults(run=module.run)
    return parser


def _configure_logging() -> None:
    from marketplace.config import Settings
    from marketplace.logs import configure_logging

    configure_logging(Settings.from_env())


def module_name(command: str) -> str:
    """The command's module: `dead-letters` stands in dead_letters, `import` in import_."""
    name = command.replace("-", "_")
    return f"{name}_" if iskeyword(name) else name


def _known_errors() -> tuple[type[Exception], ...]:
    from events.errors import Transient
    from marketplace.config import BadSettings
    from marketplace.errors import DomainError

    return CommandError, BadSettings, DomainError, OSError, Transient


if __name__ == "__main__":
    sys.exit(main())
