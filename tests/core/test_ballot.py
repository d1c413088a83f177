"""A ballot is shown only where nobody reads along, and is never answered by what shows."""

from bot.core.conversation.context import Here, Scene
from bot.core.conversation.options import keyed
from bot.core.conversation.questions import offer
from bot.core.language import words_team
from bot.core.model.events import Chat
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.core.model.replies import Ask, Say, Toast
from bot.core.model.session import Session
from bot.core.team import ballots
from tests.conftest import NOW


def scene(chat: Chat, library: Library, finder: Finder) -> Scene:
    return Scene(Session(), library, finder, Here(chat, NOW))


def test_where_a_homeserver_reads_along_one_is_asked_into_a_room_where_it_does_not(
    library: Library, finder: Finder
) -> None:
    turn = ballots.ballot("x", scene(Chat("matrix", "!kamer", "@ans:hs"), library, finder))
    assert turn.replies == (Say(words_team.BALLOT_UNSEALED), Toast(words_team.BALLOT_SEALED))
    assert turn.effects == ()
    assert len(words_team.BALLOT_SEALED) <= 200


def test_in_an_encrypted_room_and_on_telegram_it_goes_on(library: Library, finder: Finder) -> None:
    for chat in (Chat("matrix", "!kamer", "@ans:hs", sealed=True), Chat("telegram", "7", "7")):
        assert ballots.ballot("x", scene(chat, library, finder)).replies == (Say(words_team.ROUND_OVER),)


def test_a_secret_menu_says_so_to_the_channel() -> None:
    (asked,) = offer(Session(), "Kies", keyed([("stem:x:ja", "Ja", "")]), hint="Typ", secret=True).replies
    assert isinstance(asked, Ask)
    assert asked.secret
