"""Who reads along: before anything is typed about a real case where others can read it, people choose."""

from bot.core.conversation import navigation
from bot.core.conversation.context import Scene
from bot.core.conversation.options import keyed
from bot.core.conversation.questions import offer
from bot.core.language import words_group
from bot.core.model.events import Chat
from bot.core.model.library import Dialog
from bot.core.model.replies import Say, Toast, Turn
from bot.core.model.session import LETTERS, TYPING, Session

SEALED = "versleuteld"
"""How somebody answers who goes to a room where nobody reads along."""


def fitting(session: Session, chat: Chat, *, typing: bool) -> Session:
    """The same session, as far as its choice fits this place: nobody reads along, or an operator says no."""
    if chat.sealed:
        return session.keep(reading="") if session.kept.reading else session
    return session if typing or session.kept.reading == LETTERS else session.keep(reading=LETTERS)


def must_ask(dialog: Dialog, scene: Scene) -> bool:
    """Whether somebody must first choose how to answer in this dialog."""
    types = any(step.note for step in dialog.steps.values())
    return types and not scene.here.chat.sealed and not scene.session.kept.reading


def ask(dialog: Dialog, scene: Scene) -> Turn:
    """Say who can read along, and ask what is wanted."""
    typed = (f"{TYPING}:{dialog.id}", words_group.READING_TYPE, "")
    sealed = (f"{SEALED}:{dialog.id}", words_group.READING_SEALED, words_group.READING_SEALED_DETAIL)
    rows = [
        sealed if can_retreat(scene.here.chat) else typed,
        (f"{LETTERS}:{dialog.id}", words_group.READING_LETTERS, words_group.READING_LETTERS_DETAIL),
    ]
    text = words_group.READING.format(readers=readers(scene.here.chat))
    title = words_group.READING_TITLE
    return offer(scene.session, text, keyed(rows), title=title, hint=words_group.READING_HINT)


def is_asking(scene: Scene) -> bool:
    """Whether that question is open."""
    return any(
        option.id.startswith((f"{TYPING}:", f"{LETTERS}:", f"{SEALED}:"))
        for option in scene.session.kept.offered
    )


def can_retreat(chat: Chat) -> bool:
    """Whether there is a room nearby where nobody reads along. Then nothing is typed about a case here."""
    return chat.channel == "matrix" and not chat.sealed


def retreat(scene: Scene, dialog: Dialog | None) -> Turn:
    """Ask this person into such a room."""
    begins = dialog.start[0] if dialog and dialog.start else "start"
    there = Toast(words_group.READING_HERE.format(word=begins.removeprefix("/")))
    return navigation.noting(scene, Say(words_group.READING_ASKED_IN), there)


def readers(chat: Chat) -> str:
    """Who can read what is typed here, in a sentence or two."""
    said = words_group.READERS_TELEGRAM if chat.channel == "telegram" else words_group.READERS_OTHER
    return f"{said} {words_group.READERS_GROUP}" if chat.group else said


def begin(scene: Scene, dialog: Dialog) -> Turn:
    """Begin a dialog, or first ask who may read along."""
    if must_ask(dialog, scene):
        return ask(dialog, scene)
    if scene.session.kept.reading != LETTERS:
        return navigation.begin(scene, dialog)
    if dialog.sends:
        told = words_group.SENDING_NEEDS_TYPING if scene.here.typing else words_group.SENDING_OFF
        return navigation.noting(scene, Say(told))
    first = () if scene.here.typing else (Say(words_group.TYPING_OFF),)
    return Turn(scene.session, first).then(navigation.begin(scene, dialog))


def choose(how: str, scene: Scene, dialog: Dialog) -> Turn:
    """Begin a dialog in the way that was chosen."""
    return begin(scene.at(scene.session.keep(reading=how)), dialog)


def change(how: str, scene: Scene) -> Turn:
    """The words "typen" and "letters": what is open goes on in another way."""
    if scene.here.chat.sealed:
        return navigation.noting(scene, Say(words_group.TYPING_SEALED))
    if how == TYPING and can_retreat(scene.here.chat):
        return retreat(scene, scene.walk[0] if scene.walk else None)
    if how == TYPING and not scene.here.typing:
        return navigation.noting(scene, Say(words_group.TYPING_OFF))
    said = Say(words_group.TYPING_ON if how == TYPING else words_group.LETTERS_ON)
    return navigation.still_open(scene.at(scene.session.keep(reading=how)), said)


def not_held(scene: Scene) -> Turn:
    """Something was typed where only letters are chosen: it is not held, and that is said."""
    told = words_group.NOT_HELD if scene.here.typing else words_group.NOT_HELD_OFF
    return Turn(scene.session, (Say(told),))
