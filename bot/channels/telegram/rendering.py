"""A reply as Telegram shows it: HTML, the same in plain text, and buttons beside the letters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.channels.telegram.callback_data import packed
from bot.channels.telegram.markup import (
    CAPTION,
    LONGEST,
    Part,
    cut,
    html_of,
    length,
    messages,
    plain_of,
    units,
)
from bot.channels.telegram.traits import TRAITS
from bot.core.model.replies import Ask, Say
from bot.core.model.session import Option

FOLD_FROM = 1_000
"""Units. More than a telephone shows at once; of a text with its source the rest is then folded away."""


@dataclass(frozen=True, slots=True)
class Button:
    """One button; each has a row of its own."""

    text: str
    data: str


@dataclass(frozen=True, slots=True)
class TextMessage:
    """One message."""

    html: str
    plain: str
    buttons: tuple[Button, ...] = ()


def messages_for(said: Sequence[Say | Ask], owner: str = "", *, how: str = "") -> tuple[TextMessage, ...]:
    """Return the messages that show these replies, in order: as few as they fit in.

    A reply that fits in one message is not cut. Of a question, which can only be the last, the buttons
    stand under the last message. `owner` is the only person whose press counts; empty for everybody. In
    a group the bot hears only what answers it, so there `how` says under a question how to answer.
    """
    spread = [one for parts in _packed([_parts(one, how) for one in said]) for one in messages(parts)]
    shown = [TextMessage(html_of(one), plain_of(one)) for one in spread]
    last = said[-1]
    if isinstance(last, Ask) and shown:
        buttons = tuple(_button(option, last.prompt, owner) for option in last.options)
        shown[-1] = TextMessage(shown[-1].html, shown[-1].plain, buttons)
    return tuple(shown)


def _packed(replies: Iterable[list[Part]]) -> list[list[Part]]:
    """Group the parts of whole replies, up to the length of a message."""
    packed: list[list[Part]] = []
    for parts in replies:
        if packed and length([*packed[-1], *parts]) <= LONGEST:
            packed[-1] += parts
        else:
            packed.append(parts)
    return packed


def _parts(reply: Say | Ask, how: str) -> list[Part]:
    if isinstance(reply, Say):
        return _text_parts(reply)
    return [*_question_parts(reply), *([Part(how, "i")] if how else [])]


def caption_for(text: str) -> tuple[str, tuple[TextMessage, ...]]:
    """Return what stands under a picture, and what follows because it did not fit there."""
    if units(text) <= CAPTION:
        return text, ()
    return "", tuple(TextMessage(html_of(one), plain_of(one)) for one in messages(_paragraphs(text)))


def _text_parts(say: Say) -> list[Part]:
    title = [Part(say.title, "b")] if say.title else []
    source = [Part(one, "i") for one in say.source.split("\n\n") if one.strip()]
    text = _paragraphs(say.text)
    return [*title, *(_folded(text) if source and length(text) > FOLD_FROM else text), *source]


def _folded(text: Sequence[Part]) -> list[Part]:
    """Return the first paragraph, and all that follows behind a tap. Not a lone "namely:"."""
    shown = 1 + next((at for at, part in enumerate(text) if not part.text.endswith(":")), 0)
    return [*text[:shown], *(replace(part, folded=True) for part in text[shown:])]


def _question_parts(ask: Ask) -> list[Part]:
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
    return Button(cut(f"{option.key}  {option.label}", TRAITS.label_limit), packed(owner, prompt, option.key))


__all__ = ["LONGEST", "Button", "TextMessage", "caption_for", "messages_for"]
