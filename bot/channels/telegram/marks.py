"""Marks of events: they rise, also when Telegram begins to count its updates anew."""

from datetime import date

from bot.channels.channel import Position

QUIET_DAYS = 6
"""After a week without updates Telegram may go on at any number: then an era of marks begins."""

ERA = 1 << 40
"""More than any number of an update."""

OWN = 16
"""Marks for each update: one for what it tells, and the rest for what we find out after it."""


class Marks:
    """Gives every event its mark. Keeps the era, and the day of the last update, across restarts."""

    def __init__(self, position: Position) -> None:
        self._position = position
        self._era, self._day = 0, date.min
        self._last = self._own = 0

    async def begin(self) -> None:
        """Go on where an earlier process was. Before that no mark is given."""
        kept = await self._position.get()
        if kept is not None:
            self._era, self._day = int(kept[0]), kept[1]
        await self.count_day()

    async def count_day(self) -> None:
        """Store the day once a day, and begin an era after a long silence."""
        today = self._position.today()
        if today == self._day:
            return
        if self._day != date.min and (today - self._day).days >= QUIET_DAYS:
            self._era += 1
        self._day = today
        await self._position.put(str(self._era))

    def of(self, update: int) -> int:
        """Return the mark of what this update tells."""
        self._last = (self._era * ERA + update) * OWN
        return self._last

    def own(self) -> int:
        """Return a mark for what no update tells."""
        self._own = max(self._own, self._last) + 1
        return self._own
