"""A conversation starts light: it brings no platform, picture or database that it does not use."""

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

import bot.__main__ as start
import bot.cli.main as cli
from tests.conftest import HUNG, ROOT

TALK = """
import sys
from bot.cli.main import main
main(["chat"])
unneeded = "alembic telegram nio aiohttp PIL docx fontpkg_noto_sans asyncpg rich prompt_toolkit".split()
unneeded += ["cryptography"]
unneeded += ["sqlalchemy.dialects.postgresql", "sqlalchemy.dialects.mysql", "sqlalchemy.dialects.oracle"]
print("imported:", [name for name in unneeded if name in sys.modules], file=sys.stderr)
"""


def test_a_conversation_imports_nothing_that_it_does_not_use(tmp_path: Path) -> None:
    first, second = (talk(tmp_path) for _ in range(2))
    assert "Typ start" in first.stdout
    assert "imported: ['alembic', 'sqlalchemy.dialects.postgresql']" in first.stderr, "it makes the tables"
    assert "Typ start" in second.stdout
    assert "imported: []" in second.stderr


def talk(home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", TALK],
        input="hulp\nstop\n",
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={"HOME": str(home), "PATH": os.defpath},
        timeout=HUNG,
        check=True,
    )


def test_garbage_is_looked_for_again_once_everything_is_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "main", gc.isenabled)
    frozen = gc.get_freeze_count()
    assert start.main() is True
    assert gc.get_freeze_count() > frozen
    gc.unfreeze()
