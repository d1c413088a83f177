"""The commands that Telegram's own menu shows, in Dutch: alone with the bot, in a group, for its admins."""

from telegram import (
    Bot,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)

from bot.core.features.registry import REGISTRY
from bot.core.language.words_group import WHAT_IT_IS, WHAT_IT_IS_IN_SHORT


async def put_up(bot: Bot) -> None:
    """Tell Telegram what the menus show.

    Raises:
        TelegramError: if it does not take them; everything that is typed works all the same.
    """
    await bot.set_my_commands(REGISTRY.menu("private"), BotCommandScopeAllPrivateChats())
    await bot.set_my_commands(REGISTRY.menu("group"), BotCommandScopeAllGroupChats())
    await bot.set_my_commands(REGISTRY.menu("admins"), BotCommandScopeAllChatAdministrators())
    await bot.set_my_description(WHAT_IT_IS)
    await bot.set_my_short_description(WHAT_IT_IS_IN_SHORT)
