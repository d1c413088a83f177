"""Matrix, as an operator sets it up."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from bot.app.channel_kind import ChannelKind, ChannelParts
from bot.app.extras import extra
from bot.app.setting import Setting
from bot.channels.channel import Channel
from bot.channels.reachability import Reached

HOMESERVER = "RUGGESPRAAK_MATRIX_HOMESERVER"
USER = "RUGGESPRAAK_MATRIX_USER"
PASSWORD = "RUGGESPRAAK_MATRIX_PASSWORD"  # noqa: S105, the name of a setting
TOKEN = "RUGGESPRAAK_MATRIX_TOKEN"  # noqa: S105, the same
INVITERS = "RUGGESPRAAK_MATRIX_INVITERS"


@dataclass(frozen=True, slots=True, repr=False)  # no repr: it would print secrets
class MatrixSettings:
    """The address and account on a homeserver, and who may invite the bot."""

    title: ClassVar[str] = "Matrix"

    homeserver: str
    """Address without a slash at its end."""
    user: str
    password: str = ""
    token: str = ""
    inviters: tuple[str, ...] = ()
    """Homeservers ("gemeente.nl") and people ("@jan:gemeente.nl"). Empty: everybody of the own server."""

    def make(self, parts: ChannelParts) -> Channel:
        """See `ChannelSettings`."""
        with extra("matrix", self.title):
            from bot.channels.matrix.account import Account, Login  # noqa: PLC0415, brings nio's encryption
            from bot.channels.matrix.matrix import Matrix  # noqa: PLC0415

        login = Login(self.homeserver, self.user, self.password, self.token)
        account = Account(login, parts.secrets / Matrix.name)
        return Matrix(account, parts.position(Matrix.name), parts.sentences, self.inviters)

    async def reach(self) -> Reached:
        """See `ChannelSettings`."""
        with extra("matrix", self.title):
            from bot.channels.matrix.whoami import reach  # noqa: PLC0415, brings aiohttp

        return await reach(self.homeserver, self.user, self.token)


def _read(values: Mapping[str, str]) -> MatrixSettings:
    inviters = (one.strip() for one in values.get(INVITERS, "").split(","))
    return MatrixSettings(
        homeserver=values[HOMESERVER].rstrip("/"),
        user=values.get(USER, ""),
        password=values.get(PASSWORD, ""),
        token=values.get(TOKEN, ""),
        inviters=tuple(one for one in inviters if one),
    )


MATRIX = ChannelKind(
    switch=HOMESERVER,
    settings=(
        Setting(
            HOMESERVER,
            "adres van de Matrix-server, zoals https://matrix.gemeente.nl",
            form=r"https?://.+",
            wrong="is geen adres. Het begint met https://",
        ),
        Setting(
            USER,
            "gebruiker van de bot, zoals @ruggespraak:gemeente.nl",
            form=r"@[^:\s]+:\S+",
            wrong="lijkt op @ruggespraak:gemeente.nl",
        ),
        Setting(PASSWORD, "wachtwoord van die gebruiker", secret=True),
        Setting(TOKEN, "in plaats van een wachtwoord: een toegangstoken", secret=True),
        Setting(INVITERS, "wie de bot mag uitnodigen: servers of personen, met komma's ertussen"),
    ),
    needs=((HOMESERVER, (USER,)), (HOMESERVER, (PASSWORD, TOKEN))),
    read=_read,
)
