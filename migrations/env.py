"""Alembic's entry: runs on the URL that marketplace.schema passes."""

from alembic import context

from marketplace.db import engine_for
from migrations.metadata import METADATA

LOCK_TIMEOUT = "5s"


def run() -> None:
    engine = engine_for(context.config.attributes["url"]).execution_options(writes=True)
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SET lock_timeout = '{LOCK_TIMEOUT}'")
            connection.commit()
        context.configure(
            connection=connection,
            target_metadata=METADATA,
            render_as_batch=True,
            compare_type=True,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
