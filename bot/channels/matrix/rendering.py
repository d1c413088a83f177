"""Render a reply for Matrix: plain text that a screen reader can follow, and the same with bold and lists.

The two must say the same, word for word: some clients show the one, some the other.
"""

from collections.abc import Iterable
from html import escape
from typing import Any

from bot.channels.channel import File, Image, Sentences
from bot.channels.stdio import text_of
from bot.core.model.events import Chat
from bot.core.model.replies import Ask, OpenPoll, Say
from bot.core.model.session import Option

ASKED = "nl.ruggespraak.asked"
"""In the content of a message that asked something: what a reaction to it needs, also after a restart."""

POLL = "nl.ruggespraak.poll"
POLL_DILEMMA = "nl.ruggespraak.dilemma"
"""In the content of a poll: its name with us."""

Content = dict[str, Any]


def content_for(reply: Say | Ask, owner: str = "") -> Content:
    """Return the content of an `m.room.message`. `owner` is who was asked, or empty: everybody."""
    shown: Content = {
        "msgtype": "m.text",
        "body": text_of(reply),
        "format": "org.matrix.custom.html",
        "formatted_body": html_of(reply),
    }
    if isinstance(reply, Ask):
        keys = [] if reply.secret else [one.key for one in reply.options]
        shown[ASKED] = {"prompt": reply.prompt, "owner": owner, "keys": keys, "secret": reply.secret}
    return shown


def image_for(image: Image) -> Content:
    """Return the content of a picture, without its address. The text is both caption and alternative text."""
    words = Say(image.text, image.title)
    return {
        "msgtype": "m.image",
        "filename": "plaatje.png",
        "body": text_of(words),
        "format": "org.matrix.custom.html",
        "formatted_body": html_of(words),
        "info": {"mimetype": "image/png", "size": len(image.png), **_size(image.png)},
    }


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""The media type of a document to print."""


def file_for(file: File) -> Content:
    """Return the content of a document, without its address. The text is its caption."""
    return {
        "msgtype": "m.file",
        "filename": file.name,
        "body": text_of(Say(file.text, file.title)),
        "info": {"mimetype": DOCX, "size": len(file.content)},
    }


def _size(png: bytes) -> dict[str, int]:
    """Return width and height, from the header of a PNG."""
    if not png.startswith(b"\x89PNG\r\n\x1a\n") or len(png) < 24:
        return {}
    return {"w": int.from_bytes(png[16:20]), "h": int.from_bytes(png[20:24])}


def poll_in_words(poll: OpenPoll, sentences: Sentences) -> Content:
    """Return the poll as text, for clients without polls; it also says that a poll is not secret."""
    listed = Ask("", poll.text, poll.options, poll.title, sentences("poll.not-secret"))
    return {name: value for name, value in content_for(listed).items() if name != ASKED}


def closed_in_words(content: Content, sentences: Sentences) -> Content:
    """Return those words for a closed poll. `content` is what `poll_in_words` gave, as it was sent."""
    asks, closed = sentences("poll.not-secret"), sentences("poll.over")
    return {
        "msgtype": content["msgtype"],
        "body": content["body"].replace(asks, closed),
        "format": content["format"],
        "formatted_body": content["formatted_body"].replace(_weak(asks), _weak(closed)),
    }


def related(content: Content, chat: Chat, to: str = "") -> Content:
    """Return the same content in the thread of this chat, and as a reply to the event with the id `to`."""
    answered = {"m.in_reply_to": {"event_id": to}} if to else {}
    if chat.thread:
        in_thread = {"rel_type": "m.thread", "event_id": chat.thread, "is_falling_back": True}
        return content | {
            "m.relates_to": in_thread | (answered or {"m.in_reply_to": {"event_id": chat.thread}})
        }
    return content | {"m.relates_to": answered} if answered else content


def edited(content: Content, event: str) -> Content:
    """Return the same content, as what takes the place of the message with this event id."""
    relation = {"rel_type": "m.replace", "event_id": event}
    starred = {name: f"* {content[name]}" for name in ("body", "formatted_body")}
    return content | starred | {"m.new_content": content, "m.relates_to": relation}


def html_of(reply: Say | Ask) -> str:
    """Return the whole reply as HTML, with only what Matrix allows."""
    match reply:
        case Say():
            return _bold(reply.title) + _text(reply.text) + _weak(reply.source)
        case Ask():
            options = "".join(map(_option, reply.options))
            return _bold(reply.title) + _text(reply.text) + options + _weak(reply.hint)


def _bold(title: str) -> str:
    return f"<p><strong>{escape(title)}</strong></p>" if title else ""


def _weak(text: str) -> str:
    return _text(text, "<em>", "</em>")


def _option(option: Option) -> str:
    detail = f"<br>{escape(option.detail)}" if option.detail else ""
    return f"<p><strong>{escape(option.key)}</strong> {escape(option.label)}{detail}</p>"


def _text(text: str, begin: str = "", end: str = "") -> str:
    paragraphs = (part for part in text.split("\n\n") if part.strip())
    return "".join(_paragraph(part.strip("\n").split("\n"), begin, end) for part in paragraphs)


def _paragraph(lines: list[str], begin: str, end: str) -> str:
    """Render a paragraph. Lines that start with "- " are a list, and may follow lines that do not."""
    parts: list[str] = []
    for listed, group in _grouped(lines):
        if listed:
            items = "".join(f"<li>{escape(line[2:])}</li>" for line in group)
            parts.append(f"<ul>{items}</ul>")
        else:
            parts.append(f"<p>{begin}{'<br>'.join(escape(line) for line in group)}{end}</p>")
    return "".join(parts)


def _grouped(lines: Iterable[str]) -> list[tuple[bool, list[str]]]:
    groups: list[tuple[bool, list[str]]] = []
    for line in lines:
        listed = line.startswith("- ")
        if not groups or groups[-1][0] != listed:
            groups.append((listed, []))
        groups[-1][1].append(line)
    return groups
