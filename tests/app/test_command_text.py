"""Commands in a reply are written for the channel and the chat that it goes to."""

import io

import pytest

from bot.app.command_text import with_commands
from bot.channels.stdio import Stdio
from bot.core.model.events import Chat
from bot.core.model.replies import Reply, Say, Toast
from tests.harness.group_wire import Room

ALONE = Chat("test", "room", "person")
GROUP = Chat("test", "room", "person", group=True)


@pytest.mark.parametrize(
    ("platform", "chat", "reply", "shown"),
    [
        ("telegram", GROUP, Say("Typ {cmd:ronde}."), Say("Typ /ronde.")),
        ("telegram", ALONE, Say("Typ {cmd:stop}."), Say("Typ stop.")),
        ("telegram", ALONE, Say("In de groep: {groupcmd:ronde}."), Say("In de groep: /ronde.")),
        ("telegram", GROUP, Toast("Typ {cmd:ronde}."), Toast("Typ /ronde.")),
        ("matrix", GROUP, Say("Typ {cmd:ronde}."), Say("Typ !ronde.")),
        ("matrix", GROUP, Toast("Typ {cmd:stop}."), Toast("Typ stop.")),
    ],
)
def test_the_sign_is_that_of_the_channel(platform: str, chat: Chat, reply: Reply, shown: Reply) -> None:
    assert with_commands(reply, chat, Room(platform)) == shown


def test_where_there_is_no_sign_the_word_is_bare() -> None:
    plain = Stdio(io.BytesIO(), io.StringIO())
    assert with_commands(Say("In de groep: {groupcmd:ronde}."), ALONE, plain) == Say("In de groep: ronde.")
