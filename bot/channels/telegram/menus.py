"""The commands that Telegram's own menu shows, in Dutch: alone with the bot, in a group, for its admins."""

from telegram import (
    Bot,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)

from bot.core.language.words_group import (
    MENU_FOR_ADMINS,
    MENU_IN_GROUP,
    MENU_IN_PRIVATE,
    WHAT_IT_IS,
    WHAT_IT_IS_IN_SHORT,
)


async def put_up(bot: Bot) -> None:
    """Tell Telegram what the menus show.

    Raises:
        TelegramError: if it does not take them; everything that is typed works all the same.
    """
    await bot.set_my_commands(MENU_IN_PRIVATE, BotCommandScopeAllPrivateChats())
    await bot.set_my_commands(MENU_IN_GROUP, BotCommandScopeAllGroupChats())
    await bot.set_my_commands(MENU_FOR_ADMINS, BotCommandScopeAllChatAdministrators())
    await bot.set_my_description(WHAT_IT_IS)
    await bot.set_my_short_description(WHAT_IT_IS_IN_SHORT)
