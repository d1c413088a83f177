"""Settings: all mistakes at once, and no value in any message."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from bot.app.matrix_settings import MatrixSettings
from bot.app.setting import SettingsError
from bot.app.settings import FILE, KNOWN, SECRET, Settings, read_settings
from bot.app.telegram_settings import TelegramSettings
from bot.app.web_settings import WebSettings
from tests.conftest import ROOT

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"
BOTH = {
    "RUGGESPRAAK_TELEGRAM_TOKEN": TOKEN,
    "RUGGESPRAAK_MATRIX_HOMESERVER": "https://matrix.gemeente.nl/",
    "RUGGESPRAAK_MATRIX_USER": "@bot:gemeente.nl",
    "RUGGESPRAAK_MATRIX_PASSWORD": "wachtwoord",
    "RUGGESPRAAK_MATRIX_INVITERS": "gemeente.nl, @jan:ander.nl",
}
"""Two channels that are switched on."""


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))


def config(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "xdg_config_home" / "ruggespraak"
    folder.mkdir(parents=True)
    (folder / FILE).write_text(text)


def test_without_any_setting_everything_has_a_place(tmp_path: Path) -> None:
    settings = read_settings({})
    assert settings.database == f"sqlite+aiosqlite:///{tmp_path}/xdg_data_home/ruggespraak/ruggespraak.db"
    assert settings.content == ROOT
    assert tmp_path in settings.secrets.parents


def test_a_misspelt_setting_is_refused_with_the_one_that_was_meant() -> None:
    with pytest.raises(
        SettingsError, match=r"RUGGESPRAAK_DATABSE is geen instelling. Bedoelde je RUGGESPRAAK_DATABASE\?"
    ):
        read_settings({"RUGGESPRAAK_DATABSE": "x"})


def test_now_is_no_setting() -> None:
    with pytest.raises(SettingsError, match="RUGGESPRAAK_NOW is geen instelling"):
        read_settings({"RUGGESPRAAK_NOW": "2026-01-01"})


def test_all_mistakes_are_told_at_once_and_no_value_with_them(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as told:
        read_settings(
            {
                "RUGGESPRAAK_DATABSE": "geheim-1",
                "RUGGESPRAAK_CONTENT": str(tmp_path / "geheim-2"),
                "RUGGESPRAAK_DATABASE_FILE": "/geheim-3",
            }
        )
    assert len(told.value.args) == 3
    assert "geheim" not in str(told.value)


def test_the_environment_wins_from_the_file(tmp_path: Path) -> None:
    config(
        tmp_path, "# een opmerking\n\nRUGGESPRAAK_DATABASE=sqlite+aiosqlite:///a.db\nRUGGESPRAAK_SECRETS=/s\n"
    )
    settings = read_settings({"RUGGESPRAAK_DATABASE": "sqlite+aiosqlite:///b.db"})
    assert (settings.database, settings.secrets) == ("sqlite+aiosqlite:///b.db", Path("/s"))


def test_a_misspelt_setting_in_the_file_is_refused_too(tmp_path: Path) -> None:
    config(tmp_path, "RUGGESPRAAK_SECRET=/s\n")
    with pytest.raises(SettingsError, match="Bedoelde je RUGGESPRAAK_SECRETS"):
        read_settings({})


def test_a_secret_can_stand_in_a_file_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "url").write_text("sqlite+aiosqlite:///c.db\n")
    assert (
        read_settings({"RUGGESPRAAK_DATABASE_FILE": str(tmp_path / "url")}).database
        == "sqlite+aiosqlite:///c.db"
    )


def test_a_secret_in_two_places_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="staan er allebei"):
        read_settings({"RUGGESPRAAK_DATABASE": "x", "RUGGESPRAAK_DATABASE_FILE": str(tmp_path)})


@pytest.mark.parametrize("room", ["knowledge", "dialogs", "knowledge/dilemmas", "knowledge/../dialogs"])
def test_what_people_send_in_may_not_go_live_at_once(room: str) -> None:
    with pytest.raises(SettingsError, match="RUGGESPRAAK_DRAFTS"):
        read_settings({"RUGGESPRAAK_DRAFTS": str(ROOT / room)})


def test_settings_do_not_print_themselves() -> None:
    folders: dict[str, Any] = {
        name: Path() for name in ("secrets", "content", "drafts", "general", "cache", "faults", "own_folder")
    }
    telegram = TelegramSettings("12345:geheim", "https://geheim", "", "geheim")
    matrix = MatrixSettings("https://geheim", "@geheim", "geheim", "geheim")
    settings = Settings("sqlite://geheim", **folders, channels=(telegram, matrix))
    assert {field.name for field in fields(Settings)} == {
        "database",
        *folders,
        "channels",
        "typing",
    }
    assert "geheim" not in f"{settings!r} {settings} {telegram!r} {matrix!r}"


def test_channels_are_set_up_by_their_settings() -> None:
    settings = read_settings({**BOTH, "RUGGESPRAAK_TYPING": "uit"})
    matrix, telegram = settings.channels
    assert isinstance(matrix, MatrixSettings)
    assert (matrix.homeserver, matrix.user) == ("https://matrix.gemeente.nl", "@bot:gemeente.nl")
    assert matrix.inviters == ("gemeente.nl", "@jan:ander.nl")
    assert telegram == TelegramSettings(TOKEN, "https://api.telegram.org")
    assert not settings.typing


def test_without_settings_no_channel_is_set_up_and_typing_is_allowed() -> None:
    settings = read_settings({})
    assert (settings.channels, settings.typing) == ((), True)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RUGGESPRAAK_TELEGRAM_TOKEN", "geheim-7"),
        ("RUGGESPRAAK_TELEGRAM_API", "localhost:8081"),
        ("RUGGESPRAAK_TELEGRAM_WEBHOOK", "http://bot.gemeente.nl"),
        ("RUGGESPRAAK_TELEGRAM_WEBHOOK", "https://bot.gemeente.nl/zonder-geheim"),
        ("RUGGESPRAAK_TELEGRAM_WEBHOOK_SECRET", "geheim"),
        ("RUGGESPRAAK_MATRIX_HOMESERVER", "https://matrix.gemeente.nl"),
        ("RUGGESPRAAK_MATRIX_USER", "jan-9921"),
        ("RUGGESPRAAK_TYPING", "misschien"),
    ],
)
def test_a_setting_that_is_not_fit_is_named_and_its_value_is_not_told(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read_settings({name: value})
    assert any(name in line for line in raised.value.args)
    assert value not in str(raised.value)


def test_every_setting_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for name in [*KNOWN, *(f"{name}_FILE" for name in SECRET)]:
        assert f"`{name}`" in readme


def test_a_page_is_served_where_it_is_said_and_known_by_the_address_that_people_type() -> None:
    given = {"RUGGESPRAAK_WEB": "[::1]:8000", "RUGGESPRAAK_WEB_ADDRESS": "https://praat.gemeente.nl/"}
    assert read_settings(given).channels == (WebSettings("::1", 8000, "https://praat.gemeente.nl"),)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RUGGESPRAAK_WEB", "8000"),
        ("RUGGESPRAAK_WEB", "localhost"),
        ("RUGGESPRAAK_WEB_ADDRESS", "praat.gemeente.nl"),
        ("RUGGESPRAAK_WEB_ADDRESS", "https://gemeente.nl/praat"),
    ],
)
def test_an_address_of_the_page_that_cannot_be_is_refused(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} is geen adres"):
        read_settings({"RUGGESPRAAK_WEB": "127.0.0.1:8000", name: value})
