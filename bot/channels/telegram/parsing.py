"""Parse an update of Telegram into one of our events. No I/O."""

import re

from telegram import CallbackQuery, ChatMemberUpdated, Message, Poll, Update, User
from telegram import Chat as Place

from bot.channels.telegram.callback_data import unpacked
from bot.core.model.events import Added, Chat, Event, Moved, Opened, Pressed, Removed, Said

NAME = "telegram"
"""Name of the channel."""

WANTED = ("message", "callback_query", "my_chat_member", "poll")
"""The kinds of updates that are asked for. An edited message is none: what was said, was said."""

ANONYMOUS = 1_087_968_824
"""GroupAnonymousBot: every admin of a group who does not want to be named."""

_COMMAND = re.compile(r"/(\w{1,32})(?:@(\w{1,64}))?(?=\s|$)", re.ASCII)
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
_OUT = frozenset({"left", "kicked"})


def event_from(update: Update, me: User) -> Event | None:
    """Return what happened, or None for what this bot does not care about. `me` is the bot itself."""
    if update.message:
        return _message(update.message, me, update.update_id)
    if update.callback_query:
        return _press(update.callback_query, update.update_id)
    if update.my_chat_member:
        return _membership(update.my_chat_member, update.update_id)
    return None


def totals_of(poll: Poll) -> tuple[int, ...]:
    """Return how many chose each option, in order."""
    return tuple(option.voter_count for option in poll.options)


def leads_unknown(event: Event) -> bool:
    """Return whether only Telegram can tell if who spoke may decide for the group."""
    if not isinstance(event, Opened | Said | Pressed) or event.leads:
        return False
    return event.chat.group and event.chat.person != str(ANONYMOUS)


def _message(message: Message, me: User, mark: int) -> Event | None:
    place = message.chat
    if message.migrate_to_chat_id:
        return Moved(_room(place), str(message.migrate_to_chat_id), mark=mark)
    if message.migrate_from_chat_id:
        return Moved(_room(place, message.migrate_from_chat_id), str(place.id), mark=mark)
    if not message.from_user or not _speaks(message):
        return None
    chat = _chat(place, message.from_user, message)
    leads = message.from_user.id == ANONYMOUS
    if chat.group:
        return _heard_in_group(message, chat, me, mark, leads=leads)
    if message.text is None and not message.effective_attachment:
        return None  # a service message: something was pinned, a picture was changed
    return _typed(message.text or "", chat, mark, leads=leads)


def _speaks(message: Message) -> bool:
    """Return whether a person says this: no other bot, and no channel that is linked to the group."""
    assert message.from_user
    if message.from_user.id == ANONYMOUS:
        return message.sender_chat is not None and message.sender_chat.id == message.chat.id
    return not message.from_user.is_bot and message.sender_chat is None


def _heard_in_group(message: Message, chat: Chat, me: User, mark: int, *, leads: bool) -> Event | None:
    """Return the text if it addresses the bot in a group: a command, an answer to it, or its name."""
    text = message.text or ""
    if command := _COMMAND.match(text):
        addressed = command[2]
        if addressed and addressed.lower() != (me.username or "").lower():
            return None
        return _typed(text, chat, mark, leads=leads)
    called = re.match(rf"@{re.escape(me.username or ' ')}\b[\s,:]*", text, re.IGNORECASE)
    if called:
        return Said(chat, text[called.end() :] or "/start", mark=mark, leads=leads)
    answered = message.reply_to_message
    if answered and answered.from_user and answered.from_user.id == me.id and text:
        return Said(chat, text, mark=mark, leads=leads)
    return None


def _typed(text: str, chat: Chat, mark: int, *, leads: bool) -> Event:
    """Read a text; strip the bot's name from a command. /start opens a conversation."""
    command = _COMMAND.match(text)
    if not command:
        return Said(chat, text, mark=mark, leads=leads)
    word, rest = command[1], text[command.end() :].strip()
    if word.lower() == "start":
        link = rest if _PAYLOAD.fullmatch(rest) else ""
        return Opened(chat, link, mark=mark, leads=leads)
    said = f"/{word.replace('_', ' ')} {rest}".strip()
    return Said(chat, said, mark=mark, leads=leads)


def _press(query: CallbackQuery, mark: int) -> Event | None:
    """Read a press. One that no button of ours can send gets no prompt, so that it counts as too late."""
    if query.message is None or query.data is None:
        return None
    under = query.message if isinstance(query.message, Message) else None
    chat = _chat(query.message.chat, query.from_user, under)
    owner, prompt, key = unpacked(query.data) or ("", "", "")
    return Pressed(chat, prompt, key, owner=owner, mark=mark)


def _membership(change: ChatMemberUpdated, mark: int) -> Event | None:
    before, after = change.old_chat_member.status in _OUT, change.new_chat_member.status in _OUT
    chat = _chat(change.chat, change.from_user, None)
    if after and not before:
        return Removed(chat, mark=mark)
    if before and not after and chat.group:
        return Added(chat, mark=mark)
    return None


def _chat(place: Place, person: User, message: Message | None) -> Chat:
    # an answer in a group without topics carries a thread too, and nothing can be sent to that one
    topic = message.message_thread_id if message and message.is_topic_message else None
    group = place.type in {Place.GROUP, Place.SUPERGROUP}
    return Chat(NAME, str(place.id), str(person.id), group, str(topic or ""))


def _room(place: Place, room: int | None = None) -> Chat:
    """Return the group itself, without a person."""
    return Chat(NAME, str(room or place.id), "", group=True)
