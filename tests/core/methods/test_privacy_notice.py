"""What is typed about a case in the open is not held, though the method began in an encrypted room."""

from dataclasses import replace

from bot.core.model.dialog import WriteStep
from bot.core.model.events import Said
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.core.model.replies import Say
from bot.core.model.session import Session
from bot.core.respond import respond
from tests.conftest import NOW
from tests.core.talk import CHAT, READ_ALONG
from tests.dutch import say

CASE = "Een moeder met drie kinderen"


def at_first_note(library: Library, finder: Finder) -> Session:
    """Return the session of somebody who is asked, in an encrypted room, to type about a case."""
    dialog = library.dialogs["omgekeerde-toets"]
    session = respond(Said(CHAT, "toets"), Session(), library, finder, NOW, traits=READ_ALONG).session
    while (walk := session.kept.walk) and not isinstance(dialog.steps[walk.step], WriteStep):
        session = respond(Said(CHAT, "a"), session, library, finder, NOW, traits=READ_ALONG).session
    assert session.kept.walk
    return session


def test_a_case_text_that_came_unencrypted_is_not_held(library: Library, finder: Finder) -> None:
    session = at_first_note(library, finder)
    opened = Said(replace(CHAT, sealed=False), CASE)
    turn = respond(opened, session, library, finder, NOW, traits=READ_ALONG)
    assert turn.replies == (Say(say("typing.not-sealed")),)
    assert turn.session.kept.walk == session.kept.walk
    assert CASE not in repr(turn)


def test_an_encrypted_case_text_is_held(library: Library, finder: Finder) -> None:
    turn = respond(Said(CHAT, CASE), at_first_note(library, finder), library, finder, NOW, traits=READ_ALONG)
    assert CASE in repr(turn.session.unkept)
