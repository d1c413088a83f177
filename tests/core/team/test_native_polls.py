"""A poll of the platform's own is opened only where there are such polls."""

from dataclasses import replace

from bot.core.model.events import Chat, Said
from bot.core.model.replies import Say
from bot.core.model.session import Session
from bot.core.model.traits import PLAIN
from bot.core.respond import respond
from bot.search.matcher import Matcher
from tests.conftest import NOW
from tests.dutch import DUTCH, say

GROUP = Chat("test", "groep", "anna", group=True, sealed=True)


def test_a_channel_without_native_polls_says_so_and_opens_none() -> None:
    for words in ("peiling", "peiling schulden sluit over 2 uur", "peiling sluit"):
        turn = respond(Said(GROUP, words), Session(), DUTCH, Matcher(DUTCH), NOW, traits=PLAIN)
        assert turn.replies == (Say(say("poll.not-here")),)
        assert turn.effects == ()


def test_a_channel_with_native_polls_goes_on() -> None:
    traits = replace(PLAIN, native_polls=True)
    turn = respond(Said(GROUP, "peiling sluit"), Session(), DUTCH, Matcher(DUTCH), NOW, traits=traits)
    assert turn.replies == (Say(say("poll.none")),)
