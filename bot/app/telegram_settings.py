"""Telegram, as an operator sets it up."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from bot.app.channel_kind import ChannelKind, ChannelParts
from bot.app.extras import extra
from bot.app.setting import Setting
from bot.channels.channel import Channel
from bot.channels.reachability import Reached

TOKEN = "RUGGESPRAAK_TELEGRAM_TOKEN"  # noqa: S105, the name of a setting
API = "RUGGESPRAAK_TELEGRAM_API"
WEBHOOK = "RUGGESPRAAK_TELEGRAM_WEBHOOK"
WEBHOOK_SECRET = "RUGGESPRAAK_TELEGRAM_WEBHOOK_SECRET"  # noqa: S105, the same
LISTEN = "RUGGESPRAAK_TELEGRAM_LISTEN"


@dataclass(frozen=True, slots=True, repr=False)  # no repr: it would print secrets
class TelegramSettings:
    """The bot's token, and how updates come in."""

    title: ClassVar[str] = "Telegram"

    token: str
    api: str
    """Address without a slash at its end."""
    webhook: str = ""
    """Empty: the bot asks for updates itself."""
    webhook_secret: str = ""
    listen: tuple[str, int] = ("127.0.0.1", 8443)
    """Address and port that a web server passes Telegram's calls on to."""

    def make(self, parts: ChannelParts) -> Channel:
        """See `ChannelSettings`."""
        with extra("telegram", self.title):
            from bot.channels.telegram.telegram import BotAccount, Telegram  # noqa: PLC0415, brings the library

        account = BotAccount(self.token, self.api, self.webhook, self.webhook_secret, self.listen)
        return Telegram(account, parts.position(Telegram.name), parts.polls, parts.sentences)

    async def reach(self) -> Reached:
        """See `ChannelSettings`."""
        with extra("telegram", self.title):
            from bot.channels.telegram.get_me import reach  # noqa: PLC0415, brings aiohttp

        return await reach(self.api, self.token)


def _read(values: Mapping[str, str]) -> TelegramSettings:
    host, _, port = values.get(LISTEN, "127.0.0.1:8443").rpartition(":")
    return TelegramSettings(
        token=values[TOKEN],
        api=(values.get(API) or "https://api.telegram.org").rstrip("/"),
        webhook=values.get(WEBHOOK, ""),
        webhook_secret=values.get(WEBHOOK_SECRET, ""),
        listen=(host, int(port) if port.isdecimal() else 0),
    )


TELEGRAM = ChannelKind(
    switch=TOKEN,
    settings=(
        Setting(
            TOKEN,
            "het token van BotFather; zonder token geen Telegram",
            secret=True,
            form=r"\d+:[\w-]{30,}",
            wrong="is geen token. Kopieer het opnieuw van BotFather.",
        ),
        Setting(
            API,
            "adres van een eigen Bot API-server; anders die van Telegram",
            form=r"https?://.+",
            wrong="is geen adres. Het begint met https://",
        ),
        Setting(
            WEBHOOK,
            "https-adres waar Telegram berichten brengt; anders haalt de bot ze op",
            form=r"https://.+",
            wrong="is geen adres. Het begint met https://",
        ),
        Setting(
            WEBHOOK_SECRET,
            "geheim waaraan de bot ziet dat een bericht van Telegram komt",
            secret=True,
            form=r"[\w-]{16,256}",
            wrong="heeft 16 tot 256 letters, cijfers, - of _.",
        ),
        Setting(
            LISTEN,
            "adres en poort voor berichten van Telegram; anders 127.0.0.1:8443",
            form=r".+:\d{2,5}",
            wrong="is geen adres met een poort, zoals 127.0.0.1:8443",
        ),
    ),
    needs=((WEBHOOK, (WEBHOOK_SECRET,)),),
    read=_read,
)
