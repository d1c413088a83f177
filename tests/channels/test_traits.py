"""What a channel can do stands in its traits: the core knows no platform, and nothing starts without them."""

import re
from dataclasses import replace
from io import BytesIO, StringIO

import pytest

from bot.app.bot import Bot
from bot.channels.channel import Channel, checked
from bot.channels.matrix import traits as matrix
from bot.channels.stdio import Stdio
from bot.channels.telegram import traits as telegram
from bot.channels.web import traits as web
from bot.core.model.traits import PLAIN
from tests.channels.fake import Fake
from tests.conftest import ROOT

PLATFORMS = re.compile(r"telegram|matrix|\belement\b|synapse|whatsapp", re.IGNORECASE)
CORE = ROOT / "bot" / "core"


@pytest.mark.parametrize("ending", ["py", "yaml"])
def test_the_core_names_no_platform(ending: str) -> None:
    files = sorted(CORE.rglob(f"*.{ending}"))
    assert files
    named = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in files
        for number, line in enumerate(file.read_text("utf-8").split("\n"), 1)
        if PLATFORMS.search(line)
    ]
    assert named == []


async def test_a_channel_without_traits_does_not_start() -> None:
    channel = Fake(traits=None)  # type: ignore[arg-type]
    bot = Bot.__new__(Bot)  # with nothing in it: it must not come so far
    with pytest.raises(TypeError, match="Fake has no traits"):
        await Bot.talk(bot, channel)
    assert channel.log == []


def test_a_channel_that_says_that_it_joins_texts_can() -> None:
    fake = Fake(traits=replace(PLAIN, joins_texts=True))
    with pytest.raises(TypeError, match="joins texts"):
        checked(fake)


@pytest.mark.parametrize("channel", [Fake(), Stdio(BytesIO(), StringIO())])
def test_every_other_channel_starts(channel: Channel) -> None:
    assert checked(channel) is channel


def test_where_a_sealed_room_is_at_hand_nothing_about_a_case_is_typed_elsewhere() -> None:
    assert not matrix.TRAITS.lets_type(sealed=False)
    assert matrix.TRAITS.lets_type(sealed=True)
    assert telegram.TRAITS.lets_type(sealed=False), "there people are told who reads along, and choose"


def test_a_ballot_has_buttons_only_where_a_press_is_hidden() -> None:
    assert telegram.TRAITS.presses_hidden
    assert not matrix.TRAITS.presses_hidden, "a reaction is seen by all, and no client encrypts it"


def test_on_a_page_the_operator_may_read_along_and_nobody_else_sees_a_press() -> None:
    assert web.TRAITS.promise == "operator"
    assert web.TRAITS.who_can_read == "server"
    assert web.TRAITS.lets_type(sealed=False), "there people are told who reads along, and choose"
