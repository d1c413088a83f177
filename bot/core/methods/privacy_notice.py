"""Before people type about a real case where others can read along, let them choose how to answer."""

from bot.core.conversation import navigation
from bot.core.conversation.context import Scene
from bot.core.conversation.options import keyed
from bot.core.conversation.questions import offer
from bot.core.methods import method_walk
from bot.core.methods.led import leading
from bot.core.model.dialog import Dialog
from bot.core.model.events import Chat
from bot.core.model.replies import Say, Toast, Turn
from bot.core.model.session import LETTERS, TYPING, Session

SEALED = "versleuteld"
"""The choice to go on in a room where nobody reads along."""


def fitting(session: Session, chat: Chat, *, typing: bool) -> Session:
    """Return the session, with its choice of how to answer only if that choice is allowed here."""
    if chat.sealed:
        return session.keep(reading="") if session.kept.reading else session
    return session if typing or session.kept.reading == LETTERS else session.keep(reading=LETTERS)


def must_ask(dialog: Dialog, scene: Scene) -> bool:
    """Return whether somebody must first choose how to answer in this dialog."""
    return dialog.awaits_text and not scene.here.chat.sealed and not scene.session.kept.reading


def ask(dialog: Dialog, scene: Scene) -> Turn:
    """Say who can read along, and ask what is wanted."""
    typed = (f"{TYPING}:{dialog.id}", scene.say("typing.type"), "")
    sealed = (f"{SEALED}:{dialog.id}", scene.say("typing.sealed"), scene.say("typing.sealed-detail"))
    rows = [
        sealed if can_retreat(scene) else typed,
        (f"{LETTERS}:{dialog.id}", scene.say("typing.letters"), scene.say("typing.letters-detail")),
    ]
    text = scene.say("typing.who-reads", readers=readers(scene))
    title = scene.say("typing.who-reads-title")
    return offer(scene.session, text, keyed(rows), title=title, hint=scene.say("typing.hint"))


def is_asking(scene: Scene) -> bool:
    """Return whether that question is open."""
    return any(
        option.id.startswith((f"{TYPING}:", f"{LETTERS}:", f"{SEALED}:"))
        for option in scene.session.kept.offered
    )


def can_retreat(scene: Scene) -> bool:
    """Return whether the bot can offer a room where nobody reads along. Then no case is typed here."""
    return not scene.here.traits.lets_type(sealed=scene.here.chat.sealed)


def retreat(scene: Scene, dialog: Dialog | None) -> Turn:
    """Ask this person into such a room."""
    begins = dialog.start[0] if dialog and dialog.start else "start"
    there = Toast(scene.say("typing.begin-here", word=begins.removeprefix("/")))
    return navigation.noting(scene, Say(scene.say("typing.asked-in")), there)


def readers(scene: Scene) -> str:
    """Return who can read what is typed here, in a sentence or two."""
    said = _readers_outside(scene)
    return f"{said} {scene.say('typing.readers-group')}" if scene.here.chat.group else said


def _readers_outside(scene: Scene) -> str:
    traits = scene.here.traits
    match traits.who_can_read:
        case "platform":
            return scene.say("typing.readers-platform", platform=traits.platform)
        case "server":
            return scene.say("typing.readers-server")


def begin(scene: Scene, dialog: Dialog) -> Turn:
    """Begin a dialog, or first ask who may read along. One that is led needs no case in the chat."""
    if dialog.led:
        return leading.begin(scene, dialog)
    if must_ask(dialog, scene):
        return ask(dialog, scene)
    if scene.session.kept.reading != LETTERS:
        return method_walk.begin(scene, dialog)
    if dialog.sends:
        text = scene.say("typing.sending-needs-typing" if scene.here.typing else "typing.sending-off")
        return navigation.noting(scene, Say(text))
    first = () if scene.here.typing else (Say(scene.say("typing.off")),)
    return Turn(scene.session, first).then(method_walk.begin(scene, dialog))


def choose(how: str, scene: Scene, dialog: Dialog) -> Turn:
    """Begin a dialog in the way that was chosen."""
    return begin(scene.at(scene.session.keep(reading=how)), dialog)


def change(how: str, scene: Scene) -> Turn:
    """Answer the words "typen" and "letters": what is open goes on in another way."""
    if scene.here.chat.sealed:
        return navigation.noting(scene, Say(scene.say("typing.here-sealed")))
    if how == TYPING and can_retreat(scene):
        return retreat(scene, method_walk.open_dialog(scene.session, scene.library))
    if how == TYPING and not scene.here.typing:
        return navigation.noting(scene, Say(scene.say("typing.off")))
    said = Say(scene.say("typing.on" if how == TYPING else "typing.letters-on"))
    return navigation.still_open(scene.at(scene.session.keep(reading=how)), said)


def came_open(scene: Scene) -> bool:
    """Return whether a text came readable for others in a dialog that was begun where nobody reads along.

    Everywhere else somebody was asked first, and chose.
    """
    walks = method_walk.open_dialog(scene.session, scene.library) is not None
    return walks and not scene.here.chat.sealed and not scene.session.kept.reading


def not_held(scene: Scene) -> Turn:
    """Say that what was typed is not kept where only letters are chosen."""
    if came_open(scene):
        return Turn(scene.session, (Say(scene.say("typing.not-sealed")),))
    text = scene.say("typing.not-held" if scene.here.typing else "typing.not-held-off")
    return Turn(scene.session, (Say(text),))
