"""The front door for a case: two sentences come in, at most three things to go on with come out.

What is told is looked up once and held nowhere. Only that somebody is telling is remembered, in memory.
"""

from bot.core.conversation import navigation
from bot.core.conversation.context import Scene
from bot.core.conversation.options import keyed
from bot.core.conversation.questions import MOST_CANDIDATES, NONE, offer
from bot.core.language.dutch import FRAME
from bot.core.language.safety import ringing
from bot.core.model.finder import Found, Kind
from bot.core.model.library import Library
from bot.core.model.replies import Reply, Say, Turn
from bot.core.model.session import LETTERS
from bot.core.model.text import words

FOR_ANY_CASE = "omgekeerde-toets"
"""Id of the method that fits whatever the case is about."""

LEAST_WORDS = 4
"""Of a case. Less says nothing to go by."""

_LEAST_SCORE = 0.2
"""From this score on, what was found says something: two sentences share few words with anything."""


def open_door(scene: Scene) -> Turn:
    """Ask what is going on; where only letters may be typed, offer what needs no text."""
    clear, aside = navigation.set_aside(scene)
    if not _may_tell(scene):
        turn = _offered(clear, (), (Say(scene.say("door.only-letters")),))
        return Turn(turn.session, (*aside, *turn.replies))
    asked = clear.session.prompted().hold(telling=True)
    return Turn(asked, (*aside, Say(scene.say("door.tell"))))


def advise(text: str, scene: Scene, before: tuple[Reply, ...] = ()) -> Turn:
    """Offer at most three things that fit what was told, each with why, and a colleague."""
    if len(words(text)) < LEAST_WORDS:
        return Turn(scene.session, (*before, Say(scene.say("door.tell-more"))))
    closed = scene.at(scene.session.hold(telling=False).keep(misses=0))
    best = [one for kind in ("dilemma", "question") if (one := _best(text, kind, scene))]
    return _offered(closed, tuple(best), before, text)


def _may_tell(scene: Scene) -> bool:
    sealed = scene.here.chat.sealed
    return sealed or (scene.here.typing and scene.session.kept.reading != LETTERS)


def _best(text: str, kind: Kind, scene: Scene) -> Found | None:
    """The best of this kind, but never a page about danger where nobody spoke of it."""
    alarmed = bool(ringing(text, scene.library))
    for one in scene.finder.find(text, {kind}).found:
        if one.score >= _LEAST_SCORE and (alarmed or not ringing(one.title, scene.library)):
            return one
    return None


def _offered(scene: Scene, best: tuple[Found, ...], before: tuple[Reply, ...], text: str = "") -> Turn:
    rows = [_row(one, text, scene) for one in best]
    dialog = scene.library.dialogs.get(FOR_ANY_CASE)
    if dialog:
        label = scene.say("question.a-method", title=dialog.title)
        rows.append((f"dialog:{dialog.id}", label, scene.say("door.why-method")))
    rows = [*rows[:MOST_CANDIDATES], (NONE, scene.say("question.none-of-these"), "")]
    turn = offer(scene.session, scene.say("door.fits"), keyed(rows), hint=scene.say("question.next-question"))
    return Turn(turn.session, (*before, *turn.replies, Say(scene.say("door.colleague"))))


def _row(one: Found, text: str, scene: Scene) -> tuple[str, str, str]:
    if one.kind == "dilemma":
        label = scene.say("question.a-dilemma", title=one.title)
        return f"dilemma:{one.id}", label, _why(one, text, scene, scene.say("door.why-dilemma"))
    return f"question:{one.id}", one.title, _why(one, text, scene, scene.say("door.why-answer"))


def _why(one: Found, text: str, scene: Scene, otherwise: str) -> str:
    """The themes of a page that the case names, or what such a page is for."""
    typed = {*words(text)} - FRAME
    titles = [title for title in _themes(one, scene.library) if typed & {*words(title)}]
    return scene.say("door.why-theme", theme=titles[0].lower()) if titles else otherwise


def _themes(one: Found, library: Library) -> list[str]:
    page = library.dilemmas.get(one.id) or library.questions[one.id]
    return [library.themes[id_].title for id_ in page.themes]
