"""Both databases: what holds on SQLite must hold on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.postgres import Server, running


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server | None]:
    with running() as server:
        yield server


@pytest.fixture
def postgres(postgres_server: Server | None) -> Server:
    if postgres_server is None:
        pytest.skip("NOT TESTED on PostgreSQL: there is no `postgres` on this machine")
    return postgres_server


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, of each kind."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}"
    server: Server = request.getfixturevalue("postgres")
    return server.new_database()
