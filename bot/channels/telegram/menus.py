"""The commands that Telegram's own menu shows, in Dutch: alone with the bot, in a group, for its admins."""

import logging

from telegram import (
    Bot,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.error import TelegramError

from bot.channels.channel import Sentences
from bot.core.features.registry import REGISTRY, Audience

log = logging.getLogger("ruggespraak")


async def put_up(bot: Bot, sentences: Sentences) -> None:
    """Set Telegram's menus. Where it refuses them they stay as they were: every command can be typed."""
    try:
        await _put_up(bot, sentences)
    except TelegramError as error:
        log.warning("Telegram's menus are as they were: %s", type(error).__name__)


async def _put_up(bot: Bot, sentences: Sentences) -> None:
    await bot.set_my_commands(_menu("private", sentences), BotCommandScopeAllPrivateChats())
    await bot.set_my_commands(_menu("group", sentences), BotCommandScopeAllGroupChats())
    await bot.set_my_commands(_menu("admins", sentences), BotCommandScopeAllChatAdministrators())
    await bot.set_my_description(sentences("profile.text"))
    await bot.set_my_short_description(sentences("profile.short"))


def _menu(audience: Audience, sentences: Sentences) -> list[tuple[str, str]]:
    return [(word, sentences(key)) for word, key in REGISTRY.menu(audience)]
