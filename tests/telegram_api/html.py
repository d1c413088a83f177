"""Telegram's HTML, as strict as tdlib (td/telegram/MessageEntity.cpp) and in its words.

Written anew from that description; offsets of errors are bytes, of entities UTF-16 units.
"""

import re
from dataclasses import dataclass
from typing import Any

from tests.telegram_api.refusal import RefusedError, bad
from tests.telegram_api.shapes import BreachError

_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ENTITY = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|([a-zA-Z]+));?")
_OPENING = re.compile(r"<([^\s>]*)([^>]*)(>?)", re.DOTALL)
_CLOSING = re.compile(r"</([^\s>]*)(\s*)(>?)")
_ATTRIBUTE = re.compile(r"""\s*([^\s=]+)\s*(?:(=)\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+)))?""")


@dataclass
class _Open:
    tag: str
    offset: int
    attributes: dict[str, str]


def units(text: str) -> int:
    """UTF-16 code units: how Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse(text: str) -> tuple[str, list[dict[str, Any]]]:
    """The plain text and its entities.

    Raises:
        RefusedError: as Telegram does.
    """
    plain, at = "", 0
    entities: list[dict[str, Any]] = []
    stack: list[_Open] = []
    while at < len(text):
        if text[at] == "&" and (found := _ENTITY.match(text, at)) and (sign := _sign(found)):
            plain += sign
            at = found.end()
        elif text[at] != "<":
            plain += text[at]
            at += 1
        elif text.startswith("</", at):
            at = _close(text, at, plain, stack, entities)
        else:
            at = _open(text, at, plain, stack)
    if stack:
        raise _refused(f'Can\'t find end tag corresponding to start tag "{stack[-1].tag}"')
    return plain, sorted(entities, key=lambda one: (one["offset"], -one["length"]))


def _sign(found: re.Match[str]) -> str:
    hexadecimal, decimal, name = found.groups()
    if name:
        return _NAMED.get(name, "")
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < 0x10FFFF else ""


def _open(text: str, at: int, plain: str, stack: list[_Open]) -> int:
    found = _OPENING.match(text, at)
    assert found
    where = _byte(text, at)
    if not found[3]:
        raise _refused(f"Unclosed start tag at byte offset {where}")
    tag = found[1].lower()
    if tag not in _TAGS:
        raise _refused(f'Unsupported start tag "{tag}" at byte offset {where}')
    attributes = _attributes(found[2], tag, where)
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise _refused(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
    stack.append(_Open(tag, units(plain), attributes))
    return found.end()


def _attributes(raw: str, tag: str, where: int) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in _ATTRIBUTE.finditer(raw.strip()):
        if not one[2] and not (tag == "blockquote" and one[1] == "expandable"):
            raise _refused(
                "Expected equal sign in declaration of an attribute of the tag "
                f'"{tag}" at byte offset {where}'
            )
        found[one[1]] = one[3] or one[4] or one[5] or ""
    return found


def _close(text: str, at: int, plain: str, stack: list[_Open], entities: list[dict[str, Any]]) -> int:
    found = _CLOSING.match(text, at)
    assert found
    where = _byte(text, at)
    if not stack:
        raise _refused(f"Unexpected end tag at byte offset {where}")
    if not found[3]:
        raise _refused(f"Unclosed end tag at byte offset {where}")
    begun, tag = stack.pop(), found[1].lower()
    if tag and tag != begun.tag:
        raise _refused(
            f'Unmatched end tag at byte offset {where}, expected "</{begun.tag}>", found "</{tag}>"'
        )
    if begun.tag == "blockquote" and any(one.tag == "blockquote" for one in stack):
        raise BreachError("a blockquote in a blockquote: Telegram drops one of them without a word")
    length = units(plain) - begun.offset
    if length and (kind := _kind(begun)):
        entities.append({"type": kind, "offset": begun.offset, "length": length, **_more(begun)})
    return found.end()


def _kind(begun: _Open) -> str:
    if begun.tag == "blockquote" and "expandable" in begun.attributes:
        return "expandable_blockquote"
    if begun.tag == "a" and not re.match(r"(https?|tg)://\S+\.?\S", begun.attributes.get("href", "")):
        return ""  # dropped in silence
    return _TAGS[begun.tag]


def _more(begun: _Open) -> dict[str, str]:
    return {"url": begun.attributes["href"]} if begun.tag == "a" else {}


def _byte(text: str, at: int) -> int:
    return len(text[:at].encode("utf-8", "surrogatepass"))


def _refused(text: str) -> RefusedError:
    return bad(f"can't parse entities: {text}")
