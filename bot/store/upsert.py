"""An INSERT that also updates. Every database has its own, so it is made for the one that is open."""

from importlib import import_module
from typing import Any

from sqlalchemy import Insert, Table


def upsert(table: Table, dialect: str) -> Insert:
    """An INSERT that replaces what stands under the same primary key."""
    insert = _insert(table, dialect)
    keys = [column.name for column in table.primary_key]
    others = [column.name for column in table.columns if column.name not in keys]
    statement: Insert = insert.on_conflict_do_update(
        index_elements=keys, set_={name: insert.excluded[name] for name in others}
    )
    return statement


def count_up(table: Table, number: str, dialect: str) -> Insert:
    """An INSERT that adds its `number` to what stands under the same primary key."""
    insert = _insert(table, dialect)
    keys = [column.name for column in table.primary_key]
    statement: Insert = insert.on_conflict_do_update(
        index_elements=keys, set_={number: table.columns[number] + insert.excluded[number]}
    )
    return statement


def _insert(table: Table, dialect: str) -> Any:
    """Only the dialect that is used is imported."""
    return import_module(f"sqlalchemy.dialects.{dialect}").insert(table)
