"""The whole page, with everything that it needs to work without a script."""

from dataclasses import dataclass

from bot.channels.channel import Sentences
from bot.channels.web.assets import SCRIPT, STYLE, Asset
from bot.channels.web.bubbles import bubble, hidden
from bot.channels.web.form_post import TEXT
from bot.channels.web.markup import NOTHING, Markup, element, joined
from bot.channels.web.transcript import Line, Own
from bot.core.model.replies import Ask

WORDS = ("terug", "stop", "hulp")
"""Always in reach."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation as it is shown once."""

    lines: tuple[Line, ...]
    question: Ask | None
    token: str
    once: str
    """Names the forms on this page: each ends in its own letter."""
    notice: str = ""
    draft: str = ""
    """Text that was not taken, to be sent again."""


def talk_page(talk: Talk, say: Sentences) -> str:
    """Return the page of a conversation."""
    offline = say("page.offline")
    main = element("main", _notice(talk.notice), _log(talk, say), id="gesprek", data_offline=offline)
    return _document(joined(_skip(say), _header(talk, say), main, _field(talk, say)), say)


def welcome_page(say: Sentences, notice: str = "", draft: str = "") -> str:
    """Return the page for who has no seat yet. It asks for nothing and sets nothing.

    `draft` is text that came without a seat, to be copied.
    """
    kept = (
        element("textarea", draft, rows="6", readonly="", aria_label=say("page.field")) if draft else NOTHING
    )
    begin = element("button", say("page.begin"), type="submit", class_="primary")
    told = (element("p", say(key)) for key in ("page.welcome", "page.who-reads", "page.seat"))
    form = element("form", begin, method="post", action="/begin")
    title = element("header", element("h1", say("page.title")))
    return _document(
        joined(title, element("main", _notice(notice), kept, *told, form, class_="welcome")), say
    )


def notice_page(text: str, say: Sentences) -> str:
    """Return a page with one sentence and the way back."""
    title = element("header", element("h1", say("page.title")))
    back = element("p", element("a", say("page.to-conversation"), href="/"))
    return _document(joined(title, element("main", _notice(text), back, class_="welcome")), say)


def _document(body: Markup, say: Sentences) -> str:
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", say("page.title")),
        element("link", rel="stylesheet", href=_address(STYLE)),
        element("script", type="module", src=_address(SCRIPT)),
    )
    return f"<!doctype html>\n{element('html', head, element('body', body), lang='nl')}\n"


def _address(asset: Asset) -> str:
    return f"/vast/{asset.version}/{asset.name}"


def _skip(say: Sentences) -> Markup:
    return element("a", say("page.skip"), href="#tekst", class_="skip")


def _header(talk: Talk, say: Sentences) -> Markup:
    clear = element("button", say("page.clear"), type="submit")
    form = element("form", hidden(talk.token, f"{talk.once}w"), clear, method="post", action="/leeg")
    return element("header", element("h1", say("page.title")), form)


def _notice(text: str) -> Markup:
    return element("p", text, class_="notice", role="alert") if text else NOTHING


def _log(talk: Talk, say: Sentences) -> Markup:
    fields = hidden(talk.token, f"{talk.once}k")
    bubbles = (bubble(line, fields, say, is_open=line.shown is talk.question) for line in talk.lines)
    last = str(talk.lines[-1].number if talk.lines else 0)
    talked = element("ol", *bubbles, class_="talk", data_last=last, tabindex="-1")
    return element("div", talked, role="log", aria_label=say("page.conversation"))


def _field(talk: Talk, say: Sentences) -> Markup:
    """Return the field to type in, and the words that are always in reach."""
    label = element("label", say("page.field"), for_=TEXT)
    area = element(
        "textarea", talk.draft, id=TEXT, name=TEXT, rows="2", autocomplete="off", enterkeyhint="send"
    )
    send = element("button", say("page.send"), type="submit", class_="primary")
    typed = element(
        "form",
        hidden(talk.token, f"{talk.once}t"),
        label,
        area,
        send,
        method="post",
        action="/zeg",
        class_="say",
    )
    words = (element("button", word, type="submit", name=TEXT, value=word) for word in WORDS)
    reach = element("form", hidden(talk.token, f"{talk.once}h"), *words, method="post", action="/zeg")
    return element("footer", typed, element("nav", reach, aria_label=say("page.words")), id="invoer")


def last_own(lines: tuple[Line, ...]) -> str:
    """Return the place on the page where the newest answer begins, for a browser without a script."""
    own = [line.number for line in lines if isinstance(line.shown, Own)]
    return f"#r{own[-1]}" if own else ""
