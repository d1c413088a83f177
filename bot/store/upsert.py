"""An INSERT that also updates. Every database has its own, so it is made for the one that is open."""

from importlib import import_module
from typing import Any

from sqlalchemy import Insert, Table


def upsert(table: Table, dialect: str) -> Insert:
    """Return an INSERT that replaces the row with the same primary key."""
    insert = _insert(table, dialect)
    keys = [column.name for column in table.primary_key]
    others = [column.name for column in table.columns if column.name not in keys]
    statement: Insert = insert.on_conflict_do_update(
        index_elements=keys, set_={name: insert.excluded[name] for name in others}
    )
    return statement


def count_up(table: Table, number: str, dialect: str) -> Insert:
    """Return an INSERT that adds its `number` to that of the row with the same primary key."""
    insert = _insert(table, dialect)
    keys = [column.name for column in table.primary_key]
    statement: Insert = insert.on_conflict_do_update(
        index_elements=keys, set_={number: table.columns[number] + insert.excluded[number]}
    )
    return statement


def _insert(table: Table, dialect: str) -> Any:
    """Return the dialect's INSERT. Imports no other dialect."""
    return import_module(f"sqlalchemy.dialects.{dialect}").insert(table)
