"""A process of its own that votes: lines of "who way mark" come in."""

import asyncio
import sys
from pathlib import Path

from tests.store.desk import Desk


async def main(database: str, folder: Path) -> None:
    async with Desk(database, folder) as desk:
        for line in sys.stdin:
            who, way, mark = line.split()
            assert await desk.vote(int(who), way, int(mark)) == ""


asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
