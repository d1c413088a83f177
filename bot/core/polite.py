"""What can wait is not said at night, in a weekend or on a holiday, whenever its moment comes."""

from datetime import timedelta

from bot.core.days import by_day, civil, works
from bot.core.events import Rang
from bot.core.replies import Turn, Wake
from bot.core.scene import Scene


def put_off(event: Rang, scene: Scene, of_use: timedelta | None = None) -> Turn | None:
    """The same moment, put off to the morning of a working day; None where it may be said now.

    `of_use`: so long after that morning it still makes sense.
    """
    now = scene.here.now
    if by_day(now) and works(now.date()):
        return None
    later = civil(now)
    until = later + of_use if of_use else None
    wake = Wake(event.key, event.chat, later, event.what, until, follows=event.key)
    return Turn(scene.session, (), (wake,))
