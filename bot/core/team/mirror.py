"""Which values somebody's own choices leaned to. For their eyes only, from memory only."""

from collections import Counter

from bot.core.conversation.context import Scene
from bot.core.model.replies import Say, Turn

LEAST = 3
"""Dilemmas. One choice is no pattern."""

MOST = 5
"""Values that are named."""


def spiegel(scene: Scene, _: str) -> Turn:
    """Answer the word "spiegel"."""
    if scene.here.chat.group:
        return Turn(scene.session, (Say(scene.say("mirror.alone")),))
    leaned = scene.session.unkept.leaned
    if len(leaned) < LEAST:
        return Turn(scene.session, (Say(scene.say("mirror.empty")),))
    counted = Counter(value for dilemma, way in leaned.items() for value in _values(dilemma, way, scene))
    lines = [scene.say("mirror.one", value=value, times=times) for value, times in _first(counted)]
    text = scene.say("mirror.text", count=len(leaned), values="\n".join(lines))
    return Turn(scene.session, (Say(text, scene.say("mirror.title")),))


def _first(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:MOST]


def _values(dilemma: str, way: str, scene: Scene) -> tuple[str, ...]:
    """Return the values behind this way. Those behind somebody's own way are unknown."""
    known = scene.library.dilemmas.get(dilemma)
    return next((one.values for one in known.ways if one.name == way), ()) if known else ()
