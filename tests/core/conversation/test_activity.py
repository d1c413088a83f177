"""Whatever is open in a chat answers one protocol: the words that always work need not know what it is."""

import ast
from dataclasses import dataclass

import pytest

from bot.core.conversation.activity import ActivityKind
from bot.core.conversation.here import Here
from bot.core.features.feature import Feature
from bot.core.features.registry import FEATURES, Registry
from bot.core.model.events import Chat, Event, Pressed, Said
from bot.core.model.library import Library
from bot.core.model.replies import Reply, Say, Turn
from bot.core.model.session import Kept, Option, Session
from bot.core.respond import respond
from bot.search.matcher import Matcher
from tests.conftest import NOW, ROOT
from tests.core.talk import CHAT, shown
from tests.dutch import say

OPEN = Session(Kept(role="spel"))
"""A session in which the game is open: this one keeps that in the role."""


@dataclass(frozen=True)
class Game:
    session: Session

    def options(self) -> tuple[Option, ...]:
        return (Option("raad", "A", "Raad een woord"), Option("hulp", "H", "Uitleg"))

    def awaits_text(self) -> bool:
        return bool(self.session.unkept.own)

    def pick(self, option: Option, *, quietly: bool) -> Turn | None:
        if option.id == "hulp":
            return None
        return self._said("Stil geraden." if quietly else "Welk woord?", self.session.hold(own=True))

    def take_text(self, text: str) -> Turn:
        return self._said(f"Geraden: {text}.", self.session.hold(own=False))

    def take_unasked(self, text: str, *, quietly: bool) -> Turn | None:
        return self.take_text(text.removeprefix("raad ")) if text.startswith("raad ") else None

    def show(self) -> Turn:
        return self._said("Raad je mee?")

    def lead_back(self, *said: Reply) -> Turn:
        return Turn(self.session, (*said, Say("Terug in het spel.")))

    def mention(self, *said: Reply) -> Turn:
        return Turn(self.session, (*said, Say("Het spel staat nog open.")))

    def back(self) -> Turn | None:
        return self._said("Een beurt terug.") if self.session.unkept.own else None

    def go_on(self) -> Turn | None:
        return self._said("Volgende beurt.")

    def pause(self) -> Turn:
        return self._said("Spel op pauze.")

    def set_aside(self) -> Turn:
        return Turn(self.session.keep(role=""), (Say("Spel opzij."),))

    def stop(self) -> Turn:
        return Turn(self.session.keep(role=""), (Say("Spel uit."),))

    def _said(self, text: str, session: Session | None = None) -> Turn:
        return Turn(session or self.session, (Say(text),))


def find(session: Session, _: Library, __: Here) -> Game | None:
    return Game(session) if session.kept.role == "spel" else None


def restore(session: Session, _: Library) -> tuple[Session, tuple[Reply, ...]]:
    return session, ()


def resume(session: Session, _: Library) -> Turn | None:
    return Turn(session.keep(role="spel"), (Say("Het spel gaat verder."),)) if session.kept.misses else None


GAME = Registry((Feature("spel", activity=ActivityKind(find, restore, resume)), *FEATURES))


def answers(event: Event | str, library: Library, session: Session = OPEN) -> Turn:
    typed = Said(CHAT, event) if isinstance(event, str) else event
    return respond(typed, session, library, Matcher(library), NOW, registry=GAME)


@pytest.mark.parametrize(
    ("typed", "answer", "stays"),
    [
        ("a", "Welk woord?", True),
        ("raad een woord", "Welk woord?", True),
        ("raad boom", "Geraden: boom.", True),
        ("opnieuw", "Raad je mee?", True),
        ("verder", "Volgende beurt.", True),
        ("pauze", "Spel op pauze.", True),
        ("stop", "Spel uit.", False),
        ("privacy", "Het spel staat nog open.", True),
        ("h", "Het spel staat nog open.", True),
        ("qwerty zxcvb?", "Terug in het spel.", True),
        ("terug", "Wat wil je doen?", False),
        ("start", "Spel opzij.", False),
        ("dilemma", "Spel opzij.", False),
        ("methode gesprek", "Spel opzij.", False),
        ("z", say("trouble.pick-one", letters="A of H"), True),
    ],
)
def test_a_declared_activity_answers_the_words_that_always_work(
    typed: str, answer: str, example: Library, *, stays: bool
) -> None:
    turn = answers(typed, example)
    assert answer in shown(turn)
    assert (turn.session.kept.role == "spel") is stays


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("een lang woord", "Geraden: een lang woord."),
        ("a", "Welk woord?"),
        ("terug", "Een beurt terug."),
        ("citaat vertrouwen", "Geraden: citaat vertrouwen."),
    ],
)
def test_where_it_awaits_text_any_text_is_its_own(typed: str, answer: str, example: Library) -> None:
    assert shown(answers(typed, example, OPEN.hold(own=True))).strip() == answer


def test_a_menu_over_it_is_closed_and_leads_back(example: Library) -> None:
    over = answers("wis alles", example).session
    assert shown(answers("terug", example, over)).strip() == "Terug in het spel."
    assert shown(answers("b", example, over)).endswith("Het spel staat nog open.\n")


def test_a_press_that_others_see_is_answered_quietly(example: Library) -> None:
    group = Chat("test", "groep", "anna", group=True, sealed=True)
    open_ = OPEN.prompted()
    press = Pressed(group, open_.prompt, "A", "anna")
    assert "Stil geraden." in shown(answers(press, example, open_))


def test_what_was_set_aside_is_taken_up_by_its_own_kind(example: Library) -> None:
    waiting = Session(Kept(misses=1))
    assert shown(answers("verder", example, waiting)).strip() == "Het spel gaat verder."
    assert answers("verder", example, Session()).replies == (Say(say("trouble.nothing-open")),)


OWN = {"dilemmas", "method_walk", "dilemma_case", "session"}
"""Modules that may know how an open method or dilemma is kept."""


def test_nothing_else_looks_into_a_dilemma_or_a_method_that_is_open() -> None:
    looking = {
        f"{file.stem}:{node.lineno}"
        for file in (ROOT / "bot").rglob("*.py")
        if file.stem not in OWN
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and (node.attr == "case" or ast.unparse(node).endswith("kept.walk"))
    }
    assert looking == set()
