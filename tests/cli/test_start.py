"""A conversation starts light: it brings no platform, picture or database that it does not use."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import HUNG, ROOT

TALK = """
import sys
from bot.cli.main import main
main(["chat"])
unneeded = "alembic telegram nio aiohttp PIL docx fontpkg_noto_sans asyncpg rich prompt_toolkit".split()
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
