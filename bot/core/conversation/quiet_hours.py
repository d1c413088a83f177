"""Put off messages that can wait: not at night, in a weekend or on a holiday.

And what should have closed while nobody could be heard, stays open a while longer.
"""

from datetime import datetime, timedelta

from bot.core.conversation.context import Scene
from bot.core.language.calendar import by_day, civil, works
from bot.core.model.events import TimerFired
from bot.core.model.replies import Turn, Wake

AWAY = timedelta(hours=24)
"""After so long a platform may have let go of what people did meanwhile."""

MOST_LONGER = timedelta(days=3)


def prolonged(event: TimerFired, scene: Scene, *, before: bool) -> datetime | None:
    """Return until when something stays open that should have closed in an outage of over a day.

    As long again as the silence was, three days at most, and never to a night or a weekend. `before`:
    whether it was prolonged already, which happens once.
    """
    if event.away <= AWAY or before:
        return None
    return civil(scene.here.now + min(event.away, MOST_LONGER))


def put_off(event: TimerFired, scene: Scene, of_use: timedelta | None = None) -> Turn | None:
    """Put a timer off to the morning of a working day; return None if it may fire now.

    `of_use`: so long after that morning it still makes sense.
    """
    now = scene.here.now
    if by_day(now) and works(now.date()):
        return None
    later = civil(now)
    until = later + of_use if of_use else None
    wake = Wake(event.key, event.chat, later, event.payload, until, follows=event.key)
    return Turn(scene.session, (), (wake,))
