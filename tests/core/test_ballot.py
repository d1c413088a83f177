"""A ballot is shown only where nobody reads along, and is never answered by what shows."""

from bot.core.conversation.context import Here, Scene
from bot.core.conversation.options import keyed
from bot.core.conversation.questions import offer
from bot.core.model.events import Chat
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.core.model.replies import Ask, Say, Toast
from bot.core.model.session import Session
from bot.core.model.traits import ChannelTraits
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
