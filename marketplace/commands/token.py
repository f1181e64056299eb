"""marketplace token EMAIL: print a new API token of that account, and nothing else."""

from __future__ import annotations

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="EMAIL")
    parser.add_argument(
        "--scope", action="append", metavar="S", help="may be repeated (default: all scopes)"
    )
    parser.add_argument(
        "--organization",
        metavar="ID",
        help="act for this organisation (default: the one joined first)",
    )


def run(options: argparse.Namespace) -> int:
    from marketplace.config import Settings
    from marketplace.db import SessionFactory, engine_for

    settings = Settings.from_env()
    engine = engine_for(settings.sqlalchemy_url)
    try:
        with SessionFactory(engine, settings=settings).write() as session:
            print(issue(session, options.email, options.scope, options.organization))
    finally:
        engine.dispose()
    return 0


def issue(session: object, email: str, scopes: list[str] | None, organization: str | None) -> str:
    """The secret of a new token; CommandError where account or organisation do not fit."""
    from sqlalchemy.orm import Session

    from marketplace.accounts.queries import by_email
    from marketplace.accounts.tokens import create_token
    from marketplace.cli import CommandError
    from marketplace.organizations.queries import mine
    from marketplace.policy import SCOPES
    from marketplace.security import acting

    assert isinstance(session, Session)
    user = by_email(session, email)
    if user is None or user.disabled_at or user.locked_at:
        raise CommandError(f"there is no account {email}")
    own = [firm.id for firm, _ in mine(session, user.id)]
    if organization and organization not in own:
        raise CommandError(f"{email} is no member of {organization}")
    actor = acting(session, user, organization or next(iter(own), None), None)
    return create_token(session, actor, "command line", scopes or list(SCOPES))[1]
