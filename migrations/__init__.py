"""Alembic's migrations: numbered, linear, each compatible with the release before it."""
