import asyncio

from bot.channels.web.port_probe import reach


async def test_an_address_is_free_or_something_is_there_already() -> None:
    server = await asyncio.get_running_loop().create_server(asyncio.Protocol, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    taken = await reach("127.0.0.1", port)
    server.close()
    await server.wait_closed()
    free = await reach("127.0.0.1", port)
    assert (taken.well, free.well) == (True, True)
    assert taken.says != free.says


async def test_an_address_of_another_machine_is_refused() -> None:
    assert not (await reach("192.0.2.1", 0)).well
