"""The store as the program opens it: with teams, rounds, and secrets beside the database."""

from pathlib import Path

from bot.store.epochs import Epochs
from bot.store.erasures import Erasures
from bot.store.store import Store
from bot.store.team_store import TeamStore


def whole_store(folder: Path, key: bytes) -> Store:
    """The store in this folder."""
    secrets = folder / "secrets"
    teams = TeamStore(Epochs(secrets), Erasures(secrets), key)
    return Store(f"sqlite+aiosqlite:///{folder / 'test.db'}", key, teams)
