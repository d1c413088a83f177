"""A message as the page shows it: reply in, HTML out. No I/O."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from bot.channels.channel import File, Image, Message, Sentences
from bot.channels.web.form_post import ONCE, OPTION, PROMPT, TOKEN
from bot.channels.web.markup import NOTHING, Markup, element, joined
from bot.channels.web.transcript import Line, Own
from bot.core.model.replies import Ask, ClosePoll, OpenPoll, Say, Toast
from bot.core.model.session import Option

_LIST = "- "


def hidden(token: str, once: str) -> Markup:
    """Return the fields that every form has."""
    return joined(
        element("input", type="hidden", name=TOKEN, value=token),
        element("input", type="hidden", name=ONCE, value=once),
    )


def bubble(line: Line, fields: Markup, say: Sentences, *, is_open: bool) -> Markup:
    """Return one line. `is_open`: it is the question that can be answered, with `fields` in its form."""
    if isinstance(line.shown, Own):
        who, inside = "own", joined(_who(say("page.you")), _paragraphs(line.shown.text))
    else:
        who, inside = "bot", joined(_who(say("page.bot")), _said(line, line.shown, fields, say, is_open))
    return element("li", inside, class_=who, id=f"r{line.number}")


def pressed_text(ask: Ask | None, prompt: str, key: str) -> str:
    """Return what stood on a button that was pressed; only its letter if the question is gone."""
    options = ask.options if ask and ask.prompt == prompt else ()
    return next((f"{one.key}  {one.label}" for one in options if one.key == key), key[:1])


def _who(name: str) -> Markup:
    """Return who speaks, for who cannot see on which side a bubble stands."""
    return element("p", f"{name}:", class_="who")


def _said(line: Line, message: Message, fields: Markup, say: Sentences, is_open: bool) -> Markup:
    title = element("h2", message.title) if message.title else NOTHING
    text = _paragraphs(message.text)
    match message:
        case Say(source=source):
            return joined(title, text, element("div", _paragraphs(source), class_="source") if source else "")
        case Ask():
            options = _buttons(message, fields) if is_open else _listed(message.options)
            return joined(title, text, options, element("div", _paragraphs(message.hint), class_="hint"))
        case Image(png=png):
            return joined(title, _picture(line.number) if png else NOTHING, text)
        case File(name=name, content=content):
            return joined(title, text, _download(line.number, name, say) if content else NOTHING)
        case Toast() | OpenPoll() | ClosePoll():
            return joined(title, text)


def _buttons(ask: Ask, fields: Markup) -> Markup:
    """Return a form with a button for every option: it needs no script."""
    prompt = element("input", type="hidden", name=PROMPT, value=ask.prompt)
    buttons = (
        element("button", *_option(one), type="submit", name=OPTION, value=one.key) for one in ask.options
    )
    return element("form", fields, prompt, *buttons, method="post", action="/zeg", class_="options")


def _listed(options: Iterable[Option]) -> Markup:
    return element("div", *(element("div", *_option(one)) for one in options), class_="options past")


def _option(option: Option) -> Iterator[Markup]:
    yield element("span", element("b", option.key), "  ", option.label, class_="label")
    if option.detail:
        yield element("span", option.detail, class_="detail")


def _picture(number: int) -> Markup:
    """Return the picture. What it shows stands below it in words, so it needs no other text."""
    return element("img", src=f"/plaatje/{number}", alt="")


def _download(number: int, name: str, say: Sentences) -> Markup:
    link = element("a", say("page.download", name=name), href=f"/blad/{number}", download=name)
    return element("p", link, class_="download")


def _paragraphs(text: str) -> Markup:
    parts = (part.strip("\n") for part in text.split("\n\n"))
    return joined(*(_paragraph(part) for part in parts if part.strip()))


def _paragraph(text: str) -> Markup:
    """Return one paragraph; lines that start with "- " are a list in it."""
    runs = groupby(text.split("\n"), lambda line: line.startswith(_LIST))
    return joined(*(_list(lines) if listed else element("p", "\n".join(lines)) for listed, lines in runs))


def _list(lines: Iterable[str]) -> Markup:
    return element("ul", *(element("li", line.removeprefix(_LIST)) for line in lines))
