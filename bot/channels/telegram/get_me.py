"""Ask Telegram whether it knows the bot, for `doctor`."""

from bot.channels.http_probe import asked, text_of
from bot.channels.reachability import Reached


async def reach(api: str, token: str) -> Reached:
    """Ask Telegram who this token is."""
    status, answer = await asked(f"{api}/bot{token}/getMe", {})
    if answer is None:
        return Reached(False, "Telegram is niet bereikbaar. Kijk naar het netwerk en de firewall.")
    if status in (401, 404):
        return Reached(False, "Telegram kent dit token niet. Kopieer het opnieuw van BotFather.")
    name = text_of(answer.get("result"), "username")
    if status != 200 or not name:
        return Reached(False, f"Telegram antwoordt vreemd (HTTP {status}). Probeer het later nog eens.")
    return Reached(True, f"Telegram kent de bot als @{name}.")
