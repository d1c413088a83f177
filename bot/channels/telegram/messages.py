"""A reply as Telegram shows it: HTML, the same in plain text, and buttons beside the letters."""

from dataclasses import dataclass

from bot.channels.telegram.buttons import packed
from bot.channels.telegram.text import CAPTION, LONGEST, Part, cut, html_of, messages, plain_of, units
from bot.core import words_group
from bot.core.replies import Ask, Say
from bot.core.session import Option

LABEL = 48
"""Units on a button; a telephone shows no more. The whole label stands in the text."""


@dataclass(frozen=True, slots=True)
class Button:
    """One button; each has a row of its own."""

    text: str
    data: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message."""

    html: str
    plain: str
    buttons: tuple[Button, ...] = ()


def messages_for(reply: Say | Ask, owner: str = "", *, group: bool = False) -> tuple[Message, ...]:
    """The messages that show this reply, in order. Buttons stand under the last one.

    `owner` is the only person whose press counts; empty for everybody. In a group the bot hears only
    what answers it, so there a question says how to answer.
    """
    parts = _said(reply) if isinstance(reply, Say) else _asked(reply)
    if group and isinstance(reply, Ask):
        parts.append(Part(words_group.HOW_TO_ANSWER, "i"))
    spread = messages(parts)
    shown = [Message(html_of(one), plain_of(one)) for one in spread]
    if isinstance(reply, Ask) and shown:
        buttons = tuple(_button(option, reply.prompt, owner) for option in reply.options)
        shown[-1] = Message(shown[-1].html, shown[-1].plain, buttons)
    return tuple(shown)


def caption_for(text: str) -> tuple[str, tuple[Message, ...]]:
    """What stands under a picture, and what follows because it did not fit there."""
    if units(text) <= CAPTION:
        return text, ()
    return "", tuple(Message(html_of(one), plain_of(one)) for one in messages(_paragraphs(text)))


def _said(say: Say) -> list[Part]:
    title = [Part(say.title, "b")] if say.title else []
    source = [Part(one, "i") for one in say.source.split("\n\n") if one.strip()]
    return [*title, *_paragraphs(say.text), *source]


def _asked(ask: Ask) -> list[Part]:
    title = [Part(ask.title, "b")] if ask.title else []
    hint = [Part(ask.hint, "i")] if ask.hint else []
    options = [part for option in ask.options for part in _option(option)]
    return [*title, *_paragraphs(ask.text), *options, *hint]


def _option(option: Option) -> list[Part]:
    line = Part(f"{option.key}  {option.label}", "b")
    return [line, Part(option.detail, joined=True)] if option.detail else [line]


def _paragraphs(text: str) -> list[Part]:
    return [Part(one.strip("\n")) for one in text.split("\n\n") if one.strip()]


def _button(option: Option, prompt: str, owner: str) -> Button:
    return Button(cut(f"{option.key}  {option.label}", LABEL), packed(owner, prompt, option.key))


__all__ = ["LONGEST", "Button", "Message", "caption_for", "messages_for"]
