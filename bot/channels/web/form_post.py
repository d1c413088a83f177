"""Read what a form brought, and make it an event. No I/O."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.model.events import Chat, Event, Pressed, Said

NAME = "web"
"""Name of the channel."""

TOKEN = "bewijs"  # noqa: S105, the name of a field
ONCE = "eenmalig"
TEXT = "tekst"
PROMPT = "vraag"
OPTION = "keuze"


@dataclass(frozen=True, slots=True)
class FormPost:
    """The fields of one form that was sent. All of them came from outside."""

    token: str
    """Shows that the form stood on a page of ours."""
    once: str
    """Names the form on that one page: sent twice, it is handled once."""
    text: str | None
    """What was typed; None: a button was pressed."""
    prompt: str
    option: str

    def event(self, chat: Chat, mark: int) -> Event | None:
        """Return what happened, or None if this is no form of ours."""
        if self.option:
            return Pressed(chat, self.prompt, self.option, mark=mark)
        if self.text is not None:
            return Said(chat, self.text, mark=mark)
        return None


def form_post(fields: Mapping[str, object]) -> FormPost:
    """Return the fields that a form of ours has; empty where they were not sent."""
    text = fields.get(TEXT)
    return FormPost(
        token=_text(fields, TOKEN),
        once=_text(fields, ONCE),
        text=text.replace("\r\n", "\n") if isinstance(text, str) else None,
        prompt=_text(fields, PROMPT),
        option=_text(fields, OPTION),
    )


def chat_of(seat: str) -> Chat:
    """Return the conversation of a seat: a room with one person in it."""
    return Chat(NAME, seat, seat)


def _text(fields: Mapping[str, object], name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""
