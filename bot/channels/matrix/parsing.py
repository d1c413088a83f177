"""Read from one event what somebody did on Matrix. No I/O: events come in as Matrix sends them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.channels.matrix.gate import MessageEvent, StateEvent
from bot.channels.matrix.traits import TRAITS
from bot.core.features.registry import REGISTRY

SIGN = TRAITS.command_sign
"""The sign before a word that addresses the bot in a group."""

_SELECTOR = "\N{VARIATION SELECTOR-16}"
"""Some clients add it to an emoji and some do not."""

_KEYCAP = "\N{COMBINING ENCLOSING KEYCAP}"

_BOXED = {chr(0x1F1E6 + at): chr(ord("A") + at) for at in range(26)} | {
    chr(0x1F170 + at): chr(ord("A") + at) for at in range(26)
}
"""Letters as flags are made of, and letters in a square."""


def text_in(event: MessageEvent) -> str | None:
    """Return what somebody wrote, or None: no message, an edit, or what a program said (`m.notice`)."""
    content = event.content
    relation = _relation(content)
    if event.type != "m.room.message" or relation.get("rel_type") == "m.replace":
        return None
    if content.get("msgtype") not in ("m.text", "m.emote") or not isinstance(content.get("body"), str):
        return None
    return _without_quote(content["body"], relation)


def thread_of(content: Mapping[str, Any]) -> str:
    """Return the event that the thread began with, or empty: not in a thread."""
    relation = _relation(content)
    return str(relation.get("event_id", "")) if relation.get("rel_type") == "m.thread" else ""


def reply_to(content: Mapping[str, Any]) -> str:
    """Return the event that this one replies to, or empty. In a thread, only a deliberate reply counts."""
    relation = _relation(content)
    inner = relation.get("m.in_reply_to")
    if not isinstance(inner, dict) or relation.get("is_falling_back"):
        return ""
    return str(inner.get("event_id", ""))


@dataclass(frozen=True, slots=True)
class Reaction:
    """Somebody put a letter or number under a message."""

    event: str
    """Id of that message."""
    letter: str


def reaction_in(event: MessageEvent) -> Reaction | None:
    """Return the reaction, if it carries a letter or number. Where it stands among others says nothing."""
    relation = _relation(event.content)
    if event.type != "m.reaction" or relation.get("rel_type") != "m.annotation":
        return None
    letter = letter_in(str(relation.get("key", "")))
    return Reaction(str(relation.get("event_id", "")), letter) if letter else None


def letter_in(key: str) -> str:
    """Return the letter or number that a reaction carries, in capitals; empty if it carries none."""
    bare = key.replace(_SELECTOR, "").strip()
    if bare == "\N{KEYCAP TEN}":
        return "10"
    bare = _BOXED.get(bare, bare).removesuffix(_KEYCAP)
    return bare.upper() if re.fullmatch(r"[A-Za-z]|[1-9][0-9]?", bare) else ""


def key_for(letter: str, keys: list[str]) -> str:
    """Return the key of the option that is picked; a number counts from 1. Empty if there is none."""
    if letter.isdigit():
        return keys[int(letter) - 1] if int(letter) <= len(keys) else ""
    return letter if letter in keys else ""


def spoken_to(event: MessageEvent, me: str, name: str) -> bool:
    """Return whether a message in a group addresses the bot: it names it, or is one of its commands.

    Other bots in the room have commands too, and theirs are none of its business.
    """
    mentions = event.content.get("m.mentions")
    named = mentions.get("user_ids") if isinstance(mentions, dict) else None
    if isinstance(named, list) and me in named:
        return True
    text = text_in(event) or ""
    return _is_command(text) or _names(me, name).match(text) is not None


def bare(text: str, me: str, name: str) -> str:
    """Return the text without the name that the bot was called by."""
    return _names(me, name).sub("", text, count=1) if _names(me, name).match(text) else text


def command(text: str) -> str:
    """Return the text with "/" for "!": clients of Matrix keep "/" to themselves."""
    return f"/{text[1:]}" if re.match(rf"{SIGN}\w", text) else text


def sends_away(text: str) -> bool:
    """Return whether this asks the bot to leave the room."""
    return bool(
        re.fullmatch(r"[/!]?(?:ga|vertrek) (?:weg|uit deze (?:kamer|groep))[.!]*", text.strip().lower())
    )


def moved_to(event: StateEvent) -> str:
    """Return the room that takes the place of this one, or empty."""
    if event.type != "m.room.tombstone":
        return ""
    return str(event.content.get("replacement_room", ""))


def _is_command(text: str) -> bool:
    known = REGISTRY.vocabulary.command(f"/{text[1:]}") if re.match(rf"[/{SIGN}]\w", text) else None
    return known is not None and bool(known.name)


def _names(me: str, name: str) -> re.Pattern[str]:
    local = me.partition(":")[0].removeprefix("@")
    called = sorted({me, f"@{local}", local, name, f"@{name}"} - {"", "@"}, key=len, reverse=True)
    return re.compile(rf"\s*(?:{'|'.join(map(re.escape, called))})(?!\w)[\s:,]*", re.IGNORECASE)


def _without_quote(body: str, relation: Mapping[str, Any]) -> str:
    """Drop the quote that older clients put above a reply, each line with "> " before it."""
    if "m.in_reply_to" not in relation or not body.startswith("> "):
        return body
    lines = body.split("\n")
    quoted = next((at for at, line in enumerate(lines) if not line.startswith("> ")), len(lines))
    return "\n".join(lines[quoted:]).removeprefix("\n")


def _relation(content: Mapping[str, Any]) -> Mapping[str, Any]:
    relation = content.get("m.relates_to")
    return relation if isinstance(relation, dict) else {}
