"""A conversation in a test: events go in, and the session goes on."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.core.conversation.context import Scene
from bot.core.features.command_reference import commands_written
from bot.core.features.registry import REGISTRY
from bot.core.model.events import Chat, Event, Opened, Pressed, Said
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.core.model.replies import Ask, Reply, Turn
from bot.core.model.session import Session
from bot.core.model.traits import PLAIN
from bot.core.respond import respond
from bot.search.matcher import Matcher
from tests.conftest import NOW

CHAT = Chat("test", "room", sealed=True)

BUTTONS = replace(PLAIN, presses_hidden=True, native_polls=True)
"""A channel on which nobody else sees a press."""

READ_ALONG = replace(PLAIN, private_room=True, native_polls=True)
"""A channel on which a room may be read along with, and one that may not is at hand."""


@dataclass
class Talk:
    """One chat. `session` is where it stands now."""

    library: Library
    finder: Finder = field(default_factory=lambda: Matcher(Library()))
    session: Session = field(default_factory=Session)
    now: datetime = NOW

    def says(self, *texts: str) -> Turn:
        """The turn after the last of these texts."""
        return [self.hears(Said(CHAT, text)) for text in texts][-1]

    def presses(self, key: str, prompt: str | None = None) -> Turn:
        """A press on the question that is open, or on an earlier one."""
        return self.hears(Pressed(CHAT, self.session.prompt if prompt is None else prompt, key))

    def opens(self) -> Turn:
        return self.hears(Opened(CHAT))

    def hears(self, event: Event) -> Turn:
        turn = respond(event, self.session, self.library, self.finder, self.now)
        self.session = turn.session
        return turn

    def copy(self) -> "Talk":
        """The same moment, to go another way from."""
        return replace(self)

    @property
    def scene(self) -> Scene:
        return Scene(self.session, self.library, self.finder, catalogue=REGISTRY.catalogue)

    @property
    def labels(self) -> list[str]:
        """What can be picked now."""
        return [option.label for option in self.scene.options]


def shown(turn: Turn) -> str:
    """Everything that somebody gets to read."""
    return "\n".join(whole(reply) for reply in turn.replies)


def read(text: str) -> str:
    """The text as it is read alone with the bot: with the commands in it as they are typed there."""
    return commands_written(text, "", group=False)


def whole(reply: Reply) -> str:
    """One message as a channel without buttons shows it."""
    if isinstance(reply, Ask):
        rows = [f"{option.key} {option.label}\n{option.detail}" for option in reply.options]
        return "\n".join([reply.title, reply.text, *rows, reply.hint])
    return "\n".join([reply.title, reply.text, getattr(reply, "source", "")])
