"""A bot in a process of its own, to be killed or measured: ours, or python-telegram-bot's by the book.

python -m tests.harness.telegram_process ours URL FOLDER
python -m tests.harness.telegram_process ptb URL FOLDER      its own polling; notes what it handled
python -m tests.harness.telegram_process echo URL FOLDER     the same, and answers with one message
"""

import asyncio
import os
import sys
from functools import partial
from pathlib import Path

from tests.dutch import say
from tests.telegram_api.world import TOKEN

KEY = b"k" * 32


async def ours(url: str, folder: Path) -> None:
    """The whole bot, with its database on disk. Only the pace is let go: that is Telegram's, not ours."""
    from bot.app.bot import Bot  # noqa: PLC0415, each kind of process loads only its own
    from bot.app.channel_state import StoredPolls, StoredPosition  # noqa: PLC0415
    from bot.app.clock import wall_clock  # noqa: PLC0415
    from bot.app.edition_builder import edition_of, finder_of  # noqa: PLC0415, each kind of process loads only its own
    from bot.channels.telegram.rate_limit import Pace  # noqa: PLC0415
    from bot.channels.telegram.telegram import BotAccount, Telegram  # noqa: PLC0415
    from bot.content.cache import remembered_library  # noqa: PLC0415
    from bot.core.editions import Editions  # noqa: PLC0415
    from bot.search.lazy import LazyFinder  # noqa: PLC0415
    from bot.store.drafts import Drafts  # noqa: PLC0415
    from bot.store.epochs import Epochs  # noqa: PLC0415
    from bot.store.erasures import Erasures  # noqa: PLC0415
    from bot.store.store import Store  # noqa: PLC0415
    from bot.store.team_store import TeamStore  # noqa: PLC0415

    class Free(Pace):
        async def turn(self, chat: str, *, group: bool, asked: bool = True) -> None:
            pass

    root = Path(__file__).parent.parent.parent
    library = remembered_library(root, folder / "cache", "test", root)
    team_store = TeamStore(Epochs(folder / "secrets"), Erasures(folder / "secrets"), KEY)
    async with Store(f"sqlite+aiosqlite:///{folder / 'bot.db'}", KEY, team_store, alone_here=True) as store:
        account, position = BotAccount(TOKEN, url), StoredPosition(store, "telegram", wall_clock)
        channel = Telegram(account, position, StoredPolls(store), say, pace=Free())
        editions = Editions(edition_of(library, partial(LazyFinder, build=finder_of)))
        await Bot(editions, store, drafts=Drafts(folder / "drafts")).talk(channel)


def ptb(url: str, folder: Path, *, answers: bool) -> None:
    """The library's own loop, as its examples have it."""
    from telegram import Update  # noqa: PLC0415
    from telegram.ext import Application, ContextTypes, MessageHandler, filters  # noqa: PLC0415

    noted = os.open(folder / "handled.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    async def handle(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message
        assert update.message.text
        if answers:
            await update.message.reply_text(update.message.text)
        else:
            await asyncio.sleep(0.01)  # as long as a quick answer over the network would take
            os.write(noted, f"{update.update_id}\n".encode())
            os.fsync(noted)

    application = Application.builder().token(TOKEN).base_url(f"{url}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, handle))
    application.run_polling(poll_interval=0)


if __name__ == "__main__":
    kind, where, at = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    if kind == "ours":
        asyncio.run(ours(where, at))
    else:
        ptb(where, at, answers=kind == "echo")
