"""`backup` and `restore` as an operator types them."""

import sqlite3
from pathlib import Path

import pytest

from bot.app.serve import single_instance
from bot.cli.exit_codes import OK, USER_ERROR
from bot.cli.main import main
from bot.store.pseudonym import KEY_FILE
from tests.cli.test_only_looks import home, used

__all__ = ["home"]


@pytest.fixture
def data(home: Path) -> Path:
    """The folder of a bot that knows one conversation."""
    data = home / ".local/share/ruggespraak"
    used(data)
    return data


def test_a_lost_database_is_put_back_as_the_refusal_says(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "kopie.db"
    assert main(["backup", str(copy)]) == OK
    told = capsys.readouterr().out
    assert "1 gesprekken" in told
    assert f"Bewaar op een andere plek: {data / 'secrets' / KEY_FILE}" in told
    assert f"Kopieer nooit: {data / 'secrets'}/epoch-*.key" in told
    (data / "ruggespraak.db").unlink()
    assert main(["doctor"]) == USER_ERROR
    assert "ruggespraak restore KOPIE" in capsys.readouterr().out
    assert main(["restore", str(copy)]) == OK
    assert "1 gesprekken" in capsys.readouterr().out
    main(["doctor"])
    assert "is te openen. Er staan 1 gesprekken in." in capsys.readouterr().out
    with sqlite3.connect(data / "ruggespraak.db") as database:
        assert database.execute("SELECT count(*) FROM session").fetchone() == (1,)
    database.close()


def test_nothing_is_put_back_while_the_bot_runs_or_over_its_database(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "kopie.db"
    main(["backup", str(copy)])
    assert main(["backup", str(copy)]) == USER_ERROR
    assert main(["restore", str(copy)]) == USER_ERROR
    assert "Er is al een database" in capsys.readouterr().err
    (data / "ruggespraak.db").rename(tmp_path / "weg.db")
    with single_instance(data / "secrets", "ruggespraak"):
        assert main(["restore", str(copy)]) == USER_ERROR
    assert "draait hier al" in capsys.readouterr().err
    assert not (data / "ruggespraak.db").exists()
