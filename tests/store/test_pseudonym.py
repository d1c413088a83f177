"""The key of an installation, and the names it makes."""

import stat
from pathlib import Path

import pytest

from bot.core.model.events import Chat
from bot.store.pseudonym import KEY_BYTES, KEY_FILE, PREPARED_FILE, key_in, name_key, pseudonym


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    key = key_in(tmp_path / "secrets")
    assert len(key) == KEY_BYTES
    assert key_in(tmp_path / "secrets") == key
    name_key(tmp_path / "secrets")
    assert key_in(tmp_path / "secrets") == key
    assert stat.S_IMODE((tmp_path / "secrets" / KEY_FILE).stat().st_mode) == 0o600
    assert [file.name for file in (tmp_path / "secrets").iterdir()] == [KEY_FILE]


def test_a_key_gets_its_name_once_also_when_two_first_starts_give_it(tmp_path: Path) -> None:
    key = key_in(tmp_path)
    name_key(tmp_path)
    (tmp_path / PREPARED_FILE).write_bytes(b"x" * KEY_BYTES)  # of a start that was overtaken
    assert key_in(tmp_path) == key
    name_key(tmp_path)
    name_key(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == [KEY_FILE]
    assert key_in(tmp_path) == key


def test_two_installations_have_two_keys(tmp_path: Path) -> None:
    assert key_in(tmp_path / "one") != key_in(tmp_path / "two")


def test_a_file_that_is_no_key_is_refused_and_not_replaced(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).write_bytes(b"short")
    with pytest.raises(ValueError, match="no key"):
        key_in(tmp_path)
    assert (tmp_path / KEY_FILE).read_bytes() == b"short"


def test_a_pseudonym_tells_neither_room_nor_channel() -> None:
    name = pseudonym(Chat("telegram", "31612345678"), b"k" * 32)
    assert "3161" not in name
    assert "telegram" not in name
    assert name == pseudonym(Chat("telegram", "31612345678"), b"k" * 32)
    assert name != pseudonym(Chat("matrix", "31612345678"), b"k" * 32)
    assert name != pseudonym(Chat("telegram", "31612345678"), b"x" * 32)
