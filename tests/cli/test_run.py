"""`ruggespraak run`: every channel at once, a stop in good order, and never two of them."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app.bot import Bot
from bot.app.reload import Reload
from bot.app.serve import serve, single_instance
from bot.app.setting import SettingsError
from bot.channels.channel import Channel, StoppedError
from bot.core.editions import Edition, Editions
from bot.core.model.events import Chat, Event, Said
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.store.drafts import Drafts
from bot.store.store import Store
from tests.channels.fake import Fake
from tests.conftest import HUNG, NOW

ANNA = Chat("fake", "anna", person="anna")


class Endless(Fake):
    """Hands over what waits, and then nothing, for ever."""

    async def events(self) -> AsyncIterator[Event]:
        for event in self.waiting:
            yield event
        await asyncio.Event().wait()


class Turned(Fake):
    """A platform that turns the bot away."""

    async def events(self) -> AsyncIterator[Event]:
        for event in self.waiting:
            yield event
        raise StoppedError("Telegram kent dit token niet.")


def bot(store: Store, library: Library, finder: Finder) -> Bot:
    return Bot(Editions(Edition(library, finder)), store, lambda: NOW, drafts=Drafts(Path("/nonexistent")))


def reload(library: Library, finder: Finder) -> Reload:
    return Reload(Editions(Edition(library, finder)), lambda: library, frozenset, frozenset())


async def test_sigterm_ends_every_channel_after_what_was_begun(
    tmp_path: Path, library: Library, finder: Finder
) -> None:
    gate = asyncio.Event()
    slow = Endless("slow", [Said(Chat("slow", "x"), "privacy", mark=1)], hold=gate)
    other = Endless("fake", [Said(ANNA, "privacy", mark=1)])
    async with Store(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", b"k" * 32) as store:
        running = asyncio.create_task(
            serve(bot(store, library, finder), {"slow": slow, "fake": other}, reload(library, finder))
        )
        await asyncio.wait_for(other.was_confirmed.wait(), HUNG)
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.sleep(0)
        gate.set()
        await asyncio.wait_for(running, HUNG)
    assert slow.confirmed, "what was begun is finished"
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


async def test_a_channel_that_is_turned_away_does_not_end_the_others(
    tmp_path: Path, library: Library, finder: Finder, caplog: pytest.LogCaptureFixture
) -> None:
    turned, other = Turned("turned"), Endless("fake", [Said(ANNA, "privacy", mark=1)])
    async with Store(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", b"k" * 32) as store:
        running = asyncio.create_task(
            serve(bot(store, library, finder), {"a": turned, "b": other}, reload(library, finder))
        )
        await asyncio.wait_for(other.was_confirmed.wait(), HUNG)
        async with asyncio.timeout(HUNG):
            while "De andere kanalen gaan door." not in caplog.text:  # noqa: ASYNC110, a log tells nobody
                await asyncio.sleep(0.01)
        assert not running.done()
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(running, HUNG)


async def test_when_every_channel_is_turned_away_the_program_ends_with_its_line(
    tmp_path: Path, library: Library, finder: Finder
) -> None:
    channels: dict[str, Channel] = {"a": Turned("turned"), "b": Turned("too")}
    async with Store(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", b"k" * 32) as store:
        with pytest.raises(StoppedError, match="token"):
            await asyncio.wait_for(
                serve(bot(store, library, finder), channels, reload(library, finder)), HUNG
            )


def test_two_processes_of_one_installation_never_run_at_once(tmp_path: Path) -> None:
    second = (
        "import sys\nfrom pathlib import Path\n"
        "from bot.app.serve import single_instance\nfrom bot.app.settings import SettingsError\n"
        "try:\n"
        "    with single_instance(Path(sys.argv[1]), 'x'): print('in')\n"
        "except SettingsError as error: print(error)\n"
    )
    ask = [sys.executable, "-c", second, str(tmp_path)]
    with single_instance(tmp_path, "x"):
        refused = subprocess.run(ask, capture_output=True, text=True, check=True, timeout=HUNG)
        with pytest.raises(SettingsError), single_instance(tmp_path, "x"):
            pass
    allowed = subprocess.run(ask, capture_output=True, text=True, check=True, timeout=HUNG)
    assert refused.stdout.startswith("Ruggespraak draait hier al.")
    assert allowed.stdout == "in\n"


def test_without_a_channel_the_operator_reads_what_to_set(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    run_it = [sys.executable, "-m", "bot", "run"]
    ran = subprocess.run(
        run_it, capture_output=True, text=True, env=environment, check=False, timeout=HUNG, cwd=Path.cwd()
    )
    assert ran.returncode == 1
    assert "RUGGESPRAAK_MATRIX_HOMESERVER" in ran.stderr
    assert "Traceback" not in ran.stderr
