"""Check whether a platform can be reached with these settings. Sends one request, and no messages."""

from dataclasses import dataclass
from typing import Any

import aiohttp

WAIT = aiohttp.ClientTimeout(total=10)


@dataclass(frozen=True, slots=True)
class Reached:
    """What came of it. The sentence is for the operator, and holds no secret."""

    well: bool
    says: str


async def telegram(api: str, token: str) -> Reached:
    """Ask Telegram who this token is."""
    status, told = await _asked(f"{api}/bot{token}/getMe", {})
    if told is None:
        return Reached(False, "Telegram is niet bereikbaar. Kijk naar het netwerk en de firewall.")
    if status in (401, 404):
        return Reached(False, "Telegram kent dit token niet. Kopieer het opnieuw van BotFather.")
    name = _text(told.get("result"), "username")
    if status != 200 or not name:
        return Reached(False, f"Telegram antwoordt vreemd (HTTP {status}). Probeer het later nog eens.")
    return Reached(True, f"Telegram kent de bot als @{name}.")


async def matrix(homeserver: str, user: str, token: str) -> Reached:
    """Ask the homeserver whether it is one, and with a token who that token is."""
    status, told = await _asked(f"{homeserver}/_matrix/client/versions", {})
    if told is None or status != 200 or not isinstance(told.get("versions"), list):
        return Reached(False, f"Op {homeserver} antwoordt geen Matrix-server. Klopt het adres?")
    if not token:
        return Reached(
            True, f"De server antwoordt. Of het wachtwoord van {user} klopt, blijkt bij het starten."
        )
    status, told = await _asked(
        f"{homeserver}/_matrix/client/v3/account/whoami", {"Authorization": f"Bearer {token}"}
    )
    known = _text(told, "user_id")
    if status == 200 and known == user:
        return Reached(True, f"De Matrix-server kent de bot als {user}.")
    if known:
        return Reached(False, f"Het token is van {known}, niet van {user}. Neem het token van die gebruiker.")
    return Reached(False, "De Matrix-server kent dit token niet. Maak een nieuw, of gebruik een wachtwoord.")


async def _asked(address: str, headers: dict[str, str]) -> tuple[int, dict[str, Any] | None]:
    """Return status and answer; None if unreachable. Errors of aiohttp are dropped: they hold the address."""
    try:
        async with (
            aiohttp.ClientSession(timeout=WAIT, headers=headers) as session,
            session.get(address, allow_redirects=False) as answer,
        ):
            told = await answer.json(content_type=None)
            return answer.status, told if isinstance(told, dict) else {}
    except ValueError:  # no JSON
        return 0, {}
    except (aiohttp.ClientError, TimeoutError, OSError):
        return 0, None


def _text(told: object, name: str) -> str:
    value = told.get(name) if isinstance(told, dict) else None
    return value if isinstance(value, str) else ""
