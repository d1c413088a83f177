"""What each method of the Bot API does, and what it refuses."""

import hashlib
import re
from collections.abc import Callable
from typing import Any

from tests.telegram_api.html import parse, units
from tests.telegram_api.limits import Limits
from tests.telegram_api.refusal import NOT_MODIFIED, OLD_QUERY, RefusedError, bad, forbidden
from tests.telegram_api.world import BOT, QUERY, Room, Vote, World

TEXT, CAPTION = 4096, 1024
BUTTONS, ROW = 100, 8
"""Buttons in all, and in a row (the apps show no more than eight)."""
POLL_LIFE = (5, 2_628_000)
"""Seconds that a poll with a closing time may live."""
PHOTO = 10 * 1024 * 1024

Parameters = dict[str, Any]


class Methods:
    """Carries out one request at a time."""

    def __init__(self, world: World, limits: Limits) -> None:
        self.world = world
        self.limits = limits

    def call(self, method: str, sent: Parameters) -> Any:
        return _METHODS[method.lower()](self, sent)

    # what the bot is

    def get_me(self, _: Parameters) -> Any:
        seen = not self.world.private_mode
        return {
            **self.world.bot_user(),
            "can_join_groups": True,
            "can_read_all_group_messages": seen,
            "supports_inline_queries": False,
        }

    def set_commands(self, sent: Parameters) -> Any:
        if len(sent["commands"]) > 100:
            raise bad("BOT_COMMANDS_TOO_MUCH")
        for one in sent["commands"]:
            if not re.fullmatch(r"/?[a-z0-9_]{1,32}", one["command"]):
                raise bad("BOT_COMMAND_INVALID")
            if not 1 <= units(one["description"]) <= 256:
                raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
        self.world.commands[_scope(sent)] = sent["commands"]
        return True

    def get_commands(self, sent: Parameters) -> Any:
        return self.world.commands.get(_scope(sent), [])

    def delete_commands(self, sent: Parameters) -> Any:
        self.world.commands.pop(_scope(sent), None)
        return True

    def describe(self, sent: Parameters) -> Any:
        for field, most in (("description", 512), ("short_description", 120)):
            if units(sent.get(field, "")) > most:
                raise bad("description is too long")
            if field in sent:
                self.world.descriptions[field + ":" + sent.get("language_code", "")] = sent[field]
        return True

    # sending

    def send_message(self, sent: Parameters) -> Any:
        room, thread = self._place(sent, "text messages")
        content = _formatted(sent["text"], sent, "text", TEXT)
        markup = _markup(sent, room)
        self._count(room)
        return self._put(room, thread, sent, content, markup)

    def send_photo(self, sent: Parameters) -> Any:
        room, thread = self._place(sent, "photos")
        size = _png_size(sent["photo"])
        content = _formatted(sent.get("caption", ""), sent, "caption", CAPTION)
        markup = _markup(sent, room)
        self._count(room)
        name = _file_name(sent["photo"])
        photo = {"file_id": name, "file_unique_id": name, "width": size[0], "height": size[1]}
        return self._put(room, thread, sent, {"photo": [photo], **content}, markup)

    def send_document(self, sent: Parameters) -> Any:
        room, thread = self._place(sent, "documents")
        if not sent["document"]:
            raise bad("file must be non-empty")
        content = _formatted(sent.get("caption", ""), sent, "caption", CAPTION)
        markup = _markup(sent, room)
        self._count(room)
        name = _file_name(sent["document"])
        return self._put(
            room, thread, sent, {"document": {"file_id": name, "file_unique_id": name}, **content}, markup
        )

    def send_poll(self, sent: Parameters) -> Any:
        room, thread = self._place(sent, "polls")
        poll = _poll(sent, self.world.number())
        closes = self._closes(sent)
        markup = _markup(sent, room)
        self._count(room)
        message = self._put(room, thread, sent, {"poll": poll}, markup)
        vote = Vote(poll, room.id, message["message_id"], closes)
        self.world.polls[poll["id"]] = vote
        return message

    def chat_action(self, sent: Parameters) -> Any:
        self._place(sent)
        return True

    # changing what was sent

    def edit_text(self, sent: Parameters) -> Any:
        room = self.world.room(sent["chat_id"])
        message = self.world.message(room, sent["message_id"], "to edit")
        if "text" not in message:
            raise bad("there is no text in the message to edit")
        return self._change(room, message, _formatted(sent["text"], sent, "text", TEXT), _markup(sent, room))

    def edit_caption(self, sent: Parameters) -> Any:
        room = self.world.room(sent["chat_id"])
        message = self.world.message(room, sent["message_id"], "to edit")
        content = _formatted(sent.get("caption", ""), sent, "caption", CAPTION)
        return self._change(room, message, content, _markup(sent, room))

    def edit_markup(self, sent: Parameters) -> Any:
        room = self.world.room(sent["chat_id"])
        message = self.world.message(room, sent["message_id"], "to edit")
        return self._change(room, message, {}, _markup(sent, room))

    def delete(self, sent: Parameters) -> Any:
        room = self.world.room(sent["chat_id"])
        message = room.messages.get(sent["message_id"])
        if message is None:
            raise bad("message to delete not found")
        own = message["from"]["id"] == BOT
        rights = room.bot == "administrator" or room.kind == "private"
        if message["date"] < self.world.clock() - 48 * 3600 or not (own or rights):
            raise bad("message can't be deleted")
        del room.messages[sent["message_id"]]
        return True

    def stop_poll(self, sent: Parameters) -> Any:
        room = self.world.room(sent["chat_id"])
        message = room.messages.get(sent["message_id"])
        if message is None:
            raise bad("message with poll to stop not found")
        if "poll" not in message:
            raise bad("message is not a poll")
        if message["from"]["id"] != BOT:
            raise bad("poll can't be stopped")
        self.world.expire()
        vote = self.world.polls[message["poll"]["id"]]
        if vote.poll["is_closed"]:
            raise bad("poll has already been closed")
        return self.world.close(vote)

    def answer_query(self, sent: Parameters) -> Any:
        if units(sent.get("text", "")) > 200:
            raise bad("MESSAGE_TOO_LONG")
        if not re.fullmatch(r"(https://t\.me/\w+\?start=[\w-]{1,64})?", sent.get("url", "")):
            raise bad("URL_INVALID")
        asked = self.world.queries.pop(sent["callback_query_id"], None)
        if asked is None or self.world.clock() - asked > QUERY:
            raise bad(OLD_QUERY)
        self.world.toasts.append(sent)
        return True

    # chats

    def get_chat(self, sent: Parameters) -> Any:
        room = self.world.room(sent["chat_id"])
        return {
            **room.chat(),
            "accent_color_id": 0,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(
                ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription"), False
            ),
        }

    def get_member(self, sent: Parameters) -> Any:
        room = self.world.room(sent["chat_id"])
        if sent["user_id"] not in self.world.people and sent["user_id"] != BOT:
            raise bad("user not found")
        return self.world.member(room, sent["user_id"])

    def get_administrators(self, sent: Parameters) -> Any:
        room = self.world.room(sent["chat_id"])
        if not room.group:
            raise bad("there are no administrators in the private chat")
        admins = [one for one, status in room.members.items() if status in {"administrator", "creator"}]
        return [self.world.member(room, one) for one in admins]

    def leave(self, sent: Parameters) -> Any:
        room = self.world.room(sent["chat_id"])
        if not room.group:
            raise bad("chat member status can't be changed in private chats")
        room.bot = "left"
        return True

    def _place(self, sent: Parameters, what: str = "") -> tuple[Room, int]:
        room = self.world.room(sent["chat_id"])
        if what in room.forbidden:
            raise bad(f"not enough rights to send {what} to the chat")
        thread = sent.get("message_thread_id", 0)
        if thread and thread not in room.topics:
            raise bad("message thread not found")
        if room.closed and not thread:
            raise bad("TOPIC_CLOSED")
        return room, thread

    def _count(self, room: Room) -> None:
        self.limits.count(room.id, group=room.group)

    def _put(
        self, room: Room, thread: int, sent: Parameters, content: Parameters, markup: Parameters
    ) -> Parameters:
        reply = sent.get("reply_parameters")
        if reply:
            known = room.messages.get(reply["message_id"])
            if known is None and not reply.get("allow_sending_without_reply"):
                raise bad("message to be replied not found")
            if known:
                content = {**content, "reply_to_message": _shallow(known)}
        return self.world.put(room, self.world.bot_user(), thread, **content, **markup)

    def _change(self, room: Room, message: Parameters, content: Parameters, markup: Parameters) -> Parameters:
        fresh = {**message, **content}
        fresh.pop("reply_markup", None)
        fresh |= markup
        if {name: one for name, one in fresh.items() if name != "edit_date"} == {
            name: one for name, one in message.items() if name != "edit_date"
        }:
            raise bad(NOT_MODIFIED)
        self._count(room)
        fresh["edit_date"] = int(self.world.clock())
        room.messages[message["message_id"]] = fresh
        return fresh

    def _closes(self, sent: Parameters) -> float:
        now = self.world.clock()
        if period := sent.get("open_period"):  # beats close_date, and is clamped in silence
            return now + float(min(max(period, POLL_LIFE[0]), POLL_LIFE[1]))
        return float(sent.get("close_date", 0))


def _scope(sent: Parameters) -> str:
    scope = sent.get("scope", {"type": "default"})
    return f"{scope['type']}:{scope.get('chat_id', '')}:{sent.get('language_code', '')}"


def _formatted(text: str, sent: Parameters, field: str, most: int) -> Parameters:
    """The text as it is shown, with what is bold in it; at most so many units after reading the tags."""
    mode = sent.get("parse_mode", "")
    if mode.lower() not in {"", "html"}:
        raise bad("unsupported parse_mode")  # this bot writes HTML
    if len(text.encode("utf-8", "surrogatepass")) > 4 * 1024 * 16:
        raise bad("message is too long" if field == "text" else "message caption is too long")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise bad("strings must be encoded in UTF-8") from None
    plain, entities = parse(text) if mode else (text, list(sent.get("entities", [])))
    plain = plain.strip()
    if not plain and field == "text":
        raise bad("message text is empty")
    if units(plain) > most:
        raise bad("message is too long" if field == "text" else "message caption is too long")
    names = {"text": "entities", "caption": "caption_entities"}
    if not plain:
        return {}
    return {field: plain, **({names[field]: entities} if entities else {})}


def _markup(sent: Parameters, room: Room) -> Parameters:
    markup = sent.get("reply_markup")
    if not markup:
        return {}
    if "inline_keyboard" not in markup:
        return {}
    rows = [[_button(one, room) for one in row if one["text"]] for row in markup["inline_keyboard"]]
    if sum(map(len, rows)) > BUTTONS or any(len(row) > ROW for row in rows):
        raise bad("reply markup is too long")
    return {"reply_markup": {"inline_keyboard": [row for row in rows if row]}} if any(rows) else {}


_ACTS = [
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
]


def _button(button: Parameters, room: Room) -> Parameters:
    acts = [name for name in _ACTS if name in button]
    if len(acts) != 1:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")
    if "url" in button and not re.match(r"(https?|tg)://\S+", button["url"]):
        raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    if "web_app" in button and room.group:
        raise bad("BUTTON_TYPE_INVALID")
    return button


def _poll(sent: Parameters, number: int) -> Parameters:
    question, options = sent["question"].strip(), sent["options"]
    if not question:
        raise bad("poll question can't be empty")
    if units(question) > 300:
        raise bad("poll question length must not exceed 300")
    if not 1 <= len(options) <= 12:
        few = "must have at least 1 option"
        raise bad(f"poll {few}" if not options else "poll can't have more than 12 options")
    for one in options:
        if not one["text"].strip():
            raise bad("poll options must be non-empty")
        if units(one["text"]) > 100:
            raise bad("poll options length must not exceed 100")
    anonymous = sent.get("is_anonymous", True)
    return {
        "id": str(number),
        "question": question,
        "options": [
            {"persistent_id": str(at), "text": one["text"].strip(), "voter_count": 0}
            for at, one in enumerate(options)
        ],
        "total_voter_count": 0,
        "is_closed": bool(sent.get("is_closed")),
        "is_anonymous": anonymous,
        "type": sent.get("type", "regular"),
        "allows_multiple_answers": sent.get("allows_multiple_answers", False),
        "allows_revoting": sent.get("allows_revoting", True),
        "members_only": False,
    }


def _png_size(photo: bytes) -> tuple[int, int]:
    if len(photo) > PHOTO:
        raise RefusedError(413, "Request Entity Too Large")
    if not photo.startswith(b"\x89PNG\r\n\x1a\n"):
        raise bad("IMAGE_PROCESS_FAILED")
    width, height = int.from_bytes(photo[16:20], "big"), int.from_bytes(photo[20:24], "big")
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return width, height


def _file_name(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:20]


def _shallow(message: Parameters) -> Parameters:
    """A message as it stands inside another: not again with the one it answers."""
    return {name: one for name, one in message.items() if name != "reply_to_message"}


_METHODS: dict[str, Callable[[Methods, Parameters], Any]] = {
    "getme": Methods.get_me,
    "setmycommands": Methods.set_commands,
    "getmycommands": Methods.get_commands,
    "deletemycommands": Methods.delete_commands,
    "setmydescription": Methods.describe,
    "setmyshortdescription": Methods.describe,
    "sendmessage": Methods.send_message,
    "sendphoto": Methods.send_photo,
    "senddocument": Methods.send_document,
    "sendpoll": Methods.send_poll,
    "sendchataction": Methods.chat_action,
    "editmessagetext": Methods.edit_text,
    "editmessagecaption": Methods.edit_caption,
    "editmessagereplymarkup": Methods.edit_markup,
    "deletemessage": Methods.delete,
    "stoppoll": Methods.stop_poll,
    "answercallbackquery": Methods.answer_query,
    "getchat": Methods.get_chat,
    "getchatmember": Methods.get_member,
    "getchatadministrators": Methods.get_administrators,
    "leavechat": Methods.leave,
}

RESULTS = {
    "getme": "User",
    "getmycommands": "Array of BotCommand",
    "sendmessage": "Message",
    "sendphoto": "Message",
    "senddocument": "Message",
    "sendpoll": "Message",
    "editmessagetext": "Message",
    "editmessagecaption": "Message",
    "editmessagereplymarkup": "Message",
    "stoppoll": "Poll",
    "getchat": "ChatFullInfo",
    "getchatmember": "ChatMember",
    "getchatadministrators": "Array of ChatMember",
    "getupdates": "Array of Update",
    "getwebhookinfo": "WebhookInfo",
}
"""What kind of thing each method answers with; all others with True."""

__all__ = ["RESULTS", "Methods", "forbidden"]
