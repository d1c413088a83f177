"""After a choice a dilemma goes on: why, what others say of it, and what remains uneasy.

What somebody types here is shown once and held nowhere.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.core.conversation.quotes import shown
from bot.core.language.dutch import asks
from bot.core.language.personal_data import personal
from bot.core.language.voices import VOICES, Voice, voice_of
from bot.core.model.library import Dilemma, Library
from bot.core.model.replies import Ask, Say, Turn
from bot.core.model.session import LETTERS, Option, Session

ID = "voices"
"""Id of the option that goes on to what others say."""

_SPEAKS: Mapping[Voice, str] = {
    "research": "further.research",
    "practice": "further.practice",
    "resident": "further.resident",
}
_SILENT: Mapping[Voice, str] = {
    "research": "further.no-research",
    "practice": "further.no-practice",
    "resident": "further.no-resident",
}
"""The sentence for where our sources have nothing: that we do not know."""

_REASONS = ("omdat", "want", "zodat", "doordat")
"""The beginning of a reason, however short it is."""

_LEAST_WORDS = 3
"""Of a reason that begins in another way: fewer may be a slip of a letter or a word to look up."""


def is_line(text: str, session: Session) -> bool:
    """Return whether this is something to hear, and nothing to look up."""
    said = text.lower().split()
    if session.kept.reading == LETTERS or not said or asks(text):
        return False
    return said[0] in _REASONS or len(said) >= _LEAST_WORDS


def take_line(
    text: str, dilemma: Dilemma, session: Session, options: tuple[Option, ...], library: Library
) -> Turn:
    """Answer a reason with what others say; and what is typed after that as what remains uneasy."""
    mirror = _mirror(text, library)
    if session.unkept.voices_shown:
        said = Say(f"{mirror}\n\n{library.say('further.uneasy-heard')}", library.say("further.uneasy"))
        ending = Ask(
            session.prompt,
            library.say("further.then"),
            _without_voices(options),
            "",
            library.say("dilemma.talk-hint"),
        )
        return Turn(session, (said, ending))
    reason = Say(f"{mirror}\n\n{library.say('further.reason-heard')}", library.say("further.reason"))
    turn = voices(dilemma, session, options, library)
    return replace(turn, replies=(reason, *turn.replies))


def voices(dilemma: Dilemma, session: Session, options: tuple[Option, ...], library: Library) -> Turn:
    """Return what research, practice and the inwoner say in our sources, and then what remains uneasy."""
    said = Say(
        "\n\n".join(_of(voice, dilemma, library) for voice in VOICES), library.say("further.voices-title")
    )
    for id_ in dilemma.quotes:
        session = session.saw_quote(id_)
    asked = Ask(
        session.prompt,
        library.say("further.ask-uneasy"),
        _without_voices(options),
        "",
        library.say("further.uneasy-hint"),
    )
    return Turn(session.hold(voices_shown=True), (said, asked))


def _without_voices(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Return what else can be picked, once the voices were shown. Who types that letter sees them again."""
    return tuple(option for option in options if option.id != ID)


def _of(voice: Voice, dilemma: Dilemma, library: Library) -> str:
    quotes = [library.quotes[id_] for id_ in dilemma.quotes]
    fitting = [shown(quote, library) for quote in quotes if voice_of(quote) == voice]
    if not fitting:
        return library.say(_SILENT[voice])
    return "\n\n".join([library.say(_SPEAKS[voice]), *(f"{one.text} {one.source}" for one in fitting)])


def _mirror(text: str, library: Library) -> str:
    found = personal(text)
    return library.say("trouble.personal", what=found) if found else f"“{text}”"
