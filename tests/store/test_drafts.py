"""The editors' folder: bounded, and with no trace of who or at what hour."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.store import drafts
from bot.store.drafts import MOST, MOST_BYTES, Drafts
from tests.conftest import NOW


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_draft_is_written_under_its_title_and_a_number(tmp_path: Path) -> None:
    assert Drafts(tmp_path / "new").put("de-brief", "title: x\n", NOW) == "kept"
    (file,) = (tmp_path / "new").iterdir()
    assert file.stem.startswith("de-brief-")
    assert file.stem.removeprefix("de-brief-").isdigit()
    assert file.read_text("utf-8") == "title: x\n"


def test_the_same_draft_again_is_the_same_file(tmp_path: Path) -> None:
    for hours in range(3):
        assert Drafts(tmp_path).put("de-brief", "title: x\n", NOW + timedelta(hours=hours)) == "kept"
    assert len(names(tmp_path)) == 1


def test_file_and_folder_tell_the_day_and_not_the_hour(tmp_path: Path) -> None:
    Drafts(tmp_path).put("de-brief", "title: x\n", NOW)
    for path in (tmp_path, *tmp_path.iterdir()):
        assert datetime.fromtimestamp(path.stat().st_mtime, NOW.tzinfo) == NOW.replace(hour=0, minute=0)


def test_a_full_folder_takes_no_more_but_knows_what_it_has(tmp_path: Path) -> None:
    for number in range(MOST):
        assert Drafts(tmp_path).put("x", f"title: {number}\n", NOW) == "kept"
    assert Drafts(tmp_path).put("x", "title: more\n", NOW) == "full"
    assert Drafts(tmp_path).put("x", "title: 7\n", NOW) == "kept"
    assert len(names(tmp_path)) == MOST


def test_a_draft_that_is_too_long_is_refused(tmp_path: Path) -> None:
    assert Drafts(tmp_path).put("x", "x" * MOST_BYTES, NOW) == "kept"
    assert Drafts(tmp_path).put("x", "é" * (MOST_BYTES // 2) + "x", NOW) == "too long"


def test_two_drafts_with_one_number_both_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "NUMBERS", 2)
    for text in ("one", "two", "one", "two"):
        assert Drafts(tmp_path).put("x", text, NOW) == "kept"
    assert names(tmp_path) == ["x-000000.yaml", "x-000001.yaml"]


def test_what_a_crash_left_half_is_swept_away(tmp_path: Path) -> None:
    (tmp_path / ".de-brief-000001.new").write_text("half")
    Drafts(tmp_path).put("de-brief", "title: x\n", NOW)
    assert [name for name in names(tmp_path) if name.endswith(".new")] == []
