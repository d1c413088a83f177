"""Four processes that vote at once. Lines of "who way mark" come in; every process gives all of them."""

import asyncio
import os
import random
import sys
from pathlib import Path

from tests.store.desk import Desk

PROCESSES = 4


async def vote(database: str, folder: Path, updates: list[str]) -> None:
    """Give these votes, in this order."""
    async with Desk(database, folder) as desk:
        for line in updates:
            who, way, mark = line.split()
            assert await desk.vote(int(who), way, int(mark)) == ""


def main(database: str, folder: Path, updates: list[str]) -> int:
    """How many processes failed. They are forked, so that all begin at the same moment."""
    children = []
    for number in range(PROCESSES):
        child = os.fork()
        if not child:
            random.Random(number).shuffle(updates)  # noqa: S311, a test that can be repeated
            asyncio.run(vote(database, folder, updates))
            os._exit(0)
        children.append(child)
    return sum(os.waitpid(child, 0)[1] != 0 for child in children)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), sys.stdin.read().splitlines()))
