"""In a group where the bot may not write, who spoke to it hears so in private: once, and only there."""

import pytest

from tests.channels.telegram.running import Running, in_group, running
from tests.dutch import say
from tests.telegram_api.people import Group, Someone, buttons

__all__ = ["running"]


async def muted(running: Running, *, opened: bool = True) -> tuple[Group, list[Someone]]:
    people = [running.people.person("Amina"), running.people.person("Boris", opened=opened)]
    group = running.people.group(*people)
    group.takes_in(people[0])
    await running.settle()
    group.forbids("text messages", "polls")
    return group, people


async def test_who_asked_is_told_alone_and_once(running: Running) -> None:
    group, (amina, boris) = await muted(running)
    for word in ("dilemma", "hulp", "peiling"):
        boris.types(f"/{word}@ruggespraak_bot", group)
        await running.settle()
    assert boris.reads() == [say("group.may-not-write")]
    assert amina.reads() == [], "it is nobody else's to read"
    assert group.reads() == [in_group(say("start.introduction"))]


async def test_not_again_after_a_restart_and_each_for_oneself(running: Running) -> None:
    group, (amina, boris) = await muted(running)
    boris.types("/hulp@ruggespraak_bot", group)
    await running.settle()
    await running.kill()
    await running.start()
    for person in (boris, amina):
        person.types("/hulp@ruggespraak_bot", group)
        await running.settle()
    assert len(boris.reads()) == 1
    assert amina.reads() == [say("group.may-not-write")]


async def test_who_never_opened_a_chat_with_it_hears_nothing(running: Running) -> None:
    group, (amina, boris) = await muted(running, opened=False)
    boris.types("/hulp@ruggespraak_bot", group)
    await running.settle()
    assert boris.reads() == []
    assert amina.reads() == []
    group.forbids()
    boris.types("/hulp@ruggespraak_bot", group)
    await running.settle()
    assert group.reads()[-1].startswith(say("help.title")), (
        "that the private chat is shut is no farewell here"
    )


async def test_a_press_is_answered_where_only_who_pressed_sees_it(running: Running) -> None:
    group, (_, boris) = await muted(running)
    group.forbids()
    boris.types("/dilemma@ruggespraak_bot", group)
    await running.settle()
    group.forbids("text messages")
    boris.presses(buttons(group.room.messages[group.newest()])[0]["text"], group)
    await running.settle()
    toasts = [one.get("text") for one in running.server.world.toasts]
    assert toasts == [say("group.chosen", key="A")], "one press takes one answer"
    assert boris.reads() == [say("group.may-not-write")]


async def test_who_brought_it_into_a_silent_group_is_told(running: Running) -> None:
    amina = running.people.person("Amina")
    group = running.people.group(amina)
    group.forbids("text messages")
    group.takes_in(amina)
    await running.settle()
    assert group.reads() == []
    assert amina.reads() == [say("group.may-not-write")]


@pytest.mark.parametrize("code", [400, 403])
@pytest.mark.parametrize(
    "told", ["Have no rights to send a message", "CHAT_WRITE_FORBIDDEN", "CHAT_RESTRICTED"]
)
async def test_however_telegram_says_it_nothing_is_lost(running: Running, code: int, told: str) -> None:
    group, (_, boris) = await muted(running)
    group.forbids()
    boris.types("/peiling@ruggespraak_bot sluit vrijdag 12:00", group)
    await running.settle()
    kind = {400: "Bad Request", 403: "Forbidden"}[code]
    running.server.fail("sendMessage", code, f"{kind}: {told}", chat=group.id)
    boris.types("/hulp@ruggespraak_bot", group)
    await running.settle()
    assert boris.reads() == [say("group.may-not-write")]
    running.later(60 * 24 * 5)
    await running.settle()
    (vote,) = running.server.world.polls.values()
    assert vote.poll["is_closed"], "it is still in the group: what was promised is kept"


async def test_a_closed_topic_counts_too_but_a_forbidden_picture_does_not(running: Running) -> None:
    group, (amina, boris) = await muted(running)
    group.forbids("photos", "documents")
    topic = group.opens_topic()
    group.room.topics.discard(topic)
    boris.types("/hulp@ruggespraak_bot", group, topic=topic)
    await running.settle()
    assert group.reads()[-1].startswith(say("help.title"))
    group.room.closed = True
    boris.types("/hulp@ruggespraak_bot", group, topic=topic)
    await running.settle()
    assert boris.reads() == [say("group.may-not-write")]
    assert amina.reads() == []


async def test_where_only_polls_are_forbidden_it_says_so_and_another_can_be_begun(running: Running) -> None:
    group, (_, boris) = await muted(running)
    group.forbids("polls")
    boris.types("/peiling@ruggespraak_bot", group)
    await running.settle()
    assert group.reads()[-1] == in_group(say("poll.forbidden"))
    assert boris.reads() == []
    group.forbids()
    boris.types("/peiling@ruggespraak_bot", group)
    await running.settle()
    assert len(running.server.world.polls) == 1, "the one that was refused does not stand in the way"


async def test_no_log_says_who_or_where(running: Running, caplog: pytest.LogCaptureFixture) -> None:
    group, (_, boris) = await muted(running)
    boris.types("/hulp@ruggespraak_bot", group)
    await running.settle()
    assert "nothing may be written" in caplog.text
    for sign in (boris.id, group.id, "Boris"):
        assert str(sign) not in caplog.text
    assert str(group.id).encode() not in running.on_disk()
