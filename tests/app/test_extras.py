"""What is missing is said in one line, before anything is asked of it."""

import sys
from importlib import import_module

import pytest

from bot.app import extras
from bot.app.extras import extra, require_pictures
from bot.app.setting import SettingsError


def test_a_missing_package_is_one_line_with_what_to_type() -> None:
    with pytest.raises(SettingsError) as caught, extra("telegram", "Telegram"):
        import_module("no_such_package")
    assert caught.value.args == (
        "Voor Telegram ontbreekt no_such_package. Typ: make run, of: pip install 'ruggespraak[telegram]'",
    )


def test_a_module_of_ours_that_is_missing_is_a_fault_of_ours() -> None:
    with pytest.raises(ModuleNotFoundError), extra("telegram", "Telegram"):
        import_module("bot.no_such_room")


def test_pictures_are_looked_for_without_importing_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "PIL", raising=False)
    require_pictures()
    assert "PIL" not in sys.modules
    monkeypatch.setattr(extras, "find_spec", lambda name: None if name == "PIL" else name)
    with pytest.raises(SettingsError, match="Voor plaatjes en bladen ontbreekt PIL"):
        require_pictures()
