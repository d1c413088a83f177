"""Links are filled in where a channel has them, and left out where it has none."""

import io

from bot.app.link_text import linked
from bot.channels.stdio import Stdio
from bot.core.model.replies import Say, Toast
from tests.harness.group_wire import Room

SAID = Say("Meedoen kan hier.\nOf volg deze link: {link:team-BCDF2345}\n\nTot zo.")


def test_a_channel_with_links_shows_the_address() -> None:
    told = linked(SAID, Room("telegram"))
    assert isinstance(told, Say)
    assert "Of volg deze link: https://link.example/team-BCDF2345\n" in told.text


def test_without_links_the_line_is_left_out() -> None:
    told = linked(SAID, Stdio(io.BytesIO(), io.StringIO()))
    assert told == Say("Meedoen kan hier.\n\nTot zo.")


def test_where_no_link_can_do_that_the_line_is_left_out_too() -> None:
    class Nowhere(Room):
        def link(self, payload: str) -> str:
            return ""

    assert linked(SAID, Nowhere("matrix")) == Say("Meedoen kan hier.\n\nTot zo.")


def test_what_has_no_link_stays_as_it_is() -> None:
    for reply in (Say("Zonder {link:}"), Toast("Vastgelegd.")):
        assert linked(reply, Room("telegram")) is reply
