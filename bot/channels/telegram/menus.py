"""The commands that Telegram's own menu shows, in Dutch: alone with the bot, in a group, for its admins."""

from telegram import (
    Bot,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)

from bot.channels.channel import Sentences
from bot.core.features.registry import REGISTRY, Audience


async def put_up(bot: Bot, sentences: Sentences) -> None:
    """Tell Telegram what the menus show.

    Raises:
        TelegramError: if it does not take them; everything that is typed works all the same.
    """
    await bot.set_my_commands(_menu("private", sentences), BotCommandScopeAllPrivateChats())
    await bot.set_my_commands(_menu("group", sentences), BotCommandScopeAllGroupChats())
    await bot.set_my_commands(_menu("admins", sentences), BotCommandScopeAllChatAdministrators())
    await bot.set_my_description(sentences("profile.text"))
    await bot.set_my_short_description(sentences("profile.short"))


def _menu(audience: Audience, sentences: Sentences) -> list[tuple[str, str]]:
    return [(word, sentences(key)) for word, key in REGISTRY.menu(audience)]
