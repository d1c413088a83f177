"""Makes schema.json, by hand and seldom, out of what aiogram ships.

    pip download --no-binary :all: --no-deps aiogram==3.31.0 && tar xzf aiogram-3.31.0.tar.gz
    python -m tests.telegram_api.make_schema aiogram-3.31.0

It keeps the methods that this bot or its tests use, and every type that can be reached from what
is sent there, or that the stand-in itself hands out. A type that is named and not kept may not occur.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

METHODS = [
    "answerCallbackQuery",
    "deleteMessage",
    "deleteMyCommands",
    "deleteWebhook",
    "editMessageCaption",
    "editMessageReplyMarkup",
    "editMessageText",
    "getChat",
    "getChatAdministrators",
    "getChatMember",
    "getMe",
    "getMyCommands",
    "getUpdates",
    "getWebhookInfo",
    "leaveChat",
    "sendChatAction",
    "sendDocument",
    "sendMessage",
    "sendPhoto",
    "sendPoll",
    "setMyCommands",
    "setMyDescription",
    "setMyShortDescription",
    "setWebhook",
    "stopPoll",
]

ANSWERS = [
    "BotCommand",
    "CallbackQuery",
    "Chat",
    "ChatFullInfo",
    "ChatMember",
    "ChatMemberUpdated",
    "Document",
    "Message",
    "MessageEntity",
    "PhotoSize",
    "Poll",
    "PollAnswer",
    "PollOption",
    "ResponseParameters",
    "Update",
    "User",
    "WebhookInfo",
    "InlineKeyboardMarkup",
    "InaccessibleMessage",
    "MaybeInaccessibleMessage",
]

LEFT_OUT = ("InputRich", "Rich", "InputMedia", "Suggested")
"""Nothing of these is sent here."""

NOTICE = (
    "Derived from .butcher/schema/schema.json of aiogram 3.31.0. See LICENSE.aiogram (MIT) beside this file."
)

Row = tuple[str, bool]


def compact(schema: dict[str, Any]) -> dict[str, Any]:
    """Name to field to (type, required), for methods and types; and the kinds of each abstract type."""
    known = {one["name"]: one for group in schema["items"] for one in group["children"]}
    methods = {name: _fields(known[name]) for name in METHODS}
    wanted = [name for fields in methods.values() for kind, _ in fields.values() for name in _names(kind)]
    types: dict[str, dict[str, Row]] = {}
    kinds: dict[str, list[str]] = {}
    while wanted:
        name = wanted.pop()
        if name not in known or name in types or name in kinds or name.startswith(LEFT_OUT):
            continue
        if below := _kinds(known[name]):
            kinds[name] = below
            wanted += below
        else:
            types[name] = _fields(known[name])
            wanted += [one for kind, _ in types[name].values() for one in _names(kind)]
    for name in ANSWERS:
        if below := _kinds(known[name]):
            kinds[name] = below
        for one in below or [name]:
            types[one] = _fields(known[one])
    return {
        "notice": NOTICE,
        "version": schema["api"]["version"],
        "methods": methods,
        "types": dict(sorted(types.items())),
        "kinds": dict(sorted(kinds.items())),
    }


def _fields(item: dict[str, Any]) -> dict[str, Row]:
    return {one["name"]: (one["type"], bool(one.get("required"))) for one in item["annotations"]}


def _names(kind: str) -> list[str]:
    return re.findall(r"[A-Z][A-Za-z]+", kind.replace("Array of", ""))


def _kinds(item: dict[str, Any]) -> list[str]:
    """An abstract type has no fields; its description lists what there is."""
    if item["annotations"]:
        return []
    return re.findall(r"^ - (\w+)", item["description"], re.MULTILINE)


if __name__ == "__main__":
    folder, here = Path(sys.argv[1]), Path(__file__).parent
    schema = json.loads((folder / ".butcher/schema/schema.json").read_text("utf-8"))
    lines = json.dumps(compact(schema), indent=1, ensure_ascii=False)
    lines = re.sub(r"\[\s+(\"[^\"]+\"),\s+(true|false)\s+\]", r"[\1, \2]", lines)
    (here / "schema.json").write_text(lines + "\n", "utf-8")
    (here / "LICENSE.aiogram").write_text((folder / "LICENSE").read_text("utf-8"), "utf-8")
