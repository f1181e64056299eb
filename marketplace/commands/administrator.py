"""marketplace administrator EMAIL: make an account administrator of the platform, or end that."""

from __future__ import annotations

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="EMAIL")
    parser.add_argument("--revoke", action="store_true", help="end it instead")


def run(options: argparse.Namespace) -> int:
    """The first administrator is made here; there is no page for it on purpose."""
    from marketplace.accounts.queries import by_email
    from marketplace.audit import note
    from marketplace.cli import CommandError
    from marketplace.config import Settings
    from marketplace.db import SessionFactory, engine_for
    from marketplace.policy import Actor

    settings = Settings.from_env()
    engine = engine_for(settings.sqlalchemy_url)
    try:
        with SessionFactory(engine, settings=settings).write() as session:
            user = by_email(session, options.email)
            if user is None or user.confirmed_at is None or user.disabled_at is not None:
                raise CommandError(f"{options.email} is not a confirmed account; register it first")
            user.staff = not options.revoke
            action = "account.administrator_ended" if options.revoke else "account.administrator"
            note(session, Actor(), action, f"user/{user.id}")
    finally:
        engine.dispose()
    return 0
