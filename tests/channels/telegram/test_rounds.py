"""A confidential round in a Telegram group: only who pressed reads something, and nobody reads what."""

import re

from tests.channels.telegram.running import Running, running
from tests.telegram_api.people import buttons

__all__ = ["running"]

TEAM = ("Amina", "Boris", "Carla", "Daan", "Eva")


async def test_a_team_joins_by_button_and_by_link_and_votes_by_button(running: Running) -> None:
    group, members = await running.team(*TEAM)
    amina, boris, *others = members
    group.promotes(amina)
    amina.types("/team@ruggespraak_bot nieuw Noord", group)
    await running.settle()
    made = group.reads()[-1]
    link = re.search(r"https://t\.me/ruggespraak_bot\?start=(team-[A-Z0-9]{8})", made)
    assert link, made
    boris.presses("Ik doe mee", group)
    others[0].types(f"/start {link[1]}")
    for one in others[1:]:
        one.presses("Ik doe mee", group)
    await running.settle()
    assert "Je hoort nu bij Noord." in others[0].reads()[-1]
    amina.types("/ronde@ruggespraak_bot schulden sluit vrijdag 12:00", group)
    await running.settle()
    ballot, before = group.newest(), group.room.last
    assert "Telegram zelf kan zien welke knop je indrukt" in group.reads()[-1]
    labels = [one["text"] for one in buttons(group.room.messages[ballot])]
    running.server.world.toasts.clear()
    for at, one in enumerate((*members, boris)):
        one.presses(labels[at % len(labels)], group, message=ballot)
        await running.settle()
    assert group.room.last == before, "the group reads nothing of it"
    said = {one["text"] for one in running.server.world.toasts}
    assert len(said) == 1
    assert said.pop().startswith("Vastgelegd. Wijzigen kan tot vrijdag")
    assert len(running.server.world.toasts) == len(members) + 1


async def test_a_team_is_still_there_after_a_kill(running: Running) -> None:
    group, (amina, boris) = await running.team("Amina", "Boris")
    group.promotes(amina)
    amina.types("/team@ruggespraak_bot nieuw Noord", group)
    await running.settle()
    boris.presses("Ik doe mee", group)
    await running.settle()
    await running.kill()
    await running.start()
    boris.types("/team@ruggespraak_bot", group)
    await running.settle()
    assert "Team Noord: 2 doen mee." in group.reads()[-1]
