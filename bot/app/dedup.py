"""Remember the last event answered in each chat, so that none is answered twice. Memory only."""

from collections import OrderedDict
from collections.abc import Hashable

from bot.core.model.events import Event

MOST = 10_000
"""Places. The one that was longest silent is let go."""


class Dedup:
    """The last mark that was answered in every place, and the places where somebody types too fast."""

    def __init__(self) -> None:
        self._marks: OrderedDict[Hashable, int] = OrderedDict()
        self._turned_away: set[Hashable] = set()

    def seen(self, event: Event) -> bool:
        """Return whether this event, or a later one in its chat, was answered."""
        return 0 < event.mark <= self._marks.get(event.chat.place, 0)

    def add(self, event: Event) -> None:
        """Remember that this event was answered, or that its answer is on its way."""
        if event.mark:
            self._marks[event.chat.place] = event.mark
            self._marks.move_to_end(event.chat.place)
            if len(self._marks) > MOST:
                self._marks.popitem(last=False)

    def start_rejecting(self, place: Hashable) -> bool:
        """Return whether this is the first event here that is rejected."""
        first = place not in self._turned_away
        self._turned_away.add(place)
        return first

    def stop_rejecting(self, place: Hashable) -> None:
        """Forget that events were rejected here: the next rejection is announced again."""
        self._turned_away.discard(place)
