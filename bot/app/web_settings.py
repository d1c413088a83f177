"""The page in a browser, as an operator sets it up."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from bot.app.channel_kind import ChannelKind, ChannelParts
from bot.app.extras import extra
from bot.app.setting import Setting
from bot.channels.channel import Channel
from bot.channels.reachability import Reached

LISTEN = "RUGGESPRAAK_WEB"
ADDRESS = "RUGGESPRAAK_WEB_ADDRESS"


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Where the page is served, and what people type to get there."""

    title: ClassVar[str] = "Webpagina"

    host: str
    port: int
    address: str
    """Without a slash at its end; empty: where it is served."""

    def make(self, parts: ChannelParts) -> Channel:
        """See `ChannelSettings`."""
        with extra("web", "de webpagina"):
            from bot.channels.web.web import Site, Web  # noqa: PLC0415, brings aiohttp

        site = Site(self.host, self.port, self.address)
        return Web(site, parts.position(Web.name), parts.sentences)

    async def reach(self) -> Reached:
        """See `ChannelSettings`."""
        with extra("web", "de webpagina"):
            from bot.channels.web.port_probe import reach  # noqa: PLC0415, beside what brings aiohttp

        return await reach(self.host, self.port)


def _read(values: Mapping[str, str]) -> WebSettings:
    host, _, port = values[LISTEN].rpartition(":")
    number = int(port) if port.isdecimal() else 0
    return WebSettings(host.strip("[]"), number, values.get(ADDRESS, "").rstrip("/"))


WEB = ChannelKind(
    switch=LISTEN,
    settings=(
        Setting(
            LISTEN,
            "adres en poort van de webpagina, zoals 127.0.0.1:8000; zonder adres geen pagina",
            form=r".+:\d{2,5}",
            wrong="is geen adres met een poort, zoals 127.0.0.1:8000",
        ),
        Setting(
            ADDRESS,
            "https-adres van de pagina, zoals mensen het typen",
            form=r"https?://[^/?#\s]+/?",
            wrong="is geen adres zonder pad, zoals https://ruggespraak.gemeente.nl",
        ),
    ),
    needs=((ADDRESS, (LISTEN,)),),
    read=_read,
)
