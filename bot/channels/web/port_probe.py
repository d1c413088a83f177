"""Look whether the address of the page can be listened on."""

import asyncio

from bot.channels.reachability import Reached


async def reach(host: str, port: int) -> Reached:
    """Listen for a moment, unless something does already: that may be the bot itself."""
    try:
        server = await asyncio.get_running_loop().create_server(asyncio.Protocol, host, port)
    except OSError:
        return await _answered(host, port)
    server.close()
    await server.wait_closed()
    return Reached(True, "het adres is vrij")


async def _answered(host: str, port: int) -> Reached:
    try:
        async with asyncio.timeout(5.0):
            _, writer = await asyncio.open_connection(host, port)
    except (OSError, TimeoutError):
        return Reached(False, "op dat adres kan ik niet luisteren; kies een ander in RUGGESPRAAK_WEB")
    writer.close()
    return Reached(True, "er draait al iets op dat adres; is dat Ruggespraak, dan is het goed")
