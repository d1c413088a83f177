"""In a group: heard only when spoken to, everybody a conversation of one's own, and no choice shown."""

import re

from bot.core.model.library import Library
from tests.channels.telegram.running import Running, in_group, running
from tests.dutch import say
from tests.telegram_api.people import buttons

__all__ = ["running"]


async def test_it_introduces_itself_once_in_three_lines(running: Running) -> None:
    group, (amina, boris) = await running.team("Amina", "Boris")
    assert group.reads() == [in_group(say("start.introduction"))]
    assert len(say("start.introduction").splitlines()) == 3
    group.takes_in(boris, admin=True)  # only a change of rights
    await running.settle()
    assert len(group.reads()) == 1
    amina.types("gewoon wat gepraat", group)
    await running.settle()
    assert len(group.reads()) == 1


async def test_a_command_an_answer_and_a_press_are_heard_and_nothing_else(running: Running) -> None:
    group, (amina, boris) = await running.team("Amina", "Boris")
    amina.types("/dilemma@ruggespraak_bot", group)
    await running.settle()
    asked = group.newest()
    shown = group.reads()[-1]
    assert say("group.how-to-answer") in shown
    assert group.room.messages[asked]["reply_to_message"]["from"]["id"] == amina.id
    amina.types("/hulp@another_bot", group)
    running.server.world.private_mode = False  # as an admin the bot sees everything
    amina.types("b", group)
    boris.types("ik zou bellen", group, to=asked - 1)
    amina.types("@ruggespraak_bot hulp", group)
    await running.settle()
    (said,) = group.reads()[2:]
    assert said.startswith(say("help.title"))
    assert said.endswith(in_group(say("dilemma.back-to-case")))


async def test_a_press_shows_nobody_what_was_chosen(running: Running, library: Library) -> None:
    group, (amina, _) = await running.team("Amina", "Boris")
    amina.types("/dilemma@ruggespraak_bot", group)
    await running.settle()
    before = group.room.last
    labels = [one["text"] for one in buttons(group.room.messages[group.newest()])]
    amina.presses(labels[1], group)
    await running.settle()
    new = [message for number, message in group.room.messages.items() if number > before]
    said = "\n".join(message["text"] for message in new)
    assert "reply_to_message" not in str(new)
    assert say("group.talk-about-it") in said
    (dilemma,) = [one for one in library.dilemmas.values() if one.title in group.reads()[1]]
    for way in dilemma.ways:
        assert way.label not in said
        assert way.how not in said
    for sign in (amina.id, "Amina", "Je kiest", labels[1][3:30]):
        assert str(sign) not in said
    toasts = [one["text"] for one in running.server.world.toasts]
    assert toasts == [say("group.chosen", key="B")]


async def test_whichever_way_is_pressed_the_group_reads_the_same(running: Running) -> None:
    read = set()
    for at in range(3):
        group, (amina,) = await running.team("Amina")
        amina.types("/dilemma@ruggespraak_bot", group)
        await running.settle()
        before = group.room.last
        amina.presses(buttons(group.room.messages[group.newest()])[at]["text"], group)
        await running.settle()
        read.add("\n".join(one["text"] for number, one in group.room.messages.items() if number > before))
    assert len(read) == 1


async def test_a_colleagues_buttons_are_not_mine(running: Running) -> None:
    group, (amina, boris) = await running.team("Amina", "Boris")
    amina.types("/dilemma@ruggespraak_bot", group)
    await running.settle()
    before = group.room.last
    boris.presses(buttons(group.room.messages[group.newest()])[0]["text"], group)
    await running.settle()
    assert group.room.last == before
    assert [one["text"] for one in running.server.world.toasts] == [in_group(say("trouble.not-yours"))]


async def test_an_answer_stays_in_its_topic(running: Running) -> None:
    group, (amina, _) = await running.team("Amina", "Boris")
    topic = group.opens_topic()
    amina.types("/dilemma@ruggespraak_bot", group, topic=topic)
    await running.settle()
    assert group.room.messages[group.newest()]["message_thread_id"] == topic
    amina.presses(buttons(group.room.messages[group.newest()])[0]["text"], group)
    await running.settle()
    assert group.room.messages[group.newest()]["message_thread_id"] == topic
    group.room.topics.discard(topic)  # the topic is gone: then in the group itself
    amina.types("/hulp@ruggespraak_bot", group, topic=topic)
    await running.settle()
    amina.types("/privacy@ruggespraak_bot", group)
    await running.settle()
    assert group.reads()[-1].startswith(say("privacy.title"))


async def test_a_thread_of_answers_is_no_topic(running: Running) -> None:
    group, (amina, _) = await running.team("Amina", "Boris")
    amina.types("/dilemma@ruggespraak_bot", group)
    await running.settle()
    amina.types("hulp", group, to=group.newest())  # carries a thread that cannot be written to
    await running.settle()
    assert group.reads()[-1].startswith(say("help.title"))


async def test_a_group_that_grows_takes_everything_along(running: Running) -> None:
    for old, new in ((True, True), (True, False), (False, True)):
        group, (amina, _) = await running.team("Amina", "Boris", kind="group")
        amina.types("/dilemma@ruggespraak_bot", group)
        await running.settle()
        title = group.reads()[-1].splitlines()[0]
        grown = group.grows(amina, old=old, new=new)
        await running.settle()
        assert grown.reads() == [], "it does not introduce itself again"
        amina.types("/verder@ruggespraak_bot", grown)
        await running.settle()
        assert title in grown.reads()[-1]


async def test_a_group_that_grew_unheard_is_found_by_a_refusal(running: Running) -> None:
    group, (amina, _) = await running.team("Amina", "Boris", kind="group")
    amina.types("/hulp@ruggespraak_bot", group)
    running.server.faults.clear()
    grown = group.grows(amina, old=False, new=False)
    await running.settle()
    assert grown.reads()[-1].startswith(say("help.title"))


async def test_put_out_of_a_group_it_says_nothing_more_there(running: Running) -> None:
    group, (amina, _) = await running.team("Amina", "Boris")
    amina.types("/peiling@ruggespraak_bot", group)
    await running.settle()
    group.puts_out(amina)
    await running.settle()
    calls = len(running.server.calls)
    running.later(60 * 24 * 7)
    await running.settle()
    assert not [one for one in running.server.calls[calls:] if one.sent.get("chat_id") == group.id]


async def test_a_method_in_a_group_asks_who_reads_along_and_how_to_answer(running: Running) -> None:
    group, (amina, _) = await running.team("Amina", "Boris")
    amina.types("/toets@ruggespraak_bot", group)
    await running.settle()
    assert say("typing.readers-group") in group.reads()[-1]
    amina.presses(say("typing.type"), group)
    await running.settle()
    amina.presses(buttons(group.room.messages[group.newest()])[0]["text"], group)
    await running.settle()
    assert say("group.answer-me") in group.reads()[-1]
    amina.types("een gezin met schulden", group, to=group.newest())
    await running.settle()
    assert say("group.answer-me") in group.reads()[-1]
    assert b"een gezin met" not in running.on_disk()


async def test_an_anonymous_admin_and_a_linked_channel(running: Running) -> None:
    group, (amina, _) = await running.team("Amina", "Boris")
    world, room = running.server.world, group.room
    bot = {"id": 1_087_968_824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    message = world.put(room, bot, 0, text="/hulp@ruggespraak_bot", sender_chat=room.chat())
    world.tell("message", message, group.id)
    await running.settle()
    assert group.reads()[-1].startswith(say("help.title"))
    channel = {"id": -100_77, "type": "channel", "title": "Nieuws"}
    message = world.put(room, amina._user(), 0, text="/privacy@ruggespraak_bot", sender_chat=channel)
    world.tell("message", message, group.id)
    await running.settle()
    assert group.reads()[-1].startswith(say("help.title"))


async def test_no_person_is_named_in_any_request(running: Running) -> None:
    group, (amina, _) = await running.team("Amina", "Boris")
    amina.types("/dilemma@ruggespraak_bot", group)
    await running.settle()
    for call in running.server.calls:
        told = {k: v for k, v in call.sent.items() if k not in {"chat_id", "reply_markup"}}
        assert not re.search(rf"{amina.id}|Amina", str(told)), call.method


async def test_a_turn_is_one_message_in_a_group_and_each_thought_its_own_when_alone(running: Running) -> None:
    group, (amina, _) = await running.team("Amina", "Boris")
    amina.types("/dilemma@ruggespraak_bot", group)
    await running.settle()
    before = len(group.reads())
    amina.presses(buttons(group.room.messages[group.newest()])[1]["text"], group)
    await running.settle()
    assert len(group.reads()) == before + 1, "twenty a minute is all a group has"
    amina.types("dilemma")
    await running.settle()
    amina.presses(buttons(amina.world.rooms[amina.id].messages[amina.world.rooms[amina.id].last])[1]["text"])
    await running.settle()
    assert len(amina.reads()) > 2
