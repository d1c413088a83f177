"""A vote that comes in through the whole bot writes the box, and nothing beside it."""

from pathlib import Path

import pytest
from sqlalchemy import Row

from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.store.tables import metadata
from tests.harness.group_wire import GroupWire
from tests.store.postgres import Server
from tests.store.test_secrecy import all_transactions, fresh_together

TEAM = ("Anna", "Bram", "Chris", "Dina", "Eva")
BUTTON = "De schuur vandaag nog regelen, met drie akkoorden"


async def rows(wire: GroupWire) -> dict[str, list[Row[tuple[object, ...]]]]:
    async with wire.store.database.engine.connect() as connection:
        return {
            table.name: list((await connection.execute(table.select())).all())
            for table in metadata.tables.values()
        }


async def opened(wire: GroupWire) -> None:
    await wire.type("Anna: team nieuw Noord")
    for who in TEAM[1:]:
        await wire.type(f"{who}: team mee")
    await wire.type("Anna: ronde 250 euro voor een schuur sluit vrijdag 12:00")


@pytest.mark.parametrize(
    "votes",
    [
        (f"Bram: [{BUTTON}]", "Bram: [Anders]", f"Eva: [{BUTTON}]"),
        ("Bram in privé: a", "Bram in privé: e", "Bram in privé: anders"),
    ],
    ids=["by button", "by letter"],
)
async def test_only_the_box_changes(
    votes: tuple[str, ...], database: str, tmp_path: Path, library: Library, finder: Finder
) -> None:
    wire = GroupWire("telegram", tmp_path, library, finder, database)
    await opened(wire)
    await wire.type("Bram in privé: stem")
    for vote in votes:
        before = await rows(wire)
        assert "Vastgelegd" in await wire.type(vote)
        after = await rows(wire)
        assert [name for name in after if after[name] != before[name]] == ["round"]
    await wire.close()


async def test_on_postgresql_the_turn_of_a_vote_is_one_transaction_with_one_row(
    postgres: Server, tmp_path: Path, library: Library, finder: Finder
) -> None:
    url = postgres.new_database()
    wire = GroupWire("telegram", tmp_path, library, finder, url)
    await opened(wire)
    before = all_transactions(postgres, url)
    await wire.type(f"Bram: [{BUTTON}]")
    assert len(all_transactions(postgres, url) - before) == 1
    assert fresh_together(postgres, url, before) == []
    await wire.close()


async def test_a_press_that_comes_again_after_a_crash_counts_once(
    database: str, tmp_path: Path, library: Library, finder: Finder
) -> None:
    """The session does not know the press. The box does."""
    wire = GroupWire("telegram", tmp_path, library, finder, database)
    await opened(wire)
    await wire.type(f"Bram: [{BUTTON}]")
    first = wire._mark
    await wire.type("Bram: [Anders]")
    await wire.restart()
    box = (await rows_after(wire))["round"]
    wire._mark = first - 1
    assert "Vastgelegd" in await wire.type(f"Bram: [{BUTTON}]")
    assert (await rows(wire))["round"] == box, "the older press changed nothing"
    await wire.close()


async def rows_after(wire: GroupWire) -> dict[str, list[Row[tuple[object, ...]]]]:
    await wire._ready()
    return await rows(wire)
