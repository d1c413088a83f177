"""Texts of one answer go together where a channel wants that, and nothing else does."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from bot.app.batching import joined
from bot.core.model.events import Chat, Event
from bot.core.model.figures import Bars
from bot.core.model.replies import Ask, Picture, Reply, Say, Toast
from bot.core.model.traits import PLAIN, ChannelTraits
from tests.channels.fake import Fake

GROUP, ALONE = Chat("fake", "groep", "anna", group=True), Chat("fake", "anna", "anna")
ONE, TWO, THREE = Say("een"), Say("twee"), Say("drie")
ASK = Ask("1", "wat?", ())
BALLOT = Ask("ronde-1", "stem", (), everyone=True)
TOAST, PICTURE = Toast("gelukt"), Picture(Bars("", ()), "in woorden")

JOINS = replace(PLAIN, joins_texts=True)


@dataclass
class JoiningFake(Fake):
    traits: ChannelTraits = JOINS

    async def send_together(
        self, chat: Chat, said: Sequence[Say | Ask], key: str, answering: Event | None = None
    ) -> None:
        raise AssertionError("not asked here")


@pytest.mark.parametrize(
    ("replies", "pieces"),
    [
        ((), []),
        ((ONE,), [ONE]),
        ((ONE, TWO, ASK), [(ONE, TWO, ASK)]),
        ((ASK, ONE), [ASK, ONE]),
        ((ONE, TWO, BALLOT, THREE, ONE), [(ONE, TWO), BALLOT, (THREE, ONE)]),
        ((ONE, ASK, TWO, THREE), [(ONE, ASK), (TWO, THREE)]),
        ((TOAST, ONE, TWO), [TOAST, (ONE, TWO)]),
        ((PICTURE, ONE, TWO, PICTURE, THREE), [PICTURE, (ONE, TWO), PICTURE, THREE]),
    ],
)
def test_in_their_order_and_a_question_last(replies: tuple[Reply, ...], pieces: list[object]) -> None:
    assert list(joined(replies, GROUP, JoiningFake())) == pieces


def test_only_where_the_channel_wants_it() -> None:
    replies = (ONE, TWO, ASK)
    assert list(joined(replies, ALONE, JoiningFake())) == list(replies)
    assert list(joined(replies, GROUP, Fake())) == list(replies)
