"""Ask a homeserver whether it knows the bot, for `doctor`."""

from bot.channels.http_probe import asked, text_of
from bot.channels.reachability import Reached


async def reach(homeserver: str, user: str, token: str) -> Reached:
    """Ask the homeserver whether it is one, and with a token who that token is."""
    status, answer = await asked(f"{homeserver}/_matrix/client/versions", {})
    if answer is None or status != 200 or not isinstance(answer.get("versions"), list):
        return Reached(False, f"Op {homeserver} antwoordt geen Matrix-server. Klopt het adres?")
    if not token:
        return Reached(
            True, f"De server antwoordt. Of het wachtwoord van {user} klopt, blijkt bij het starten."
        )
    status, answer = await asked(
        f"{homeserver}/_matrix/client/v3/account/whoami", {"Authorization": f"Bearer {token}"}
    )
    known = text_of(answer, "user_id")
    if status == 200 and known == user:
        return Reached(True, f"De Matrix-server kent de bot als {user}.")
    if known:
        return Reached(False, f"Het token is van {known}, niet van {user}. Neem het token van die gebruiker.")
    return Reached(False, "De Matrix-server kent dit token niet. Maak een nieuw, of gebruik een wachtwoord.")
