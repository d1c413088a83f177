"""Every kind of channel that `run` can talk on. To add one, write its settings and add its row here."""

from collections.abc import Mapping

from bot.app.channel_kind import ChannelKind, ChannelSettings
from bot.app.matrix_settings import MATRIX
from bot.app.telegram_settings import TELEGRAM
from bot.app.web_settings import WEB

CHANNEL_KINDS: tuple[ChannelKind, ...] = (MATRIX, TELEGRAM, WEB)

NONE_SET = (
    f"Er is geen kanaal ingesteld. Zet {' of '.join(kind.switch for kind in CHANNEL_KINDS)}.",
    "Praten in deze terminal kan altijd: ruggespraak chat",
)
"""Lines for the operator if no channel is switched on."""


def switched_on(values: Mapping[str, str]) -> tuple[ChannelSettings, ...]:
    """Return the settings of every channel that is switched on."""
    return tuple(kind.read(values) for kind in CHANNEL_KINDS if values.get(kind.switch))
