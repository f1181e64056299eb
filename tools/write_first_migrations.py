"""Write the migrations of the first release anew from the models: one numbered file a slice.

Only until that release: from then on each change of the schema is a new migration
(`alembic revision` with the template in migrations/script.py.mako).
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import JSON, BigInteger, MetaData, TypeDecorator, create_engine

sys.path.insert(0, str(Path(__file__).parent.parent))

from events.columns import NAMING, UtcDateTime
from marketplace.app import SLICES
from marketplace.db import Base
from migrations.metadata import METADATA

TEMPLATE = '''"""Tables of {name}."""

import sqlalchemy as sa
from alembic import op
{imports}
revision = "{number}"
down_revision = {previous!r}
branch_labels = None
depends_on = None


def upgrade() -> None:
    {up}


def downgrade() -> None:
    {down}
'''


def groups() -> dict[str, set[str]]:
    """Migration name -> its tables, in an order in which foreign keys point backwards."""
    kernel, _, search, matching = METADATA
    modules = {
        mapper.local_table.name: mapper.class_.__module__.split(".")[1]
        for mapper in Base.registry.mappers
    }
    found = {"kernel": set(kernel.tables)}
    for name in SLICES:
        found[name] = {table for table, module in modules.items() if module == name}
    found["edge"] = {table for table, module in modules.items() if module not in SLICES}
    found |= {"search": set(search.tables), "matching": set(matching.tables)}
    return {name: tables for name, tables in found.items() if tables}


def render(name: str, tables: set[str], number: str, previous: str | None) -> str:
    """One migration file that creates and drops these tables."""
    wanted = MetaData(naming_convention=NAMING)
    for metadata in METADATA:
        for table in metadata.sorted_tables:
            table.to_metadata(wanted)

    def include(obj: Any, name: str, kind: str, *_: Any) -> bool:
        return name in tables if kind == "table" else True

    with create_engine("sqlite://").connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": include})
        script = produce_migrations(context, wanted)
        options = {"migration_context": context, "render_item": _render_item}
        up = _clean(render_python_code(script.upgrade_ops, **options))
        down = _clean(render_python_code(script.downgrade_ops, **options))
    used = [word for word in ("BigId", "Json", "UtcDateTime") if word in up]
    imports = f"\nfrom events.columns import {', '.join(used)}\n" if used else ""
    guarded = [one.name for one in wanted.sorted_tables if one.info.get("append_only")]
    if guards := "".join(f'\n    guard(op, "{one}")' for one in guarded if one in tables):
        imports += "from migrations.append_only import guard, release\n"
        up, down = up + guards, down + "\n    release(op)"
    return TEMPLATE.format(
        name=name, imports=imports, number=number, previous=previous, up=up, down=down
    )


def _clean(code: str) -> str:
    return re.sub(r"^ *# ###.*\n?", "", code, flags=re.MULTILINE).strip()


def _render_item(kind: str, item: Any, context: Any) -> str | bool:
    if kind == "type" and isinstance(item, UtcDateTime):
        return "UtcDateTime()"
    if kind == "type" and isinstance(item, JSON):
        return "Json"
    if kind == "type" and isinstance(item, TypeDecorator) and isinstance(item.impl, BigInteger):
        return "sa.BigInteger()"
    if kind == "type" and isinstance(item, BigInteger) and item._variant_mapping:
        return "BigId"
    return False


def main() -> None:
    """Replace the numbered files."""
    folder = Path(__file__).parent.parent / "migrations" / "versions"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("[0-9]*.py"):
        old.unlink()
    previous = None
    for place, (name, tables) in enumerate(groups().items(), start=1):
        number = f"{place:04d}"
        (folder / f"{number}_{name}.py").write_text(render(name, tables, number, previous))
        previous = number


if __name__ == "__main__":
    main()
