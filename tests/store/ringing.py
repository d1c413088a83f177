"""One of several processes that ring the same outbox, until it has nothing that is due.

python -m tests.store.ringing ADDRESS FILE       writes the key of what it shows into the file
"""

import asyncio
import sys
from datetime import timedelta
from pathlib import Path

from bot.app.bot import Bot
from bot.app.scheduler import Scheduler
from bot.core.editions import Edition, Editions
from bot.search.matcher import Matcher
from bot.store.drafts import Drafts
from bot.store.store import Store
from tests.store.dying import DUE, KEY, LIBRARY, Paper


def size(file: Path) -> int:
    return file.stat().st_size


async def main(address: str, file: Path) -> None:
    async with Store(address, KEY) as store:
        bot = Bot(
            Editions(Edition(LIBRARY, Matcher(LIBRARY))),
            store,
            lambda: DUE + timedelta(minutes=1),
            drafts=Drafts(file.with_name("drafts")),
        )
        scheduler = Scheduler(bot, {"fake": Paper(file=file)})
        idle = 0
        while idle < 20:
            before = size(file)
            await scheduler.once()
            await scheduler.drain()
            idle = idle + 1 if size(file) == before else 0
            await asyncio.sleep(0.01)


if __name__ == "__main__":
    file = Path(sys.argv[2])
    file.touch()
    asyncio.run(main(sys.argv[1], file))
