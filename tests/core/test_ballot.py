"""A ballot is shown only where nobody reads along, and is never answered by what shows."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.conversation.context import Scene
from bot.core.conversation.here import Here
from bot.core.conversation.options import keyed
from bot.core.conversation.questions import offer
from bot.core.model.disclosure import RULES
from bot.core.model.events import Chat, Event, Pressed, Said
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.core.model.orders import Vote
from bot.core.model.replies import Ask, Say, Toast
from bot.core.model.session import Around, Session
from bot.core.model.team import Round, Team
from bot.core.model.traits import PLAIN, ChannelTraits
from bot.core.respond import respond
from bot.core.team import ballots
from tests.conftest import NOW
from tests.core.talk import BUTTONS, READ_ALONG
from tests.dutch import say


def scene(chat: Chat, library: Library, finder: Finder, traits: ChannelTraits = READ_ALONG) -> Scene:
    return Scene(Session(), library, finder, Here(chat, NOW, traits=traits))


def test_where_a_homeserver_reads_along_one_is_asked_into_a_room_where_it_does_not(
    library: Library, finder: Finder
) -> None:
    turn = ballots.ballot("x", scene(Chat("test", "kamer", "ans"), library, finder))
    assert turn.replies == (Say(say("ballot.unsealed")), Toast(say("ballot.sealed")))
    assert turn.effects == ()
    assert len(say("ballot.sealed")) <= 200


def test_in_an_encrypted_room_and_where_there_are_none_it_goes_on(library: Library, finder: Finder) -> None:
    sealed = scene(Chat("test", "kamer", "ans", sealed=True), library, finder)
    without_such_rooms = scene(Chat("test", "7", "7"), library, finder, BUTTONS)
    for here in (sealed, without_such_rooms):
        assert ballots.ballot("x", here).replies == (Say(say("round.over")),)


def test_a_letter_that_came_unencrypted_is_no_vote_though_the_ballot_stood_in_an_encrypted_room(
    library: Library, finder: Finder
) -> None:
    turn = ballots.vote("stem:x:ja", scene(Chat("test", "kamer", "ans"), library, finder))
    assert turn.replies == (Say(say("ballot.unsealed")), Toast(say("ballot.sealed")))
    assert turn.effects == ()


def test_a_secret_menu_says_so_to_the_channel() -> None:
    (asked,) = offer(Session(), "Kies", keyed([("stem:x:ja", "Ja", "")]), hint="Typ", secret=True).replies
    assert isinstance(asked, Ask)
    assert asked.secret


SEALED = Chat("test", "kamer", "ans", sealed=True)
OPEN = replace(SEALED, sealed=False)
WEEK_BOX = Round("week", "alleen", "", (), 1, NOW + timedelta(days=7), RULES[1])
COUNTED = Team("t1", "Noord", "BCDF2345", "groep", 6, belongs=True, alone=True, rounds=(WEEK_BOX,))


def chosen_alone(event: Event, library: Library, finder: Finder, traits: ChannelTraits) -> list[Vote]:
    """Return what goes into the weekly box when a dilemma, begun in a sealed room, is answered by `event`."""
    session = Session(around=Around(teams=(COUNTED,)))
    begun = respond(Said(SEALED, "dilemma"), session, library, finder, NOW, traits=traits).session
    if isinstance(event, Pressed):
        event = replace(event, prompt=begun.prompt)
    turn = respond(event, begun, library, finder, NOW, traits=traits)
    assert turn.session.unkept.chosen, "the dilemma goes on, however the letter came"
    return [effect for effect in turn.effects if isinstance(effect, Vote)]


@pytest.mark.parametrize(
    ("event", "traits"),
    [
        (Said(SEALED, "a"), READ_ALONG),
        (Said(OPEN, "a"), BUTTONS),
        (Pressed(OPEN, "", "A"), BUTTONS),
        (Pressed(SEALED, "", "A"), PLAIN),
    ],
    ids=["encrypted letter", "letter without sealed rooms", "hidden press", "key of a terminal"],
)
def test_a_dilemma_done_alone_is_a_vote_in_the_weekly_box(
    event: Event, traits: ChannelTraits, library: Library, finder: Finder
) -> None:
    (vote,) = chosen_alone(event, library, finder, traits)
    assert vote.round == WEEK_BOX.id


@pytest.mark.parametrize(
    "event", [Said(OPEN, "a"), Pressed(SEALED, "", "A")], ids=["unencrypted letter", "reaction"]
)
def test_what_a_homeserver_could_have_sent_is_no_vote_in_the_weekly_box(
    event: Event, library: Library, finder: Finder
) -> None:
    assert chosen_alone(event, library, finder, READ_ALONG) == []


def test_a_reaction_is_no_vote_either_on_a_ballot_in_an_encrypted_room(
    library: Library, finder: Finder
) -> None:
    here = replace(scene(SEALED, library, finder).here, pressed=True)
    turn = ballots.vote("stem:x:ja", replace(scene(SEALED, library, finder), here=here))
    assert turn.replies == (Say(say("trouble.not-by-reaction")),)
    assert turn.effects == ()
